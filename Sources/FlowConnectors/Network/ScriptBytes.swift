import FlowModel

/// Bytes as scripts see and give them: text where they are UTF-8, else a table `{base64 = "..."}`.
enum ScriptBytes {
    /// The bytes as text, or as a table.
    static func value(_ bytes: some Collection<UInt8>) -> JSONValue {
        String(validating: bytes, as: UTF8.self).map(JSONValue.string) ?? table(bytes)
    }

    /// The bytes as a table.
    static func table(_ bytes: some Collection<UInt8>) -> JSONValue {
        ["base64": .string(Base64.encoded(bytes))]
    }

    /// What a value holds if it is such a table.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - path: Where it stands, with the connector type, for messages.
    /// - Returns: The bytes; nil for any other value.
    /// - Throws: `InvalidInputError` for base64 that is none.
    static func bytes(_ value: JSONValue, at path: String) throws(FlowError) -> [UInt8]? {
        guard let table = value.object, table.count == 1, let text = table["base64"]?.text else { return nil }
        guard let bytes = Base64.decoded(text) else {
            throw FlowError(.invalidInput, "\(path).base64 must be base64")
        }
        return bytes
    }
}
