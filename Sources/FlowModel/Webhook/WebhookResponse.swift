/// What the caller of a webhook gets: an HTTP response as data, which a script makes and a server sends.
public struct WebhookResponse: Sendable, Equatable {
    /// What is sent after the headers.
    public enum Content: Sendable, Equatable {
        /// Nothing.
        case none
        /// A text, in UTF-8.
        case text(String)
        /// Any bytes, in base64.
        case base64(String)
    }

    /// One header.
    public struct Header: Sendable, Equatable {
        /// The name as the script wrote it.
        public let name: String
        /// The value.
        public let value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The HTTP status, from 200 to 599.
    public let statusCode: Int
    /// Headers besides the content type, in the order of their names; one with several values is there several times.
    public let headers: [Header]
    /// What the content is; nil for no content.
    public let contentType: String?
    /// What is sent.
    public let content: Content

    /// Makes a response of what a script gave.
    ///
    /// - Parameters:
    ///   - content: What is sent.
    ///   - statusCode: The HTTP status; null for 200.
    ///   - headers: Headers by name; an array of values gives one several times. Null for none.
    ///   - contentType: What the content is; null for what the headers say, or else `usualType`.
    ///   - usualType: What content of that kind is.
    /// - Throws: `InvalidInputError` that names the argument.
    public init(
        _ content: Content, statusCode: JSONValue = .null, headers: JSONValue = .null, contentType: JSONValue = .null,
        usualType: String? = nil
    ) throws(FlowError) {
        var fields = try HeaderFields(headers)
        let status = try Self.status(statusCode)
        guard content == .none || ![204, 205, 304].contains(status) else {
            throw FlowError(.invalidInput, "a response with the status_code \(status) has no content")
        }
        if case .base64(let text) = content, Base64.decoded(text) == nil {
            throw FlowError(.invalidInput, "content_b64 must be base64")
        }
        let inHeaders = fields.takeContentType()
        if contentType != .null, inHeaders != nil {
            throw FlowError(.invalidInput, "give only one of content_type and headers[\"Content-Type\"]")
        }
        if contentType != .null, !HeaderFields.isValue(contentType.text ?? "") {
            throw FlowError(.invalidInput, "content_type must be a text on one line, such as text/plain")
        }
        self.statusCode = status
        self.headers = fields.headers
        self.content = content
        self.contentType = contentType.text ?? inHeaders ?? (content == .none ? nil : usualType)
    }

    private static func status(_ value: JSONValue) throws(FlowError) -> Int {
        guard value != .null else { return 200 }
        guard let status = value.integer, 200...599 ~= status else {
            throw FlowError(.invalidInput, "status_code must be an integer from 200 to 599, but got \(value)")
        }
        return Int(status)
    }

    /// The bytes that are sent.
    public var bytes: [UInt8] {
        switch content {
        case .none: []
        case .text(let text): Array(text.utf8)
        case .base64(let text): Base64.decoded(text) ?? []
        }
    }

    // MARK: - As a field of an execution

    /// The response as executions keep it: `{status_code, headers, content_type, body or base64}`.
    public var json: JSONValue {
        var fields: JSONObject = [
            "status_code": .integer(Int64(statusCode)), "content_type": contentType.map(JSONValue.string) ?? .null,
        ]
        var byName = JSONObject()
        for header in headers {
            switch byName[header.name] {
            case nil: byName[header.name] = .string(header.value)
            case .array(let values)?: byName[header.name] = .array(values + [.string(header.value)])
            case let value?: byName[header.name] = [value, .string(header.value)]
            }
        }
        fields["headers"] = .object(byName)
        switch content {
        case .none: break
        case .text(let text): fields["body"] = .string(text)
        case .base64(let text): fields["base64"] = .string(text)
        }
        return .object(fields)
    }

    /// Reads ``json``; nil for anything else.
    public init?(json value: JSONValue) {
        guard let fields = value.object else { return nil }
        let content: Content =
            if let body = fields["body"]?.text {
                .text(body)
            } else if let base64 = fields["base64"]?.text {
                .base64(base64)
            } else {
                .none
            }
        guard
            let response = try? WebhookResponse(
                content, statusCode: fields["status_code"] ?? .null, headers: fields["headers"] ?? .null,
                contentType: fields["content_type"] ?? .null)
        else { return nil }
        self = response
    }
}
