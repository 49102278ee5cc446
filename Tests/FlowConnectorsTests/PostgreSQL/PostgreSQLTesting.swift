import FlowModel
import Foundation

@testable import FlowConnectors

/// The real server, and connections to it.
struct PostgreSQLServer {
    let connector = PostgreSQLConnector()
    let service: TestService

    init() throws { service = try TestService.required("postgresql") }

    /// Inputs for a connection to it.
    func inputs(_ more: JSONObject) -> JSONValue {
        var inputs: JSONObject = [
            "host": "127.0.0.1", "port": .integer(Int64(service.port)), "username": .string(service["user"]),
            "password": .string(service["password"]), "database": "postgres",
            "ca_certificate": .string(TestService.certificateAuthority),
        ]
        inputs.merge(more)
        return .object(inputs)
    }

    func output(_ more: JSONObject, key: String = "key-0") async throws -> JSONObject {
        try await connector.output(of: inputs(more), key: key)
    }

    func failure(_ more: JSONObject, key: String = "key-0") async -> FlowError {
        await connector.failure(of: inputs(more), key: key)
    }

    /// The first value that a statement gives.
    func value(_ sql: String, _ parameters: [JSONValue] = []) async throws -> JSONValue? {
        try await output(["operation": "fetch_value", "sql": .string(sql), "parameters": .array(parameters)])["value"]
    }

    /// A table that nobody else uses.
    func table(_ columns: String) async throws -> String {
        let name = "t_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        _ = try await output(["sql": .string("CREATE TABLE \(name) (\(columns))")])
        return name
    }
}
