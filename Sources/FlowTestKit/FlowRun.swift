import FlowEngine
import FlowModel
import FlowStore
import LuaHost

/// One execution under test, with its children, on a store and a clock of its own.
///
/// Used by one task at a time.
final class FlowRun {
    /// What a flow asks of somebody outside, and a stub may answer.
    struct Question {
        enum Kind: String {
            case flow, script, message, connection
        }

        let kind: Kind
        /// Stays the same when the flow asks again after a kill: a far side that knows such keys answers once.
        let key: String
        /// The name of the flow or script, the subject of the message, or the type of the connector.
        let subject: String
        /// The name of the connector.
        let connector: String?
        /// What the execution that a stub stands in for, or the sender of the message, is called.
        let name: String
        /// What the execution that asks is called.
        let sender: String
        let inputs: JSONValue
        let time: ScriptTime
    }

    /// What a stub said.
    enum Answer {
        /// There is no stub for it.
        case unanswered
        case response(JSONValue, due: ScriptTime)
        /// The connection fails.
        case failure(FlowError, due: ScriptTime)
    }

    /// Why a test cannot go on.
    enum Fault: Error {
        case timeIsUp
        case broken(StoreError)
    }

    /// What is left to do when nothing could run.
    private enum Rest {
        case question(Question)
        case answers([(MessageID, JSONValue)], [(ExecutionID, Result<JSONValue, FlowError>)])
        /// Nothing before that moment; nil for nothing at all.
        case moment(ScriptTime?)
    }

    let main: ExecutionID
    let flow: String
    let clock: TestClock
    let store: CrashingStore
    let start: ScriptTime
    private let environment: SandboxEnvironment
    private let configuration: EngineConfiguration
    private let connectorTypes: Set<String>
    private let interfaces: [ConnectorInterface]
    private let watchdog: Watchdog
    private var engine: ExecutionEngine
    private var connections: StubbedConnections
    private var limit: ScriptTime?
    private(set) var answers: [String: Answer] = [:]
    /// The messages to people that somebody was asked about, oldest first.
    private(set) var messages: [MessageID] = []
    /// Where the execution was when its engine was killed, in words.
    private(set) var killedAt: String?
    /// All that was asked, in the order of the asking.
    private(set) var questions: [Question] = []

    /// Makes a run that has not begun.
    init(
        number: Int, flow: String, start: ScriptTime, flows: StubbedFlows, connectorTypes: Set<String>,
        environment: SandboxEnvironment, options: SpecOptions, plan: CrashPlan, watchdog: Watchdog
    ) {
        main = ExecutionID(createdAt: start, random: (UInt64(number), UInt64(number) << 2))
        self.flow = flow
        self.start = start
        self.environment = environment
        self.watchdog = watchdog
        clock = TestClock(start: start)
        store = CrashingStore(base: options.makeStore(), plan: plan)
        var configuration = EngineConfiguration()
        configuration.clock = clock
        configuration.flows = flows
        configuration.limits = options.limits
        configuration.alwaysReplays = options.alwaysReplays
        // Executions that could run at the same moment run in one order.
        configuration.workers = 1
        configuration.connectionLimit = .max
        // Stubs know idempotency keys: after a kill nothing is unknown, and nobody is there to be asked.
        configuration.asksAfterCrash = false
        self.configuration = configuration
        self.connectorTypes = Set(StubbedConnections.types).union(connectorTypes)
        interfaces = options.interfaces
        (engine, connections) = Self.begin(configuration, self.connectorTypes, interfaces, store, environment)
    }

    private static func begin(
        _ configuration: EngineConfiguration, _ types: Set<String>, _ interfaces: [ConnectorInterface],
        _ store: CrashingStore, _ environment: SandboxEnvironment
    ) -> (ExecutionEngine, StubbedConnections) {
        let connections = StubbedConnections()
        var configuration = configuration
        for type in types { configuration.connectors[type] = connections }
        for interface in interfaces {
            configuration.connectors[interface.type] = CheckedConnections(interface: interface, stubs: connections)
        }
        return (ExecutionEngine(store: store, environment: environment, configuration: configuration), connections)
    }

    /// Creates the execution, after settings with these values and connectors with these fields.
    func begin(
        script: String, inputs: JSONValue, settings: JSONObject, connectors: JSONObject, seed: UInt64
    ) async throws(Fault) {
        var records: [(type: String, fields: JSONObject)] = settings.entries.map { entry in
            ("setting", ["name": .string(entry.key), "value": entry.value])
        }
        for entry in connectors.entries {
            var fields = entry.value.object ?? [:]
            fields["name"] = .string(entry.key)
            records.append(("connector", fields))
        }
        do throws(StoreError) {
            try put(records)
        } catch {
            throw .broken(error)
        }
        let record = ExecutionRecord(id: main, name: flow, script: script, inputs: inputs, createdAt: start)
        try await change { transitions throws(StoreError) in
            guard try !transitions.isThere(record.id) else { return }
            try transitions.create(StoredExecution(record: record, seed: seed))
        }
    }

    // Not by a commit of the engine, because there is nothing to be lost by a kill yet.
    private func put(_ records: [(type: String, fields: JSONObject)]) throws(StoreError) {
        try store.base.write { transaction throws(StoreError) in
            for (index, record) in records.enumerated() {
                let id = RecordID(createdAt: start, random: (UInt64(index), UInt64(index) << 2))
                var fields = record.fields
                for name in ["created_at", "modified_at"] { fields[name] = .string(start.iso8601) }
                try transaction.put(StoredRecord(id: id, type: record.type, fields: fields, version: 1))
            }
        }
    }

    /// Ends the engine.
    func stop() { engine.stop() }

    // MARK: - Going on

    /// Lets the run go on until `seconds` from now, or for ever; and asks again what nobody has answered.
    func allow(seconds: Double?) {
        limit = seconds.map { clock.now().advanced(bySeconds: $0) }
        answers = answers.filter { if case .unanswered = $0.value { false } else { true } }
    }

    /// Goes on until somebody is asked; nil when nothing can happen any more, or not before the limit.
    func next() async throws(Fault) -> Question? {
        watchdog.watch(engine)
        while true {
            do throws(StoreError) {
                let requests = await connections.requests(of: try await engine.rest())
                switch try rest(requests) {
                case .question(let question): return question
                case .answers(let responses, let results):
                    for (id, result) in results { connections.answer(id, result) }
                    // Nothing else can happen before the engine has taken the results.
                    while results.contains(where: { engine.performs($0.0) }) { await Task.yield() }
                    guard !responses.isEmpty else { continue }
                    try await engine.change { transitions throws(StoreError) in
                        for (id, response) in responses { _ = try transitions.respond(to: id, with: response) }
                    }
                case .moment(let moment):
                    guard let moment, limit.map({ moment <= $0 }) ?? true else {
                        if let limit { clock.advance(to: limit) }
                        return nil
                    }
                    clock.advance(to: moment)
                    try await engine.change { transitions throws(StoreError) in _ = try transitions.wakeDue() }
                }
            } catch {
                try await revive(after: error)
            }
        }
    }

    private func rest(_ requests: [ConnectorRequest]) throws(StoreError) -> Rest {
        try store.read { transaction throws(StoreError) in
            var responses: [(MessageID, JSONValue)] = []
            var results: [(ExecutionID, Result<JSONValue, FlowError>)] = []
            let wake = try transaction.nextWake()
            // On a tie the end of a wait wins over an answer, also when a kill came in between.
            if let wake, wake <= clock.now() { return .moment(wake) }
            var moments = [wake].compactMap { $0 }
            func isDue(_ moment: ScriptTime) -> Bool {
                if moment > clock.now() { moments.append(moment) }
                return moment <= clock.now()
            }
            for message in try transaction.openMessages(of: nil) {
                switch answers[message.id.description] {
                case nil: return .question(try question(of: message, transaction))
                case .response(let response, let moment)? where isDue(moment): responses.append((message.id, response))
                default: continue
                }
            }
            for request in requests {
                switch answers[request.idempotencyKey] {
                case nil: return .question(try question(of: request, transaction))
                case .response(let value, let moment)? where isDue(moment):
                    results.append((request.execution, .success(value)))
                case .failure(let error, let moment)? where isDue(moment):
                    results.append((request.execution, .failure(error)))
                default: continue
                }
            }
            if !responses.isEmpty || !results.isEmpty { return .answers(responses, results) }
            return .moment(moments.min())
        }
    }

    private func question(
        of request: ConnectorRequest, _ transaction: any FlowTransaction
    ) throws(StoreError) -> Question {
        Question(
            kind: .connection, key: request.idempotencyKey, subject: request.connectorType,
            connector: request.connectorName, name: try transaction.execution(request.execution)?.record.name ?? "",
            sender: try parentName(of: request.execution, transaction), inputs: request.inputs, time: clock.now())
    }

    private func question(of message: StoredMessage, _ transaction: any FlowTransaction) throws(StoreError) -> Question
    {
        let sender = try transaction.execution(message.sender)?.record
        let isStub = sender?.script == StubbedFlows.script
        if !isStub, !messages.contains(message.id) { messages.append(message.id) }
        let kind: Question.Kind = isStub ? sender?["type"] == "SCRIPT" ? .script : .flow : .message
        let subject =
            switch kind {
            case .script: sender?.name
            case .flow: sender?.scriptName
            default: message.content["subject"]?.text
            }
        return Question(
            kind: kind, key: message.id.description, subject: subject ?? "", connector: nil,
            name: sender?.name ?? "",
            sender: isStub ? try parentName(of: message.sender, transaction) : sender?.name ?? "",
            inputs: isStub ? sender?.inputs ?? .null : .object(message.content), time: clock.now())
    }

    private func parentName(of id: ExecutionID, _ transaction: any FlowTransaction) throws(StoreError) -> String {
        guard let parent = try transaction.execution(id)?.record.parentID else { return "" }
        return try transaction.execution(parent)?.record.name ?? ""
    }

    // MARK: - From outside

    /// Takes the answer to a question; it is given at its time, and given again after a kill.
    func take(_ answer: Answer, to question: Question) {
        answers[question.key] = answer
        if case .unanswered = answer { return }
        questions.append(question)
    }

    /// Answers the oldest open message with that subject.
    ///
    /// - Returns: Why it cannot be done; nil when it was.
    func respond(to subject: String, with response: JSONValue) async throws(Fault) -> String? {
        let open: [StoredMessage]
        do throws(StoreError) {
            open = try store.read { transaction throws(StoreError) in try transaction.openMessages(of: nil) }
        } catch {
            throw .broken(error)
        }
        let subjects = open.compactMap { $0.content["subject"]?.text }
        guard let message = open.first(where: { $0.content["subject"]?.text == subject }) else {
            return "there is no open message '\(subject)'; "
                + (subjects.isEmpty ? "nothing is open" : "open are: \(subjects.joined(separator: ", "))")
        }
        answers[message.id.description] = .response(response, due: clock.now())
        return nil
    }

    /// Cancels, pauses or resumes the execution.
    func control(_ action: Control.Action) async throws(Fault) {
        let control = Control(action, .execution(main))
        try await change { transitions throws(StoreError) in _ = try transitions.carryOut(control) }
    }

    /// Makes a change that may be made twice: it is made again when a kill lost it.
    private func change(
        _ body: @escaping @Sendable (ExecutionTransitions) throws(StoreError) -> Void
    ) async throws(Fault) {
        watchdog.watch(engine)
        while true {
            do throws(StoreError) {
                return try await engine.change(body)
            } catch {
                try await revive(after: error)
            }
        }
    }

    /// Goes on with a new engine where the old one was killed.
    private func revive(after error: StoreError) async throws(Fault) {
        if watchdog.isUp { throw .timeIsUp }
        guard store.plan.takeDeath() else { throw .broken(error) }
        engine.stop()
        killedAt = (try? place()) ?? "'\(flow)' was not there yet"
        (engine, connections) = Self.begin(configuration, connectorTypes, interfaces, store, environment)
        watchdog.watch(engine)
        do throws(StoreError) {
            try await engine.recover()
        } catch {
            throw watchdog.isUp ? .timeIsUp : .broken(error)
        }
    }
}
