import FlowModel
import LuaHost
import Testing

@Suite struct EmbeddingTests {
    func askSomebody(_ arguments: [HostValue]) async throws -> String { "Ada" }

    /// The program of the DocC page "Embedding the script host".
    @Test(.timeLimit(.minutes(10))) func theProgramOfTheDocumentationRuns() async throws {
        let interface = HostInterface(
            classes: [.init(name: "Desk", methods: ["ask"])],
            globals: ["this": ObjectReference(className: "Desk", id: "front")])
        let environment = try SandboxEnvironment(interface: interface)
        let script = try Script(
            source: Array("local who = this:ask('who may enter?') return 'welcome, ' .. who".utf8), name: "door.lua")

        let sandbox = try Sandbox(environment: environment)
        sandbox.start(script, inputs: .object([:]))
        var step = sandbox.step()
        while case .hostCall(let call) = step {
            #expect(call.arguments == [.string("who may enter?")])
            let answer = try await askSomebody(call.arguments)
            step = sandbox.answerAndStep(call.id, .value(.string(answer)))
        }
        guard case .returned(let value?) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(value == .string("welcome, Ada"))
    }

    @Test(.timeLimit(.minutes(10))) func stepsRunOnThreadsOfTheirOwn() async throws {
        let environment = TestHost.environment
        let sums = try await withThrowingTaskGroup(of: JSONValue?.self) { group in
            for number in 1...8 {
                group.addTask(executorPreference: ScriptThreads.shared) {
                    let outcome = try runScript(
                        "local s = 0 for i = 1, 300000 do s = s + i % \(number) end return s", environment: environment)
                    guard case .returned(let value) = outcome.ending else { return nil }
                    return value
                }
            }
            return try await group.reduce(into: [JSONValue?]()) { $0.append($1) }
        }
        #expect(sums.count == 8 && !sums.contains(nil))
    }
}
