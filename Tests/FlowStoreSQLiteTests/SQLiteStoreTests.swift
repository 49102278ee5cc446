import FlowModel
import FlowStore
import Foundation
import GRDB
import Testing

@testable import FlowStoreSQLite

/// What only a store in a file can do or suffer.
@Suite struct SQLiteStoreTests {
    private final class Place {
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        var store: String { file("store.db") }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func file(_ name: String) -> String { folder.appending(path: name).path }

        func size(_ name: String) throws -> Int {
            try FileManager.default.attributesOfItem(atPath: file(name))[.size] as? Int ?? 0
        }
    }

    private static let start = ScriptTime(microseconds: 1_767_225_600_000_000)

    private func record(_ number: UInt64, _ text: String = "") -> ExecutionRecord {
        let time = Self.start.advanced(bySeconds: Double(number))
        return ExecutionRecord(
            id: ExecutionID(createdAt: time, random: (number, 1)), name: "n", script: "return {}",
            inputs: .string(text), createdAt: time)
    }

    private func insert(_ record: ExecutionRecord, _ store: SQLiteStore) throws(StoreError) {
        try store.write { transaction throws(StoreError) in
            try transaction.insert(StoredExecution(record: record, seed: 1))
        }
    }

    private func count(_ store: SQLiteStore) throws -> Int {
        try store.read { transaction throws(StoreError) in try transaction.executions(.all).count }
    }

    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? StoreError)?.code
        }
    }

    @Test(arguments: [(SQLiteStore.Durability.full, 2), (.normal, 1)])
    func commitsAreAsDurableAsAskedFor(_ durability: SQLiteStore.Durability, _ level: Int) throws {
        let place = Place()
        let store = try SQLiteStore(path: place.store, durability: durability)
        let found = try store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(found == level)
        try insert(record(1), store)
        #expect(try store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == level)
    }

    @Test func oneHolderAtATime() throws {
        let place = Place()
        var first: SQLiteStore? = try SQLiteStore(path: place.store)
        #expect(code { _ = try SQLiteStore(path: place.store) } == .held)
        let reader = try SQLiteStore(path: place.store, isHolding: false)
        try insert(record(1), try #require(first))
        #expect(try count(reader) == 1)
        #expect(code { try insert(record(2), reader) } != nil)
        #expect(try count(reader) == 1)
        first = nil
        let second = try SQLiteStore(path: place.store)
        #expect(try count(second) == 1)
    }

    @Test func aStoreThatWasTakenOverWritesNoMore() throws {
        let place = Place()
        let store = try SQLiteStore(path: place.store)
        try insert(record(1), store)
        // What a holder on another machine does, whose lock this one does not see.
        let other = try DatabaseQueue(path: place.store)
        try other.write { try $0.execute(sql: "UPDATE meta SET value = value + 1 WHERE name = 'epoch'") }
        #expect(code { try insert(record(2), store) } == .fenced)
        #expect(try count(store) == 1)
    }

    @Test func everyOpeningRaisesTheEpoch() throws {
        let place = Place()
        func epoch() throws -> Int64? {
            try DatabaseQueue(path: place.store).read {
                try Int64.fetchOne($0, sql: "SELECT value FROM meta WHERE name = 'epoch'")
            }
        }
        _ = try SQLiteStore(path: place.store)
        let first = try #require(try epoch())
        _ = try SQLiteStore(path: place.store)
        #expect(try epoch() == first + 1)
        _ = try SQLiteStore(path: place.store, isHolding: false)
        #expect(try epoch() == first + 1)
    }

    @Test func backupsAreWholeAndOverwriteNothing() throws {
        let place = Place()
        let store = try SQLiteStore(path: place.store)
        for number in 1...20 { try insert(record(UInt64(number)), store) }
        try store.backUp(to: place.file("copy.db"))
        try insert(record(21), store)
        let copy = try SQLiteStore(path: place.file("copy.db"))
        #expect(try count(copy) == 20)
        #expect(code { try store.backUp(to: place.file("copy.db")) } == .unreachable)
        #expect(code { try store.backUp(to: place.file("none/copy.db")) } != nil)
    }

    @Test func aBackupThatWasCutShortIsNone() throws {
        let place = Place()
        let store = try SQLiteStore(path: place.store)
        try insert(record(1), store)
        // What a process leaves that was killed while it copied.
        try Data("half".utf8).write(to: URL(fileURLWithPath: place.file("copy.db.part")))
        try Data("half".utf8).write(to: URL(fileURLWithPath: place.file("copy.db.part-journal")))
        try store.backUp(to: place.file("copy.db"))
        #expect(try count(SQLiteStore(path: place.file("copy.db"))) == 1)
        let left = try FileManager.default.contentsOfDirectory(atPath: place.folder.path).filter { $0.contains("part") }
        #expect(left.isEmpty)
    }

    @Test func anEmptyFileBecomesAStore() throws {
        let place = Place()
        try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
        // What a process leaves that was killed before it wrote anything.
        try Data().write(to: URL(fileURLWithPath: place.store))
        let store = try SQLiteStore(path: place.store)
        try insert(record(1), store)
        #expect(try store.pool.read { try Int.fetchOne($0, sql: "PRAGMA auto_vacuum") } == 2)
        #expect(try count(store) == 1)
    }

    /// The files at every step are what a process would leave that was killed there.
    @Test(arguments: [0, 1])
    func aMigrationThatWasCutShortIsMadeAgain(_ version: Int) throws {
        let place = Place()
        // Without it, the store is new.
        if version > 0 {
            let old = try SQLiteStore(path: place.store, durability: .normal, version: version)
            try old.pool.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO script (number, digest, text) VALUES (1, 1, 'return {}');
                        INSERT INTO flow (name, script) VALUES ('kept', 1)
                        """)
            }
            try old.pool.close()
        }
        var copies: [String] = []
        let store = try SQLiteStore(path: place.store, durability: .normal) {
            let copy = place.file("copy-\(copies.count).db")
            for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: place.store + suffix) {
                try FileManager.default.copyItem(atPath: place.store + suffix, toPath: copy + suffix)
            }
            copies.append(copy)
        }
        #expect(copies.count == 1 + 3 * (StoreSchema.migrations.count - version))
        try store.pool.close()
        for copy in copies {
            let next = try SQLiteStore(path: copy)
            #expect(
                try next.pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == StoreSchema.migrations.count)
            try insert(record(1), next)
            #expect(try count(next) == 1)
            let kept = try next.read { transaction throws(StoreError) in try transaction.flowScript(named: "kept") }
            #expect(kept == (version > 0 ? "return {}" : nil))
        }
    }

    @Test func removedExecutionsGiveTheirSpaceBack() throws {
        let place = Place()
        var store: SQLiteStore? = try SQLiteStore(path: place.store, durability: .normal)
        let text = String(repeating: "x", count: 20_000)
        for number in 1...200 {
            var row = StoredExecution(record: record(UInt64(number), text), seed: 1)
            row.record.end(.endedCancelled, message: nil, at: Self.start.advanced(bySeconds: Double(number)))
            (row.isReady, row.isRunnable) = (false, false)
            let ended = row
            try store?.write { transaction throws(StoreError) in
                try transaction.insert(ended)
                try transaction.update(ended)
            }
        }
        let limit = Self.start.advanced(bySeconds: 190)
        var removed = 0
        var reached: RemovalPlace?
        repeat {
            let removal = try #require(
                try store?.write { transaction throws(StoreError) in
                    try transaction.removeExecutions(endedBefore: limit, after: reached, limit: 50)
                })
            removed += removal.count
            reached = removal.next
        } while reached != nil
        #expect(removed == 189)
        try store?.reclaim(pages: 100_000)
        store = nil
        let again = try SQLiteStore(path: place.store)
        #expect(try count(again) == 11)
        let checkpointed = try DatabaseQueue(path: place.store)
        try checkpointed.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        #expect(try place.size("store.db") < 1_000_000)
    }

    @Test func aLongJournalGoesInPieces() throws {
        let place = Place()
        let store = try SQLiteStore(path: place.store, durability: .normal)
        var row = StoredExecution(record: record(1), seed: 1)
        try insert(row.record, store)
        row = try store.write { transaction throws(StoreError) in
            var row = row
            for number in 0..<1500 {
                row.journalHead = try transaction.appendTurn([UInt8(number % 200)], of: row.id, after: row.journalHead)
                try transaction.appendLog([], of: row.id)
                // A cut branch shares its beginning with the rest.
                if number == 700 {
                    let cut = try transaction.appendTurn([1], of: row.id, after: row.journalHead)
                    var other = row
                    other.journalHead = cut
                    try transaction.update(other)
                    row.generation = 1
                    try transaction.update(row)
                }
            }
            row.record.end(.endedSuccess, message: nil, at: Self.start)
            (row.isReady, row.isRunnable) = (false, false)
            try transaction.update(row)
            return row
        }
        func rows(_ table: String) throws -> Int {
            try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
        }
        #expect(try (rows("journal"), rows("branch"), rows("log")) == (1501, 1, 1500))
        var calls = 0
        var reached: RemovalPlace?
        var count = 0
        repeat {
            let before = try rows("journal") + rows("log")
            let removal = try store.write { transaction throws(StoreError) in
                try transaction.removeExecutions(
                    endedBefore: Self.start.advanced(bySeconds: 1), after: reached, limit: 1)
            }
            #expect(before - (try rows("journal") + rows("log")) <= 200)
            if removal.count == 0, removal.next != nil {
                // What is left can be read.
                _ = try store.read { transaction throws(StoreError) in
                    try transaction.turns(upTo: try transaction.execution(row.id)?.journalHead)
                }
            }
            (calls, reached, count) = (calls + 1, removal.next, count + removal.count)
        } while reached != nil
        #expect(calls > 15)
        #expect(count == 1)
        for table in ["execution", "journal", "branch", "log", "script"] { #expect(try rows(table) == 0, "\(table)") }
    }

    @Test func theLogIsCutOnceReadersAreGone() throws {
        let place = Place()
        let store = try SQLiteStore(path: place.store, durability: .normal)
        try insert(record(1), store)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: place.store, configuration: configuration)
        try reader.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN")
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM execution")
        }
        let text = String(repeating: "x", count: 1 << 20)
        for number in 2...71 { try insert(record(UInt64(number), text), store) }
        // The reader needs it, and holds nobody up for long.
        try store.reclaim()
        #expect(try place.size("store.db-wal") > 64 << 20)
        try reader.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try store.reclaim()
        #expect(try place.size("store.db-wal") == 0)
        #expect(try count(store) == 71)
    }

    @Test func aThrownErrorLeavesNothing() throws {
        let place = Place()
        let store = try SQLiteStore(path: place.store)
        let row = StoredExecution(record: record(1), seed: 1)
        #expect(
            code {
                try store.write { transaction throws(StoreError) in
                    try transaction.insert(row)
                    throw StoreError(.failed, "")
                }
            } == .failed)
        #expect(try count(store) == 0)
        #expect(code { for _ in 1...2 { try insert(record(1), store) } } == .failed)
        #expect(try count(store) == 1)
    }
}
