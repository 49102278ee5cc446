import FlowModel
import FlowStore
import Synchronization
import Testing

@testable import FlowEngine

/// Counts how often it acts, and never ends by itself until it may.
private final class Printer: TypedConnector {
    let interface = ConnectorInterface(
        type: "PRINT", summary: "Prints.", inputs: [ConnectorInput("page", .text, "What.", isRequired: true)],
        crashPolicy: .ask)
    private let state = Mutex((count: 0, keys: Set<String>(), hangs: true))

    var count: Int { state.withLock { $0.count } }
    var keys: Int { state.withLock { $0.keys.count } }
    func work() { state.withLock { $0.hangs = false } }

    func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let hangs = state.withLock { state in
            state.count += 1
            state.keys.insert(request.idempotencyKey)
            return state.hangs
        }
        while hangs, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
        return ["printed": inputs["page"] ?? .null]
    }
}

/// Connections whose process ended while they were under way.
@Suite(.timeLimit(.minutes(10))) struct ConnectionDoubtTests {
    private static let id = ExecutionID(createdAt: TestFlow.start, random: (1, 2))
    private let store = MemoryStore()
    private let printer = Printer()

    private func engine() -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.clock = VirtualClock(start: TestFlow.start)
        configuration.connectors = ["PRINT": printer]
        return ExecutionEngine(store: store, environment: TestFlow.environment, configuration: configuration)
    }

    /// Starts a flow with a connection, and stops the engine while that is under way.
    private func interrupt(_ inputs: String) async throws {
        let engine = engine()
        let script = """
            local c = this:connect{connector_type = "PRINT", page = "p", \(inputs) wait = "ALL_ENDED"}
            return {status = c:get("status"), output = c:get("output_value"), message = c:get("message")}
            """
        try await engine.start(
            ExecutionRecord(id: Self.id, name: "flow", script: script, inputs: [:], createdAt: TestFlow.start), seed: 1)
        while printer.count == 0 { try await Task.sleep(for: .milliseconds(1)) }
        engine.stop()
        printer.work()
    }

    private func connection() throws -> StoredExecution {
        try store.read { transaction throws(StoreError) in
            let ids = try transaction.executions(.children(of: Self.id))
            return try ids.first.flatMap { id throws(StoreError) in try transaction.execution(id) }
        }.unwrapped()
    }

    /// Goes on with the store until nothing can go on, having done something to the connection first.
    private func goOn(
        _ change: @escaping @Sendable (ExecutionTransitions, ExecutionID) throws(StoreError) -> Void = { _, _ in }
    ) async throws -> StoredExecution {
        let (engine, connection) = (engine(), try connection().id)
        defer { engine.stop() }
        try await engine.change { transitions throws(StoreError) in
            try transitions.recover()
            try change(transitions, connection)
        }
        return try await engine.end(of: Self.id)
    }

    @Test func itPausesAndSaysWhatIsUnknown() async throws {
        try await interrupt("")
        let flow = try await goOn()
        #expect(flow.record.status == .waitingDependency)
        let connection = try connection()
        #expect(connection.isInDoubt && connection.record.status == .paused)
        let message = try #require(connection.record.message)
        #expect(message.contains("not known whether this PRINT connection took effect"))
        #expect(message.contains("\(connection.id)-0"))
        #expect(printer.count == 1)
        // Another process changes nothing about it.
        _ = try await goOn()
        #expect(printer.count == 1)
    }

    @Test func resumedItIsPerformedWithTheSameKey() async throws {
        try await interrupt("")
        _ = try await goOn()
        let flow = try await goOn { transitions, id throws(StoreError) in
            _ = try transitions.carryOut(Control(.run, .execution(id)))
        }
        #expect(flow.record.output.object?["status"] == "ENDED_SUCCESS", "\(flow.record.output)")
        #expect(flow.record.output.object?["output"] == ["printed": "p"])
        #expect((printer.count, printer.keys) == (2, 1))
        #expect(try !connection().isInDoubt)
        #expect(try connection().record.message == nil)
    }

    @Test func settledItHasTheOutputThatWasGiven() async throws {
        try await interrupt("")
        _ = try await goOn()
        let flow = try await goOn { transitions, id throws(StoreError) in
            let refusal = try transitions.settleConnection(id, output: ["printed": "seen in the tray"])
            #expect(refusal == nil)
        }
        #expect(try connection().record.message == nil)
        #expect(flow.record.output.object?["output"] == ["printed": "seen in the tray"])
        #expect(printer.count == 1)
        let refusal = try store.write { transaction throws(StoreError) in
            try ExecutionTransitions(transaction, now: TestFlow.start).settleConnection(
                try self.firstChild(transaction), output: [:])
        }
        #expect(refusal?.message.contains("not in doubt") == true)
    }

    @Test func cancelledTheFlowGoesOn() async throws {
        try await interrupt("")
        _ = try await goOn()
        let flow = try await goOn { transitions, id throws(StoreError) in
            _ = try transitions.carryOut(Control(.cancel(message: "torn"), .execution(id)))
        }
        #expect(flow.record.output.object?["status"] == "ENDED_CANCELLED")
        #expect(printer.count == 1)
    }

    @Test func aConnectionThatSaysSoIsPerformedAgain() async throws {
        try await interrupt("after_crash = 'at_least_once',")
        let flow = try await goOn()
        #expect(flow.record.output.object?["status"] == "ENDED_SUCCESS")
        #expect((printer.count, printer.keys) == (2, 1))
    }

    @Test func theSecondTimeItIsAskedAgain() async throws {
        try await interrupt("")
        _ = try await goOn()
        // As if the process had died again while it was performed.
        try store.write { transaction throws(StoreError) in
            let id = try self.firstChild(transaction)
            let transitions = ExecutionTransitions(transaction, now: TestFlow.start)
            _ = try transitions.carryOut(Control(.run, .execution(id)))
            try transitions.beginConnection(id)
            _ = try transitions.finish()
        }
        let flow = try await goOn()
        #expect(flow.record.status == .waitingDependency)
        #expect(try connection().isInDoubt)
        #expect(printer.count == 1)
    }

    private func firstChild(_ transaction: any FlowTransaction) throws(StoreError) -> ExecutionID {
        guard let id = try transaction.executions(.children(of: Self.id)).first else {
            throw StoreError(.failed, "there is no connection")
        }
        return id
    }
}

extension Optional {
    fileprivate func unwrapped() throws -> Wrapped { try #require(self) }
}
