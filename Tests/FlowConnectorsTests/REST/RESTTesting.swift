import FlowModel
import Testing

@testable import FlowConnectors

/// A request as the engine hands it to a connector.
func request(_ type: String, _ inputs: JSONValue, key: String = "key-0") -> ConnectorRequest {
    ConnectorRequest(
        execution: ExecutionID(createdAt: ScriptTime(microseconds: 0), random: (1, 2)), connectorType: type,
        connectorName: nil, inputs: inputs, idempotencyKey: key)
}

/// A table that is written as JSON: arguments of tests that hold many are slow to compile otherwise.
func table(_ json: String) throws -> JSONObject {
    try #require((try JSONParser.parse(json) as JSONValue).object)
}

extension RESTConnector {
    /// Makes a request with those inputs.
    func call(_ inputs: JSONValue, key: String = "key-0") async throws -> JSONObject {
        try #require(try await perform(request("REST", inputs, key: key)).object)
    }

    /// The error of a request.
    func fault(_ inputs: JSONValue) async throws -> FlowError {
        do throws(FlowError) {
            let output = try await perform(request("REST", inputs))
            Issue.record("no error but \(JSONWriter.text(output))")
            return FlowError(.internalError, "")
        } catch {
            return error
        }
    }
}

extension HTTPTestServer {
    /// Inputs for a request to this server.
    func inputs(_ path: String = "/", _ more: JSONObject = [:]) -> JSONValue {
        var inputs = more
        inputs["url"] = .string(url + path)
        return .object(inputs)
    }
}
