public import FlowModel

/// Where records can be read.
public protocol RecordSource {
    /// The record of that id, in the trash or not.
    func record(_ id: RecordID) throws(StoreError) -> StoredRecord?
    /// The record of that type and name that is not in the trash; the oldest of several.
    func record(ofType type: String, named name: String) throws(StoreError) -> StoredRecord?
    /// Records after `id` that fit, in the order of their ids.
    func records(_ query: RecordQuery, after id: RecordID?, limit: Int) throws(StoreError) -> [StoredRecord]
    /// Executions after `id` that fit by type, filter and moment, in the order of their ids.
    func executions(_ query: RecordQuery, after id: ExecutionID?, limit: Int) throws(StoreError) -> [StoredExecution]
    /// The row of an execution.
    func execution(_ id: ExecutionID) throws(StoreError) -> StoredExecution?
    /// Who sent a message.
    func sender(of id: MessageID) throws(StoreError) -> ExecutionID?
}

/// Reads records of a store as they are committed, each question by itself.
public struct CommittedRecords: RecordSource {
    private let store: any FlowStore

    /// Reads from a store.
    public init(_ store: any FlowStore) {
        self.store = store
    }

    /// The record of that id, in the trash or not.
    public func record(_ id: RecordID) throws(StoreError) -> StoredRecord? {
        try store.read { transaction throws(StoreError) in try transaction.record(id) }
    }

    /// The record of that type and name that is not in the trash.
    public func record(ofType type: String, named name: String) throws(StoreError) -> StoredRecord? {
        try store.read { transaction throws(StoreError) in try transaction.record(ofType: type, named: name) }
    }

    /// Records after `id` that fit.
    public func records(_ query: RecordQuery, after id: RecordID?, limit: Int) throws(StoreError) -> [StoredRecord] {
        try store.read { transaction throws(StoreError) in try transaction.records(query, after: id, limit: limit) }
    }

    /// Executions after `id` that fit.
    public func executions(
        _ query: RecordQuery, after id: ExecutionID?, limit: Int
    ) throws(StoreError) -> [StoredExecution] {
        try store.read { transaction throws(StoreError) in try transaction.executions(query, after: id, limit: limit) }
    }

    /// The row of an execution.
    public func execution(_ id: ExecutionID) throws(StoreError) -> StoredExecution? {
        try store.read { transaction throws(StoreError) in try transaction.execution(id) }
    }

    /// Who sent a message.
    public func sender(of id: MessageID) throws(StoreError) -> ExecutionID? {
        try store.read { transaction throws(StoreError) in try transaction.message(id)?.sender }
    }
}

extension FlowTransaction {
    /// Who sent a message.
    public func sender(of id: MessageID) throws(StoreError) -> ExecutionID? { try message(id)?.sender }
}
