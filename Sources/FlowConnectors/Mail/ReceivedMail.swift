import FlowModel
import FoundationEssentials

/// A mail that came, as a script sees it.
struct ReceivedMail {
    /// How much of a mail is wanted.
    enum Extent: String, Sendable, CaseIterable {
        case all
        /// Attachments by name and size only.
        case text
        case headers
    }

    private let mail: MIMEPart
    private let extent: Extent

    /// Reads a mail.
    init(_ bytes: [UInt8], _ extent: Extent) {
        mail = MIMEPart(bytes)
        self.extent = extent
    }

    /// The fields of the mail.
    var output: JSONObject {
        var output: JSONObject = ["headers": .object(headers)]
        for (key, name) in [
            ("subject", "subject"), ("date", "date"), ("message_id", "message-id"), ("in_reply_to", "in-reply-to"),
        ] {
            guard let value = mail.header(name) else { continue }
            output[key] = .string(key.hasSuffix("id") || key == "in_reply_to" ? Self.withoutBrackets(value) : value)
        }
        for key in ["from", "to", "cc", "reply_to"] {
            let name = key == "reply_to" ? "reply-to" : key
            let people = mail.headers.filter { $0.name == name }.flatMap { Self.people($0.value) }
            if key == "from" {
                output[key] = people.first
            } else if !people.isEmpty {
                output[key] = .array(people)
            }
        }
        guard extent != .headers else { return output }
        var attachments: [JSONValue] = []
        for part in mail.leaves {
            let isAttached = part.disposition.value == "attachment" || part.disposition["filename"] != nil
            if !isAttached, part.type.value == "text/plain", output["text"] == nil, let text = part.text {
                output["text"] = .string(text)
            } else if !isAttached, part.type.value == "text/html", output["html"] == nil, let text = part.text {
                output["html"] = .string(text)
            } else {
                attachments.append(attachment(part))
            }
        }
        output["attachments"] = .array(attachments)
        return output
    }

    private func attachment(_ part: MIMEPart) -> JSONValue {
        var output: JSONObject = [
            "content_type": .string(part.type.value), "bytes": .integer(Int64(part.content.count)),
        ]
        output["name"] = (part.disposition["filename"] ?? part.type["name"]).map(JSONValue.string)
        if let id = part.header("content-id") { output["content_id"] = .string(Self.withoutBrackets(id)) }
        if extent == .all {
            if part.type.value.hasPrefix("text/"), let text = part.text {
                output["content"] = .string(text)
            } else {
                output["content_base64"] = .string(Data(part.content).base64EncodedString())
            }
        }
        return .object(output)
    }

    private var headers: JSONObject {
        var table = JSONObject()
        for (name, value) in mail.headers {
            let value = JSONValue.string(EncodedWord.decoded(value))
            switch table[name] {
            case .array(let values)?: table[name] = .array(values + [value])
            case let first?: table[name] = [first, value]
            case nil: table[name] = value
            }
        }
        return table
    }

    private static func withoutBrackets(_ text: String) -> String {
        let inner = text.drop { $0 == "<" || $0.isWhitespace }.prefix { $0 != ">" }
        return inner.isEmpty ? text : String(inner)
    }

    /// The people that a header names, each with name and address.
    static func people(_ text: String) -> [JSONValue] {
        var people: [String] = [""]
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if character == ",", !isQuoted {
                people.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isEscaped
            people[people.count - 1].append(character)
        }
        return people.prefix(1000).compactMap { person -> JSONValue? in
            let text = person.filter { !$0.isNewline }
            guard let open = text.lastIndex(of: "<") else {
                let address = text.filter { !$0.isWhitespace }
                return address.isEmpty || !address.contains("@") ? nil : ["address": .string(address)]
            }
            let address = text[text.index(after: open)...].prefix { $0 != ">" }
            var name = EncodedWord.decoded(String(text[..<open])).drop { $0.isWhitespace }
            while name.last?.isWhitespace == true { name = name.dropLast() }
            if name.count >= 2, name.first == "\"", name.last == "\"" { name = name.dropFirst().dropLast() }
            var output: JSONObject = ["address": .string(String(address))]
            if !name.isEmpty { output["name"] = .string(String(name).replacing("\\\"", with: "\"")) }
            return .object(output)
        }
    }
}
