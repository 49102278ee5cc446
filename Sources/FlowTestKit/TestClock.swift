import FlowEngine
import FlowModel
import Synchronization

/// A clock that stands still until the test moves it; the engine's own timers never fire.
final class TestClock: FlowClock {
    private let time: Mutex<ScriptTime>

    init(start: ScriptTime) {
        time = Mutex(start)
    }

    var isVirtual: Bool { true }

    func now() -> ScriptTime { time.withLock { $0 } }

    func advance(to moment: ScriptTime) {
        time.withLock { $0 = max($0, moment) }
    }

    func wait(until moment: ScriptTime) async {
        // Ends by an error when the engine gives up the timer.
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
    }
}
