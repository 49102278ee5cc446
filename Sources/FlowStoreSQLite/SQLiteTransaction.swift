import FlowModel
import FlowStore
import Foundation
import GRDB

/// The rows of an SQLite store, within one transaction of a connection.
final class SQLiteTransaction {
    let database: Database
    /// Rows that need not be read; nil for a reader, which sees an older state than the writer.
    let rows: RowCache?

    init(_ database: Database, rows: RowCache? = nil) {
        self.database = database
        self.rows = rows
    }

    /// Runs a statement that changes rows.
    func change(_ sql: String, _ arguments: StatementArguments) throws(StoreError) {
        try run { try database.cachedStatement(sql: sql).execute(arguments: arguments) }
    }

    /// Runs a statement that adds a row, and returns its number.
    func add(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> Int64 {
        try change(sql, arguments)
        return database.lastInsertedRowID
    }

    /// All rows that a statement selects, each turned into an element.
    func all<Element>(
        _ sql: String, _ arguments: StatementArguments, _ element: (Row) throws(StoreError) -> Element
    ) throws(StoreError) -> [Element] {
        var elements: [Element] = []
        try run {
            let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
            while let row = try rows.next() { elements.append(try element(row)) }
        }
        return elements
    }

    /// Goes through the rows that a statement selects, as long as `body` says to go on.
    func forEach(
        _ sql: String, _ arguments: StatementArguments, _ body: (Row) throws(StoreError) -> Bool
    ) throws(StoreError) {
        try run {
            let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
            while let row = try rows.next(), try body(row) {}
        }
    }

    /// The first row that a statement selects.
    func first<Element>(
        _ sql: String, _ arguments: StatementArguments, _ element: (Row) throws(StoreError) -> Element
    ) throws(StoreError) -> Element? {
        var result: Element?
        try run {
            let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
            if let row = try rows.next() { result = try element(row) }
        }
        return result
    }

    // Errors of the database keep their type until the store translates them, so they pass as they are.
    private func run(_ body: () throws -> Void) throws(StoreError) {
        do {
            try body()
        } catch let error as StoreError {
            throw error
        } catch {
            throw SQLiteStore.translate(error, "the store")
        }
    }
}

extension SQLiteTransaction {
    // MARK: Journal and log

    func appendTurn(_ bytes: [UInt8], of execution: ExecutionID, after head: Int64?) throws(StoreError) -> Int64 {
        try add("INSERT INTO journal (previous, turn) VALUES (?, ?)", [head, Data(bytes)])
    }

    func turns(upTo head: Int64?) throws(StoreError) -> [[UInt8]] {
        var turns: [[UInt8]] = []
        var next = head
        while let number = next {
            let row = try first("SELECT previous, turn FROM journal WHERE number = ?", [number]) { row in
                (previous: row[0] as Int64?, turn: row[1] as Data)
            }
            guard let row else { throw StoreError(.damaged, "turn \(number) of a journal is missing") }
            turns.append([UInt8](row.turn))
            next = row.previous
        }
        return turns.reversed()
    }

    func appendLog(_ entries: [LogEntry], of execution: ExecutionID) throws(StoreError) {
        let text = StoredJSON.text(.array(entries.map(\.stored)))
        try change("INSERT INTO log (execution, entries) VALUES (?, ?)", [execution, text])
    }

    func log(of execution: ExecutionID) throws(StoreError) -> [LogEntry] {
        let chunks = try all("SELECT entries FROM log WHERE execution = ? ORDER BY number", [execution]) {
            row throws(StoreError) in try StoredJSON.value(row[0], "entries")
        }
        return chunks.flatMap { chunk -> [LogEntry] in
            guard case .array(let values) = chunk else { return [] }
            return values.compactMap(LogEntry.init(stored:))
        }
    }

    // MARK: Locks

    func lock(_ name: String) throws(StoreError) -> StoredLock? {
        try first("SELECT * FROM lock WHERE name = ?", [name], Self.lock)
    }

    func put(_ lock: StoredLock) throws(StoreError) {
        try change(
            "INSERT OR REPLACE INTO lock (name, holder, count, is_kept, taken_at, generation) VALUES (?, ?, ?, ?, ?, ?)",
            [lock.name, lock.holder, lock.count, lock.isKept, Int64(lock.takenAt), lock.generation])
        rows?.lockHolders?.insert(lock.holder)
    }

    func removeLock(_ name: String) throws(StoreError) {
        try change("DELETE FROM lock WHERE name = ?", [name])
    }

    func locks(heldBy holder: ExecutionID) throws(StoreError) -> [StoredLock] {
        if let rows {
            if rows.lockHolders == nil {
                rows.lockHolders = Set(try all("SELECT DISTINCT holder FROM lock", []) { $0[0] as ExecutionID })
            }
            guard rows.lockHolders?.contains(holder) == true else { return [] }
        }
        return try all("SELECT * FROM lock WHERE holder = ? ORDER BY name", [holder], Self.lock)
    }

    private static func lock(_ row: Row) -> StoredLock {
        var lock = StoredLock(
            name: row["name"], holder: row["holder"], isKept: row["is_kept"],
            takenAt: UInt64(row["taken_at"] as Int64), generation: row["generation"])
        lock.count = row["count"]
        return lock
    }

    func insert(_ waiter: LockWaiter) throws(StoreError) {
        try change(
            "INSERT INTO lock_waiter (name, waiter, call, takes, keeps) VALUES (?, ?, ?, ?, ?)",
            [waiter.name, waiter.waiter, Int64(waiter.call), waiter.takes, waiter.keeps])
    }

    func removeLockWaiter(_ waiter: ExecutionID, call: UInt64) throws(StoreError) {
        try change("DELETE FROM lock_waiter WHERE waiter = ? AND call = ?", [waiter, Int64(call)])
    }

    func waiters(forLock name: String) throws(StoreError) -> [LockWaiter] {
        try all("SELECT * FROM lock_waiter WHERE name = ? ORDER BY number", [name], Self.lockWaiter)
    }

    func firstWaiter(forLock name: String) throws(StoreError) -> LockWaiter? {
        try first("SELECT * FROM lock_waiter WHERE name = ? ORDER BY number LIMIT 1", [name], Self.lockWaiter)
    }

    func waiters(forLock name: String, of waiter: ExecutionID) throws(StoreError) -> [LockWaiter] {
        // The plus keeps the planner from the index of names, under which a popular lock has thousands.
        try all(
            "SELECT * FROM lock_waiter WHERE waiter = ? AND +name = ? ORDER BY number", [waiter, name], Self.lockWaiter)
    }

    private static func lockWaiter(_ row: Row) -> LockWaiter {
        LockWaiter(
            name: row["name"], waiter: row["waiter"], call: UInt64(row["call"] as Int64), takes: row["takes"],
            keeps: row["keeps"])
    }

    // MARK: Messages

    func message(_ id: MessageID) throws(StoreError) -> StoredMessage? {
        try first("SELECT * FROM message WHERE id = ?", [id], Self.message)
    }

    func put(_ message: StoredMessage) throws(StoreError) {
        try change(
            """
            INSERT INTO message (id, sender, content, created_at, response) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET content = excluded.content, response = excluded.response
            """,
            [
                message.id, message.sender, StoredJSON.text(.object(message.content)), message.createdAt,
                message.response.map(StoredJSON.text),
            ])
    }

    func messages(of sender: ExecutionID) throws(StoreError) -> [StoredMessage] {
        try all("SELECT * FROM message WHERE sender = ? ORDER BY number", [sender], Self.message)
    }

    func openMessages(of sender: ExecutionID?) throws(StoreError) -> [StoredMessage] {
        guard let sender else {
            return try all("SELECT * FROM message WHERE response IS NULL ORDER BY number", [], Self.message)
        }
        return try all(
            "SELECT * FROM message WHERE sender = ? AND response IS NULL ORDER BY number", [sender], Self.message)
    }

    private static func message(_ row: Row) throws(StoreError) -> StoredMessage {
        var message = StoredMessage(
            id: row["id"], sender: row["sender"],
            content: try StoredJSON.value(row["content"], "content").object ?? [:], createdAt: row["created_at"])
        if let text: String = row["response"] { message.response = try StoredJSON.value(text, "response") }
        return message
    }

    func insert(_ waiter: ResponseWaiter, for message: MessageID) throws(StoreError) {
        try change(
            "INSERT INTO response_waiter (message, waiter, call) VALUES (?, ?, ?)",
            [message, waiter.waiter, Int64(waiter.call)])
    }

    func removeResponseWaiter(_ waiter: ExecutionID, call: UInt64) throws(StoreError) {
        try change("DELETE FROM response_waiter WHERE waiter = ? AND call = ?", [waiter, Int64(call)])
    }

    func waiters(forResponseTo message: MessageID) throws(StoreError) -> [ResponseWaiter] {
        try all("SELECT waiter, call FROM response_waiter WHERE message = ? ORDER BY number", [message]) { row in
            ResponseWaiter(waiter: row["waiter"], call: UInt64(row["call"] as Int64))
        }
    }

    // MARK: Savepoints

    func put(_ savepoint: StoredSavepoint) throws(StoreError) {
        try change(
            """
            INSERT INTO savepoint (id, execution, name, call, line, created_at, journal_head, generation, fields,
                open_calls, arrivals, load_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET load_count = excluded.load_count
            """,
            [
                savepoint.id, savepoint.execution, savepoint.name, Int64(savepoint.call), savepoint.line,
                savepoint.createdAt, savepoint.journalHead, savepoint.generation,
                StoredJSON.text(.object(savepoint.fields)),
                StoredJSON.text(StoredWaits.value(of: savepoint.openCalls)),
                StoredJSON.text(StoredWaits.value(of: savepoint.arrivals)), savepoint.loadCount,
            ])
    }

    func savepoints(of execution: ExecutionID) throws(StoreError) -> [StoredSavepoint] {
        try all("SELECT * FROM savepoint WHERE execution = ? ORDER BY number", [execution]) {
            row throws(StoreError) in
            StoredSavepoint(
                id: row["id"], execution: row["execution"], name: row["name"], call: UInt64(row["call"] as Int64),
                line: row["line"], createdAt: row["created_at"], journalHead: row["journal_head"],
                generation: row["generation"], fields: try StoredJSON.value(row["fields"], "fields").object ?? [:],
                openCalls: StoredWaits.openCalls(from: try StoredJSON.value(row["open_calls"], "open_calls")) ?? [],
                arrivals: StoredWaits.arrivals(from: try StoredJSON.value(row["arrivals"], "arrivals")) ?? [],
                loadCount: row["load_count"])
        }
    }

    func removeSavepoint(_ id: SavepointID) throws(StoreError) {
        try change("DELETE FROM savepoint WHERE id = ?", [id])
    }
}
