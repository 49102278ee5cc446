import CPostgreSQL
import FlowModel

/// An error that PostgreSQL reports, with its fields.
struct PostgreSQLFault: Sendable, Equatable {
    /// The five characters that tell the kind of error; nil where libpq itself reports it.
    let state: String?
    let message: String
    private let fields: JSONObject

    /// The error that a result holds.
    ///
    /// - Parameters:
    ///   - result: A result of libpq.
    ///   - sql: The statement, to find the line of the mistake.
    init(_ result: OpaquePointer, sql: String) {
        func field(_ code: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }
        state = field("C")
        message = field("M") ?? Self.oneLine(PQresultErrorMessage(result).map { String(cString: $0) } ?? "")
        var fields = JSONObject()
        fields["sqlstate"] = state.map(JSONValue.string)
        for (name, code) in [
            ("detail", "D"), ("hint", "H"), ("schema", "s"), ("table", "t"), ("column", "c"), ("constraint", "n"),
        ] as [(String, Unicode.Scalar)] {
            fields[name] = field(code).map(JSONValue.string)
        }
        if let position = field("P").flatMap({ Int($0) }), position > 0 {
            let before = sql.unicodeScalars.prefix(position - 1)
            let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
            fields["line"] = .integer(Int64(max(1, lines.count)))
            fields["character"] = .integer(Int64((lines.last?.count ?? 0) + 1))
        }
        self.fields = fields
    }

    /// The error for the script.
    ///
    /// - Parameters:
    ///   - target: Connector and target.
    ///   - place: Which of several statements it was; empty for the only one.
    ///   - redactor: Takes out secrets.
    /// - Returns: The error.
    func error(target: String, place: String, _ redactor: Redactor) -> FlowError {
        var text = "\(target): "
        if !place.isEmpty { text += "\(place): " }
        text += state.map { "error \($0): \(message)" } ?? "the connection broke: \(message)"
        if let line = fields["line"]?.integer, let character = fields["character"]?.integer {
            text += " (at line \(line), character \(character) of the statement)"
        }
        if let detail = fields["detail"]?.text { text += "; \(detail)" }
        if let hint = fields["hint"]?.text { text += "; \(hint)" }
        if state == "25006" {
            text += "; what only fetches is read-only unless read_only = false or effect_table says otherwise"
        }
        return FlowError(.connectionFailed, redactor.redacted(text), details: details(redactor))
    }

    private func details(_ redactor: Redactor) -> JSONValue? {
        guard state != nil else { return nil }
        return .object(
            JSONObject(
                fields.entries.map { entry in
                    let value = entry.value.text.map { JSONValue.string(redactor.redacted($0)) } ?? entry.value
                    return JSONObject.Entry(key: entry.key, value: value)
                }))
    }

    /// What libpq says of a connection that it could not make, in one line.
    static func connectMessage(_ text: String) -> String {
        var message = oneLine(text)
        for hint in hints where message.contains(hint.sign) {
            message += "; \(hint.text)"
            break
        }
        return message
    }

    private static let hints: [(sign: String, text: String)] = [
        ("certificate verify failed", "see ca_certificate and verify_tls"),
        ("does not match host name", "see verify_tls"),
        ("server does not support SSL", "see tls"),
        ("no encryption", "see tls"),
    ]

    private static func oneLine(_ text: String) -> String {
        var parts: [Substring] = []
        for line in text.split(whereSeparator: \.isNewline) {
            // It begins with where it was about to connect to, which the script knows.
            let start = line.hasPrefix("connection to server at ") ? line.end(of: " failed: ") : nil
            let part = (start.map { line[$0...] } ?? line).drop { $0 == "\t" || $0 == " " }
            if !part.hasPrefix("Is the server running"), !parts.contains(part) { parts.append(part) }
        }
        return parts.joined(separator: "; ")
    }
}

extension Substring {
    /// Where the text after another one begins.
    fileprivate func end(of text: String) -> Index? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
