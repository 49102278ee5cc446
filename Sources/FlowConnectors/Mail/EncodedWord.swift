import FoundationEssentials

/// Text of any language in headers of mail, which are ASCII (RFC 2047).
enum EncodedWord {
    /// A text as the value of a header: as it is, or as encoded words on lines of their own.
    static func text(_ text: String) -> String {
        let isPlain =
            text.utf8.allSatisfy { 0x20...0x7E ~= $0 } && !text.contains("=?")
            && text.utf8.split(separator: UInt8(ascii: " ")).allSatisfy { $0.count <= 900 }
        return isPlain ? folded(text) : encoded(text)
    }

    /// The name of a person before an address.
    static func phrase(_ text: String) -> String {
        guard text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }), !text.contains("=?") else { return encoded(text) }
        let isPlain = text.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || " -'!+*".utf8.contains(byte)
        }
        if isPlain { return text }
        return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var part: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // A character stays whole, and a word has 75 letters at most.
            if part.count + bytes.count > 42 {
                words.append(word(part))
                part = []
            }
            part += bytes
        }
        words.append(word(part))
        return words.joined(separator: "\r\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Data(bytes).base64EncodedString())?=" }

    /// Breaks a line at blanks, so that none gets longer than mail may have them.
    private static func folded(_ text: String) -> String {
        var result = ""
        var length = 20
        for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0 {
                // A line of nothing but blanks would end the header for some readers.
                let breaks = length + word.utf8.count > 76 && !word.isEmpty && !result.isEmpty && result.last != " "
                result += breaks ? "\r\n " : " "
                length = breaks ? 1 : length + 1
            }
            result += word
            length += word.utf8.count
        }
        return result
    }

    /// Reads a header whose encoded words stand for text; words that cannot be read stay as they are.
    static func decoded(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        // What is between two encoded words, and counts only if it is more than blanks.
        var between = ""
        var followsWord = false
        while !rest.isEmpty {
            if rest.hasPrefix("=?"), let (word, end) = word(at: rest) {
                if !(followsWord && between.allSatisfy(\.isWhitespace)) { result += between }
                between = ""
                result += word
                followsWord = true
                rest = rest[end...]
            } else {
                between.append(rest.removeFirst())
            }
        }
        return result + between
    }

    private static func word(at text: Substring) -> (String, Substring.Index)? {
        let parts = text.dropFirst(2).split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3].first == "=" else { return nil }
        let charset = parts[0].prefix { $0 != "*" }
        let bytes: [UInt8]
        switch parts[1] {
        case "B", "b": bytes = TransferCoding.decodedBase64(Array(parts[2].utf8))
        case "Q", "q": bytes = TransferCoding.decodedQuotedPrintable(Array(parts[2].utf8), underscoresAreBlanks: true)
        default: return nil
        }
        guard let word = Charset.text(bytes, String(charset)) else { return nil }
        return (word, text.index(after: parts[3].startIndex))
    }
}
