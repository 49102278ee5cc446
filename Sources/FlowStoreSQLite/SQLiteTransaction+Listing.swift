import FlowModel
import FlowStore
import GRDB

/// Listings of executions by filter, over indexes.
extension SQLiteTransaction {
    func executions(_ query: RecordQuery, after id: ExecutionID?, limit: Int) throws(StoreError) -> [StoredExecution] {
        let (sql, arguments) = Self.selection(ofExecutions: query, after: id)
        return try page(
            sql, arguments, limit, { row throws(StoreError) in try self.execution(row[0]) }
        ) { row in row.map(query.matches) ?? false }.compactMap { $0 }
    }

    /// The statement that finds candidates, in the order of their ids: every step of a listing begins in the midst of it.
    static func selection(
        ofExecutions query: RecordQuery, after id: ExecutionID?
    ) -> (sql: String, arguments: StatementArguments) {
        let start = start(query.filter, after: id)
        if let reference = query.reference { return selection(by: reference, start) }
        for field in ["parent_execution_id", "top_execution_id"] {
            guard let target = query.filter.required(field)?.text.flatMap(RecordID.init) else { continue }
            return selection(by: .init(field: field, target: target), start)
        }
        if let one = query.filter.required("id")?.text.flatMap(RecordID.init) {
            return ("SELECT id FROM execution WHERE id = ? AND id > ?", [one, start])
        }
        if let name = query.filter.required("name")?.text {
            return ("SELECT id FROM execution WHERE label = ? AND id > ? ORDER BY id", [name, start])
        }
        if let status = query.filter.required("status")?.text.flatMap(ExecutionStatus.init(rawValue:)) {
            guard status.isEnded else {
                let index = "INDEXED BY execution_open"
                return (
                    "SELECT id FROM execution \(index) WHERE ended_at IS NULL AND id > ? ORDER BY id", [start]
                )
            }
            return (
                "SELECT id FROM execution WHERE end_status = ? AND id > ? ORDER BY id", [status.rawValue, start]
            )
        }
        return ("SELECT id FROM execution WHERE id > ? ORDER BY id", [start])
    }

    /// Ids begin with their millisecond, so what was created before a moment need not be looked at.
    private static func start(_ filter: RecordFilter, after id: ExecutionID?) -> RecordID {
        let start = id ?? RecordID(high: 0, low: 0)
        guard let bound = filter.lowerBound("created_at")?.text.flatMap(ScriptTime.init(iso8601:)),
            bound.microseconds > 0
        else { return start }
        let milliseconds = UInt64(bound.microseconds / 1000)
        return max(start, RecordID(high: milliseconds << 16, low: 0))
    }

    private static func selection(
        by reference: RecordQuery.Reference, _ start: RecordID
    ) -> (sql: String, arguments: StatementArguments) {
        let (field, target) = (reference.field, reference.target)
        switch field {
        case "parent_execution_id":
            return ("SELECT id FROM execution WHERE parent = ? AND id > ? ORDER BY id", [target, start])
        case "top_execution_id":
            return (
                """
                SELECT id FROM execution WHERE top = ? AND id > ?
                UNION ALL SELECT id FROM execution WHERE id = ? AND id > ? ORDER BY id
                """, [target, start, target, start]
            )
        default:
            // Whom a parent has made and changed is found over the parent: no row is kept for that.
            let children = ["created_by", "modified_by"].contains(field)
            let rows = "SELECT id FROM record_reference WHERE target = ? AND field = ? AND type = 'execution' AND id > ?"
            guard children else { return (rows + " ORDER BY id", [target, field, start]) }
            return (
                rows + " UNION ALL SELECT id FROM execution WHERE parent = ? AND id > ? ORDER BY id",
                [target, field, start, target, start]
            )
        }
    }

    // MARK: - What executions point to

    private static let fixed = [
        "flow_id", "connector_id", "webhook_id", "plugin_action_id", "schedule_id", "wrapper_id", "custom_object_id",
        "chat_id", "project_id", "bundle_id", "sync_config_id",
    ]
    private static let changing = ["created_by", "modified_by", "deleted_by"]

    /// Notes what a new execution points to.
    func noteReferences(of record: ExecutionRecord) throws(StoreError) {
        for field in Self.fixed + Self.changing {
            if let target = Self.target(of: field, record) { try addReference(record.id, field, target) }
        }
    }

    /// Notes what an execution points to now.
    func noteReferences(of record: ExecutionRecord, before: ExecutionRecord) throws(StoreError) {
        for field in Self.changing where record[field] != before[field] {
            if let old = Self.target(of: field, before) {
                try change(
                    "DELETE FROM record_reference WHERE target = ? AND field = ? AND type = 'execution' AND id = ?",
                    [old, field, record.id])
            }
            if let new = Self.target(of: field, record) { try addReference(record.id, field, new) }
        }
    }

    private func addReference(_ id: ExecutionID, _ field: String, _ target: RecordID) throws(StoreError) {
        try change(
            "INSERT OR IGNORE INTO record_reference (target, field, type, id) VALUES (?, ?, 'execution', ?)",
            [target, field, id])
    }

    private static func target(of field: String, _ record: ExecutionRecord) -> RecordID? {
        guard let target = record[field].text.flatMap(RecordID.init) else { return nil }
        return target == record.parentID && field != "deleted_by" ? nil : target
    }
}
