import FlowModel
import FlowStore
import GRDB

extension SQLiteTransaction {
    private struct Ended {
        let number: Int64
        let id: ExecutionID
        let head: Int64?
        let script: Int64
        let endedAt: ScriptTime
    }

    private static let columns = "number, id, journal_head, script, ended_at"

    /// The statement that finds the next root that may go.
    static let selectEndedRoot = """
        SELECT \(columns) FROM execution INDEXED BY execution_root_end
        WHERE top IS NULL AND ended_at < ? AND (ended_at, number) > (?, ?) ORDER BY ended_at, number LIMIT 1
        """

    /// Rows of journals, logs and so on that go for each execution that may be removed, on average.
    private static let rowsEach = 20
    /// Rows that may go in any case.
    private static let leastRows = 200

    func removeExecutions(
        endedBefore time: ScriptTime, after place: RemovalPlace?, limit: Int
    ) throws(StoreError) -> Removal {
        var removal = Removal()
        var place = place ?? RemovalPlace(endedAt: ScriptTime(microseconds: .min), number: .min)
        var rest = limit
        var room = max(Self.leastRows, min(limit, 1 << 30) * Self.rowsEach)
        var scripts: Set<Int64> = []
        while rest > 0 {
            let root = try first(Self.selectEndedRoot, [time, place.endedAt, place.number], Self.ended)
            guard let root else {
                try removeUnused(scripts)
                return removal
            }
            let members = try all(
                """
                SELECT \(Self.columns) FROM execution WHERE top = ? AND ended_at < ? ORDER BY number LIMIT ?
                """, [root.id, time, rest], Self.ended)
            for member in members where rest > 0 {
                guard try remove(member, &room) else {
                    rest = 0
                    break
                }
                scripts.insert(member.script)
                removal.count += 1
                rest -= 1
            }
            guard rest > 0 else { break }
            if try first("SELECT 1 FROM execution WHERE top = ? LIMIT 1", [root.id], { $0[0] as Int }) == nil {
                guard try remove(root, &room) else { break }
                scripts.insert(root.script)
                removal.count += 1
            }
            rest -= 1
            place = RemovalPlace(endedAt: root.endedAt, number: root.number)
        }
        removal.next = place
        try removeUnused(scripts)
        return removal
    }

    func removeExecution(_ id: ExecutionID) throws(StoreError) {
        let found = try first("SELECT \(Self.columns) FROM execution WHERE id = ?", [id], Self.ended)
        guard let found else { return }
        var room = Int.max
        _ = try remove(found, &room)
        try removeUnused([found.script])
    }

    func firstEnd() throws(StoreError) -> ScriptTime? {
        try first(
            """
            SELECT ended_at FROM execution INDEXED BY execution_root_end
            WHERE top IS NULL AND ended_at IS NOT NULL ORDER BY ended_at LIMIT 1
            """, []
        ) { $0[0] }
    }

    private static func ended(_ row: Row) -> Ended {
        Ended(
            number: row[0], id: row[1], head: row[2], script: row[3],
            endedAt: row[4] ?? ScriptTime(microseconds: .max))
    }

    /// Removes an execution with all that belongs to it, or as much of that as there may be rows.
    ///
    /// The execution itself goes last, so what is left belongs to it until the next time.
    ///
    /// - Parameters:
    ///   - execution: The execution.
    ///   - room: How many rows may go yet.
    /// - Returns: Whether it is gone.
    /// - Throws: What the database throws.
    private func remove(_ execution: Ended, _ room: inout Int) throws(StoreError) -> Bool {
        rows?[execution.id] = nil
        // First of all, so that nothing can go back to a journal that is half gone.
        try change("DELETE FROM savepoint WHERE execution = ?", [execution.id])
        // Newest first, and before what was cut off of it: what is left can always be read.
        let head = try execution.head.flatMap { head throws(StoreError) in try removeJournal(upTo: head, &room) }
        guard head == nil, try removeBranches(of: execution, &room), try removeRecords(of: execution, &room) else {
            if execution.head != nil {
                try change("UPDATE execution SET journal_head = ? WHERE number = ?", [head, execution.number])
            }
            return false
        }
        try change("DELETE FROM execution WHERE number = ?", [execution.number])
        room -= 1
        return true
    }

    private func removeBranches(of execution: Ended, _ room: inout Int) throws(StoreError) -> Bool {
        let branches = try all("SELECT rowid, head FROM branch WHERE execution = ?", [execution.number]) { row in
            (number: row[0] as Int64, head: row[1] as Int64)
        }
        for branch in branches {
            if let rest = try removeJournal(upTo: branch.head, &room) {
                try change("UPDATE branch SET head = ? WHERE rowid = ?", [rest, branch.number])
                return false
            }
            try change("DELETE FROM branch WHERE rowid = ?", [branch.number])
        }
        return true
    }

    private func removeRecords(of execution: Ended, _ room: inout Int) throws(StoreError) -> Bool {
        try remove("log", where: "execution = ?", execution.id, &room)
        try remove(
            "dependency_target", key: "(target, dependency)", columns: "target, dependency",
            where: "dependency IN (SELECT number FROM dependency WHERE waiter = ?)", execution.id, &room)
        guard room > 0 else { return false }
        try remove("dependency", where: "waiter = ?", execution.id, &room)
        try remove(
            "response_waiter", where: "message IN (SELECT id FROM message WHERE sender = ?)", execution.id, &room)
        guard room > 0 else { return false }
        try remove("message", where: "sender = ?", execution.id, &room)
        guard room > 0 else { return false }
        try removeRows(of: execution.id)
        return room > 0
    }

    /// Removes tags, metadata and the like of an execution, and what it points to.
    private func removeRows(of id: ExecutionID) throws(StoreError) {
        let rows: [RecordID] = try all(
            "SELECT id FROM record_reference WHERE target = ? AND field IN ('record_id', 'identity_id')", [id]
        ) { $0[0] }
        for row in rows { try removeRecord(row) }
        try change("DELETE FROM record_reference WHERE id = ?", [id])
    }

    private func remove(
        _ table: String, key: String = "number", columns: String = "number", where condition: String,
        _ id: ExecutionID, _ room: inout Int
    ) throws(StoreError) {
        guard room > 0 else { return }
        try change(
            "DELETE FROM \(table) WHERE \(key) IN (SELECT \(columns) FROM \(table) WHERE \(condition) LIMIT ?)",
            [id, room])
        room -= database.changesCount
    }

    /// Removes scripts that no execution and no flow has any more.
    private func removeUnused(_ scripts: Set<Int64>) throws(StoreError) {
        rows?.scripts = ScriptNumbers()
        for number in scripts.sorted() {
            try change(
                """
                DELETE FROM script WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM execution WHERE script = ?1)
                    AND NOT EXISTS (SELECT 1 FROM flow WHERE script = ?1)
                    AND NOT EXISTS (SELECT 1 FROM header_module WHERE script = ?1)
                """, [number])
        }
    }

    /// Removes the turns of a journal, newest first, as long as there may be rows.
    ///
    /// - Returns: The newest turn that is left; nil when none is.
    private func removeJournal(upTo head: Int64, _ room: inout Int) throws(StoreError) -> Int64? {
        var next: Int64? = head
        while let number = next {
            guard room > 0 else { return number }
            // A turn that is gone already was shared with another branch, as is everything before it.
            guard
                let previous = try first("SELECT previous FROM journal WHERE number = ?", [number], { $0[0] as Int64? })
            else { return nil }
            try change("DELETE FROM journal WHERE number = ?", [number])
            room -= 1
            next = previous
        }
        return nil
    }
}
