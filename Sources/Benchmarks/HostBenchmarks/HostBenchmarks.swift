import CPlainLua
import FlowModel
import LuaHost

/// Compares the script host with plain C Lua, both in this process and run in turn.
///
/// Every line is a ratio: the machine's own speed cancels out. Usage: `host-benchmarks PROGRAMS-FOLDER [NAME...]`.
@main
struct HostBenchmarks {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let known = ["executions", "calls", "programs", "suspended"]
        guard let folder = arguments.first, arguments.dropFirst().allSatisfy(known.contains) else {
            print("usage: scripts/bench [NAME...], all of them or some of: \(known.joined(separator: " "))")
            return
        }
        let chosen = arguments.count == 1 ? known[...] : arguments.dropFirst()
        let environment = try SandboxEnvironment(
            interface: HostInterface(
                classes: [.init(name: "Execution", methods: ["value", "wait"])],
                globals: ["this": ObjectReference(className: "Execution", id: "self")]))
        print("Ratios to plain C Lua of the same run; the median of 7 pairs, then the lowest and highest pair.\n")
        if chosen.contains("executions") { try newExecutions(environment) }
        if chosen.contains("calls") { try hostCalls(environment) }
        if chosen.contains("programs") { try programs(environment, folder: folder) }
        if chosen.contains("suspended") { try suspended(environment) }
    }

    static func newExecutions(_ environment: SandboxEnvironment) throws {
        // About 2 KB of source.
        let body = (1...40).map { "local function step\($0)(x) return x + \($0) end\n" }.joined()
        let script = try Script(source: [UInt8]((body + "return step1(1)").utf8), name: "bench")
        let count: Int64 = 5000
        try report("new execution", limit: 1.0, aim: 0.5) {
            for _ in 0..<count {
                let sandbox = try Sandbox(environment: environment)
                sandbox.start(script, inputs: .object([:]))
                guard case .returned = sandbox.step() else { preconditionFailure("the script returns") }
            }
        } plain: {
            plain_lua_states(count)
        }
    }

    static func hostCalls(_ environment: SandboxEnvironment) throws {
        let script = try Script(source: [UInt8]("while true do this:value(1) end".utf8), name: "bench")
        let sandbox = try Sandbox(environment: environment)
        sandbox.start(script, inputs: .object([:]))
        var step = sandbox.step()
        let count: Int64 = 300_000
        report("host call, script to Swift and back", limit: 4.0, aim: 2.5) {
            var answered: Int64 = 0
            while answered < count {
                switch step {
                case .hostCall(let call):
                    answered += 1
                    step = sandbox.answerAndStep(call.id, .value(.integer(answered)))
                case .sliceOver: step = sandbox.step()
                default: preconditionFailure("the script never ends")
                }
            }
        } plain: {
            plain_lua_resumes(count)
        }
    }

    static func programs(_ environment: SandboxEnvironment, folder: String) throws {
        var ratios: [Double] = []
        for name in ["fib", "nbody", "binary_trees", "queens", "strings", "sort", "json"] {
            let source = try readFile("\(folder)/\(name).lua")
            let script = try Script(source: source, name: name)
            var limits = SandboxLimits()
            limits.memory = 256 << 20
            var pairs: [Double] = []
            for _ in 0..<5 {
                let plain = source.withUnsafeBytes { bytes in
                    plain_lua_run(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
                }
                let sandbox = try Sandbox(environment: environment, limits: limits)
                sandbox.start(script, inputs: .null)
                let spent = try ContinuousClock().measure {
                    var step = sandbox.step()
                    while case .sliceOver = step { step = sandbox.step() }
                    if case .failed(let failure) = step { throw failure }
                    if case .killed(let kill) = step { throw kill }
                }
                pairs.append(nanoseconds(spent) / Double(plain))
            }
            ratios.append(median(pairs))
            line("program \(name)", pairs, limit: 1.5, aim: 1.0)
        }
        let mean = pow(ratios.reduce(1, *), root: ratios.count)
        print(row("programs, geometric mean", number(mean), "limit 1.15, aim under 1.0"))
    }

    static func suspended(_ environment: SandboxEnvironment) throws {
        let count = 10_000
        let script = try Script(
            source: [UInt8]("local state = {started = true, items = {1, 2, 3}} this:wait() return state".utf8),
            name: "bench")
        var before = (resident: UInt64(0), tables: UInt64(0))
        plain_memory(&before.resident, &before.tables)
        var sandboxes: [Sandbox] = []
        sandboxes.reserveCapacity(count)
        for _ in 0..<count {
            let sandbox = try Sandbox(environment: environment)
            sandbox.start(script, inputs: .object([:]))
            guard case .hostCall = sandbox.step() else { preconditionFailure("the script waits") }
            sandboxes.append(sandbox)
        }
        var after = (resident: UInt64(0), tables: UInt64(0))
        plain_memory(&after.resident, &after.tables)
        let resident = (after.resident - before.resident) / UInt64(count)
        let tables = (after.tables - before.tables) / UInt64(count)
        print(
            row(
                "10,000 suspended executions", "\(resident + tables) bytes each",
                "\(resident) resident, \(tables) page tables; aim under 32768"))
        withExtendedLifetime(sandboxes) {}
    }
}
