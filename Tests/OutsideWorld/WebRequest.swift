package import FlowModel

/// What a client asked a service.
package struct WebRequest: Sendable {
    package var method: String
    /// Path and query.
    package var uri: String
    /// By their names in lower case.
    package var headers: [String: String]
    package var body: [UInt8]

    /// Describes a request.
    package init(method: String, uri: String, headers: [String: String] = [:], body: [UInt8] = []) {
        self.method = method
        self.uri = uri
        self.headers = headers
        self.body = body
    }

    /// What tells repetitions of one effect from others.
    package var idempotencyKey: String? { headers["idempotency-key"] }

    /// The body as JSON, or as text where it is none; nil when there is no body.
    package var value: JSONValue? {
        if body.isEmpty { return nil }
        return (try? JSONParser.parse(body)) ?? .string(String(decoding: body, as: UTF8.self))
    }

    /// Method, address and body in one line, for people and for comparison.
    package var line: String {
        "\(method) \(uri)" + (body.isEmpty ? "" : " " + String(decoding: body, as: UTF8.self))
    }
}

/// What a service says to a request.
package struct WebAnswer: Sendable, Equatable {
    package let status: Int
    /// A text goes out as it is, everything else as JSON; nil for no body.
    package let value: JSONValue?

    /// Describes an answer.
    package init(_ status: Int, _ value: JSONValue? = nil) {
        self.status = status
        self.value = value
    }
}
