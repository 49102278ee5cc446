import FlowModel

/// What the inputs of an S3 connection ask for, checked.
struct S3Order: Sendable {
    enum Operation: String, Sendable {
        case get, put, delete, list, head, copy, presign
    }

    let operation: Operation
    let bucket: String
    /// Empty for the bucket itself.
    let key: String
    /// The bucket or the object in it.
    let address: WebAddress
    let signer: SignatureV4
    let inputs: JSONObject

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input, never a key that signs.
    init(_ inputs: JSONObject) throws(FlowError) {
        let word = inputs["operation"]?.text ?? ""
        func missing(_ name: String) -> FlowError {
            FlowError(.missingInput, "S3: the input '\(name)' is missing; \(word) needs it")
        }
        let operation = Operation(rawValue: word) ?? .list
        let bucket = try Self.bucket(inputs["bucket"]?.text ?? "", "bucket")
        self.operation = operation
        self.bucket = bucket
        self.inputs = inputs
        switch operation {
        case .list:
            guard inputs["key"] == nil else { throw FlowError(.invalidInput, "S3: list takes prefix, and no key") }
            key = ""
        default:
            guard let key = inputs["key"]?.text else { throw missing("key") }
            self.key = try Self.key(key, "key")
        }
        if operation == .put,
            !["content", "content_base64", "json", "body_file"].contains(where: { inputs[$0] != nil })
        {
            throw missing("content")
        }
        if operation == .copy {
            guard let source = inputs["source_key"]?.text else { throw missing("source_key") }
            _ = try Self.key(source, "source_key")
            if let bucket = inputs["source_bucket"]?.text { _ = try Self.bucket(bucket, "source_bucket") }
        }
        for entry in inputs["metadata"]?.object?.entries ?? [] {
            let isPlain = entry.key.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || byte == UInt8(ascii: "-")
            }
            guard isPlain, !entry.key.isEmpty, entry.value.items == nil else {
                throw FlowError(
                    .invalidInput, "S3: metadata must be texts, by names of letters, digits and '-'")
            }
        }
        let region = inputs["region"]?.text ?? ""
        guard Self.isName(region) else {
            throw FlowError(.invalidInput, "S3: region must be a word such as eu-central-1")
        }
        address = try Self.address(inputs, bucket: bucket, key: key, region: region)
        let access = inputs["access_key"]?.text ?? ""
        let token = inputs["session_token"]?.text
        guard access.utf8.allSatisfy({ 0x21...0x7E ~= $0 }), !access.isEmpty else {
            throw FlowError(.invalidInput, "S3: access_key is empty, or has blanks or other characters than ASCII")
        }
        guard (token ?? "").utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw FlowError(.invalidInput, "S3: session_token has blanks or other characters than ASCII")
        }
        signer = SignatureV4(
            accessKey: access, secretKey: inputs["secret_key"]?.text ?? "", sessionToken: token, region: region,
            service: "s3")
    }

    /// Where requests go, without key.
    static func address(
        _ inputs: JSONObject, bucket: String, key: String = "", region: String
    ) throws(FlowError) -> WebAddress {
        let endpoint = inputs["endpoint"]?.text
        let isPathStyle = inputs["path_style"].map { $0 == true } ?? (endpoint != nil)
        do throws(WebAddress.Fault) {
            let base = try WebAddress(endpoint ?? "https://s3.\(region).amazonaws.com")
            guard base.credentials == nil, base.query == nil else {
                throw WebAddress.Fault(reason: "has credentials or a query")
            }
            let folder = base.path.hasSuffix("/") ? String(base.path.dropLast()) : base.path
            let scheme = base.isSecure ? "https" : "http"
            let origin = isPathStyle ? base.origin : "\(scheme)://\(bucket).\(base.authority)"
            let path = isPathStyle ? "\(folder)/\(bucket)" : folder
            return try WebAddress("\(origin)\(path)/\(encoded(key))")
        } catch {
            throw FlowError(.invalidInput, "S3: endpoint \(error.reason)")
        }
    }

    /// A key as a path has it.
    static func encoded(_ key: String) -> String {
        key.pathNames().map { PercentCoding.encoded($0) }.joined(separator: "/")
    }

    private static func bucket(_ text: String, _ input: String) throws(FlowError) -> String {
        guard isName(text), 3...255 ~= text.utf8.count, !text.hasPrefix("."), !text.contains("..") else {
            throw FlowError(.invalidInput, "S3: \(input) must be a name of 3 to 255 letters, digits, '-', '.' and '_'")
        }
        return text
    }

    private static func key(_ text: String, _ input: String) throws(FlowError) -> String {
        guard 1...1024 ~= text.utf8.count else {
            throw FlowError(.invalidInput, "S3: \(input) must have 1 to 1024 bytes")
        }
        // Whoever stands between would take them for steps in folders.
        guard !text.pathNames().contains(where: { $0 == "." || $0 == ".." }) else {
            throw FlowError(.invalidInput, "S3: \(input) has a part '.' or '..', which addresses cannot have")
        }
        return text
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || "-._".utf8.contains(byte)
            }
    }
}
