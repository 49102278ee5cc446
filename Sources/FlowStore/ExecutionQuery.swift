public import FlowModel

/// Which executions are wanted, for those who look at many.
public struct ExecutionQuery: Sendable, Equatable {
    /// Only those that have not ended.
    public var isUnfinished = false
    /// Only those with one of these statuses; any when empty.
    public var statuses: Set<ExecutionStatus> = []
    /// Only those of exactly this name.
    public var name: String?
    /// Only those created at this moment or later.
    public var createdSince: ScriptTime?

    /// All.
    public init() {}

    /// Whether a row fits.
    func includes(_ row: StoredExecution) -> Bool {
        if isUnfinished, row.record.status.isEnded { return false }
        if !statuses.isEmpty, !statuses.contains(row.record.status) { return false }
        if let name, !name.utf8.elementsEqual(row.record.name.utf8) { return false }
        if let firstID, row.id < firstID { return false }
        return true
    }

    /// The least id that an execution created at ``createdSince`` can have: ids begin with their millisecond.
    public var firstID: ExecutionID? {
        createdSince.map { time in
            RecordID(high: UInt64(max(0, time.microseconds / 1000)) << 16, low: 0)
        }
    }
}

/// Some of the executions that fit a query, and where to go on.
public struct ExecutionPage: Sendable, Equatable {
    /// The executions.
    public let ids: [ExecutionID]
    /// The place to give for the next page; nil when there is none.
    public let next: Int64?

    /// Makes a page.
    public init(ids: [ExecutionID], next: Int64?) {
        self.ids = ids
        self.next = next
    }
}
