import FlowConnectors
import FlowModel
import Testing

extension TypedConnector {
    /// The output of a connection with those inputs.
    func output(_ inputs: JSONObject, key: String = "key-0") async throws -> JSONObject {
        try #require(try await perform(request(interface.type, .object(inputs), key: key)).object)
    }

    /// The output of a connection with those inputs.
    func output(of inputs: JSONValue, key: String = "key-0") async throws -> JSONObject {
        try await output(try #require(inputs.object), key: key)
    }

    /// The error that a connection ends with.
    func failure(of inputs: JSONValue, key: String = "key-0") async -> FlowError {
        await error(inputs.object ?? [:], key: key)
    }

    /// The error of a connection with those inputs.
    func failure(_ inputs: JSONObject, key: String = "key-0") async -> FlowError { await error(inputs, key: key) }

    /// The error of a connection.
    func error(
        _ inputs: JSONObject, key: String = "key-0", at location: SourceLocation = #_sourceLocation
    ) async -> FlowError {
        do throws(FlowError) {
            let output = try await perform(request(interface.type, .object(inputs), key: key))
            Issue.record("no error but \(JSONWriter.text(output))", sourceLocation: location)
            return FlowError(.internalError, "")
        } catch {
            return error
        }
    }
}
