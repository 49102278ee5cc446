/// Takes secrets out of texts that people may see.
///
/// It keeps a secret from being shown by accident: by an error that repeats a request, a service that sends back what it
/// got. Against somebody who wants to see it, what secrets are bound to helps, and not this: a text can be changed in more ways than
/// can be looked for.
package struct Redactor: Sendable, Equatable {
    private var secrets: [[UInt8]] = []
    /// The bytes that a secret begins with.
    private var beginnings = [Bool](repeating: false, count: 256)
    private static let mark = Array("***".utf8)

    /// Hides nothing yet.
    package init() {}

    /// Hides a text and the forms in which it is often repeated: with percent signs, inside of JSON, in base64.
    ///
    /// - Parameters:
    ///   - secret: The text.
    ///   - shortest: Texts of fewer bytes are let through: for those that are rarely secret, which would make others
    ///     unreadable.
    package mutating func hide(_ secret: String, shortest: Int = 1) {
        guard secret.utf8.count >= max(shortest, 1) else { return }
        var json: [UInt8] = []
        JSONWriter.write(secret, into: &json)
        var forms = [
            Array(secret.utf8), Array(PercentCoding.encoded(secret).utf8),
            Array(PercentCoding.encoded(secret, space: "+").utf8), Array(json.dropFirst().dropLast()),
        ]
        forms += Self.base64Cores(Array(secret.utf8))
        for form in forms where !secrets.contains(form) {
            secrets.append(form)
            beginnings[Int(form[0])] = true
        }
        // The longest first: one may be part of another.
        secrets.sort { $0.count > $1.count }
    }

    /// Hides what another one hides.
    package mutating func hide(_ other: Redactor) {
        for form in other.secrets where !secrets.contains(form) {
            secrets.append(form)
            beginnings[Int(form[0])] = true
        }
        secrets.sort { $0.count > $1.count }
    }

    /// A text that was cut off somewhere, with asterisks for every secret, also for one of which the beginning is left.
    package func redacted(cut bytes: [UInt8]) -> String {
        let longest = secrets.first?.count ?? 0
        for place in bytes.indices.suffix(longest) where beginnings[Int(bytes[place])] {
            let rest = bytes[place...]
            guard secrets.contains(where: { $0.count > rest.count && $0.starts(with: rest) }) else { continue }
            return redacted(String(decoding: bytes[..<place], as: UTF8.self)) + "***"
        }
        return redacted(String(decoding: bytes, as: UTF8.self))
    }

    /// The text with asterisks for every secret.
    package func redacted(_ text: String) -> String {
        guard !secrets.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var copied = 0
        var place = 0
        // Byte by byte: letters that grow together with a secret must not hide it.
        while place < bytes.count {
            guard beginnings[Int(bytes[place])],
                let secret = secrets.first(where: { bytes[place...].starts(with: $0) })
            else {
                place += 1
                continue
            }
            result += bytes[copied..<place]
            result += Self.mark
            place += secret.count
            copied = place
        }
        guard copied > 0 else { return text }
        result += bytes[copied...]
        return String(decoding: result, as: UTF8.self)
    }

    /// The value with asterisks for every secret: in texts, names of fields, and numbers that are one.
    package func redacted(_ value: JSONValue) -> JSONValue {
        guard !secrets.isEmpty else { return value }
        switch value {
        case .null, .bool: return value
        case .integer, .number: return redacted(JSONWriter.text(value)) == "***" ? "***" : value
        case .string(let text): return .string(redacted(text))
        case .array(let items): return .array(items.map(redacted))
        case .object(let entries):
            return .object(JSONObject(entries.entries.map { .init(key: redacted($0.key), value: redacted($0.value)) }))
        }
    }

    /// The error with asterisks for every secret.
    package func redacted(_ error: FlowError) -> FlowError {
        FlowError(
            type: error.type, message: redacted(error.message), details: error.details.map(redacted))
    }

    private static let base64Digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// What is the same of a text in base64, whatever stands before and after it: once for each place in a group of three.
    private static func base64Cores(_ text: [UInt8]) -> [[UInt8]] {
        (0..<3).compactMap { offset in
            let bits = offset * 8
            let first = (bits + 5) / 6
            let last = (bits + text.count * 8) / 6
            // Fewer digits are found by chance.
            guard last - first >= 8 else { return nil }
            return (first..<last).map { digit in
                let start = digit * 6 - bits
                var value = 0
                for bit in start..<start + 6 { value = value << 1 | Int(text[bit / 8] >> UInt8(7 - bit % 8)) & 1 }
                return base64Digits[value]
            }
        }
    }
}
