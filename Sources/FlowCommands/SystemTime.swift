import FlowEngine
import FlowModel

/// The time of this machine.
enum SystemTime {
    static func now() -> ScriptTime { SystemClock().now() }
}
