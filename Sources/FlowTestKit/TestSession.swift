import FlowEngine
import FlowModel
import FlowStore
import LuaHost

/// One test in a sandbox of its own: runs the Lua of the spec, and answers what it asks.
///
/// Used by one task, on a thread for scripts.
final class TestSession {
    /// How the Lua of a spec ended.
    enum End {
        case returned(JSONValue)
        case failed(TestFailure)
    }

    /// What specs and the host have between them.
    static let hostInterface = HostInterface(
        classes: [
            .init(
                name: "Spec", methods: ["answer", "control", "log", "proceed", "respond", "start", "stub"])
        ],
        globals: ["this": ObjectReference(className: "Spec", id: "self")])

    /// What a test, and the flows in it, can reach.
    struct Environments {
        let spec: SandboxEnvironment
        let flow: SandboxEnvironment
        /// `stdlib/spec.lua`.
        let runner: Script
    }

    private let spec: Spec
    private let options: SpecOptions
    private let environments: Environments
    private let flows: StubbedFlows
    private var connectorTypes: Set<String> = []
    /// What stubs stand in for, in the order of their making.
    private var stubs: [String] = []
    private let plan: CrashPlan
    private let watchdog = Watchdog()
    private var runs: [FlowRun] = []
    private var question: FlowRun.Question?
    private(set) var printed: [String] = []

    init(_ spec: Spec, _ environments: Environments, _ options: SpecOptions, plan: CrashPlan) {
        self.spec = spec
        self.environments = environments
        self.options = options
        self.plan = plan
        flows = StubbedFlows(spec.flows)
    }

    deinit {
        for run in runs { run.stop() }
    }

    /// Runs one test to its end, or with nil only loads the spec, which gives the list of its tests.
    func run(test number: Int?) async -> End {
        var limits = SandboxLimits()
        limits.processorTime = options.timeout
        let sandbox: Sandbox
        do throws(SandboxError) {
            sandbox = try Sandbox(
                environment: environments.spec, limits: limits, seed: options.seed, startTime: SpecOptions.usualStart)
        } catch {
            return .failed(TestFailure("\(error)"))
        }
        watchdog.start(options.timeout)
        defer { watchdog.stop() }
        var inputs: JSONObject = [
            "name": .string(spec.name), "source": .string(String(decoding: spec.source, as: UTF8.self)),
        ]
        inputs["test"] = number.map { .integer(Int64($0)) }
        sandbox.start(environments.runner, inputs: .object(inputs))
        var step = sandbox.step()
        while true {
            switch step {
            case .hostCall(let call):
                do throws(FlowRun.Fault) {
                    step = sandbox.answerAndStep(call.id, try await answer(call))
                } catch {
                    return .failed(failure(of: error))
                }
            case .sliceOver, .stopped:
                if watchdog.isUp { return .failed(TestFailure("\(timeIsUp): the spec itself was computing")) }
                step = sandbox.step()
            case .returned(let value): return .returned((try? value?.json(named: "result")) ?? .null)
            case .idle, .ended: return .failed(TestFailure("the test waits for nothing"))
            case .failed(let failure): return .failed(self.failure(of: failure))
            case .killed(let kill):
                return .failed(TestFailure("\(kill); look for a loop without an end in the spec"))
            }
        }
    }

    /// How the runs of the test stand.
    func summaries() -> [RunSummary] {
        runs.compactMap { try? $0.summary() }
    }

    /// What has a stub that nobody has asked.
    func neverAsked() -> [String] {
        let asked = Set(runs.flatMap(\.questions).map(\.subject))
        return stubs.filter { !asked.contains($0) }
    }

    /// Where the execution was that was killed, in words; nil when none was.
    func killedAt() -> String? {
        runs.compactMap(\.killedAt).first
    }

    /// Everything that a kill must not change.
    func outcome() -> JSONValue {
        .array(runs.map { (try? $0.outcome()) ?? .null })
    }

    // MARK: - Failures

    private func failure(of failure: ScriptFailure) -> TestFailure {
        let message =
            ["AssertionFailed", "LuaError", "InvalidInputError"].contains(failure.type)
            ? failure.message : "\(failure.type): \(failure.message)"
        let places = failure.traceback.split(separator: "\n").filter { $0.hasPrefix("\(spec.name):") }
            .map { $0.split(separator: ":").prefix(2).joined(separator: ":") }
        let callers = places.dropFirst().map { "called from \($0)" }
        if !message.hasPrefix("\(spec.name):"), let place = places.first {
            return TestFailure("\(place): \(message)", trace: callers)
        }
        return TestFailure(message, trace: callers)
    }

    private var timeIsUp: String {
        let (seconds, attoseconds) = options.timeout.components
        let text = JSONWriter.text(JSONValue(seconds: Double(seconds) + Double(attoseconds) / 1e18))
        return "the test took more than \(text) s of real time"
    }

    private func failure(of fault: FlowRun.Fault) -> TestFailure {
        guard case .timeIsUp = fault else { return TestFailure("the store or the engine failed: \(fault)") }
        var text = timeIsUp
        if let run = runs.last, let summary = try? run.summary() {
            text += ": '\(run.flow)' has come to \(run.clock.now().iso8601), and is \(summary.status.rawValue)"
        }
        text += "\na flow that never ends is tested with t:start(...) and run:advance(SECONDS)"
        if options.alwaysReplays {
            text += "\neach wait replays all calls before it, to see that they can be: --no-always-replay is faster"
        }
        return TestFailure(text)
    }

    // MARK: - What the Lua side asks

    private func answer(_ call: HostCall) async throws(FlowRun.Fault) -> HostAnswer {
        let arguments = call.arguments.map(\.readableJSON)
        func argument(_ index: Int) -> JSONValue {
            call.arguments.indices.contains(index) && !call.arguments[index].isAbsent ? arguments[index] : .null
        }
        switch call.method {
        case "log": printed.append(argument(0).text ?? "")
        case "stub":
            guard let name = argument(1).text else { break }
            if name != "*", !stubs.contains(name) { stubs.append(name) }
            if argument(0) == "flow" { flows.stub(name) }
            if argument(0) == "script" { flows.stub(script: name) }
            if argument(0) == "connection" { connectorTypes.insert(name) }
        case "start": return .value(HostValue(try await start(argument(0).object ?? [:])))
        case "proceed":
            guard let run = run(argument(0)) else { break }
            if argument(2) == true { run.allow(seconds: argument(1).double) }
            question = try await run.next()
            if let question { return .value(HostValue(event(question))) }
            return .value(HostValue(try state(of: run)))
        case "answer":
            guard let run = run(argument(0)), let question else { break }
            run.take(answer(argument(1).object ?? [:], after: argument(2).double ?? 0, to: question, run), to: question)
        case "respond":
            guard let run = run(argument(0)) else { break }
            guard let subject = argument(1).text else { return .value("answer expects the subject of a message") }
            if let refusal = try await run.respond(to: subject, with: argument(2)) { return .value(.string(refusal)) }
        case "control":
            guard let run = run(argument(0)) else { break }
            switch argument(1) {
            case "cancel": try await run.control(.cancel(message: argument(2).text))
            case "pause": try await run.control(.pause(message: argument(2).text))
            default: try await run.control(.run)
            }
        default: break
        }
        return .nothing
    }

    private func run(_ number: JSONValue) -> FlowRun? {
        guard let number = number.integer, runs.indices.contains(Int(number) - 1) else { return nil }
        return runs[Int(number) - 1]
    }

    private func start(_ order: JSONObject) async throws(FlowRun.Fault) -> JSONValue {
        let script: String
        do throws(FlowError) {
            script = try flows.realScript(named: order["flow"]?.text ?? "")
        } catch {
            return ["refused": .string(error.message)]
        }
        var moment = SpecOptions.usualStart
        if let given = order["at"] {
            guard let time = given.text.flatMap(ScriptTime.init(iso8601:)) else {
                return ["refused": "at expects a time such as \"2026-01-31T22:00:00Z\""]
            }
            moment = time
        }
        var seed = options.seed
        if let given = order["seed"] {
            guard let number = given.integer else { return ["refused": "seed expects an integer"] }
            seed = UInt64(bitPattern: number)
        }
        guard let settings = (order["settings"] ?? [:]).object else {
            return ["refused": "settings expects a table of names with their values"]
        }
        let connectors: JSONObject
        do throws(FlowError) {
            connectors = try Self.connectors(order["connectors"] ?? [:])
        } catch {
            return ["refused": .string(error.message)]
        }
        let run = FlowRun(
            number: runs.count + 1, flow: order["flow"]?.text ?? "", start: moment, flows: flows,
            connectorTypes: connectorTypes, environment: environments.flow, options: options, plan: plan,
            watchdog: watchdog)
        runs.append(run)
        try await run.begin(
            script: script, inputs: order["inputs"] ?? [:], settings: settings, connectors: connectors, seed: seed)
        return ["number": .integer(Int64(runs.count))]
    }

    /// Records of connectors by name, with their fields.
    private static func connectors(_ value: JSONValue) throws(FlowError) -> JSONObject {
        for entry in value.object?.entries ?? [] {
            for field in entry.value.object?.entries ?? [] {
                _ = try DataModel.current.type("connector")?.field(field.key)
            }
        }
        guard let connectors = value.object,
            connectors.entries.allSatisfy({ $0.value.object?["connector_type"]?.text != nil })
        else {
            throw FlowError(
                .invalidInput,
                "connectors expects a table such as {orders = {connector_type = \"REST\", value = {url = ...}}}")
        }
        return connectors
    }

    private func state(of run: FlowRun) throws(FlowRun.Fault) -> JSONValue {
        do throws(StoreError) {
            return try run.state()
        } catch {
            throw .broken(error)
        }
    }

    private func event(_ question: FlowRun.Question) -> JSONValue {
        [
            "kind": .string(question.kind.rawValue), "of": .string(question.subject), "name": .string(question.name),
            "sender": .string(question.sender),
            "inputs": question.inputs, "at": .string(question.time.iso8601),
            "connector": question.connector.map(JSONValue.string) ?? false,
        ]
    }

    private func answer(
        _ given: JSONObject, after seconds: Double, to question: FlowRun.Question, _ run: FlowRun
    ) -> FlowRun.Answer {
        if given["none"] == true { return .unanswered }
        let now = run.clock.now()
        switch question.kind {
        case .message:
            return given["value"].map { .response($0, due: now.advanced(bySeconds: seconds)) } ?? .unanswered
        case .flow, .script:
            var response: JSONObject = [:]
            response["output"] = given["value"]
            response["error"] = given["error"]
            if seconds > 0 { response["after"] = JSONValue(seconds: seconds) }
            return .response(.object(response), due: now)
        case .connection:
            let due = now.advanced(bySeconds: seconds)
            guard let message = given["error"]?.text else { return .response(given["value"] ?? .null, due: due) }
            let type = given["type"]?.text ?? FlowErrorClass.engineException.rawValue
            return .failure(FlowError(type: type, message: message), due: due)
        }
    }
}
