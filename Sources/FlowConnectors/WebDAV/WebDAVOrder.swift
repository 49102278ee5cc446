import CCurl
import FlowModel

/// What the inputs of a WEBDAV connection ask for, checked.
struct WebDAVOrder: Sendable {
    enum Action: Sendable {
        case list(limit: Int)
        case get(asBase64: Bool)
        case put([UInt8], createsFolders: Bool)
        case delete(mustExist: Bool)
        case move(RemotePath, createsFolders: Bool, overwrites: Bool)
        case makeFolder(createsFolders: Bool)
        case info
    }

    static let kind = CurlEndpoint.Kind(
        type: "WEBDAV", plainScheme: "http", secureScheme: "https", ports: [.none: 80, .tls: 443])

    let endpoint: CurlEndpoint
    /// The folder that paths begin in; its path ends with a slash.
    let base: WebAddress
    let operation: String
    let path: RemotePath
    let action: Action
    /// Headers with conditions for a put.
    let conditions: [String]

    /// Operation and path for people.
    var name: String { "\(operation) '\(path.text)'" }

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject) throws(FlowError) {
        let base = try Self.base(inputs["url"]?.text ?? "")
        // Bits of libcurl: basic is 1, digest is 2.
        let ways = inputs["auth"] == "digest" ? 2 : 1
        endpoint = try CurlEndpoint(
            inputs, Self.kind, security: base.isSecure ? .tls : CurlEndpoint.Security.none,
            address: (base.host, base.port ?? (base.isSecure ? 443 : 80)), more: [.number(CURLOPT_HTTPAUTH, ways)])
        self.base = base
        let operation = inputs["operation"]?.text ?? ""
        self.operation = operation
        func missing(_ name: String) -> FlowError {
            FlowError(.missingInput, "WEBDAV: the input '\(name)' is missing; \(operation) needs it")
        }
        let text = inputs["path"]?.text
        guard text != nil || operation == "list" else { throw missing("path") }
        path = try Self.path(text ?? "", "path")
        if path.names.isEmpty, operation != "list", operation != "info" {
            throw FlowError(.invalidInput, "WEBDAV: path is the whole folder; \(operation) needs something in it")
        }
        let createsFolders = inputs["create_folders"] == true
        let overwrites = inputs["overwrite"] != false
        switch operation {
        case "list": action = .list(limit: Int(inputs["max_entries"]?.integer ?? 10_000))
        case "get": action = .get(asBase64: inputs["encoding"] == "base64")
        case "put":
            guard let content = try ContentInput.bytes("content", of: inputs, connector: "WEBDAV") else {
                throw missing("content")
            }
            action = .put(content, createsFolders: createsFolders)
        case "delete": action = .delete(mustExist: inputs["must_exist"] == true)
        case "move":
            guard let text = inputs["to"]?.text else { throw missing("to") }
            let target = try Self.path(text, "to")
            guard !target.names.isEmpty, target != path else {
                throw FlowError(.invalidInput, "WEBDAV: to is the whole folder, or the same as path")
            }
            action = .move(target, createsFolders: createsFolders, overwrites: overwrites)
        case "mkdir": action = .makeFolder(createsFolders: createsFolders)
        default: action = .info
        }
        var conditions: [String] = []
        if let etag = inputs["if_match"]?.text {
            guard !etag.isEmpty, etag.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
                throw FlowError(.invalidInput, "WEBDAV: if_match must be an etag as get, list and info give it")
            }
            conditions.append("If-Match: \(etag)")
        }
        if operation == "put", !overwrites { conditions.append("If-None-Match: *") }
        self.conditions = conditions
    }

    /// The path of an address for libcurl.
    func address(_ path: RemotePath, isFolder: Bool = false) -> String {
        base.path + path.encoded + (isFolder && !path.names.isEmpty ? "/" : "")
    }

    private static func base(_ text: String) throws(FlowError) -> WebAddress {
        var base: WebAddress
        do throws(WebAddress.Fault) {
            base = try WebAddress(text)
        } catch {
            throw FlowError(.invalidInput, "WEBDAV: url \(error.reason)")
        }
        guard base.credentials == nil, base.query == nil else {
            throw FlowError(
                .invalidInput, "WEBDAV: url must have no user, password and query; see username and password")
        }
        if !base.path.hasSuffix("/") { base.path += "/" }
        return base
    }

    private static func path(_ text: String, _ input: String) throws(FlowError) -> RemotePath {
        let path = try RemotePath(text, input: input, type: "WEBDAV")
        guard !path.isAbsolute else {
            throw FlowError(.invalidInput, "WEBDAV: \(input) must not begin with a slash; it begins at url")
        }
        return path
    }
}
