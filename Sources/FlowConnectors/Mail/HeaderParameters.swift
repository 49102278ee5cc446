import FlowModel

/// The value of a header such as Content-Type: a word, and parameters by name.
struct HeaderParameters: Sendable, Equatable {
    /// In lower case.
    let value: String
    private let parameters: [String: String]

    /// Reads `text/plain; charset="utf-8"`, with the long and encoded parameters of RFC 2231; what is broken is left out.
    init(_ text: String) {
        var parts = Self.parts(text)
        value = parts.isEmpty ? "" : parts.removeFirst().lowercased().filter { !$0.isWhitespace }
        var plain: [String: String] = [:]
        var pieces: [String: [Int: (text: String, isEncoded: Bool)]] = [:]
        for part in parts.prefix(200) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            let name = pair[0].lowercased().filter { !$0.isWhitespace }
            let value = Self.unquoted(pair[1])
            guard name.contains("*") else {
                if plain[name] == nil { plain[name] = EncodedWord.decoded(value) }
                continue
            }
            let words = name.split(separator: "*", omittingEmptySubsequences: false)
            let isEncoded = words.last == ""
            let number = words.count > 1 ? Int(words[1]) ?? 0 : 0
            pieces[String(words[0]), default: [:]][number] = (value, isEncoded)
        }
        for (name, pieces) in pieces { plain[name] = Self.joined(pieces) ?? plain[name] }
        parameters = plain
    }

    /// A parameter.
    subscript(name: String) -> String? { parameters[name] }

    private static func joined(_ pieces: [Int: (text: String, isEncoded: Bool)]) -> String? {
        var charset = ""
        var bytes: [UInt8] = []
        for number in pieces.keys.sorted() {
            guard var (text, isEncoded) = pieces[number] else { continue }
            if isEncoded, number == 0 {
                let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
                if parts.count == 3 {
                    charset = String(parts[0])
                    text = String(parts[2])
                }
            }
            bytes += isEncoded ? PercentCoding.decodedBytes(text) : Array(text.utf8)
        }
        return Charset.text(bytes, charset)
    }

    /// Splits at semicolons outside of quotes.
    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if character == ";", !isQuoted {
                parts.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isEscaped
            parts[parts.count - 1].append(character)
        }
        return parts
    }

    private static func unquoted(_ text: Substring) -> String {
        var rest = text.drop { $0.isWhitespace }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        guard rest.first == "\"" else { return String(rest) }
        var result = ""
        var isEscaped = false
        for character in rest.dropFirst() {
            if isEscaped {
                result.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                break
            } else {
                result.append(character)
            }
        }
        return result
    }
}
