import FlowEngine
import FlowModel
import FlowStore
import Testing

@testable import FlowCommands

/// How executions are laid out for a terminal; standings come from an engine, as they do in use.
@Suite struct ProgressLayoutTests {
    private static let start = ScriptTime(microseconds: 1_767_225_600_000_000)

    private func layout(
        _ width: Int = 60, _ height: Int = 10, colours: Bool = false, after seconds: Double = 65
    ) -> ProgressLayout {
        ProgressLayout(
            width: width, height: height, hasColours: colours, now: Self.start.advanced(bySeconds: seconds),
            start: Self.start)
    }

    /// A store with executions, and what came of each change.
    private final class Stage {
        let store = MemoryStore()
        var progress = ExecutionProgress()
        private var count: UInt64 = 0

        func change(_ body: (ExecutionTransitions) throws(StoreError) -> Void) throws {
            let outcome = try store.write { transaction throws(StoreError) in
                let transitions = ExecutionTransitions(transaction, now: ProgressLayoutTests.start)
                try body(transitions)
                return try transitions.finish()
            }
            progress.note(outcome.log)
            progress.note(outcome.standings)
        }

        func add(_ name: String, below parent: ExecutionID? = nil) throws -> ExecutionID {
            count += 1
            let id = ExecutionID(createdAt: ProgressLayoutTests.start, random: (0, count << 2))
            var record = ExecutionRecord(
                id: id, name: name, script: "return {}", inputs: [:], createdAt: ProgressLayoutTests.start)
            if let parent {
                record.set([
                    "parent_execution_id": .string(parent.description), "top_execution_id": .string(parent.description),
                ])
            }
            let row = StoredExecution(record: record, seed: 1)
            try change { transitions throws(StoreError) in try transitions.create(row) }
            return id
        }

        func turn(_ id: ExecutionID, waits wait: Wait? = nil, log: String? = nil) throws {
            var turn = Turn(
                execution: id, generation: 0, journalHead: nil, callCount: 0, startedAt: ProgressLayoutTests.start)
            if let log {
                turn.log = [
                    LogEntry(
                        time: ProgressLayoutTests.start, level: .info, subject: "s",
                        content: .values([.string(log)], named: [:]))
                ]
            }
            if let wait {
                turn.requests = [
                    Request(call: 1, .wait(wait, timeout: nil, success: .receiver), at: ProgressLayoutTests.start)
                ]
            }
            turn.ending = wait == nil ? .continues : .waits
            let done = turn
            try change { transitions throws(StoreError) in try transitions.commit(done) }
        }

        func take(_ lock: String, by holder: ExecutionID) throws {
            try store.write { transaction throws(StoreError) in
                try transaction.put(StoredLock(name: lock, holder: holder, isKept: false, takenAt: 0, generation: 0))
            }
        }

        func send(_ message: MessageID, from sender: ExecutionID) throws {
            try store.write { transaction throws(StoreError) in
                try transaction.put(
                    StoredMessage(id: message, sender: sender, content: [:], createdAt: ProgressLayoutTests.start))
            }
        }

        func end(_ id: ExecutionID, _ status: ExecutionStatus = .endedSuccess) throws {
            var turn = Turn(
                execution: id, generation: 0, journalHead: nil, callCount: 0, startedAt: ProgressLayoutTests.start)
            turn.ending = .ended(status, message: nil, EndCause(.returned))
            let done = turn
            try change { transitions throws(StoreError) in try transitions.commit(done) }
        }
    }

    @Test func aTree() throws {
        let stage = Stage()
        let main = try stage.add("main")
        let kid = try stage.add("kid", below: main)
        let grand = try stage.add("grand", below: kid)
        let lonely = try stage.add("lonely")
        try stage.take("printer", by: main)
        let done = try stage.add("done", below: main)
        try stage.turn(main, waits: .executions([kid, grand], .allEnded), log: "begun\nsecond line")
        try stage.turn(kid, waits: .moment(Self.start.advanced(bySeconds: 125)))
        try stage.turn(grand, log: "half")
        try stage.turn(lonely, waits: .lock(name: "printer", takes: true, keeps: false))
        try stage.end(done, .endedError)
        #expect(
            layout().lines(stage.progress) == [
                "1:05  1 running, 3 waiting, 1 failed",
                "main       waits     for 2 executions; begun           1:05",
                "  kid      sleeps    1:00 left                         1:05",
                "    grand  running   half                              1:05",
                "lonely     lock      'printer'                         1:05",
            ])
    }

    @Test func whatNeedsSomebodySaysHow() throws {
        let stage = Stage()
        let asker = try stage.add("asker")
        let message = MessageID(high: 1, low: 0xABCD_EF01)
        try stage.send(message, from: asker)
        try stage.turn(asker, waits: .response(message))
        let paused = try stage.add("paused")
        try stage.change { transitions throws(StoreError) in
            _ = try transitions.carryOut(Control(.pause(message: nil), .execution(paused)))
        }
        let lines = layout().lines(stage.progress)
        #expect(lines[1].contains("moonflow exec answer abcdef01"))
        #expect(lines[2].contains("moonflow exec resume \(paused.digits.suffix(8))"))
    }

    @Test func aLongTreeShowsTheActiveOnesAndCountsTheRest() throws {
        let stage = Stage()
        let main = try stage.add("main")
        try stage.turn(main, waits: .executions([main], .allEnded))
        for number in 1...499 {
            let kid = try stage.add("kid \(number)", below: main)
            if number % 100 == 0 {
                try stage.turn(kid)
            } else {
                try stage.turn(kid, waits: .moment(Self.start.advanced(bySeconds: 100)))
            }
        }
        let lines = layout(60, 8).lines(stage.progress)
        #expect(lines.count == 8)
        #expect(lines[0] == "1:05  4 running, 496 waiting")
        #expect(lines[1].hasPrefix("main "))
        let names = lines[2..<7].map { $0.prefix(9).trimmingPrefix("  ") }
        for name in ["kid 100", "kid 200", "kid 300", "kid 400"] { #expect(names.contains { $0.hasPrefix(name) }) }
        #expect(lines[7] == "... 494 more")
    }

    @Test(arguments: [(20, 2), (21, 3), (40, 5), (80, 24), (200, 3), (33, 50)])
    func nothingIsWiderOrHigherThanTheTerminal(_ width: Int, _ height: Int) throws {
        let stage = Stage()
        var parent: ExecutionID?
        for name in ["日本語の名前がとても長い流れ", "e\u{301}\u{301}\u{301} combining", "\u{1F600}\u{1F600}\u{1F600}", "plain"] {
            for _ in 1...7 {
                let id = try stage.add(name, below: parent)
                try stage.turn(id, log: String(repeating: "ж界", count: 60))
                parent = id
            }
        }
        for colours in [false, true] {
            let lines = layout(width, height, colours: colours).lines(stage.progress)
            #expect(lines.count <= height)
            #expect(!lines.isEmpty)
            for line in lines {
                let plain = line.replacing(/\u{1B}\[[0-9;]*m/, with: "")
                #expect(TerminalText.width(of: plain) < width, "\(plain)")
                #expect(colours || line == plain)
            }
        }
    }

    @Test func aScriptCannotDriveTheTerminal() throws {
        let stage = Stage()
        let id = try stage.add("a\u{1B}[2Jb\nc\td")
        try stage.turn(id, log: "x\u{1B}]0;title\u{7}\u{9B}31m\u{202E}y")
        try stage.take("l\r\u{1B}[A", by: id)
        let other = try stage.add("other")
        try stage.turn(other, waits: .lock(name: "l\r\u{1B}[A", takes: true, keeps: false))
        let text = layout(200, 10).lines(stage.progress).joined()
        #expect(text.contains("'l\\u{d}\\u{1b}[A'"))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 || 0x7F...0x9F ~= $0.value || $0.value == 0x202E })
    }

    @Test func whatHasEndedIsOnlyCounted() throws {
        let stage = Stage()
        for number in 1...5 {
            let id = try stage.add("n")
            try stage.end(id, number == 3 ? .endedCancelled : .endedSuccess)
            // An end that is reported once more.
            try stage.change { transitions throws(StoreError) in try transitions.mention(id) }
        }
        #expect(stage.progress.endedCount == 5)
        #expect(stage.progress.failedCount == 1)
        #expect(stage.progress.nodes.isEmpty)
        #expect(layout().lines(stage.progress) == [])
    }

    @Test(arguments: [(0, "0:00"), (-5, "0:00"), (59, "0:59"), (3599, "59:59"), (3600, "1:00:00"), (90_061, "1d 1:01")])
    func spans(_ seconds: Int, _ text: String) {
        #expect(TerminalText.span(seconds: seconds) == text)
    }
}
