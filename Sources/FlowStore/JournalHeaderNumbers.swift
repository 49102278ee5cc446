public import FlowModel

/// The numbers that a store has for the headers of journals that begin now.
///
/// Used by the thread that commits only. Not for use after a transaction that failed.
public final class JournalHeaderNumbers: @unchecked Sendable {
    // Unchecked Sendable because there is one commit at a time.
    private let program: JournalHeader
    private var known: [JournalHeader.Limits: Int64] = [:]

    /// Makes numbers for the journals of one program.
    ///
    /// - Parameter program: Its header; of what limits it tells does not matter.
    public init(_ program: JournalHeader) {
        self.program = program
    }

    /// The number of the header of a journal that begins with these limits.
    func number(_ limits: JournalHeader.Limits, _ transaction: any FlowTransaction) throws(StoreError) -> Int64 {
        if let number = known[limits] { return number }
        let number = try transaction.number(of: program.with(limits))
        known[limits] = number
        return number
    }
}
