import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

@Suite(.enabled(if: TestService.isThere("postgresql")), .timeLimit(.minutes(10)))
struct PostgreSQLConnectorTests {
    private let server: PostgreSQLServer

    init() throws { server = try PostgreSQLServer() }

    @Test func fetches() async throws {
        let sql = """
            SELECT n AS id, 'name ' || n AS name, n % 2 = 0 AS even, NULL::text AS nothing
            FROM generate_series(1, $1::int) n
            """
        let all = try await server.output(["operation": "fetch_all", "sql": .string(sql), "parameters": [2]])
        #expect(
            .object(all) == [
                "columns": ["id", "name", "even", "nothing"],
                "rows": [
                    ["id": 1, "name": "name 1", "even": false, "nothing": .null],
                    ["id": 2, "name": "name 2", "even": true, "nothing": .null],
                ],
            ])
        let one = try await server.output(["operation": "fetch_one", "sql": .string(sql), "parameters": [3]])
        #expect(one["row"]?.object?["id"] == 1)
        #expect(
            .object(try await server.output(["operation": "fetch_one", "sql": .string(sql), "parameters": [0]]))
                == ["row": .null])
        #expect(
            .object(try await server.output(["operation": "fetch_all", "sql": .string(sql), "parameters": [0]]))
                == ["columns": ["id", "name", "even", "nothing"], "rows": []])
        #expect(try await server.value("SELECT 7 WHERE false") == .null)
    }

    @Test func typesThereAndBack() async throws {
        let table = try await server.table(
            """
            i int, b bigint, f float8, n numeric, t text, o boolean, j jsonb, y bytea, a int[], s text[], d timestamptz, u uuid
            """)
        let row: JSONObject = [
            "i": 7.0, "b": .integer(.min), "f": 0.1, "n": "12345678901234567890.5", "t": "ä'\"\\", "o": true,
            "j": ["k": [1, 2.5, .null]], "y": ["base64": "AAH/"], "a": [1, .null, 3], "s": ["x", "y, z", "\"q\""],
            "d": "2026-01-02T03:04:05+02:00", "u": "0189f7c2-1111-7000-8000-000000000000",
        ]
        let names = row.keys.joined(separator: ", ")
        let places = (1...row.count).map { "$\($0)" }.joined(separator: ", ")
        let done = try await server.output([
            "sql": .string("INSERT INTO \(table) (\(names)) VALUES (\(places))"),
            "parameters": .array(row.entries.map(\.value)),
        ])
        #expect(.object(done) == ["rows_affected": 1])
        var expected = row
        expected["i"] = 7
        expected["d"] = "2026-01-02T01:04:05Z"
        let back = try await server.output(["operation": "fetch_one", "sql": .string("SELECT * FROM \(table)")])
        #expect(back["row"] == .object(expected))
        #expect(try await server.value("SELECT count(*) FROM \(table) WHERE i = ANY($1)", [[7, 8]]) == 1)
        #expect(try await server.value("SELECT $1::jsonb -> 1", [[1, ["a": 2]]]) == ["a": 2])
    }

    @Test func parametersAreNoSQL() async throws {
        let evil = "'; DROP TABLE x; --"
        #expect(try await server.value("SELECT $1::text", [.string(evil)]) == .string(evil))
    }

    @Test func manyAndAll() async throws {
        let table = try await server.table("id int PRIMARY KEY, name text")
        let insert: JSONValue = .string("INSERT INTO \(table) VALUES ($1, $2)")
        let many = try await server.output([
            "operation": "execute_many", "sql": insert, "parameter_lists": [[1, "a"], [2, "b"], [3, .null]],
        ])
        #expect(.object(many) == ["rows_affected": 3])
        let error = await server.failure([
            "operation": "execute_many", "sql": insert, "parameter_lists": [[4, "d"], [1, "again"]],
        ])
        #expect(error.message.contains("parameter_lists[2]: error 23505"), "\(error)")
        #expect(error.details?.object?["constraint"] == .string("\(table)_pkey"))
        let statements: JSONValue = [
            ["sql": .string("UPDATE \(table) SET name = 'x' WHERE id > $1"), "parameters": [1]],
            ["operation": "fetch_all", "sql": .string("SELECT id FROM \(table) ORDER BY id")],
            ["operation": "fetch_value", "sql": .string("DELETE FROM \(table) WHERE id = 1 RETURNING name")],
            ["operation": "execute_many", "sql": insert, "parameter_lists": []],
        ]
        let output = try await server.output(["operation": "transaction", "statements": statements])
        #expect(
            output["results"] == [
                ["rows_affected": 2], ["columns": ["id"], "rows": [["id": 1], ["id": 2], ["id": 3]]], ["value": "a"],
                ["rows_affected": 0],
            ])
        let failed = await server.failure([
            "operation": "transaction",
            "statements": [
                ["sql": .string("DELETE FROM \(table)")], ["sql": .string("SELECT nothing FROM \(table)")],
            ],
        ])
        #expect(failed.message.contains("statements[2]: error 42703"), "\(failed)")
        #expect(try await server.value("SELECT count(*) FROM \(table)") == 2)
    }

    @Test func fetchingChangesNothing() async throws {
        let table = try await server.table("id int")
        let insert: JSONValue = .string("INSERT INTO \(table) VALUES (1) RETURNING id")
        let error = await server.failure(["operation": "fetch_one", "sql": insert])
        #expect(
            error.details?.object?["sqlstate"] == "25006" && error.message.contains("read_only = false"), "\(error)")
        for trick in ["SET TRANSACTION READ WRITE", "SELECT set_config('transaction_read_only', 'off', false)"] {
            let tricked = await server.failure([
                "operation": "transaction", "read_only": true,
                "statements": [["sql": .string(trick)], ["sql": insert]],
            ])
            #expect(tricked.type == "ConnectionFailedError", "\(trick): \(tricked)")
        }
        #expect(try await server.value("SELECT count(*) FROM \(table)") == 0)
        let told = try await server.output(["operation": "fetch_one", "sql": insert, "read_only": false])
        #expect(.object(told) == ["row": ["id": 1]])
    }

    @Test func theSameKeyActsOnce() async throws {
        let table = try await server.table("id serial, name text")
        let order: JSONObject = [
            "operation": "fetch_one", "sql": .string("INSERT INTO \(table) (name) VALUES ('n') RETURNING id"),
            "effect_table": .string("\(table)_effects"),
        ]
        // Both make the table, and one of them acts.
        async let first = server.output(order, key: "k1")
        async let second = server.output(order, key: "k1")
        let (one, two) = try await (first, second)
        #expect(.object(one) == .object(two))
        #expect(.object(try await server.output(order, key: "k1")) == .object(one))
        #expect(try await server.value("SELECT count(*) FROM \(table)") == 1)
        _ = try await server.output(order, key: "k2")
        #expect(try await server.value("SELECT count(*) FROM \(table)") == 2)
        // What failed is not remembered.
        let failing: JSONObject = [
            "sql": .string("INSERT INTO \(table) (id) VALUES (1 / 0)"), "effect_table": .string("\(table)_effects"),
        ]
        #expect(await server.failure(failing, key: "k3").details?.object?["sqlstate"] == "22012")
        #expect(await server.failure(failing, key: "k3").details?.object?["sqlstate"] == "22012")
        #expect(try await server.value("SELECT count(*) FROM \(table)_effects") == 2)
    }

    @Test func sessionsLookAlike() async throws {
        #expect(try await server.value("SHOW timezone") == "UTC")
        #expect(try await server.value("SELECT '2026-01-02'::date") == "2026-01-02")
        #expect(try await server.value("SHOW client_encoding") == "UTF8")
        #expect(try await server.value("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == true)
        let clear = try await server.output([
            "operation": "fetch_value", "tls": "none",
            "sql": "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
        ])
        #expect(clear["value"] == false)
    }

    @Test func whatNeedsNoTransaction() async throws {
        let table = try await server.table("id int")
        #expect(.object(try await server.output(["sql": .string("VACUUM \(table)")])) == ["rows_affected": 0])
        #expect(.object(try await server.output(["sql": "SELECT generate_series(1, 5)"])) == ["rows_affected": 0])
        _ = try await server.output(["sql": "DO $$ BEGIN RAISE NOTICE 'not an error'; END $$"])
    }

    @Test func everyAddressOfAName() async throws {
        // Often ::1 first, where it does not listen.
        let output = try await server.output(["host": "localhost", "operation": "fetch_value", "sql": "SELECT 1"])
        #expect(.object(output) == ["value": 1])
    }

    @Test func clientCertificates() async throws {
        let sql: JSONValue = "SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        let shown = try await server.output([
            "operation": "fetch_value", "sql": sql, "client_certificate": .string(TestService.file("server.pem")),
            "client_key": .string(TestService.file("server.key")),
        ])
        #expect(shown["value"] == "/CN=localhost")
        let other = try TestCertificates.shared.get()
        let refused = await server.failure([
            "sql": sql, "client_certificate": .string(try other.pem("client.pem")),
            "client_key": .string(try other.pem("client.key")),
        ])
        #expect(refused.message.contains("could not connect: "), "\(refused)")
    }

    @Test func otherEncodings() async throws {
        let name = "e_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        for encoding in ["LATIN1", "SQL_ASCII"] {
            let create = "CREATE DATABASE \(name) ENCODING '\(encoding)' LOCALE 'C' TEMPLATE template0"
            _ = try await server.output(["sql": .string(create)])
            let order: JSONObject = [
                "database": .string(name), "operation": "fetch_value", "sql": "SELECT chr($1)", "parameters": [228],
            ]
            if encoding == "LATIN1" {
                #expect(try await server.output(order)["value"] == "ä")
            } else {
                // Bytes of nobody knows which encoding.
                #expect(await server.failure(order).details?.object?["sqlstate"] == "22021")
            }
            _ = try await server.output(["sql": .string("DROP DATABASE \(name)")])
        }
    }
}
