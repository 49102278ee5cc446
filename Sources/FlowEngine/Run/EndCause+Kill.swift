import FlowModel
import LuaHost

extension EndCause.Kind {
    /// What a limit of the script host means for the execution.
    init(_ reason: Kill.Reason) {
        self =
            switch reason {
            case .time: .killedByTime
            case .memory: .killedByMemory
            case .depth: .killedByDepth
            case .host: .killedByHost
            case .internal: .broken
            }
    }
}
