import FlowModel
import FoundationEssentials

/// The body of a request with its content type.
struct RESTBody: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        case bytes([UInt8])
        /// A file below the folder of files.
        case file(FilePlace)
    }

    let content: Content
    let contentType: String

    /// Makes the body that the inputs ask for; nil when they ask for none.
    ///
    /// - Parameters:
    ///   - inputs: The inputs, of which one at most is a body.
    ///   - connector: Whose inputs, for messages.
    ///   - boundary: What separates the parts of a multipart body: the same each time the connection is performed.
    /// - Throws: `InvalidInputError` for base64 that is none, and parts without or with two contents.
    init?(_ inputs: JSONObject, of connector: String, boundary: String) throws(FlowError) {
        if let json = inputs["json"] {
            var bytes: [UInt8] = []
            JSONWriter.write(json, into: &bytes)
            self.init(bytes: bytes, contentType: "application/json")
        } else if let form = inputs["form"] {
            let text = PercentCoding.form(RESTOrder.pairs(form), space: "+")
            self.init(bytes: Array(text.utf8), contentType: "application/x-www-form-urlencoded")
        } else if let text = inputs["body"]?.text {
            self.init(bytes: Array(text.utf8), contentType: "text/plain; charset=utf-8")
        } else if let base64 = inputs["body_base64"]?.text {
            self.init(bytes: try Self.decoded(base64, "body_base64"), contentType: "application/octet-stream")
        } else if let parts = inputs["multipart"]?.items {
            let bytes = try Self.multipart(parts, boundary: boundary)
            self.init(bytes: bytes, contentType: "multipart/form-data; boundary=\(boundary)")
        } else if let path = inputs["body_file"]?.text {
            self.init(
                .file(try FilePlace(path, input: "body_file", of: connector)), contentType: "application/octet-stream")
        } else {
            return nil
        }
    }

    /// A body of bytes.
    init(bytes: [UInt8], contentType: String) { self.init(.bytes(bytes), contentType: contentType) }

    /// A body of that content.
    init(_ content: Content, contentType: String) {
        self.content = content
        self.contentType = contentType
    }

    private static func decoded(_ text: String, _ name: String) throws(FlowError) -> [UInt8] {
        guard let data = Data(base64Encoded: text) else {
            throw FlowError(.invalidInput, "\(name) must be base64")
        }
        return [UInt8](data)
    }

    private static func multipart(_ parts: [JSONValue], boundary: String) throws(FlowError) -> [UInt8] {
        var result: [UInt8] = []
        for (index, part) in parts.enumerated() {
            let path = "multipart[\(index + 1)]"
            let fields = part.object ?? [:]
            let content: [UInt8]
            switch (fields["value"]?.text, fields["content_base64"]?.text) {
            case (let value?, nil): content = Array(value.utf8)
            case (nil, let base64?): content = try decoded(base64, "\(path).content_base64")
            default: throw FlowError(.invalidInput, "\(path) needs one of value and content_base64")
            }
            var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(quoted(fields["name"]?.text ?? ""))\""
            if let filename = fields["filename"]?.text { head += "; filename=\"\(quoted(filename))\"" }
            if let type = fields["content_type"]?.text {
                guard type.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
                    throw FlowError(.invalidInput, "\(path).content_type has other characters than ASCII")
                }
                head += "\r\nContent-Type: \(type)"
            }
            result += Array("\(head)\r\n\r\n".utf8) + content + Array("\r\n".utf8)
        }
        return result + Array("--\(boundary)--\r\n".utf8)
    }

    /// As browsers write names in quotes.
    private static func quoted(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\r", "\n": result += "%" + (scalar == "\"" ? "22" : scalar == "\r" ? "0D" : "0A")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
