public import FlowModel

/// Everything a store knows of one execution, besides its journal.
public struct StoredExecution: Sendable, Equatable {
    /// The fields that scripts know.
    public var record: ExecutionRecord
    /// How often the journal was cut or begun anew: by a savepoint that was loaded, or `continue_as_new`.
    public var generation: Int64 = 0
    /// What `math.random` starts from.
    public let seed: UInt64
    /// What its script may use; nil for the limits of whatever engine runs it.
    public var limits: ExecutionLimits?
    /// The last turn of the journal; nil when there is none.
    public var journalHead: Int64?
    /// How many host calls the journal has.
    public var callCount: UInt64 = 0
    /// The number of the header of the journal; nil while there is no journal, or for one from before there were headers.
    public var header: Int64?
    /// Nanoseconds of processor time that the script has used since its journal began, replays not counted.
    public var processorTime: Int64 = 0
    /// Host calls that wait.
    public var openCalls: [OpenCall] = []
    /// Answers that the script has not seen, in the order of their coming.
    public var arrivals: [Arrival] = []
    /// The script could run on without an answer: it has not begun, or was interrupted.
    public var isRunnable: Bool
    /// The script could run, but for want of a processor: it is runnable or has arrivals, and is not paused.
    public var isReady: Bool
    /// Somebody wants the execution not to be processed.
    public var isPaused = false
    /// A connection that was under way when its process ended, and is not performed again before somebody says so.
    ///
    /// It is paused with it; once it goes on, the doubt remains until it is begun.
    public var isInDoubt = false
    /// Another execution waits for a status of this one.
    public var isWatched = false
    /// When time alone changes something; nil for never.
    public var wakeAt: ScriptTime?
    /// What ended it; nil before the end.
    public var cause: EndCause?
    /// Where it stopped last, having been debugged, unless its journal has grown since; whether it still stands there,
    /// `isPaused` says.
    public var stop: ExecutionStop?
    /// Why it was put aside: a report of a replay that differs from the journal.
    public var divergence: String?

    /// Makes the row of a new execution.
    ///
    /// - Parameters:
    ///   - record: Its fields.
    ///   - seed: What `math.random` starts from.
    ///   - limits: What its script may use; nil for what its parent may, or else the limits of whatever engine runs it.
    ///   - isRunnable: It may start; false for one that somebody else has to start.
    public init(record: ExecutionRecord, seed: UInt64, limits: ExecutionLimits? = nil, isRunnable: Bool = true) {
        self.record = record
        self.seed = seed
        self.limits = limits
        self.isRunnable = isRunnable
        isReady = isRunnable
    }

    /// The id of the execution.
    public var id: ExecutionID { record.id }

    /// It has no journal, and never had one.
    public var isNew: Bool { journalHead == nil && header == nil && generation == 0 }

    /// When it must have ended by `max_runtime_minutes`; nil when there is no limit or it has not started.
    public var runtimeDeadline: ScriptTime? {
        guard let minutes = record.maximumRuntimeMinutes, let start = record.startedAt else { return nil }
        return start.advanced(bySeconds: minutes * 60)
    }
}
