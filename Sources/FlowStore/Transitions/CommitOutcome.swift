public import FlowModel

/// What a batch of changes led to, for the engine to act on once it is durable.
public struct CommitOutcome: Sendable {
    /// How an execution stands after the batch.
    public struct Standing: Sendable, Equatable {
        /// The execution.
        public let id: ExecutionID
        /// The generation of its journal.
        public let generation: Int64
        /// The last turn of its journal.
        public let journalHead: Int64?
        /// Answers that its script has not seen.
        public let arrivals: [Arrival]
        /// It could run.
        public let isReady: Bool
        /// What it is doing.
        public let status: ExecutionStatus
        /// It is over.
        public var isEnded: Bool { status.isEnded }
        /// Who goes first when several could: the higher one.
        public let priority: Int64
        /// When time alone changes something.
        public let wakeAt: ScriptTime?
        /// A connector performs it, no script.
        public let isConnection: Bool
        /// Its fields.
        public let record: ExecutionRecord
        /// What it waits for.
        public let openCalls: [OpenCall]
        /// It was put aside, because its script does not fit its journal.
        public let isDiverged: Bool
        /// The whole row of one that could run and has not run before, which then need not be read again.
        public let newRow: StoredExecution?
    }

    /// An entry in the log of an execution.
    public struct CommittedLog: Sendable, Equatable {
        /// The execution.
        public let execution: ExecutionID
        /// The root of its tree.
        public let root: ExecutionID
        /// What the execution is called.
        public let name: String
        /// The entry.
        public let entry: LogEntry
    }

    /// Every execution that was touched, in the order in which it first was.
    public internal(set) var standings: [Standing] = []
    /// Turns that were refused, because their execution had changed meanwhile.
    public internal(set) var refused: [ExecutionID] = []
    /// Log entries, in their order.
    public internal(set) var log: [CommittedLog] = []

    /// Connections that are under way from now on, in the order in which they were begun.
    public internal(set) var begun: [ConnectorRequest] = []

    /// Nothing happened.
    public init() {}
}
