import FlowModel

/// Takes secrets out of texts that people may see.
struct Redactor: Sendable, Equatable {
    private var secrets: [[UInt8]] = []
    private static let mark = Array("***".utf8)

    /// Hides a text and the forms in which it is often repeated: with percent signs, inside of JSON.
    ///
    /// - Parameters:
    ///   - secret: The text.
    ///   - shortest: Texts of fewer bytes are let through: for those that are rarely secret, which would make others
    ///     unreadable.
    mutating func hide(_ secret: String, shortest: Int = 1) {
        guard secret.utf8.count >= shortest else { return }
        var json: [UInt8] = []
        JSONWriter.write(secret, into: &json)
        let forms = [
            Array(secret.utf8), Array(PercentCoding.encoded(secret).utf8),
            Array(PercentCoding.encoded(secret, space: "+").utf8), Array(json.dropFirst().dropLast()),
        ]
        for form in forms where !secrets.contains(form) { secrets.append(form) }
        // The longest first: one may be part of another.
        secrets.sort { $0.count > $1.count }
    }

    /// The text with asterisks for every secret.
    func redacted(_ text: String) -> String {
        guard !secrets.isEmpty else { return text }
        var rest = Array(text.utf8)[...]
        var result: [UInt8] = []
        // Byte by byte: letters that grow together with a secret must not hide it.
        while let byte = rest.first {
            if let secret = secrets.first(where: { rest.starts(with: $0) }) {
                result += Self.mark
                rest = rest.dropFirst(secret.count)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
