import FlowModel
import Testing

/// The bytes of turns: what is written is read again, and damage is an error.
@Suite struct JournalTests {
    private static let start = ScriptTime(microseconds: 1_767_225_600_000_000)

    /// Events as an execution makes them: answers to calls that were made before.
    private func events(_ generator: inout SystemRandomNumberGenerator, after calls: UInt64) -> [JournalEvent] {
        let names = ["Execution:log", "Execution:sleep", "ä", ""]
        var (count, time) = (calls, Self.start)
        return (0..<Int.random(in: 0..<30, using: &generator)).map { _ in
            if count == 0 || Bool.random(using: &generator) {
                count += 1
                return .call(
                    RecordedCall(
                        lane: .random(in: 0...3, using: &generator),
                        function: names.randomElement(using: &generator) ?? "",
                        line: .random(in: -1...100_000, using: &generator), digest: generator.next()))
            }
            // A clock that was set back is recorded as it was.
            time = time.advanced(bySeconds: .random(in: -100...100_000, using: &generator))
            let answer = EncodedAnswer(
                .value(HostValue(["n": .integer(Int64.random(in: .min ... .max, using: &generator))])))
            return .answer(
                call: .random(in: 1...count, using: &generator), answer, time: time,
                isAwaited: .random(using: &generator))
        }
    }

    private func packed(_ events: [JournalEvent], after calls: UInt64 = 0) -> [UInt8] {
        var writer = JournalWriter(callCount: calls, time: Self.start)
        for event in events { writer.append(event) }
        return writer.bytes
    }

    private func unpacked(_ bytes: [UInt8]) throws(JournalError) -> [JournalEvent] {
        var (reader, events) = (try JournalReader(bytes), [JournalEvent]())
        while let event = try reader.next() { events.append(event) }
        return events
    }

    @Test(arguments: [0, 1, 127, 128, 1 << 40] as [UInt64])
    func whatIsWrittenIsRead(_ calls: UInt64) throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            let events = events(&generator, after: calls)
            #expect(try unpacked(packed(events, after: calls)) == events)
        }
    }

    @Test func aPartOfATurnIsNeverMoreThanThat() throws {
        var generator = SystemRandomNumberGenerator()
        let events = events(&generator, after: 5)
        let bytes = packed(events, after: 5)
        for length in 0..<bytes.count {
            guard let read = try? unpacked(Array(bytes[..<length])) else { continue }
            #expect(read == Array(events.prefix(read.count)))
        }
        #expect(throws: JournalError.self) { try unpacked([]) }
    }

    @Test func damageIsAnErrorAndNoCrash() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var bytes = packed(events(&generator, after: 2), after: 2)
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? unpacked(bytes)
        }
    }

    @Test func aLaterFormatIsNamed() {
        let error = #expect(throws: JournalError.self) { try unpacked([9, 0, 0]) }
        #expect(error?.description == "journal format 9 is unknown; this program knows 2")
    }

    /// The format of before there were tasks: a call and its answer.
    @Test func theFirstFormatIsRead() throws {
        let bytes: [UInt8] = [1, 0, 0, 0, 0, 0, 1, 0x66, 2, 7, 0, 0, 0, 0, 0, 0, 0, 5, 0, 10, 1, 0x37]
        let call = RecordedCall(lane: 0, function: "f", line: 1, digest: 7)
        let answer = EncodedAnswer(kind: .value, bytes: [0x37])
        #expect(
            try unpacked(bytes) == [
                .call(call), .answer(call: 1, answer, time: ScriptTime(microseconds: 5), isAwaited: false),
            ])
    }

    @Test func namesOfFunctionsStandOnce() {
        let call = RecordedCall(lane: 0, function: String(repeating: "f", count: 100), line: 1, digest: 0)
        let one = packed([.call(call)]).count
        #expect(packed([.call(call), .call(call)]).count - one < 16)
    }
}
