import FlowModel
import LuaHost

/// A host with a handful of methods, so that scripts can be run without the engine.
enum TestHost {
    static let interface = HostInterface(
        classes: [
            .init(
                name: "Execution",
                methods: [
                    "echo", "log", "value", "many", "fail", "finish", "sleep", "nothing", "object", "get", "set_output",
                ]),
            .init(name: "System", methods: ["time"]),
        ],
        globals: [
            "this": ObjectReference(className: "Execution", id: "self"),
            "system": ObjectReference(className: "System", id: "system"),
        ])

    static let environment: SandboxEnvironment = {
        do {
            return try SandboxEnvironment(interface: interface, tasks: Fixtures.tasks())
        } catch {
            preconditionFailure("the environment of the tests can be built: \(error)")
        }
    }()
}

/// How a script ended, and what it did on the way.
struct Outcome {
    var end: Step
    var calls: [HostCall] = []
    var slices = 0
    var usage: Sandbox.Usage
}

enum Ending: Equatable {
    case returned(JSONValue)
    case nothing
    case ended(String)
    case failed(String)
    case killed(Kill.Reason)
    case stuck
}

extension Outcome {
    var ending: Ending {
        switch end {
        case .returned(let value?): (try? value.json(named: "result")).map(Ending.returned) ?? .stuck
        case .returned(nil): .nothing
        case .ended(let text): .ended(text)
        case .failed(let failure):
            .failed(failure.type == "LuaError" ? failure.message : "\(failure.type): \(failure.message)")
        case .killed(let kill): .killed(kill.reason)
        case .hostCall, .idle, .sliceOver, .stopped: .stuck
        }
    }
}

/// Answers a call the way its name says.
func answer(_ call: HostCall) -> HostAnswer {
    let arguments = call.arguments
    switch call.method {
    case "echo": return .value(arguments.first ?? .null)
    case "value": return .value(.integer(42))
    case "many": return .values([.integer(1), .string("two"), .null])
    case "fail":
        return .failure(FlowError(type: "DependencyFailedError", message: "a child failed", details: .integer(7)))
    case "finish": return .end("ENDED_SUCCESS")
    case "object": return .value(.reference(ObjectReference(className: "Execution", id: "child-1")))
    case "nothing": return .nothing
    default: return .receiver
    }
}

func runScript(
    _ source: String, name: String = "test.lua", inputs: JSONValue = .object([:]), limits: SandboxLimits = .init(),
    seed: UInt64 = 1, environment: SandboxEnvironment = TestHost.environment
) throws -> Outcome {
    let script = try Script(source: [UInt8](source.utf8), name: name)
    let sandbox = try Sandbox(environment: environment, limits: limits, seed: seed)
    sandbox.start(script, inputs: inputs)
    var step = sandbox.step()
    var calls: [HostCall] = []
    var slices = 0
    var time: Int64 = 0
    while !step.isFinal {
        switch step {
        case .hostCall(let call):
            if calls.count < 10_000 { calls.append(call) }
            time += 1000
            step = sandbox.answerAndStep(call.id, answer(call), at: ScriptTime(microseconds: time))
        case .sliceOver:
            slices += 1
            step = sandbox.step()
        default:
            return Outcome(end: step, calls: calls, slices: slices, usage: sandbox.usage)
        }
    }
    return Outcome(end: step, calls: calls, slices: slices, usage: sandbox.usage)
}

/// The ending of a script that is run with small limits.
func run(_ source: String, inputs: JSONValue = .object([:])) throws -> Ending {
    var limits = SandboxLimits()
    limits.memory = 32 << 20
    limits.processorTime = .milliseconds(2000)
    return try runScript(source, inputs: inputs, limits: limits).ending
}
