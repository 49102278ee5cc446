import FlowModel
import FlowStore
import Foundation
import GRDB

extension SQLiteTransaction {
    func executions(
        _ query: ExecutionQuery, before place: Int64?, limit: Int
    ) throws(StoreError) -> ExecutionPage {
        let (sql, arguments) = Self.select(query, before: place, limit: limit)
        let rows = try all(sql, arguments) { row in (id: row[0] as ExecutionID, number: row[1] as Int64) }
        return ExecutionPage(ids: rows.map(\.id), next: rows.count < limit ? nil : rows.last?.number)
    }

    /// The statement for a page, which goes down the table by number, or down the index of what is open.
    static func select(
        _ query: ExecutionQuery, before place: Int64?, limit: Int
    ) -> (sql: String, arguments: StatementArguments) {
        var conditions = ["number < ?"]
        var arguments: StatementArguments = [place ?? .max]
        let isOpen = query.isUnfinished || !query.statuses.isEmpty && query.statuses.allSatisfy { !$0.isEnded }
        if isOpen { conditions.append("ended_at IS NULL") }
        if let first = query.firstID {
            conditions.append("id >= ? AND number >= (SELECT min(number) FROM execution WHERE id >= ?)")
            arguments += [first, first]
        }
        if !query.statuses.isEmpty {
            let statuses = query.statuses.map(\.rawValue).sorted()
            let marks = statuses.map { _ in "?" }.joined(separator: ", ")
            conditions.append("coalesce(json_extract(fields, '$.status'), 'PENDING') IN (\(marks))")
            arguments += StatementArguments(statuses)
        }
        if let name = query.name {
            conditions.append("coalesce(json_extract(fields, '$.name'), '') = ?")
            arguments += [name]
        }
        arguments += [limit]
        let index = isOpen ? "INDEXED BY execution_open" : "NOT INDEXED"
        let sql = """
            SELECT id, number FROM execution \(index) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY number DESC LIMIT ?
            """
        return (sql, arguments)
    }

    func executions(endingWith suffix: RecordSuffix, limit: Int) throws(StoreError) -> [ExecutionID] {
        try all(Self.selectBySuffix("execution", "execution_suffix"), Self.arguments(suffix, limit)) { $0[0] }
    }

    func openMessages(endingWith suffix: RecordSuffix, limit: Int) throws(StoreError) -> [StoredMessage] {
        let ids: [MessageID] = try all(
            Self.selectBySuffix("message", "message_open_suffix", "AND response IS NULL"),
            Self.arguments(suffix, limit)
        ) { $0[0] }
        var messages: [StoredMessage] = []
        for id in ids { if let message = try message(id) { messages.append(message) } }
        return messages
    }

    /// The statement that finds ids by their end: it looks once into each block of the index, newest first.
    static func selectBySuffix(_ table: String, _ index: String, _ condition: String = "") -> String {
        """
        WITH RECURSIVE block (place) AS (
            SELECT (SELECT max(number) FROM \(table)) >> 11
            UNION ALL
            SELECT place - 1 FROM block WHERE place > (SELECT min(number) FROM \(table)) >> 11)
        SELECT id FROM block CROSS JOIN \(table) INDEXED BY \(index)
            ON number >> 11 = place AND substr(id, 15) = ? \(condition)
        WHERE substr(hex(id), -?) = ? ORDER BY number DESC LIMIT ?
        """
    }

    private static func arguments(_ suffix: RecordSuffix, _ limit: Int) -> StatementArguments {
        [Data(suffix.lastBytes), suffix.digits.count, suffix.digits.uppercased(), limit]
    }

    func unfinishedCount() throws(StoreError) -> Int {
        try first(
            "SELECT count(*) FROM execution INDEXED BY execution_open WHERE ended_at IS NULL", []
        ) { $0[0] } ?? 0
    }
}
