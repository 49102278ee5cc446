import FlowModel
import FlowStore
import Foundation
import GRDB
import Testing

@testable import FlowStoreSQLite

/// Listings of executions by filter: the same as in memory, and over indexes.
@Suite struct ListingTests {
    private static let start = ScriptTime(microseconds: 1_767_225_600_000_000)

    private func inStore(_ body: (SQLiteStore) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(try SQLiteStore(path: folder.appending(path: "store.db").path, durability: .normal))
    }

    private static func time(_ number: Int) -> ScriptTime { start.advanced(bySeconds: Double(number)) }

    private static func id(_ number: Int) -> ExecutionID {
        ExecutionID(createdAt: time(number), random: (UInt64(number), UInt64(number) << 2))
    }

    /// Trees of ten; every third has ended, every seventh of them with an error, every eleventh is in the trash.
    private static let rows: [StoredExecution] = (0..<400).map { number in
        var record = ExecutionRecord(
            id: id(number), name: "n\(number % 5)", script: "return {}", inputs: [:], createdAt: time(number))
        if number % 10 > 0 {
            let root = id(number - number % 10).description
            record.set([
                "parent_execution_id": .string(root), "top_execution_id": .string(root), "created_by": .string(root),
            ])
        }
        if number % 4 == 1 { record.set(["deleted_by": .string(id(0).description)]) }
        if number % 6 == 1 { record.set(["created_by": .string(id(0).description)]) }
        if number % 11 == 0 { record.set(["is_deleted": true, "deleted_at": .string(start.iso8601)]) }
        if number % 3 == 0 {
            record.move(to: .running, at: time(number))
            record.end(number % 7 == 0 ? .endedError : .endedSuccess, message: nil, at: time(number))
        }
        return StoredExecution(record: record, seed: 1)
    }

    private static func filter(
        _ field: String, _ comparison: RecordFilter.Comparison, _ value: JSONValue
    ) -> RecordFilter {
        .compare(field: field, comparison, value)
    }

    private static let queries: [RecordQuery] = {
        let root = id(20)
        let filters: [RecordFilter] = [
            .all, filter("name", .equal, "n3"), filter("status", .equal, "ENDED_ERROR"),
            filter("status", .equal, "PENDING"), filter("status", .notEqual, "PENDING"),
            filter("created_at", .greater, .string(time(333).iso8601)), filter("id", .equal, .string(root.description)),
            filter("parent_execution_id", .equal, .string(root.description)),
            filter("top_execution_id", .equal, .string(root.description)),
            .and([filter("status", .equal, "ENDED_SUCCESS"), filter("name", .equal, "n1")]),
            .or([filter("name", .equal, "n1"), filter("name", .equal, "n2")]),
        ]
        var queries = filters.map { RecordQuery(type: "execution", filter: $0, moment: time(380)) }
        for field in ["parent_execution_id", "top_execution_id", "created_by", "deleted_by", "flow_id"] {
            for target in [id(0), root] {
                queries.append(
                    RecordQuery(type: "execution", reference: .init(field: field, target: target), moment: time(380)))
            }
        }
        return queries
            + queries.map { query in
                var query = query
                query.includesDeleted = true
                return query
            }
    }()

    private func listing(_ query: RecordQuery, _ store: any FlowStore, page: Int) throws -> [ExecutionID] {
        var ids: [ExecutionID] = []
        while true {
            let found = try store.read { transaction throws(StoreError) in
                try transaction.executions(query, after: ids.last, limit: page)
            }
            ids += found.map(\.id)
            if found.count < page { return ids }
        }
    }

    @Test func pagesGiveTheSameAsInMemory() throws {
        try inStore { store in
            let memory = MemoryStore()
            for each in [store, memory] as [any FlowStore] {
                try each.write { transaction throws(StoreError) in
                    for row in Self.rows { try transaction.insert(row) }
                }
            }
            for query in Self.queries {
                let expected = try listing(query, memory, page: 1000)
                for page in [1, 7] { #expect(try listing(query, store, page: page) == expected, "\(query)") }
            }
            #expect(try listing(Self.queries[0], memory, page: 1000).count > 300)
        }
    }

    @Test func whatChangesIsListedAsItIs() throws {
        try inStore { store in
            var row = Self.rows[1]
            try store.write { transaction throws(StoreError) in
                try transaction.insert(row)
                row.record.set(["name": "new", "deleted_by": .null, "modified_by": .string(Self.id(5).description)])
                row.record.move(to: .running, at: Self.start)
                row.record.end(.endedCancelled, message: nil, at: Self.start)
                try transaction.update(row)
            }
            func ids(_ query: RecordQuery) throws -> [ExecutionID] { try listing(query, store, page: 10) }
            func named(_ name: String) -> RecordQuery {
                RecordQuery(type: "execution", filter: Self.filter("name", .equal, .string(name)), moment: Self.time(9))
            }
            func pointing(_ field: String, _ target: ExecutionID) -> RecordQuery {
                RecordQuery(type: "execution", reference: .init(field: field, target: target), moment: Self.time(9))
            }
            #expect(try ids(named("new")) == [row.id])
            #expect(try ids(named("n1")) == [])
            #expect(try ids(pointing("deleted_by", Self.id(0))) == [])
            #expect(try ids(pointing("modified_by", Self.id(5))) == [row.id])
            let cancelled = RecordQuery(
                type: "execution", filter: Self.filter("status", .equal, "ENDED_CANCELLED"), moment: Self.time(9))
            #expect(try ids(cancelled) == [row.id])
        }
    }

    @Test func everyStepUsesAnIndex() throws {
        try inStore { store in
            let indexes = [
                "execution_label", "execution_end_status", "execution_open", "execution_parent", "execution_top",
            ]
            var used: Set<String> = []
            for query in Self.queries {
                let (sql, arguments) = SQLiteTransaction.selection(ofExecutions: query, after: Self.id(3))
                let plan: [String] = try store.pool.read { database in
                    try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
                        $0["detail"]
                    }
                }
                #expect(!plan.contains { $0.hasPrefix("SCAN") && !$0.contains("INDEX") }, "\(sql): \(plan)")
                // Only few rows are sorted: those of one tree, and those that are open.
                let sorts = plan.contains { $0.contains("TEMP B-TREE") }
                #expect(!sorts || sql.contains("top = ?") || sql.contains("execution_open"), "\(sql): \(plan)")
                for index in indexes where plan.contains(where: { $0.contains(index) }) { used.insert(index) }
            }
            #expect(used == Set(indexes))
        }
    }
}
