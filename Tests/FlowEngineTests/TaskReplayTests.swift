import FlowModel
import Foundation
import LuaHost
import Testing

@testable import FlowEngine

/// A script with tasks allocates the same live, in slices, and replayed, in every process.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MOONFLOW_SANITIZED"] == nil), .timeLimit(.minutes(10)))
struct TaskReplayTests {
    /// Sleeps that end together, tasks that make no call between two answers, errors, joins, collections of garbage.
    static let script = """
        local flow = require "flow"
        local order, held = {}, {}
        local function work(name, rounds)
            for i = 1, rounds do
                this:sleep(i * 5 % 7 + 1)
                order[#order + 1] = name .. i
                held[{}] = name
                local t = {}
                for k = 1, 300 do t[k % 11] = {name .. k} end
                if i % 3 == 0 then this:log(#order) end
                if i % 4 == 0 then flow.spawn(function() order[#order + 1] = os.time() % 1000 end) end
                if i % 5 == 0 then
                    local co = coroutine.wrap(function() this:sleep(2) coroutine.yield(1) this:sleep(3) end)
                    co()
                    co()
                end
            end
            if name == "d" then error("failed") end
            return name
        end
        local ok, err = pcall(flow.gather, function() return work("a", 11) end, function() return work("b", 7) end,
            function() return work("c", 9) end, function() return work("d", 8) end)
        order[#order + 1] = tostring(err)
        local mark = this:create_savepoint("middle")
        for _ = 1, 20 do
            local tasks = {}
            for i = 1, 10 do tasks[i] = flow.spawn(work, "t" .. i, i % 3) end
            flow.gather(tasks)
        end
        local names = ""
        for _, name in pairs(held) do names = names .. name end
        return {order = table.concat(order, " "), names = names, place = tostring({}), loaded = mark.loaded}
        """

    private static func limits(_ change: (inout SandboxLimits) -> Void) -> SandboxLimits {
        var limits = SandboxLimits()
        change(&limits)
        return limits
    }

    @Test func slicesAndReplaysAllocateAlike() async throws {
        let run = HandDrivenRun(script: Self.script)
        let plain = try await run.run()
        #expect(plain.status == "ENDED_SUCCESS", "\(plain.output)")
        #expect(plain.journal.count > 20)
        #expect(try run.replay(plain) == plain)
        for instructions in [1, 13, 200] {
            let limits = Self.limits {
                $0.interruption = .countHook(instructions: instructions)
                $0.pausesAtEveryHook = true
                $0.tracesLines = instructions == 13
            }
            #expect(
                try await HandDrivenRun(script: Self.script, limits: limits).run() == plain, "every \(instructions)")
            #expect(
                try HandDrivenRun(script: Self.script, limits: limits).replay(plain) == plain, "every \(instructions)")
        }
        let lines = Self.limits { $0.tracesLines = true }
        #expect(try HandDrivenRun(script: Self.script, limits: lines).replay(plain) == plain)
        let short = Self.limits { $0.slice = .microseconds(300) }
        #expect(try await HandDrivenRun(script: Self.script, limits: short).run() == plain)
    }

    @Test func howAnswersComeTogetherChangesNothing() async throws {
        let plain = try await HandDrivenRun(script: Self.script).run()
        let split = try await HandDrivenRun(script: Self.script, splitsArrivals: true).run()
        #expect(split.output == plain.output)
        #expect(split.digest == plain.digest)
        // Turns begin elsewhere, but what is in them is the same.
        #expect(try events(split.journal) == events(plain.journal))
    }

    private func events(_ journal: [[UInt8]]) throws -> [JournalEvent] {
        try journal.flatMap { turn in
            var (reader, events) = (try JournalReader(turn), [JournalEvent]())
            while let event = try reader.next() { events.append(event) }
            return events
        }
    }

    @Test func twentyProcessesReplayOneJournal() async throws {
        let plain = try await HandDrivenRun(script: Self.script).run()
        for number in 0..<20 {
            await #expect(processExitsWith: .success) {
                [plain = plain as HandDrivenRun.Trace, number = number as Int] in
                var limits = SandboxLimits()
                if number % 2 == 1 {
                    limits.interruption = .countHook(instructions: 10 + number)
                    limits.pausesAtEveryHook = true
                }
                let run = HandDrivenRun(script: TaskReplayTests.script, limits: limits)
                let replayed = try run.replay(plain)
                let again = try await run.run()
                #expect(replayed == plain)
                #expect(again == plain)
            }
        }
    }
}
