import FlowModel

extension MemoryTables {
    func record(_ id: RecordID) throws(StoreError) -> StoredRecord? { records[id] }

    func record(ofType type: String, named name: String) throws(StoreError) -> StoredRecord? {
        records.rows.values.filter { $0.type == type && $0.name == name && !$0.isDeleted }.min { $0.id < $1.id }
    }

    func put(_ record: StoredRecord) throws(StoreError) { records[record.id] = record }

    func removeRecord(_ id: RecordID) throws(StoreError) { records[id] = nil }

    func records(_ query: RecordQuery, after id: RecordID?, limit: Int) throws(StoreError) -> [StoredRecord] {
        let found = records.rows.values.filter { record in
            (id.map { $0 < record.id } ?? true) && query.matches(record)
        }
        return Array(found.sorted { $0.id < $1.id }.prefix(limit))
    }

    func executions(_ query: RecordQuery, after id: ExecutionID?, limit: Int) throws(StoreError) -> [StoredExecution] {
        let found = executions.rows.values.map(\.row).filter { row in
            (id.map { $0 < row.id } ?? true) && query.matches(row)
        }
        return Array(found.sorted { $0.id < $1.id }.prefix(limit))
    }
}
