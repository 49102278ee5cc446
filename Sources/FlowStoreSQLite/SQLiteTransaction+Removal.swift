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

    func removeExecutions(
        endedBefore time: ScriptTime, after place: RemovalPlace?, limit: Int
    ) throws(StoreError) -> Removal {
        var removal = Removal()
        var place = place ?? RemovalPlace(endedAt: ScriptTime(microseconds: .min), number: .min)
        var rest = limit
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
            for member in members { try remove(member) }
            scripts.formUnion(members.map(\.script))
            removal.count += members.count
            rest -= members.count
            guard rest > 0 else { break }
            if try first("SELECT 1 FROM execution WHERE top = ? LIMIT 1", [root.id], { $0[0] as Int }) == nil {
                try remove(root)
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

    func firstEnd() throws(StoreError) -> ScriptTime? {
        try first(
            """
            SELECT ended_at FROM execution INDEXED BY execution_root_end
            WHERE top IS NULL AND ended_at IS NOT NULL ORDER BY ended_at LIMIT 1
            """, []
        ) { $0[0] }
    }

    private static func ended(_ row: Row) -> Ended {
        Ended(number: row[0], id: row[1], head: row[2], script: row[3], endedAt: row[4])
    }

    private func remove(_ execution: Ended) throws(StoreError) {
        let branches = try all("SELECT head FROM branch WHERE execution = ?", [execution.number]) { $0[0] as Int64 }
        for head in branches + [execution.head].compactMap({ $0 }) { try removeJournal(upTo: head) }
        try change("DELETE FROM branch WHERE execution = ?", [execution.number])
        try change("DELETE FROM log WHERE execution = ?", [execution.id])
        try change(
            "DELETE FROM dependency_target WHERE dependency IN (SELECT number FROM dependency WHERE waiter = ?)",
            [execution.id])
        try change("DELETE FROM dependency WHERE waiter = ?", [execution.id])
        try change(
            "DELETE FROM response_waiter WHERE message IN (SELECT id FROM message WHERE sender = ?)", [execution.id])
        try change("DELETE FROM message WHERE sender = ?", [execution.id])
        try change("DELETE FROM savepoint WHERE execution = ?", [execution.id])
        try change("DELETE FROM execution WHERE number = ?", [execution.number])
    }

    /// Removes scripts that no execution and no flow has any more.
    private func removeUnused(_ scripts: Set<Int64>) throws(StoreError) {
        for number in scripts.sorted() {
            try change(
                """
                DELETE FROM script WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM execution WHERE script = ?1)
                    AND NOT EXISTS (SELECT 1 FROM flow WHERE script = ?1)
                """, [number])
        }
    }

    private func removeJournal(upTo head: Int64) throws(StoreError) {
        var next: Int64? = head
        while let number = next {
            // A turn that is gone already was shared with another branch, as is everything before it.
            guard
                let previous = try first("SELECT previous FROM journal WHERE number = ?", [number], { $0[0] as Int64? })
            else { return }
            try change("DELETE FROM journal WHERE number = ?", [number])
            next = previous
        }
    }
}
