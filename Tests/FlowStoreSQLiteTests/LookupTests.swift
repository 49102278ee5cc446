import FlowModel
import FlowStore
import Foundation
import GRDB
import Testing

@testable import FlowStoreSQLite

/// That what is asked often is answered from an index.
@Suite struct LookupTests {
    private final class Place {
        let path = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)").path
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static let start = ScriptTime(microseconds: 1_767_225_600_000_000)

    private func row(_ number: Int, low: UInt64) -> StoredExecution {
        let time = Self.start.advanced(bySeconds: Double(number))
        let id = ExecutionID(createdAt: time, random: (UInt64(number), low << 2))
        let record = ExecutionRecord(id: id, name: "n\(number % 7)", script: "return {}", inputs: [:], createdAt: time)
        return StoredExecution(record: record, seed: 1)
    }

    private func fill(_ store: SQLiteStore, _ count: Int) throws -> [StoredExecution] {
        let rows = (0..<count).map { row($0, low: UInt64($0 % 5000)) }
        try store.write { transaction throws(StoreError) in for row in rows { try transaction.insert(row) } }
        return rows
    }

    @Test func anEndIsFoundInEveryBlock() throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path + "/store.db", durability: .normal)
        let rows = try fill(store, 12_000)
        for number in [0, 1, 2047, 2048, 4999, 6000, 11_999] {
            let suffix = try #require(RecordSuffix(String(rows[number].id.digits.suffix(5))))
            let found = try store.read { transaction throws(StoreError) in
                try transaction.executions(endingWith: suffix, limit: 10)
            }
            let expected = rows.map(\.id).filter(suffix.matches).reversed()
            #expect(found == Array(expected))
            #expect(found.contains(rows[number].id))
            let one = try store.read { transaction throws(StoreError) in
                try transaction.executions(endingWith: suffix, limit: 1)
            }
            #expect(one == [found[0]])
        }
        let empty = try SQLiteStore(path: place.path + "/empty.db")
        let none = try store.read { transaction throws(StoreError) in
            try transaction.executions(endingWith: RecordSuffix("0000")!, limit: 9)
        }
        #expect(none.count == 3)
        #expect(
            try empty.read { transaction throws(StoreError) in
                try transaction.executions(endingWith: RecordSuffix("0000")!, limit: 9)
            } == [])
    }

    private func plan(_ store: SQLiteStore, _ sql: String, _ arguments: StatementArguments) throws -> [String] {
        try store.pool.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] }
        }
    }

    @Test func noLookupReadsTheWholeTable() throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path + "/store.db", durability: .normal)
        _ = try fill(store, 100)
        func expect(_ sql: String, _ arguments: StatementArguments, uses part: String) throws {
            let plan = try plan(store, sql, arguments)
            #expect(plan.contains { $0.contains(part) }, "\(sql)\n\(plan)")
            #expect(!plan.contains { $0.hasPrefix("SCAN execution") || $0.hasPrefix("SCAN message") }, "\(plan)")
            #expect(
                !plan.contains { $0.contains("USE TEMP B-TREE FOR ORDER BY") && !part.contains("suffix") }, "\(plan)")
        }
        var queries = Array(repeating: ExecutionQuery(), count: 4)
        queries[1].isUnfinished = true
        queries[2].statuses = [.endedError]
        queries[2].name = "n1"
        queries[3].createdSince = Self.start
        queries[3].statuses = [.running]
        for query in queries {
            let (sql, arguments) = SQLiteTransaction.select(query, before: nil, limit: 10)
            try expect(sql, arguments, uses: "SEARCH execution USING")
        }
        try expect(
            SQLiteTransaction.selectBySuffix("execution", "execution_suffix"), [Data([1, 2]), 4, "0102", 2],
            uses: "INDEX execution_suffix (<expr>=? AND <expr>=?)")
        try expect(
            SQLiteTransaction.selectBySuffix("message", "message_open_suffix", "AND response IS NULL"),
            [Data([1, 2]), 4, "0102", 2], uses: "INDEX message_open_suffix (<expr>=? AND <expr>=?)")
        try expect(SQLiteTransaction.selectEndedRoot, [1, 0, 0], uses: "INDEX execution_root_end (")
    }

    @Test func aStoreOfTheFirstVersionIsBroughtUpToDate() throws {
        let place = Place()
        try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: true)
        let path = place.path + "/store.db"
        func id(_ end: String) -> String { "x'\(String(repeating: "0", count: 28))\(end)'" }
        let old = try DatabaseQueue(path: path)
        try old.writeWithoutTransaction { database in
            try database.execute(
                sql: "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = \(StoreSchema.applicationID);")
            try database.execute(sql: StoreSchema.migrations[0] + "PRAGMA user_version = 1;")
            try database.execute(
                sql: """
                    INSERT INTO script VALUES (1, 1, 'return {}');
                    INSERT INTO execution (id, top, seed, script, inputs, generation, fields, call_count, flags, ended_at)
                    VALUES (\(id("0101")), NULL, 1, 1, '{}', 0, '{}', 0, 0, 5), (\(id("0102")), \(id("0101")), 1, 1, '{}', 0, '{}', 0, 0, 6),
                        (\(id("0103")), \(id("0100")), 1, 1, '{}', 0, '{}', 0, 0, 7);
                    """)
        }
        try old.close()
        let store = try SQLiteStore(path: path)
        let tops = try store.pool.read { database in
            try String?.fetchAll(database, sql: "SELECT hex(substr(top, 15)) FROM execution ORDER BY number")
        }
        // The root of the third was removed by the first version, which did not wait for the rest of a tree.
        #expect(tops.map { $0 ?? "" } == ["", "0101", ""])
        let removal = try store.write { transaction throws(StoreError) in
            try transaction.removeExecutions(endedBefore: ScriptTime(microseconds: 8), after: nil, limit: 10)
        }
        #expect(removal.count == 3)
        // With the last execution, the script goes that only they had.
        #expect(try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM script") } == 0)
    }
}
