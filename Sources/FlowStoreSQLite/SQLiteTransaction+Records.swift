import FlowModel
import FlowStore
import GRDB

extension SQLiteTransaction {
    private static let columns = "r.id, r.type, r.fields, r.version"

    func record(_ id: RecordID) throws(StoreError) -> StoredRecord? {
        try first("SELECT \(Self.columns) FROM record r WHERE id = ?", [id], Self.record)
    }

    func record(ofType type: String, named name: String) throws(StoreError) -> StoredRecord? {
        try first(
            "SELECT \(Self.columns) FROM record r WHERE type = ? AND live_name = ? ORDER BY id LIMIT 1", [type, name],
            Self.record)
    }

    private static func record(_ row: Row) throws(StoreError) -> StoredRecord {
        StoredRecord(
            id: row[0], type: row[1], fields: try StoredJSON.value(row[2], "fields").object ?? [:], version: row[3])
    }

    func put(_ record: StoredRecord) throws(StoreError) {
        let old = try self.record(record.id)
        let name = record.isDeleted ? nil : record.name
        try change(
            """
            INSERT INTO record (id, type, live_name, version, fields) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              live_name = excluded.live_name, version = excluded.version, fields = excluded.fields
            """, [record.id, record.type, name, record.version, StoredJSON.text(.object(record.fields))])
        let (before, after) = (old.map(Self.references) ?? [], Self.references(record))
        for (field, target) in before where !after.contains(where: { $0 == (field, target) }) {
            try change(
                "DELETE FROM record_reference WHERE target = ? AND field = ? AND type = ? AND id = ?",
                [target, field, record.type, record.id])
        }
        for (field, target) in after where !before.contains(where: { $0 == (field, target) }) {
            try change(
                "INSERT OR IGNORE INTO record_reference (target, field, type, id) VALUES (?, ?, ?, ?)",
                [target, field, record.type, record.id])
        }
    }

    /// The fields of a record that point to others.
    private static func references(_ record: StoredRecord) -> [(field: String, target: RecordID)] {
        guard let type = DataModel.current.type(record.type) else { return [] }
        return type.fields.compactMap { field in
            guard field.target != nil, let id = record.fields[field.name]?.text.flatMap(RecordID.init) else {
                return nil
            }
            return (field.name, id)
        }
    }

    func removeRecord(_ id: RecordID) throws(StoreError) {
        try change("DELETE FROM record_reference WHERE id = ?", [id])
        try change("DELETE FROM record WHERE id = ?", [id])
    }

    func records(_ query: RecordQuery, after id: RecordID?, limit: Int) throws(StoreError) -> [StoredRecord] {
        let (sql, arguments) = Self.selection(of: query, after: id)
        return try page(sql, arguments, limit, Self.record) { query.matches($0) }
    }

    /// The statement that finds candidates over an index: by reference, by name or by type, in the order of their ids.
    static func selection(of query: RecordQuery, after id: RecordID?) -> (sql: String, arguments: StatementArguments) {
        let start = id ?? RecordID(high: 0, low: 0)
        if let reference = query.reference {
            let type = query.type.map { _ in " AND f.type = ?" } ?? ""
            return (
                """
                SELECT \(columns) FROM record_reference f JOIN record r ON r.id = f.id
                WHERE f.target = ? AND f.field = ?\(type) AND f.id > ? ORDER BY f.id
                """,
                [reference.target, reference.field] + StatementArguments(query.type.map { [$0] } ?? []) + [start]
            )
        }
        guard let type = query.type else {
            return ("SELECT \(columns) FROM record r WHERE r.id > ? ORDER BY r.id", [start])
        }
        // Only what is not in the trash has its name in the index; what went there since the listing began is in it.
        if let name = query.filter.required("name")?.text, !query.includesDeleted {
            return (
                """
                SELECT \(columns) FROM record r WHERE r.type = ? AND r.live_name = ? AND r.id > ? ORDER BY r.id
                """, [type, name, start]
            )
        }
        return ("SELECT \(columns) FROM record r WHERE r.type = ? AND r.id > ? ORDER BY r.id", [type, start])
    }

    /// Reads rows until there are enough that fit.
    func page<Element>(
        _ sql: String, _ arguments: StatementArguments, _ limit: Int, _ element: (Row) throws(StoreError) -> Element,
        _ fits: (Element) -> Bool
    ) throws(StoreError) -> [Element] {
        var found: [Element] = []
        try forEach(sql, arguments) { row throws(StoreError) in
            let each = try element(row)
            if fits(each) { found.append(each) }
            return found.count < limit
        }
        return found
    }
}
