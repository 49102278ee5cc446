import FlowModel
import Testing

/// What a replay is told to do, and what it finds.
@Suite struct ReplayCursorTests {
    private static let start = ScriptTime(microseconds: 1_000_000)
    private static let later = ScriptTime(microseconds: 5_000_000)

    private func call(_ function: String, line: Int32 = 1, digest: UInt64 = 0) -> RecordedCall {
        RecordedCall(lane: 0, function: function, line: line, digest: digest)
    }

    private let answer = EncodedAnswer(.value(HostValue(7)))

    /// A journal of two turns: log and sleep are called, both are answered, then get is called.
    private func cursor() -> ReplayCursor {
        var first = JournalWriter(callCount: 0, time: Self.start)
        first.append(.call(call("log")))
        first.append(.answer(call: 1, answer, time: Self.start, isAwaited: false))
        first.append(.call(call("sleep", line: 2)))
        var second = JournalWriter(callCount: 2, time: Self.start)
        second.append(.answer(call: 2, answer, time: Self.later, isAwaited: true))
        second.append(.call(call("get", line: 3, digest: 9)))
        return ReplayCursor(turns: [first.bytes, second.bytes], time: Self.start)
    }

    @Test func aReplayThatFits() throws {
        var cursor = cursor()
        #expect(try cursor.next() == .step)
        #expect(try cursor.next() == .step)
        try cursor.verify(call("log"))
        #expect(try cursor.next() == .answer(call: 1, answer, time: Self.start))
        #expect(try cursor.next() == .step)
        try cursor.verify(call("sleep", line: 2))
        #expect(try cursor.next() == .settle)
        #expect(try cursor.next() == .settle)
        try cursor.settled()
        #expect(try cursor.next() == .answer(call: 2, answer, time: Self.later))
        #expect(cursor.time == Self.later)
        #expect(try cursor.next() == .step)
        try cursor.verify(call("get", line: 3, digest: 9))
        #expect(try cursor.next() == .live)
        #expect(cursor.callCount == 3)
    }

    @Test(arguments: [("lock", 1, 0), ("log", 2, 0), ("log", 1, 1)] as [(String, Int32, UInt64)])
    func anotherCall(_ function: String, _ line: Int32, _ digest: UInt64) throws {
        var cursor = cursor()
        _ = try cursor.next()
        let asked = call(function, line: line, digest: digest)
        let found = #expect(throws: Divergence.self) { try cursor.verify(asked) }
        #expect(found == Divergence(call: 1, recorded: call("log"), asked: .call(asked)))
    }

    @Test func aCallWhereTheJournalHasAnAnswer() throws {
        var cursor = cursor()
        _ = try cursor.next()
        try cursor.verify(call("log"))
        _ = try cursor.next()
        _ = try cursor.next()
        try cursor.verify(call("sleep", line: 2))
        #expect(try cursor.next() == .settle)
        let asked = call("log", line: 7)
        let found = #expect(throws: Divergence.self) { try cursor.verify(asked) }
        #expect(found == Divergence(call: 2, recorded: nil, asked: .call(asked)))
    }

    /// Two answers to lanes that made no call in between: each is handed over when every lane waits.
    @Test func answersOneAfterTheOther() throws {
        var turn = JournalWriter(callCount: 0, time: Self.start)
        for lane in 1...2 as ClosedRange<UInt32> {
            turn.append(.call(RecordedCall(lane: lane, function: "sleep", line: 1, digest: 0)))
        }
        for number in 1...2 as ClosedRange<UInt64> {
            turn.append(.answer(call: number, answer, time: Self.later, isAwaited: true))
        }
        var cursor = ReplayCursor(turns: [turn.bytes], time: Self.start)
        for lane in 1...2 as ClosedRange<UInt32> {
            #expect(try cursor.next() == .step)
            try cursor.verify(RecordedCall(lane: lane, function: "sleep", line: 1, digest: 0))
        }
        for number in 1...2 as ClosedRange<UInt64> {
            #expect(try cursor.next() == .settle)
            try cursor.settled()
            #expect(try cursor.next() == .answer(call: number, answer, time: Self.later))
        }
        #expect(try cursor.next() == .live)
    }

    @Test func aScriptThatMakesNoCall() throws {
        var cursor = cursor()
        _ = try cursor.next()
        #expect(cursor.missing(ended: true) == Divergence(call: 1, recorded: call("log"), asked: .end))
        let found = #expect(throws: Divergence.self) { try cursor.settled() }
        #expect(found == Divergence(call: 1, recorded: call("log"), asked: .nothing))
    }

    @Test func reportsNameBothLines() {
        let report = Divergence(call: 4, recorded: call("log", line: 2), asked: .call(call("sleep", line: 1)))
            .report(script: "this:sleep(1)", original: "-- before\n  this:log('x')")
        #expect(
            report == """
                replay differs from the journal at call 4
                  recorded: log, line 2: this:log('x')
                  asked:    sleep, line 1: this:sleep(1)
                """)
        let arguments = Divergence(call: 1, recorded: call("log"), asked: .call(call("log", digest: 5)))
        #expect(
            arguments.report(script: "a", original: "a").contains("the same function with other arguments, line 1: a"))
        let beyond = Divergence(call: 1, recorded: call("log", line: 50), asked: .end)
        #expect(beyond.report(script: "", original: "").contains("recorded: log, line 50\n"))
    }

    @Test func anEmptyJournalIsLiveAtOnce() throws {
        var cursor = ReplayCursor(turns: [], time: Self.start)
        #expect(try cursor.next() == .live)
        #expect(cursor.callCount == 0)
    }

    @Test func aDamagedTurnIsAnError() throws {
        var cursor = ReplayCursor(turns: [[1]], time: Self.start)
        #expect(throws: JournalError.self) { try cursor.next() }
    }
}
