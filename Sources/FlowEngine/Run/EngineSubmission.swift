import FlowModel
import FlowStore

/// What waits to be committed.
enum EngineSubmission: Sendable {
    case turn(Turn)
    case change(
        @Sendable (ExecutionTransitions) throws(StoreError) -> Void, CheckedContinuation<StoreError?, Never>?)
    case wake
    case begin([ExecutionID])
    case result(ConnectionResult)
    /// A connection is not performed again before somebody decides; the text says what is unknown.
    case doubt(ExecutionID, String)
    /// Nothing, so that there is a commit with which ended executions can be removed.
    case sweep

    var isSweep: Bool { if case .sweep = self { true } else { false } }

    func apply(to transitions: ExecutionTransitions) throws(StoreError) {
        switch self {
        case .turn(let turn): try transitions.commit(turn)
        case .change(let body, _): try body(transitions)
        case .wake: _ = try transitions.wakeDue()
        case .begin(let ids): for id in ids { try transitions.beginConnection(id) }
        case .result(let result): try transitions.endConnection(result)
        case .doubt(let id, let message): try transitions.doubtConnection(id, message: message)
        case .sweep: break
        }
    }

    func resume(with error: StoreError?) {
        if case .change(_, let continuation?) = self { continuation.resume(returning: error) }
    }
}
