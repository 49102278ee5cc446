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
            SELECT \(Self.dependencyColumns) FROM dependency_target t JOIN dependency d ON d.number = t.dependency
            WHERE t.target = ? AND d.is_open ORDER BY d.number
            """, [target], Self.dependency)
    }

    func dependencies(on target: ExecutionID) throws(StoreError) -> [StoredDependency] {
        try all(
            """
            SELECT \(Self.dependencyColumns) FROM dependency_target t JOIN dependency d ON d.number = t.dependency
            WHERE t.target = ? ORDER BY d.number
            """, [target], Self.dependency)
    }

    func dependencies(of waiter: ExecutionID) throws(StoreError) -> [StoredDependency] {
        try all(
            "SELECT \(Self.dependencyColumns) FROM dependency d WHERE d.waiter = ? ORDER BY d.number", [waiter],
            Self.dependency)
    }

    // Read by their places: finding columns by name takes longer than all the rest.
    private static let dependencyColumns = "d.number, d.waiter, d.call, d.mode, d.remaining, d.is_open, d.created_at"

    private static func dependency(_ row: Row) throws(StoreError) -> StoredDependency {
        guard let mode = ReturnWhen(rawValue: row[3]) else {
            throw StoreError(.damaged, "a dependency of an unknown mode")
        }
        var dependency = StoredDependency(
            waiter: row[1], call: UInt64(row[2] as Int64), mode: mode, remaining: row[4], createdAt: row[6])
        dependency.number = row[0]
        dependency.isOpen = row[5]
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
