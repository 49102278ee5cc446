import FlowModel

/// What the inputs of an FTP or SFTP connection ask for, checked.
struct FTPOrder: Sendable {
    enum Action: Sendable {
        case list(limit: Int)
        case get(asBase64: Bool)
        case put([UInt8], createsFolders: Bool)
        case delete(mustExist: Bool)
        case move(RemotePath, createsFolders: Bool)
        case makeFolder(createsFolders: Bool)
        case info
    }

    let endpoint: CurlEndpoint
    let dialect: FTPDialect
    let operation: String
    let path: RemotePath
    let action: Action
    /// The name that a file has until it is whole.
    let temporaryName: String

    /// Operation and path for people.
    var name: String { "\(operation) '\(path.text)'" }

    /// Reads inputs that fit the interface.
    ///
    /// - Parameters:
    ///   - inputs: The inputs.
    ///   - endpoint: Where it goes.
    ///   - dialect: The protocol.
    ///   - idempotencyKey: What temporary names are made of.
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(
        _ inputs: JSONObject, to endpoint: CurlEndpoint, _ dialect: FTPDialect, idempotencyKey: String
    ) throws(FlowError) {
        let type = endpoint.type
        let operation = inputs["operation"]?.text ?? ""
        self.endpoint = endpoint
        self.dialect = dialect
        self.operation = operation
        func missing(_ name: String) -> FlowError {
            FlowError(.missingInput, "\(type): the input '\(name)' is missing; \(operation) needs it")
        }
        let text = inputs["path"]?.text
        guard text != nil || operation == "list" else { throw missing("path") }
        path = try RemotePath(text ?? "", input: "path", type: type)
        if path.names.isEmpty, operation != "list", operation != "info" {
            throw FlowError(.invalidInput, "\(type): path is the whole folder; \(operation) needs something in it")
        }
        let key = idempotencyKey.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || "-0123456789".unicodeScalars.contains($0))
        }
        temporaryName = ".moonflow-\(String(String.UnicodeScalarView(key)).prefix(100)).part"
        let createsFolders = inputs["create_folders"] == true
        switch operation {
        case "list": action = .list(limit: Int(inputs["max_entries"]?.integer ?? 10_000))
        case "get": action = .get(asBase64: inputs["encoding"] == "base64")
        case "put":
            guard let content = try ContentInput.bytes("content", of: inputs, connector: type) else {
                throw missing("content")
            }
            action = .put(content, createsFolders: createsFolders)
        case "delete": action = .delete(mustExist: inputs["must_exist"] == true)
        case "move":
            guard let text = inputs["to"]?.text else { throw missing("to") }
            let target = try RemotePath(text, input: "to", type: type)
            guard !target.names.isEmpty, target != path else {
                throw FlowError(.invalidInput, "\(type): to is the whole folder, or the same as path")
            }
            action = .move(target, createsFolders: createsFolders)
        case "mkdir": action = .makeFolder(createsFolders: createsFolders)
        default: action = .info
        }
    }
}
