import FlowModel
import FlowStore
import LuaHost
import Testing

@testable import FlowEngine

/// Looking into executions by replay, and forks of them.
@Suite(.timeLimit(.minutes(5))) struct ReplayedExecutionTests {
    private static let script = """
        local total = 0
        for i = 1, 3 do
            this:sleep(i)
            total = total + this:get("priority") * i
        end
        this:set_output("total", total)
        this:save{message = "almost"}
        if this:get("name") == "other" then
            this:set_output("way", "left")
        end
        return {total = total, at = os.time()}
        """

    private func value(_ name: String, _ replay: ReplayedExecution) -> String? {
        replay.frames().first?.locals.last { $0.name == name }?.value
    }

    private func replay(_ run: DebuggedRun, breakpoints: [UInt32] = []) throws -> ReplayedExecution {
        let row = try run.row
        let header = try run.store.read { transaction throws(StoreError) in
            if let number = row.header { try transaction.header(number) } else { nil as JournalHeader? }
        }
        return try ReplayedExecution(
            row, try run.turns, header: header, environment: TestFlow.environment, breakpoints: breakpoints)
    }

    @Test func everyPlaceOfAFinishedExecutionCanBeSeen() async throws {
        let run = try DebuggedRun()
        #expect(try await run.start(Self.script, [:]).record.output.object?["total"] == 60)
        let (before, turns) = (try run.row, try run.turns)
        let places = try await onScriptThread {
            let calls = try JournalEntry.entries(of: turns)
            #expect(calls.map(\.number) == Array(1...9))
            #expect(calls.map(\.call.line) == [3, 4, 3, 4, 3, 4, 6, 7, 8])
            var totals: [String] = []
            for number in calls.map(\.number) {
                let replay = try replay(run)
                guard case .call(number, let call) = replay.go(to: .call(number)) else {
                    Issue.record("not at call \(number): \(replay.place)")
                    continue
                }
                #expect(replay.frames().first?.line == Int(call.line))
                #expect(replay.callCount == number)
                totals.append(value("total", replay) ?? "")
            }
            #expect(totals == ["0", "0", "10", "10", "30", "30", "60", "60", "60"])
            let lines = try replay(run, breakpoints: [4])
            var seen: [ReplayedExecution.Place] = []
            for pace in [Sandbox.Pace.run, .run, .over, .over, .into, .run, .out] {
                seen.append(lines.go(to: .stop(pace)))
            }
            return seen
        }
        #expect(
            places == [
                .line(4), .line(4), .line(2), .line(3), .line(4), .ended("the script returned"),
                .ended("the script returned"),
            ])
        #expect(try run.row == before)
        #expect(try run.turns == turns)
    }

    @Test func thePresentPlaceIsFoundAgain() async throws {
        let run = try DebuggedRun()
        var row = try await run.start(
            Self.script, ["is_productive": false, "use_breakpoints": true, "break": true])
        for _ in 0..<12 {
            guard row.record.status == .paused, let stop = row.stop else { break }
            let (place, shown) = try await onScriptThread {
                let replay = try replay(run)
                return (replay.go(to: .present), replay.frames().first?.line)
            }
            #expect(place == .line(Int(stop.line)))
            #expect(shown == Int(stop.line))
            row = try await run.resume(.over)
        }
        #expect(row.record.status == .paused)
    }

    @Test func aForkGoesAnotherWay() async throws {
        let run = try DebuggedRun()
        let original = try await run.start(Self.script, [:])
        let turns = try run.turns
        let id = ExecutionID(createdAt: TestFlow.start, random: (7, 8))
        let fork = try await forked(of: run, at: 9, answering: "other", id)
        #expect(fork.row.record.output == ["total": 60])
        #expect(fork.row.record.message == "almost")
        let row = try await started(fork, on: run)
        #expect(row.record.status == .endedSuccess, "\(row.record.message ?? "") \(row.divergence ?? "")")
        #expect(row.record.output.object?["way"] == "left")
        #expect(row.record.output.object?["total"] == 60)
        #expect(row.record.output.object?["at"] == original.record.output.object?["at"])
        #expect(row.record.message == "almost")
        #expect(try run.row == original)
        #expect(try run.turns == turns)

        let early = try await forked(
            of: run, at: 2, answering: 1000, ExecutionID(createdAt: TestFlow.start, random: (9, 9)))
        let other = try await started(early, on: run)
        #expect(other.record.output.object?["total"] == 1050, "\(other.record.output)")
        #expect(try run.row == original)
    }

    @Test func aForkIsRefusedWhereItCannotBe() async throws {
        let run = try DebuggedRun()
        let script = """
            local flow = require "flow"
            flow.gather(function() this:sleep(5) end, function() this:sleep(1) end)
            this:log("done")
            """
        try await run.start(script, [:])
        let id = ExecutionID(createdAt: TestFlow.start, random: (7, 8))
        for (call, words) in [
            (UInt64(2), "other tasks waited"), (77, "there is no call 77"), (0, "there is no call 0"),
        ] {
            do {
                _ = try await forked(of: run, at: call, answering: .null, id)
                Issue.record("a fork at call \(call)")
            } catch let fault as ExecutionFork.Fault {
                #expect(fault.description.contains(words), "\(fault)")
            }
        }
        #expect(try await forked(of: run, at: 3, answering: .null, id).row.callCount == 3)
    }

    @Test func aScriptThatDoesNotFitItsJournalSaysSo() async throws {
        let run = try DebuggedRun()
        try await run.start(Self.script, [:])
        let turns = try run.turns
        var row = try run.row
        row.record.set(["script": "this:log(1) this:sleep(1)"])
        let edited = row
        let place = try await onScriptThread {
            let replay = try ReplayedExecution(edited, turns, header: nil, environment: TestFlow.environment)
            return replay.go(to: .present)
        }
        guard case .failed(let report) = place else { return #expect(Bool(false), "\(place)") }
        #expect(report.contains("replay differs from the journal at call 1"))
    }

    // MARK: - Steps

    private func onScriptThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await Task(executorPreference: ScriptThreads.shared) { try body() }.value
    }

    private func forked(
        of run: DebuggedRun, at call: UInt64, answering value: HostValue, _ id: ExecutionID
    ) async throws -> ExecutionFork {
        let (row, turns) = (try run.row, try run.turns)
        return try await onScriptThread {
            var fork = try ExecutionFork(
                of: row, turns, header: nil, at: call, answering: .values([value]), id: id,
                environment: TestFlow.environment)
            fork.row.record.set(["use_breakpoints": false])
            return fork
        }
    }

    private func started(_ fork: ExecutionFork, on run: DebuggedRun) async throws -> StoredExecution {
        try await run.engine.change { transitions throws(StoreError) in try fork.create(transitions) }
        return try await run.engine.end(of: fork.row.id)
    }
}
