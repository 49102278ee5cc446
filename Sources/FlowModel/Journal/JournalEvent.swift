/// One fact of an execution's journal: the script asked, or the script was told.
///
/// The order of the events is the order in which they happened in the sandbox. It decides everything that a script can
/// see, so the events of an execution, its script and its inputs give the same run again.
public enum JournalEvent: Sendable, Equatable {
    /// The script made a host call; calls are numbered from 1 in this order.
    case call(RecordedCall)
    /// The answer to the open call of that number was handed to the script, whose time has been `time` since.
    ///
    /// `isAwaited` says where that was: true when the script had run on until every lane waited, false when it had not run
    /// since the event before.
    case answer(call: UInt64, EncodedAnswer, time: ScriptTime, isAwaited: Bool)
}

/// What a host call was: enough to tell whether a replay asks for the same.
public struct RecordedCall: Sendable, Equatable {
    /// The coroutine lane that called; 0 is the script's own, tasks are counted from 1.
    public let lane: UInt32
    /// The host function, such as `Execution:sleep`.
    public let function: String
    /// The line of the call in its chunk, from 1; 0 when it is unknown.
    public let line: Int32
    /// A digest of receiver and arguments.
    public let digest: UInt64

    /// Describes a call.
    public init(lane: UInt32, function: String, line: Int32, digest: UInt64) {
        self.lane = lane
        self.function = function
        self.line = line
        self.digest = digest
    }
}
