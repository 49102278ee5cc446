public import FlowModel

/// What a batch of changes led to, for the engine to act on once it is durable.
public struct CommitOutcome: Sendable {
    /// How an execution stands after the batch.
    public struct Standing: Sendable, Equatable {
        /// The whole row, as it is committed.
        public let row: StoredExecution

        /// The execution.
        public var id: ExecutionID { row.id }
        /// The generation of its journal.
        public var generation: Int64 { row.generation }
        /// The last turn of its journal.
        public var journalHead: Int64? { row.journalHead }
        /// Answers that its script has not seen.
        public var arrivals: [Arrival] { row.arrivals }
        /// It could run.
        public var isReady: Bool { row.isReady }
        /// What it is doing.
        public var status: ExecutionStatus { row.record.status }
        /// It is over.
        public var isEnded: Bool { status.isEnded }
        /// Who goes first when several could: the higher one.
        public var priority: Int64 { row.record.priority }
        /// When time alone changes something.
        public var wakeAt: ScriptTime? { row.wakeAt }
        /// A connector performs it, no script.
        public var isConnection: Bool { row.record.isConnection }
        /// Its fields.
        public var record: ExecutionRecord { row.record }
        /// What it waits for.
        public var openCalls: [OpenCall] { row.openCalls }
        /// It was put aside, because its script does not fit its journal.
        public var isDiverged: Bool { row.divergence != nil }
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

    /// What connectors grant to connections that could run, by connection.
    public internal(set) var grants: [ExecutionID: ConnectorGrant] = [:]

    /// Records of the type operation were stored: there may be something to do outside of the store.
    public internal(set) var hasOperations = false

    /// Nothing happened.
    public init() {}
}
