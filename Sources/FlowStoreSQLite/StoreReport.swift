public import FlowModel
public import FlowStore
import GRDB

/// How a store is: its size, its health, and what is in it.
public struct StoreReport: Sendable {
    /// Bytes of the file.
    public let fileSize: Int
    /// Bytes of the write-ahead log.
    public let logSize: Int
    /// Bytes within the file that the next rows will fill.
    public let freeSize: Int
    /// The version of its tables.
    public let version: Int
    /// What the check of its structure found; empty when it is sound.
    public let faults: [String]
    /// How many executions there are, by status.
    public let counts: [(status: ExecutionStatus, count: Int)]
    /// The execution that has been there longest without an end.
    public let oldestUnfinished: StoredExecution?
    /// How many messages wait for an answer.
    public let openMessages: Int
    /// How many executions a removal of what ended before the moment asked for would remove.
    public let removable: Int
}

extension SQLiteStore {
    /// Looks at all of the store, which takes a while when it is large.
    ///
    /// - Parameter time: The moment before which an end counts as long ago.
    /// - Returns: What was found; a damaged file is a finding, not an error.
    /// - Throws: `StoreError` when it cannot be read at all.
    public func report(endedBefore time: ScriptTime) throws(StoreError) -> StoreReport {
        do {
            return try pool.read { database in
                func number(_ pragma: String) throws -> Int { try Int.fetchOne(database, sql: "PRAGMA \(pragma)") ?? 0 }
                let pageSize = try number("page_size")
                let found = try String.fetchAll(database, sql: "PRAGMA quick_check(10)")
                let faults = found == ["ok"] ? [] : found
                // What stands in a damaged file means nothing.
                let isSound = faults.isEmpty
                let transaction = SQLiteTransaction(database)
                return StoreReport(
                    fileSize: Self.size(of: path), logSize: Self.size(of: path + "-wal"),
                    freeSize: try number("freelist_count") * pageSize, version: try number("user_version"),
                    faults: faults,
                    counts: isSound ? try transaction.countsByStatus() : [],
                    oldestUnfinished: isSound ? try transaction.oldestUnfinished() : nil,
                    openMessages: isSound ? try transaction.openMessageCount() : 0,
                    removable: isSound ? try transaction.removableCount(endedBefore: time) : 0)
            }
        } catch {
            throw Self.translate(error, path)
        }
    }
}

extension SQLiteTransaction {
    fileprivate func countsByStatus() throws(StoreError) -> [(status: ExecutionStatus, count: Int)] {
        let found = try all(
            "SELECT coalesce(json_extract(fields, '$.status'), 'PENDING'), count(*) FROM execution GROUP BY 1", []
        ) { row in (status: ExecutionStatus(rawValue: row[0]), count: row[1] as Int) }
        return ExecutionStatus.allCases.compactMap { status in
            found.first { $0.status == status }.map { (status, $0.count) }
        }
    }

    fileprivate func oldestUnfinished() throws(StoreError) -> StoredExecution? {
        let id: ExecutionID? = try first(
            "SELECT id FROM execution INDEXED BY execution_open WHERE ended_at IS NULL ORDER BY number LIMIT 1", []
        ) { $0[0] }
        return try id.flatMap { id throws(StoreError) in try execution(id) }
    }

    fileprivate func openMessageCount() throws(StoreError) -> Int {
        try first("SELECT count(*) FROM message WHERE response IS NULL", []) { $0[0] } ?? 0
    }

    /// What ``removeExecutions(endedBefore:after:limit:)`` would remove without a limit.
    fileprivate func removableCount(endedBefore time: ScriptTime) throws(StoreError) -> Int {
        try first(
            """
            SELECT
              (SELECT count(*) FROM execution r INDEXED BY execution_root_end
               WHERE r.top IS NULL AND r.ended_at < ?1 AND NOT EXISTS (
                 SELECT 1 FROM execution m WHERE m.top = r.id AND (m.ended_at IS NULL OR m.ended_at >= ?1)))
              + (SELECT count(*) FROM execution r INDEXED BY execution_root_end CROSS JOIN execution m ON m.top = r.id
                 WHERE r.top IS NULL AND r.ended_at < ?1 AND m.ended_at < ?1)
            """, [time]
        ) { $0[0] } ?? 0
    }
}
