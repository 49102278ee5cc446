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
            case flow, message
        }

        let kind: Kind
        /// Stays the same when the flow asks again after a kill: a far side that knows such keys answers once.
        let key: MessageID
        /// The name of the flow, or the subject of the message.
        let subject: String
        /// What the execution that asks is called.
        let name: String
        let inputs: JSONValue
        let time: ScriptTime
    }

    /// What a stub said.
    enum Answer {
        /// There is no stub for it.
        case none
        case response(JSONValue, due: ScriptTime)
    }

    /// Why a test cannot go on.
    enum Fault: Error {
        case timeIsUp
        case broken(StoreError)
    }

    /// What is left to do when nothing could run.
    private enum Rest {
        case question(Question)
        case answers([(MessageID, JSONValue)])
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
    private let watchdog: Watchdog
    private var engine: ExecutionEngine
    private var limit: ScriptTime?
    private(set) var answers: [MessageID: Answer] = [:]
    /// All that was asked, in the order of the asking.
    private(set) var questions: [Question] = []

    /// Makes a run that has not begun.
    init(
        number: Int, flow: String, start: ScriptTime, flows: StubbedFlows, environment: SandboxEnvironment,
        options: SpecOptions, plan: CrashPlan, watchdog: Watchdog
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
        self.configuration = configuration
        engine = ExecutionEngine(store: store, environment: environment, configuration: configuration)
    }

    /// Creates the execution.
    func begin(script: String, inputs: JSONValue, seed: UInt64) async throws(Fault) {
        let record = ExecutionRecord(id: main, name: flow, script: script, inputs: inputs, createdAt: start)
        try await change { transitions throws(StoreError) in
            guard try !transitions.isThere(record.id) else { return }
            try transitions.create(StoredExecution(record: record, seed: seed))
        }
    }

    /// Ends the engine.
    func stop() { engine.stop() }

    // MARK: - Going on

    /// Lets the run go on until `seconds` from now, or for ever; and asks again what nobody has answered.
    func allow(seconds: Double?) {
        limit = seconds.map { clock.now().advanced(bySeconds: $0) }
        answers = answers.filter { if case .none = $0.value { false } else { true } }
    }

    /// Goes on until somebody is asked; nil when nothing can happen any more, or not before the limit.
    func next() async throws(Fault) -> Question? {
        watchdog.watch(engine)
        while true {
            do throws(StoreError) {
                try await engine.quiet()
                switch try rest() {
                case .question(let question): return question
                case .answers(let due):
                    try await engine.change { transitions throws(StoreError) in
                        for (id, response) in due { _ = try transitions.respond(to: id, with: response) }
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

    private func rest() throws(StoreError) -> Rest {
        try store.read { transaction throws(StoreError) in
            var due: [(MessageID, JSONValue)] = []
            var moments: [ScriptTime] = []
            for message in try transaction.openMessages(of: nil) {
                switch answers[message.id] {
                case nil: return .question(try question(of: message, transaction))
                case .some(.none): continue
                case .response(let response, let moment)?:
                    if moment <= clock.now() { due.append((message.id, response)) } else { moments.append(moment) }
                }
            }
            if !due.isEmpty { return .answers(due) }
            if let wake = try transaction.nextWake() { moments.append(wake) }
            return .moment(moments.min())
        }
    }

    private func question(of message: StoredMessage, _ transaction: any FlowTransaction) throws(StoreError) -> Question {
        let sender = try transaction.execution(message.sender)?.record
        let isStub = sender?.script == StubbedFlows.script
        return Question(
            kind: isStub ? .flow : .message, key: message.id,
            subject: (isStub ? sender?.scriptName : message.content["subject"]?.text) ?? "", name: sender?.name ?? "",
            inputs: isStub ? sender?.inputs ?? .null : .object(message.content), time: clock.now())
    }

    // MARK: - From outside

    /// Takes the answer to a question; it is given at its time, and given again after a kill.
    func take(_ answer: Answer, to question: Question) {
        answers[question.key] = answer
        if case .none = answer, question.kind == .message { return }
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
        answers[message.id] = .response(response, due: clock.now())
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
        engine = ExecutionEngine(store: store, environment: environment, configuration: configuration)
        watchdog.watch(engine)
        do throws(StoreError) {
            try await engine.recover()
        } catch {
            throw watchdog.isUp ? .timeIsUp : .broken(error)
        }
    }
}
