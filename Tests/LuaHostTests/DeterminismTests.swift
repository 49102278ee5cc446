import FlowModel
import Foundation
import LuaHost
import Testing

@Suite struct DeterminismTests {
    /// What must not differ: result and every allocation.
    struct Trace: Equatable, CustomStringConvertible {
        let ending: Ending
        let digest: UInt64
        let allocations: Int

        var description: String { "\(ending) digest \(String(digest, radix: 16)) allocations \(allocations)" }
    }

    static func trace(
        _ source: String, name: String, _ change: (inout SandboxLimits) -> Void = { _ in }
    ) throws -> Trace {
        var limits = SandboxLimits()
        limits.processorTime = .seconds(60)
        change(&limits)
        let outcome = try runScript(source, name: name, limits: limits)
        return Trace(ending: outcome.ending, digest: outcome.usage.traceDigest, allocations: outcome.usage.allocations)
    }

    @Test(.enabled(if: !isSanitized), .timeLimit(.minutes(10)), arguments: Fixtures.names(in: "Determinism"))
    func pausesAndHooksChangeNothing(_ name: String) throws {
        let source = try Fixtures.text("Determinism", name)
        let plain = try Self.trace(source, name: name)
        if case .failed(let message) = plain.ending { Issue.record("\(name): \(message)") }
        for instructions in [1, 7, 100, 1003] {
            let sliced = try Self.trace(source, name: name) {
                $0.interruption = .countHook(instructions: instructions)
                $0.pausesAtEveryHook = true
            }
            #expect(sliced == plain, "a pause every \(instructions) instructions")
        }
        #expect(try Self.trace(source, name: name) { $0.tracesLines = true } == plain, "line hooks")
        #expect(
            try Self.trace(source, name: name) {
                $0.tracesLines = true
                $0.interruption = .countHook(instructions: 13)
                $0.pausesAtEveryHook = true
            } == plain, "line hooks and pauses")
        for microseconds in [200, 900, 3000] {
            #expect(
                try Self.trace(source, name: name) { $0.slice = .microseconds(microseconds) } == plain,
                "slices of \(microseconds) microseconds by signal")
        }
    }

    @Test(.enabled(if: !isSanitized), .timeLimit(.minutes(10)))
    func twentyProcessesAgree() async throws {
        var seen: [String] = []
        for _ in 0..<20 {
            let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                // Address space randomization moves the libraries and this process's heap.
                var lines = ""
                for name in Fixtures.names(in: "Determinism") {
                    let source = try Fixtures.text("Determinism", name)
                    lines += "\(name) \(try DeterminismTests.trace(source, name: name))\n"
                }
                FileHandle.standardOutput.write(Data(lines.utf8))
            }
            guard let result else { return }
            let text = String(decoding: result.standardOutputContent, as: UTF8.self)
            seen.append(text.split(separator: "\n").filter { $0.contains("digest") }.joined(separator: "\n"))
        }
        #expect(seen.count == 20)
        #expect(Set(seen).count == 1)
        #expect(seen.first?.isEmpty == false)
    }

    @Test(.enabled(if: !isSanitized)) func oneMoreHostFunctionMovesNothing() throws {
        let source =
            "local t = {} for i = 1, 200 do t['k' .. i] = {} t[t['k' .. i]] = i end "
            + "local s = '' for k, v in pairs(t) do s = s .. tostring(k) end return {s, tostring(t)}"
        var interface = TestHost.interface
        interface.classes[0].methods += ["one_more", "and_another"]
        interface.classes.append(.init(name: "Later", methods: ["a", "b"]))
        let module = try Script.module(source: Array("return {}".utf8), name: "later")
        let other = try SandboxEnvironment(interface: interface, modules: [module])
        let one = try runScript(source)
        let two = try runScript(source, environment: other)
        #expect(one.ending == two.ending)
        #expect(one.usage.traceDigest == two.usage.traceDigest)
    }

    @Test(.enabled(if: !isSanitized)) func theMemoryLimitIsReachedAtTheSameAllocation() throws {
        let source = "local t = {} while true do t[#t + 1] = {#t, 'text ' .. #t} end"
        let one = try Self.trace(source, name: "bomb") { $0.memory = 4 << 20 }
        #expect(one.ending == .killed(.memory))
        for _ in 0..<3 {
            let again = try Self.trace(source, name: "bomb") {
                $0.memory = 4 << 20
                $0.interruption = .countHook(instructions: 101)
                $0.pausesAtEveryHook = true
            }
            #expect(again == one)
        }
    }
}

/// Whether the shim runs on malloc, where addresses are not its own.
let isSanitized: Bool = ProcessInfo.processInfo.environment["MOONFLOW_SANITIZED"] != nil
