import FlowModel
import FlowStore
import FlowTestKit
import Synchronization
import Testing

/// `--crash-everywhere`: what it passes, and what it sees.
@Suite(.timeLimit(.minutes(10))) struct KillTests {
    /// A stub that says something else each time is asked once for each question, so the kills change nothing.
    @Test func aQuestionIsAskedOnce() async throws {
        let result = try await SpecRunnerTests.result(
            """
            local count = 0
            local function next_number() count = count + 1; return {n = count} end
            t:stub_flow("ship", next_number, {after = 10})
            t:stub_message("*", next_number)
            t:stub_connection("REST", next_number, {after = 10})
            local run = t:run("order")
            t:equal(run.output, {parcel = {n = 1}, approved = {n = 2}})
            t:equal(t:run("page").output, {page = {n = 3}})
            t:equal(count, 3)
            """
        ) {
            $0.crashesEverywhere = true
            $0.timeout = .seconds(500)
        }
        #expect(result.failure == nil, "\(result.failure?.message ?? "")")
        let kills = try #require(result.kills)
        #expect(kills.tried == kills.all)
        #expect(kills.all > 20)
    }

    @Test func handsOnARunMayBeLostAndAreRepeated() async throws {
        let result = try await SpecRunnerTests.result(
            """
            local run = t:start("order")
            run:advance(60)
            run:pause("wait a moment")
            t:equal(run:finish().status, "PAUSED")
            run:resume()
            run:answer("Send the invoice?", {ok = true})
            run:advance(3600)
            t:equal(run.status, "WAITING_SCHEDULED")
            t:equal(run:cancel("enough").message, "enough")
            """
        ) { $0.crashesEverywhere = true }
        #expect(result.failure == nil, "\(result.failure?.message ?? "")")
    }

    /// What would ask after a crash goes on here: its stub knows whether it was asked before.
    @Test func aConnectionThatWouldAskGoesOn() async throws {
        let result = try await SpecRunnerTests.result(
            """
            t:stub_connection("REST", {n = 1})
            t:equal(t:run("pay").output, {n = 1})
            t:equal(#t:calls("REST"), 1)
            """,
            flows: [
                "pay": "return this:connect{connector_type = 'REST', after_crash = 'ask'}:get('output_value')"
            ]
        ) {
            $0.crashesEverywhere = true
            $0.timeout = .seconds(500)
        }
        #expect(result.failure == nil, "\(result.failure?.message ?? "")")
    }

    /// A timeout and an answer at the same moment: the timeout wins, whenever the kill comes.
    @Test func tiesStayAsTheyAre() async throws {
        let result = try await SpecRunnerTests.result(
            """
            t:stub_message("Now?", {}, {after = 60})
            t:equal(t:run("ask").error.type, "MessageResponseTimeoutError")
            """, flows: ["ask": "this:message('Now?', {timeout = 60})"]
        ) { $0.crashesEverywhere = true }
        #expect(result.failure == nil, "\(result.failure?.message ?? "")")
    }

    /// A store whose content depends on what was lost: kills show it, and the failure names the point and the place.
    @Test func aDifferenceIsSeen() async throws {
        let body = "t:stub_flow('ship', {}) t:stub_message('*', {}) t:run('order')"
        let sound = try await SpecRunnerTests.result(body) { $0.crashesEverywhere = true }
        #expect(sound.failure == nil, "\(sound.failure?.message ?? "")")
        let result = try await SpecRunnerTests.result(body) {
            $0.crashesEverywhere = true
            $0.makeStore = { CountingStore() }
        }
        let message = try #require(result.failure?.message)
        let place = /^killed (before|after) commit \d+ of \d+ \('order' was [A-Z_]+ after line \d, Execution:\w+\)/
        #expect(message.firstMatch(of: place) != nil, "\(message)")
        #expect(message.contains(", and gone on, it came to something else:\n  [1].executions.order "), "\(message)")
        #expect(message.contains(".log[1].data: got \"["), "\(message)")
        #expect(try #require(result.kills).tried < sound.kills?.all ?? 0)
    }

    @Test func theTimeOfKillsIsLimited() async throws {
        let result = try await SpecRunnerTests.result(
            "t:start('poll'):advance(6000)",
            flows: [
                "poll": "while true do this:sleep(60) end"
            ]
        ) {
            $0.crashesEverywhere = true
            $0.timeout = .seconds(3)
        }
        #expect(result.failure == nil, "\(result.failure?.message ?? "")")
        let kills = try #require(result.kills)
        #expect(kills.tried >= 1)
        #expect(kills.tried < kills.all)
    }
}

/// Notes by itself, at its fifth commit after the first turn, how far the executions are: what it keeps depends on how
/// often it was written.
private final class CountingStore: FlowStore {
    private let base = MemoryStore()
    private let writes = Mutex(0)

    func write<Result>(
        _ body: (any FlowTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try base.write { transaction throws(StoreError) in
            var rows: [StoredExecution] = []
            for id in try transaction.executions(.all) {
                if let row = try transaction.execution(id) { rows.append(row) }
            }
            guard let main = rows.first, main.callCount > 0 else { return try body(transaction) }
            let number = writes.withLock { number in
                number += 1
                return number
            }
            if number == 5 {
                let state = rows.map { "\($0.record.status) \($0.callCount) \($0.openCalls.count)" }
                let entry = LogEntry(
                    time: SpecOptions.usualStart, level: .info, subject: "planted", content: .markdown("\(state)"))
                try transaction.appendLog([entry], of: main.id)
            }
            return try body(transaction)
        }
    }

    func read<Result>(
        _ body: (any FlowTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try base.read(body)
    }
}
