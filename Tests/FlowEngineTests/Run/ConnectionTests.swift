import FlowModel
import FlowStore
import Synchronization
import Testing

@testable import FlowEngine

/// A connector that does what a test says, and remembers what it was asked.
private final class TestConnector: Connector {
    private let requests = Mutex<[ConnectorRequest]>([])
    private let body: @Sendable (ConnectorRequest) async throws(FlowError) -> JSONValue

    init(_ body: @escaping @Sendable (ConnectorRequest) async throws(FlowError) -> JSONValue) { self.body = body }

    var all: [ConnectorRequest] { requests.withLock { $0 } }

    func perform(_ request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        requests.withLock { $0.append(request) }
        return try await body(request)
    }

    /// Gives its inputs back.
    static func echo() -> TestConnector { TestConnector { request in request.inputs } }
}

/// Lets tasks wait until it is opened.
private final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            defer { state = (true, []) }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// Connections as scripts and people see them.
@Suite(.timeLimit(.minutes(10))) struct ConnectionTests {
    private static let id = ExecutionID(createdAt: TestFlow.start, random: (1, 2))

    private func engine(
        _ store: any FlowStore, _ connector: TestConnector, type: String = "ECHO",
        _ change: (inout EngineConfiguration) -> Void = { _ in }
    ) -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.clock = VirtualClock(start: TestFlow.start)
        configuration.connectors = [type: connector]
        change(&configuration)
        return ExecutionEngine(store: store, environment: TestFlow.environment, configuration: configuration)
    }

    private func record(_ script: String) -> ExecutionRecord {
        ExecutionRecord(id: Self.id, name: "flow", script: script, inputs: [:], createdAt: TestFlow.start)
    }

    private func run(
        _ script: String, _ connector: TestConnector, on store: MemoryStore = MemoryStore(),
        _ change: (inout EngineConfiguration) -> Void = { _ in }
    ) async throws -> StoredExecution {
        let engine = engine(store, connector, change)
        defer { engine.stop() }
        try await engine.start(record(script), seed: 1)
        return try await engine.end(of: Self.id)
    }

    private func children(_ store: some FlowStore) throws -> [StoredExecution] {
        try store.read { transaction throws(StoreError) in
            var rows: [StoredExecution] = []
            for id in try transaction.executions(.children(of: Self.id)) {
                if let row = try transaction.execution(id) { rows.append(row) }
            }
            return rows
        }
    }

    private func status(_ store: some FlowStore, _ index: Int = 0) throws -> ExecutionStatus {
        try children(store)[index].record.status
    }

    @Test func theResultIsTheOutput() async throws {
        let (store, connector) = (MemoryStore(), TestConnector.echo())
        let row = try await run(
            """
            local c = this:connect{connector_type = "ECHO", name = "first", url = "x", inputs = {a = 1}}
            return {output = c:get("output_value"), status = c:get("status"), type = c:get("type"), kind = c:get("connector_type")}
            """, connector, on: store)
        #expect(
            row.record.output == [
                "output": ["a": 1, "url": "x"], "status": "ENDED_SUCCESS", "type": "CONNECTION", "kind": "ECHO",
            ], "\(row.record.message ?? "")")
        let child = try #require(try children(store).first)
        #expect(child.record.startedAt != nil)
        #expect(child.cause == EndCause(.returned))
        #expect(
            connector.all == [
                ConnectorRequest(
                    execution: child.id, connectorType: "ECHO", connectorName: nil, inputs: ["a": 1, "url": "x"],
                    idempotencyKey: "\(child.id)-0")
            ])
    }

    @Test func schemasAreForConnectionsToo() async throws {
        let connector = TestConnector.echo()
        let row = try await run(
            """
            local schema = {properties = {size = {type = "integer"}}}
            local ok, err = pcall(this.connect, this, {connector_type = "ECHO", size = "big", input_schema = schema})
            local c = this:connect{connector_type = "ECHO", size = "big", output_schema = schema, wait = "ALL_ENDED"}
            return {type = err.type, status = c:get("status"), message = c:get("message")}
            """, connector)
        #expect(
            row.record.output == [
                "type": "SchemaValidationError", "status": "ENDED_ERROR",
                "message":
                    "SchemaValidationError: the output does not fit the schema: '/size': expected an integer, but got the text \"big\"",
            ], "\(row.record.output)")
        #expect(connector.all.count == 1)
    }

    @Test func anyValueCanComeBack() async throws {
        let connector = TestConnector { _ in [1, nil, "x"] }
        let row = try await run(
            "return {v = this:connect('mine', {connector_type = 'echo'}):get('output_value')}", connector)
        #expect(row.record.output == ["v": [1, nil, "x"]])
        #expect(connector.all.map(\.connectorName) == ["mine"])
    }

    @Test func anErrorEndsItAndReachesTheParent() async throws {
        let connector = TestConnector { _ throws(FlowError) in throw FlowError(type: "HttpError", message: "409") }
        let row = try await run(
            """
            local ok, err = pcall(this.connect, this, {connector_type = "ECHO"})
            local c = this:connect{connector_type = "ECHO", wait = "ALL_ENDED"}
            return {ok = ok, type = err.type, status = c:get("status"), message = c:get("message")}
            """, connector)
        #expect(
            row.record.output == [
                "ok": false, "type": "DependencyFailedError", "status": "ENDED_ERROR", "message": "HttpError: 409",
            ], "\(row.record.message ?? "")")
    }

    @Test(arguments: [
        ("{connector_type = 'ECO'}", "InvalidInputError", "did you mean 'ECHO'?"),
        ("{connector_type = 'FTP'}", "InvalidInputError", "there are ECHO"),
        ("'mail'", "ResourceNotFoundError", "connector_type = \"ECHO\""),
        ("{a = 1}", "InvalidInputError", "is missing"),
    ])
    func whatCannotBeConnected(_ arguments: String, _ type: String, _ text: String) async throws {
        let connector = TestConnector.echo()
        let row = try await run(
            "local ok, err = pcall(this.connect, this, \(arguments)) return {type = err.type, message = err.message}",
            connector)
        let output = try #require(row.record.output.object)
        #expect(output["type"] == .string(type))
        #expect(output["message"]?.text?.contains(text) == true, "\(output)")
        #expect(connector.all.isEmpty)
    }

    @Test func inTheBackgroundAndLater() async throws {
        let (store, connector) = (MemoryStore(), TestConnector.echo())
        let row = try await run(
            """
            local c = this:connect{connector_type = "ECHO", run = false, n = 1}
            local before = c:get("status")
            c:run_async()
            c:wait()
            local d = this:connect{connector_type = "ECHO", wait = false, n = 2}
            this:wait_for(d)
            local e = d:clone{m = 3}
            return {before = before, c = c:get("output_value"), d = d:get("output_value"), e = e:get("output_value")}
            """, connector, on: store)
        #expect(row.record.output == ["before": "PENDING", "c": ["n": 1], "d": ["n": 2], "e": ["m": 3, "n": 2]])
        #expect(Set(connector.all.map(\.idempotencyKey)).count == 3)
    }

    @Test func theEffectComesAfterTheCommit() async throws {
        let store = MemoryStore()
        let connector = TestConnector { request in
            let row = try? store.read { transaction throws(StoreError) in try transaction.execution(request.execution) }
            return .string((row ?? nil)?.record.status.rawValue ?? "not there")
        }
        let row = try await run(
            "return {seen = this:connect{connector_type = 'ECHO'}:get('output_value')}", connector, on: store)
        #expect(row.record.output == ["seen": "RUNNING"])
    }

    @Test func notOnTheThreadsOfScripts() async throws {
        let connector = TestConnector { _ in
            .bool(withUnsafeCurrentTask { $0?.unownedTaskExecutor == nil })
        }
        let row = try await run("return {v = this:connect{connector_type = 'ECHO'}:get('output_value')}", connector)
        #expect(row.record.output == ["v": true])
    }

    @Test func theVirtualClockWaitsForConnections() async throws {
        let connector = TestConnector { _ in
            for _ in 0..<20 { await Task.yield() }
            return "done"
        }
        let row = try await run(
            """
            local c = this:connect{connector_type = "ECHO", wait = false}
            this:sleep(1000)
            return {status = c:get("status"), ended = c:get("ended_at")}
            """, connector)
        #expect(row.record.output == ["status": "ENDED_SUCCESS", "ended": .string(TestFlow.start.iso8601)])
    }

    @Test func soManyAtATime() async throws {
        let running = Mutex((now: 0, most: 0))
        let connector = TestConnector { _ in
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            for _ in 0..<50 { await Task.yield() }
            running.withLock { $0.now -= 1 }
            return nil
        }
        let row = try await run(
            """
            local all = {}
            for i = 1, 20 do all[i] = this:connect{connector_type = "ECHO", wait = false, i = i} end
            this:wait_for(all)
            return {n = #all}
            """, connector
        ) { $0.connectionLimit = 3 }
        #expect(row.record.output == ["n": 20])
        #expect(connector.all.count == 20)
        let most = running.withLock { $0.most }
        #expect((1...3).contains(most))
    }

    @Test func cancelledWhileItWorks() async throws {
        let (store, gate) = (MemoryStore(), Gate())
        let connector = hanging(gate)
        let engine = engine(store, connector)
        defer { engine.stop() }
        try await engine.start(
            record("local ok, err = pcall(this.connect, this, {connector_type = 'ECHO'}) return {type = err.type}"),
            seed: 1)
        let child = try await untilThereIsOne(connector)
        await engine.cancel(child, message: "enough")
        let row = try await engine.end(of: Self.id)
        #expect(row.record.output == ["type": "DependencyFailedError"])
        await gate.pass()
        try await engine.idle()
        let connection = try #require(try children(store).first)
        #expect(connection.record.status == .endedCancelled)
        #expect(connection.record.message == "enough")
        #expect(connection.record.output == nil)
    }

    /// A connector that works until it is cancelled, and opens the gate then.
    private func hanging(_ gate: Gate) -> TestConnector {
        TestConnector { _ in
            await withTaskCancellationHandler {
                await gate.pass()
            } onCancel: {
                gate.open()
            }
            return "too late"
        }
    }

    /// The execution of the first request, once there is one.
    private func untilThereIsOne(_ connector: TestConnector) async throws -> ExecutionID {
        while connector.all.isEmpty { await Task.yield() }
        return connector.all[0].execution
    }

    @Test func aPauseHoldsItBack() async throws {
        let (store, connector) = (MemoryStore(), TestConnector.echo())
        let engine = engine(store, connector)
        defer { engine.stop() }
        try await engine.start(
            record("return {v = this:connect{connector_type = 'ECHO', is_paused = true, n = 1}:get('output_value')}"),
            seed: 1)
        try await engine.idle()
        #expect(connector.all.isEmpty)
        let child = try #require(try children(store).first)
        #expect(child.record.status == .paused)
        try await engine.change { transitions throws(StoreError) in
            _ = try transitions.carryOut(Control(.run, .execution(child.id)))
        }
        #expect(try await engine.end(of: Self.id).record.output == ["v": ["n": 1]])
        #expect(connector.all.count == 1)
    }

    @Test func aPauseDoesNotStopAConnectorThatWorks() async throws {
        let (store, gate) = (MemoryStore(), Gate())
        let connector = TestConnector { request in
            await gate.pass()
            return request.inputs
        }
        let engine = engine(store, connector)
        defer { engine.stop() }
        try await engine.start(
            record("return {v = this:connect{connector_type = 'ECHO', n = 1}:get('output_value')}"), seed: 1)
        let child = try await untilThereIsOne(connector)
        try await engine.change { transitions throws(StoreError) in
            _ = try transitions.carryOut(Control(.pause(message: nil), .execution(child)))
        }
        #expect(try status(store) == .paused)
        gate.open()
        #expect(try await engine.end(of: Self.id).record.output == ["v": ["n": 1]])
    }

    @Test func oneThatWaitsForItsPlaceCanBeCancelled() async throws {
        let (store, gate) = (MemoryStore(), Gate())
        let connector = TestConnector { request in
            await gate.pass()
            return request.inputs
        }
        let engine = engine(store, connector) { $0.connectionLimit = 1 }
        defer { engine.stop() }
        try await engine.start(
            record(
                """
                local a = this:connect{connector_type = "ECHO", n = 1, wait = false}
                local b = this:connect{connector_type = "ECHO", n = 2, wait = false}
                this:wait_for(a, b, {return_when = "ALL_ENDED"})
                return {a = a:get("status"), b = b:get("status")}
                """), seed: 1)
        _ = try await untilThereIsOne(connector)
        let second = try children(store)[1]
        #expect(second.record.status == .pending)
        await engine.cancel(second.id, message: nil)
        gate.open()
        #expect(
            try await engine.end(of: Self.id).record.output == ["a": "ENDED_SUCCESS", "b": "ENDED_CANCELLED"])
        #expect(connector.all.count == 1)
    }

    @Test func theRuntimeIsLimited() async throws {
        let (store, gate) = (MemoryStore(), Gate())
        let connector = hanging(gate)
        let row = try await run(
            """
            local c = this:connect{connector_type = "ECHO", max_runtime_minutes = 0.0005, wait = "ALL_ENDED"}
            return {status = c:get("status"), message = c:get("message")}
            """, connector, on: store
        ) { $0.clock = SystemClock() }
        #expect(row.record.output == ["status": "ENDED_ERROR", "message": "maximum runtime exceeded"])
    }

    @Test func stoppingTheEngineCancelsAndTheNextOnePerformsItAgain() async throws {
        let (store, gate) = (MemoryStore(), Gate())
        let first = hanging(gate)
        let engine = engine(store, first)
        try await engine.start(
            record("return {v = this:connect{connector_type = 'ECHO'}:get('output_value')}"), seed: 1)
        _ = try await untilThereIsOne(first)
        engine.stop()
        await gate.pass()
        #expect(try status(store) == .running)

        let second = TestConnector { _ in "second" }
        let next = self.engine(store, second)
        defer { next.stop() }
        try await next.recover()
        #expect(try await next.end(of: Self.id).record.output == ["v": "second"])
        #expect(first.all.map(\.idempotencyKey) == second.all.map(\.idempotencyKey))
        #expect(first.all.map(\.isRepetition) == [false])
        #expect(second.all.map(\.isRepetition) == [true])
    }

    @Test func recoveredWithoutItsConnector() async throws {
        let (store, gate) = (MemoryStore(), Gate())
        let first = hanging(gate)
        let engine = engine(store, first)
        try await engine.start(
            record(
                """
                local c = this:connect{connector_type = "ECHO", wait = "ALL_ENDED"}
                return {status = c:get("status"), message = c:get("message")}
                """), seed: 1)
        _ = try await untilThereIsOne(first)
        engine.stop()
        let next = self.engine(store, TestConnector.echo(), type: "OTHER")
        defer { next.stop() }
        try await next.recover()
        let output = try #require(try await next.end(of: Self.id).record.output.object)
        #expect(output["status"] == "ENDED_ERROR")
        #expect(output["message"]?.text?.contains("no connector of the type 'ECHO'; it has OTHER") == true, "\(output)")
    }
}
