public import FlowModel

/// A host call of a journal with its answer, as people count them.
public struct JournalEntry: Sendable, Equatable {
    /// The number of the call, from 1.
    public let number: UInt64
    /// What was asked.
    public let call: RecordedCall
    /// What was answered; nil while it waits.
    public internal(set) var answer: EncodedAnswer?
    /// The script's time since the answer.
    public internal(set) var answeredAt: ScriptTime?

    /// Reads a journal.
    ///
    /// - Parameter turns: The packed turns, oldest first.
    /// - Returns: All calls, in their order.
    /// - Throws: `JournalError` when the journal is damaged.
    public static func entries(of turns: [[UInt8]]) throws(JournalError) -> [JournalEntry] {
        var entries: [JournalEntry] = []
        for turn in turns {
            var reader = try JournalReader(turn)
            while let event = try reader.next() {
                switch event {
                case .call(let call): entries.append(JournalEntry(number: reader.callCount, call: call))
                case .answer(let number, let answer, let time, _):
                    guard number >= 1, number <= UInt64(entries.count) else {
                        throw JournalError(description: "an answer to a call that was not made: \(number)")
                    }
                    entries[Int(number) - 1].answer = answer
                    entries[Int(number) - 1].answeredAt = time
                }
            }
        }
        return entries
    }
}
