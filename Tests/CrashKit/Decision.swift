import ArgumentParser
import FlowEngine
import FlowModel
import FlowStore

/// What somebody decides about connections of which nobody knows whether they took effect.
enum Decision: String, ExpressibleByArgument {
    /// They are performed again.
    case again
    /// They did take effect: each gave a seven.
    case settled
    /// Nothing more is to be done about them.
    case cancelled

    /// Decides so about all that are in doubt, and lets the engine go on.
    func carryOut(on store: some FlowStore, _ engine: ExecutionEngine) async throws {
        let doubted = try store.read { transaction throws(StoreError) -> [ExecutionID] in
            var doubted: [ExecutionID] = []
            for id in try transaction.executions(.all) {
                if let row = try transaction.execution(id), row.isInDoubt, row.isPaused { doubted.append(id) }
            }
            return doubted
        }
        try await engine.change { transitions throws(StoreError) in
            for id in doubted {
                switch self {
                case .again: _ = try transitions.carryOut(Control(.run, .execution(id)))
                case .settled: _ = try transitions.settleConnection(id, output: ["json": ["id": 7]])
                case .cancelled: _ = try transitions.carryOut(Control(.cancel(message: nil), .execution(id)))
                }
            }
        }
        try await engine.idle()
    }
}
