/// Walks along a journal while a script is run again, and says what has to happen next.
///
/// Pure: the caller steps the sandbox and reports what it did.
public struct ReplayCursor: Sendable {
    /// What the caller has to do.
    public enum Action: Sendable, Equatable {
        /// Hand this answer to the script.
        case answer(call: UInt64, EncodedAnswer, time: ScriptTime)
        /// Let the script run on until it makes a call.
        case step
        /// Let the script run on until every lane waits.
        case settle
        /// The journal is at its end: go on live.
        case live
    }

    private let turns: [[UInt8]]
    private var nextTurn = 0
    private var reader: JournalReader?
    private var pending: JournalEvent?
    private var hasSettled = false
    /// How many calls were read.
    public private(set) var callCount: UInt64 = 0
    /// The script's time at this point.
    public private(set) var time: ScriptTime

    /// Begins at the start of a journal.
    ///
    /// - Parameters:
    ///   - turns: The packed turns, oldest first.
    ///   - time: The script's time at its start.
    public init(turns: [[UInt8]], time: ScriptTime) {
        self.turns = turns
        self.time = time
    }

    /// What has to be done next.
    ///
    /// - Throws: `JournalError` when the journal is damaged.
    public mutating func next() throws(JournalError) -> Action {
        if pending == nil { pending = try read() }
        switch pending {
        case nil: return .live
        case .call?: return .step
        case .answer(let call, let answer, let moment, let isAwaited)?:
            if isAwaited, !hasSettled { return .settle }
            pending = nil
            hasSettled = false
            time = moment
            return .answer(call: call, answer, time: moment)
        }
    }

    /// Takes note that every lane waits, after ``next()`` said to step or to settle.
    ///
    /// - Throws: `Divergence` when the journal has another call.
    public mutating func settled() throws(Divergence) {
        guard case .answer? = pending else { throw missing(ended: false) }
        hasSettled = true
    }

    /// Compares a call of the script with the journal, after ``next()`` said to step or to settle.
    ///
    /// - Throws: `Divergence` when it is another call, or none is recorded.
    public mutating func verify(_ call: RecordedCall) throws(Divergence) {
        guard case .call(let recorded)? = pending else {
            throw Divergence(call: callCount, recorded: nil, asked: .call(call))
        }
        guard recorded == call else {
            throw Divergence(call: callCount, recorded: recorded, asked: .call(call))
        }
        pending = nil
    }

    /// The divergence of a script that made no call although the journal has one.
    public func missing(ended: Bool) -> Divergence {
        guard case .call(let recorded)? = pending else {
            return Divergence(call: callCount, recorded: nil, asked: ended ? .end : .nothing)
        }
        return Divergence(call: callCount, recorded: recorded, asked: ended ? .end : .nothing)
    }

    private mutating func read() throws(JournalError) -> JournalEvent? {
        while true {
            if let event = try reader?.next() {
                callCount = reader?.callCount ?? callCount
                return event
            }
            guard nextTurn < turns.count else { return nil }
            reader = try JournalReader(turns[nextTurn])
            nextTurn += 1
        }
    }
}
