import FlowModel
import FlowStore
import GRDB

extension SQLiteTransaction {
    func insert(_ dependency: StoredDependency, on targets: [ExecutionID]) throws(StoreError) -> Int64 {
        let number = try add(
            "INSERT INTO dependency (waiter, call, mode, remaining, is_open, created_at) VALUES (?, ?, ?, ?, 1, ?)",
            [
                dependency.waiter, Int64(dependency.call), dependency.mode.rawValue, dependency.remaining,
                dependency.createdAt,
            ])
        for (position, target) in targets.enumerated() {
            try change(
                "INSERT OR IGNORE INTO dependency_target (target, dependency, position) VALUES (?, ?, ?)",
                [target, number, position])
        }
        return number
    }

    func update(_ dependency: StoredDependency) throws(StoreError) {
        try change(
            "UPDATE dependency SET remaining = ?, is_open = ? WHERE number = ?",
            [dependency.remaining, dependency.isOpen, dependency.number])
    }

    func openDependencies(on target: ExecutionID) throws(StoreError) -> [StoredDependency] {
        try all(
            """
            SELECT d.* FROM dependency_target t JOIN dependency d ON d.number = t.dependency
            WHERE t.target = ? AND d.is_open ORDER BY d.number
            """, [target], Self.dependency)
    }

    func dependencies(on target: ExecutionID) throws(StoreError) -> [StoredDependency] {
        try all(
            """
            SELECT d.* FROM dependency_target t JOIN dependency d ON d.number = t.dependency
            WHERE t.target = ? ORDER BY d.number
            """, [target], Self.dependency)
    }

    func dependencies(of waiter: ExecutionID) throws(StoreError) -> [StoredDependency] {
        try all("SELECT * FROM dependency WHERE waiter = ? ORDER BY number", [waiter], Self.dependency)
    }

    private static func dependency(_ row: Row) throws(StoreError) -> StoredDependency {
        guard let mode = ReturnWhen(rawValue: row["mode"]) else {
            throw StoreError(.damaged, "a dependency of an unknown mode")
        }
        var dependency = StoredDependency(
            waiter: row["waiter"], call: UInt64(row["call"] as Int64), mode: mode, remaining: row["remaining"],
            createdAt: row["created_at"])
        dependency.number = row["number"]
        dependency.isOpen = row["is_open"]
        return dependency
    }

    func targets(of dependency: Int64) throws(StoreError) -> [ExecutionID] {
        try all("SELECT target FROM dependency_target WHERE dependency = ? ORDER BY position", [dependency]) { $0[0] }
    }

    func insert(_ watch: StatusWatch) throws(StoreError) {
        try change(
            "INSERT INTO status_watch (waiter, call, target) VALUES (?, ?, ?)",
            [watch.waiter, Int64(watch.call), watch.target])
    }

    func removeWatch(waiter: ExecutionID, call: UInt64) throws(StoreError) {
        try change("DELETE FROM status_watch WHERE waiter = ? AND call = ?", [waiter, Int64(call)])
    }

    func watches(on target: ExecutionID) throws(StoreError) -> [StatusWatch] {
        try all("SELECT * FROM status_watch WHERE target = ? ORDER BY number", [target]) { row in
            StatusWatch(waiter: row["waiter"], call: UInt64(row["call"] as Int64), target: row["target"])
        }
    }
}
