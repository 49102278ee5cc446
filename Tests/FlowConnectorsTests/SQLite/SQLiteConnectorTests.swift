import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

@Suite(.timeLimit(.minutes(10))) struct SQLiteConnectorTests {
    private let folder: TemporaryFolder
    private let sqlite: SQLiteConnector

    init() throws {
        folder = try TemporaryFolder()
        sqlite = SQLiteConnector(root: folder.file("root"))
    }

    private func inputs(_ sql: String, _ more: JSONObject = [:]) -> JSONValue {
        var inputs: JSONObject = ["path": "a/x.db", "create": true, "sql": .string(sql)]
        inputs.merge(more)
        return .object(inputs)
    }

    private func output(_ sql: String, _ more: JSONObject = [:], key: String = "key-0") async throws -> JSONObject {
        try await sqlite.output(of: inputs(sql, more), key: key)
    }

    private func value(_ sql: String, _ parameters: JSONValue = []) async throws -> JSONValue? {
        try await output(sql, ["operation": "fetch_value", "parameters": parameters])["value"]
    }

    private func failure(_ sql: String, _ more: JSONObject = [:], key: String = "key-0") async -> FlowError {
        await sqlite.failure(of: inputs(sql, more), key: key)
    }

    @Test func valuesThereAndBack() async throws {
        _ = try await output("CREATE TABLE t (a, b, c, d, e, f, g)")
        let parameters: JSONValue = [
            .null, true, .integer(.min), 1.0, "ä\0\"", ["base64": "AP8="], ["k": [1, 2.5]],
        ]
        let done = try await output("INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7)", ["parameters": parameters])
        #expect(.object(done) == ["rows_affected": 1])
        let row = try await output("SELECT * FROM t", ["operation": "fetch_one"])
        #expect(
            row["row"] == [
                "a": .null, "b": 1, "c": .integer(.min), "d": 1.0, "e": "ä\0\"", "f": ["base64": "AP8="],
                "g": #"{"k":[1,2.5]}"#,
            ])
        #expect(try await value("SELECT CAST(x'FF41' AS TEXT)") == ["base64": "/0E="])
        #expect(try await value("SELECT 9e999") == "Infinity")
        #expect(try await value("SELECT ?", [["base64": ""]]) == ["base64": ""])
        #expect(try await value("SELECT $2 - $1", [1, 10]) == 9)
        #expect(try await value("SELECT ?2 - ?1", [1, 10]) == 9)
        #expect(try await value("SELECT typeof($1)", [""]) == "text")
    }

    @Test func operations() async throws {
        _ = try await output("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)")
        let insert = "INSERT INTO t (name) VALUES (?)"
        let many = try await output(
            insert, ["operation": "execute_many", "parameter_lists": [["a"], ["b"], ["c"]]])
        #expect(.object(many) == ["rows_affected": 3])
        let all = try await output("SELECT id, name, id FROM t WHERE id < 3", ["operation": "fetch_all"])
        #expect(
            .object(all) == [
                "columns": ["id", "name", "id_2"],
                "rows": [["id": 1, "name": "a", "id_2": 1], ["id": 2, "name": "b", "id_2": 2]],
            ])
        let results = try await sqlite.output(of: [
            "path": "a/x.db", "operation": "transaction",
            "statements": [
                ["sql": "UPDATE t SET name = 'x' WHERE id > $1", "parameters": [1]],
                ["operation": "fetch_value", "sql": "DELETE FROM t WHERE id = 1 RETURNING name"],
                ["operation": "fetch_one", "sql": "SELECT name FROM t WHERE id = 9"], ["sql": "SELECT 1"],
            ],
        ])
        #expect(
            results["results"] == [["rows_affected": 2], ["value": "a"], ["row": .null], ["rows_affected": 0]])
        let failed = await sqlite.failure(of: [
            "path": "a/x.db", "operation": "transaction",
            "statements": [["sql": "DELETE FROM t"], ["sql": "INSERT INTO t VALUES (1, 2, 3)"]],
        ])
        #expect(failed.message.contains("SQLITE 'a/x.db': statements[2]: error 1: "), "\(failed)")
        #expect(try await value("SELECT count(*) FROM t") == 2)
        _ = try await output("VACUUM")
        _ = try await output("PRAGMA journal_mode = wal")
        #expect(try await value("PRAGMA integrity_check") == "ok")
    }

    @Test func fetchingChangesNothing() async throws {
        _ = try await output("CREATE TABLE t (id INTEGER)")
        let insert = "INSERT INTO t VALUES (1) RETURNING id"
        let error = await failure(insert, ["operation": "fetch_one"])
        #expect(error.type == "ConnectionFailedError" && error.message.contains("read_only = false"), "\(error)")
        #expect(try await value("SELECT count(*) FROM t") == 0)
        #expect(
            .object(try await output(insert, ["operation": "fetch_one", "read_only": false])) == ["row": ["id": 1]])
    }

    @Test func theSameKeyActsOnce() async throws {
        _ = try await output("CREATE TABLE t (id INTEGER PRIMARY KEY)")
        let insert = "INSERT INTO t DEFAULT VALUES RETURNING id"
        let once: JSONObject = ["operation": "fetch_one", "effect_table": "moonflow_effects"]
        for _ in 0..<2 { #expect(.object(try await output(insert, once, key: "k1")) == ["row": ["id": 1]]) }
        #expect(.object(try await output(insert, once, key: "k2")) == ["row": ["id": 2]])
        #expect(try await value("SELECT count(*) FROM t") == 2)
        let broken = "INSERT INTO t VALUES ('no number')"
        #expect(await failure(broken, ["effect_table": "moonflow_effects"], key: "k3").message.contains("error"))
        #expect(try await value("SELECT count(*) FROM moonflow_effects") == 2)
    }

    // MARK: What is refused

    @Test(arguments: [
        ("ATTACH 'other.db' AS o", "other files"), ("ATTACH '' AS o", "other files"),
        ("VACUUM INTO 'copy.db'", "other files"), ("BEGIN", "use operation"), ("COMMIT", "use operation"),
        ("SAVEPOINT s", "use operation"), ("PRAGMA writable_schema = ON", "pragma writable_schema"),
        ("PRAGMA temp_store_directory = '/tmp'", "pragma temp_store_directory"),
        ("PRAGMA query_only = OFF", "pragma query_only"), ("PRAGMA journal_mode = off", "pragma journal_mode"),
        ("PRAGMA trusted_schema = ON", "pragma trusted_schema"), ("SELECT load_extension('x')", "extensions"),
    ])
    func beyondTheFile(_ sql: String, _ text: String) async throws {
        let error = await failure(sql, ["read_only": false])
        #expect(error.type == "PermissionDenied" && error.message.contains(text), "\(error)")
        #expect(try folder.names("root/a").allSatisfy { $0.hasPrefix("x.db") })
    }

    @Test func pathsThatLeadOut() async throws {
        for path in ["../x.db", "/tmp/x.db", "a/../../x.db", "", ".moonflow-marks"] {
            let error = await failure("SELECT 1", ["path": .string(path)])
            #expect(error.type == "InvalidInputError" && error.message.hasPrefix("SQLITE: path"), "\(path): \(error)")
        }
        _ = try await output("CREATE TABLE t (id)")
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.file("root/link.db"), withDestinationPath: "a/x.db")
        try manager.createSymbolicLink(atPath: folder.file("root/b"), withDestinationPath: "a")
        for path in ["link.db", "b/x.db"] {
            #expect(await failure("SELECT 1", ["path": .string(path)]).type == "PermissionDenied")
        }
        mkfifo(folder.file("root/pipe"), 0o600)
        #expect(await failure("SELECT 1", ["path": "pipe"]).message.contains("no ordinary file"))
        #expect(await failure("SELECT 1", ["path": "a"]).message.contains("is a folder"))
        let missing = await failure("SELECT 1", ["path": "new.db", "create": false])
        #expect(missing.type == "ResourceNotFoundError" && missing.message.contains("create = true"), "\(missing)")
        #expect(try folder.names("root") == ["a", "b", "link.db", "pipe"])
    }

    @Test func whatIsNoDatabase() async throws {
        _ = try await output("CREATE TABLE t (id)")
        try folder.write(String(repeating: "not a database ", count: 100), to: "root/text.db")
        let error = await failure("SELECT * FROM t", ["path": "text.db", "operation": "fetch_all"])
        #expect(error.message == "SQLITE 'text.db': the file is no database of SQLite", "\(error)")
    }

    @Test func errorsOfSQL() async throws {
        let error = await failure("SELECT\n missing", ["operation": "fetch_one"])
        #expect(
            error.message
                == "SQLITE 'a/x.db': error 1: no such column: missing (at line 2, character 2 of the statement)",
            "\(error)")
        #expect(error.details == ["code": 1, "line": 2, "character": 2])
        #expect(await failure("SELECT 1; DELETE FROM t").message.contains("several statements"))
        #expect(await failure("-- nothing").message.contains("sql is empty"))
        #expect(await failure("SELECT :name", ["parameters": [1]]).message.contains("the place :name has a name"))
        #expect(await failure("SELECT ?", ["parameters": [1, 2]]).message.contains("places for 1 parameters"))
        #expect(await failure("SELECT $3", ["parameters": [1]]).message.contains("places for 3 parameters"))
    }

    // MARK: Limits

    /// Statements that make SQLite call itself as deep as they say.
    @Test func deepStatements() async throws {
        _ = try await output("CREATE TABLE v0 (a)")
        // Views of views, within what definitions may have.
        let views = (1...2000).map { number -> JSONValue in
            ["sql": .string("CREATE VIEW v\(number) AS SELECT * FROM v\(number - 1)")]
        }
        _ = try await sqlite.output(of: ["path": "a/x.db", "operation": "transaction", "statements": .array(views)])
        #expect(try await value("SELECT count(*) FROM v2000") == 0)
        // A chain of names within a statement.
        let chain = (1...7000).map { "c\($0)(a)AS(SELECT*FROM c\($0 - 1))" }.joined(separator: ",")
        #expect(try await value("WITH c0(a)AS(SELECT 7),\(chain)SELECT a FROM c7000") == 7)
        let long = await failure("SELECT '\(String(repeating: "x", count: 300_000))'", ["path": "b.db"])
        #expect(long.message.contains("too big"), "\(long)")
        let columns = (1..<2000).map { "c\($0) AS (c\($0 - 1) + 1)" }.joined(separator: ", ")
        _ = try await output("CREATE TABLE g (c0, \(columns))", ["path": "b.db"])
        _ = try await output("INSERT INTO g VALUES (1)", ["path": "b.db"])
        let last = try await output("SELECT c1999 FROM g", ["path": "b.db", "operation": "fetch_value"])
        #expect(last["value"] == 2000)
    }

    @Test func tooManyDefinitions() async throws {
        let filler = String(repeating: "x", count: 200_000)
        let tables = (1...3).map { number -> JSONValue in
            ["sql": .string("CREATE TABLE t\(number) (a DEFAULT '\(filler)')")]
        }
        let error = await failure("", ["operation": "transaction", "sql": .null, "statements": .array(tables)])
        #expect(error.message.contains("have more than 524288 bytes"), "\(error)")
        // A file from elsewhere that has them.
        for number in 1...2 { _ = try await output("CREATE TABLE t\(number) (a DEFAULT '\(filler)')") }
        #expect(await failure("CREATE TABLE t3 (a DEFAULT '\(filler)')").message.contains("have more than"))
        #expect(try await value("SELECT count(*) FROM t2") == 0)
    }

    @Test(arguments: ["LIKE", "GLOB"]) func longPatterns(_ word: String) async {
        let pattern = String(repeating: word == "LIKE" ? "%a" : "*a", count: 25_000)
        let error = await failure(
            "SELECT $1 \(word) $2", ["operation": "fetch_value", "parameters": ["a", .string(pattern)]])
        #expect(error.message.contains("too complex"), "\(error)")
    }

    @Test func fullTextSearch() async throws {
        _ = try await output("CREATE VIRTUAL TABLE f USING fts5 (a)")
        _ = try await output("INSERT INTO f VALUES ('one two')")
        #expect(try await value("SELECT a FROM f WHERE f MATCH $1", ["two"]) == "one two")
        let nested: JSONValue = .string(String(repeating: "(", count: 100_000))
        let deep = await failure(
            "SELECT a FROM f WHERE f MATCH $1", ["operation": "fetch_one", "parameters": [nested]])
        #expect(deep.message.contains("fts5"), "\(deep)")
        #expect(await failure("CREATE VIRTUAL TABLE g USING fts4 (a)").message.contains("no such module"))
    }

    @Test func theFileIsLimited() async throws {
        let sqlite = SQLiteConnector(root: folder.file("root"), fileLimit: 100_000)
        let create = try await sqlite.output(of: ["path": "s.db", "create": true, "sql": "CREATE TABLE t (a)"])
        #expect(.object(create) == ["rows_affected": 0])
        let error = await sqlite.failure(of: ["path": "s.db", "sql": "INSERT INTO t VALUES (zeroblob(200000))"])
        #expect(error.message.contains("database or disk is full"), "\(error)")
        let small = try await sqlite.output(of: ["path": "s.db", "sql": "INSERT INTO t VALUES (zeroblob(2000))"])
        #expect(.object(small) == ["rows_affected": 1])
    }

    private static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"

    @Test func tooMuch() async throws {
        let rows = await failure(Self.endless, ["operation": "fetch_all", "max_rows": 10])
        #expect(rows.message.contains("more than 10 rows came back (max_rows)"), "\(rows)")
        let bytes = await failure(Self.endless, ["operation": "fetch_all", "max_response_bytes": 1000])
        #expect(bytes.message.contains("more than 1000 bytes came back (max_response_bytes)"), "\(bytes)")
        let blob = await failure("SELECT zeroblob(1000000000)", ["operation": "fetch_value"])
        #expect(blob.message.contains("too big"), "\(blob)")
    }

    @Test func overItsTime() async throws {
        for operation: JSONValue in ["execute", "fetch_value"] {
            let sql = "SELECT count(*) FROM (\(Self.endless))"
            let error = await failure(sql, ["operation": operation, "timeout_sec": 0.2])
            #expect(error.type == "TimeoutExceededError", "\(error)")
        }
    }

    @Test func cancelled() async throws {
        _ = try await output("CREATE TABLE t (id)")
        let (sqlite, inputs) = (sqlite, inputs(Self.endless))
        let task = Task { await sqlite.failure(of: inputs) }
        task.cancel()
        #expect(await task.value.message == "SQLITE 'a/x.db': cancelled")
    }

    @Test func somebodyElseWrites() async throws {
        _ = try await output("CREATE TABLE t (id)")
        // A transaction that does not end before it is cancelled.
        let sqlite = sqlite
        let holder = Task {
            await sqlite.failure(of: [
                "path": "a/x.db", "operation": "transaction",
                "statements": [["sql": "INSERT INTO t VALUES (1)"], ["sql": .string(Self.endless)]],
            ])
        }
        let refused = await firstFailure(inputs("INSERT INTO t VALUES (2)", ["lock_timeout_sec": 0.05]))
        #expect(refused.type == "LockTimeoutError", "\(refused)")
        #expect(refused.message.contains("for more than 0.05 s (lock_timeout_sec)"), "\(refused)")
        holder.cancel()
        #expect(await holder.value.message.contains("cancelled"))
        #expect(try await value("SELECT count(*) FROM t WHERE id = 1") == 0)
    }

    /// Performs it until it fails.
    private func firstFailure(_ inputs: JSONValue) async -> FlowError {
        while true {
            do throws(FlowError) {
                _ = try await sqlite.perform(request("SQLITE", inputs))
            } catch {
                return error
            }
        }
    }
}
