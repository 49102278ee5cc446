import FlowModel

/// What the inputs of a FILE connection ask for, checked.
struct FileOrder: Sendable {
    enum Action: Sendable {
        case read(limit: Int, asBase64: Bool)
        case write([UInt8], overwrites: Bool)
        case append([UInt8])
        case list(isRecursive: Bool, limit: Int)
        case delete(mustExist: Bool, isRecursive: Bool)
        case move(FilePlace, overwrites: Bool)
        case info
    }

    let operation: String
    let place: FilePlace
    let action: Action

    /// Operation and path for people.
    var name: String { "FILE \(operation) '\(place.text)'" }

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject) throws(FlowError) {
        let operation = inputs["operation"]?.text ?? ""
        self.operation = operation
        func missing(_ name: String) -> FlowError {
            FlowError(.missingInput, "FILE: the input '\(name)' is missing; \(operation) needs it")
        }
        let path = inputs["path"]?.text
        guard path != nil || operation == "list" else { throw missing("path") }
        place = try FilePlace(path ?? "", input: "path")
        if place.names.isEmpty, operation != "list", operation != "info" {
            throw FlowError(.invalidInput, "FILE: path is the allowed folder itself; \(operation) needs one below it")
        }
        switch operation {
        case "read":
            action = .read(
                limit: Int(inputs["max_bytes"]?.integer ?? 10 << 20), asBase64: inputs["encoding"] == "base64")
        case "write", "append":
            guard let content = try ContentInput.bytes("content", of: inputs, connector: "FILE") else {
                throw missing("content")
            }
            action = operation == "write" ? .write(content, overwrites: inputs["overwrite"] != false) : .append(content)
        case "list":
            action = .list(
                isRecursive: inputs["recursive"] == true, limit: Int(inputs["max_entries"]?.integer ?? 10_000))
        case "delete":
            action = .delete(mustExist: inputs["must_exist"] == true, isRecursive: inputs["recursive"] == true)
        case "move":
            guard let text = inputs["to"]?.text else { throw missing("to") }
            let target = try FilePlace(text, input: "to")
            guard !target.names.isEmpty else { throw FlowError(.invalidInput, "FILE: to is the allowed folder itself") }
            guard !target.names.starts(with: place.names) else {
                throw FlowError(.invalidInput, "FILE: to is the same as path, or lies in it")
            }
            action = .move(target, overwrites: inputs["overwrite"] != false)
        default: action = .info
        }
    }
}
