import FlowModel
import FoundationEssentials

/// Bytes that inputs give as text, or as base64 in one of the same name with `_base64`.
enum ContentInput {
    /// Reads them.
    ///
    /// - Parameters:
    ///   - name: The name of the input.
    ///   - inputs: The inputs.
    ///   - connector: The connector type, for messages.
    /// - Returns: The bytes; nil when neither is given.
    /// - Throws: `InvalidInputError` for what is no base64.
    static func bytes(_ name: String, of inputs: JSONObject, connector: String) throws(FlowError) -> [UInt8]? {
        if let text = inputs[name]?.text { return Array(text.utf8) }
        guard let base64 = inputs["\(name)_base64"]?.text else { return nil }
        guard let data = Data(base64Encoded: base64) else {
            throw FlowError(.invalidInput, "\(connector): \(name)_base64 must be base64")
        }
        return [UInt8](data)
    }
}
