/// A value in an answer of an IMAP server (RFC 3501).
enum IMAPValue: Equatable {
    case atom(String)
    case string([UInt8])
    case list([IMAPValue])

    /// The text of an atom or of a string in UTF-8.
    var text: String? {
        switch self {
        case .atom(let text): text
        case .string(let bytes): String(validating: bytes, as: UTF8.self)
        case .list: nil
        }
    }

    /// The number that an atom is.
    var number: Int64? {
        if case .atom(let text) = self { return Int64(text) }
        return nil
    }

    /// What is in a list.
    var items: [IMAPValue]? {
        if case .list(let items) = self { return items }
        return nil
    }
}

/// One answer of an IMAP server.
struct IMAPResponse: Equatable {
    /// How a command ended, or what the server has to say beside.
    struct Status: Equatable {
        /// `OK`, `NO`, `BAD`, `BYE` or `PREAUTH`.
        let word: String
        /// What is in brackets, such as `UIDVALIDITY 7`.
        let code: String
        let text: String
    }

    /// `*` for what belongs to no command, `+` where the server waits for more.
    let tag: String
    let status: Status?
    /// The values after the tag, where it is no status.
    let values: [IMAPValue]

    /// What the code of a status says, such as 7 for `UIDVALIDITY`.
    func code(_ name: String) -> Int64? {
        let words = (status?.code ?? "").split(separator: " ")
        return words.count == 2 && words[0].uppercased() == name ? Int64(words[1]) : nil
    }
}

/// Takes the answers of an IMAP server out of the bytes that come, piece by piece.
struct IMAPReader {
    /// The server sent something else than IMAP, or more than may be.
    enum Fault: Error {
        case malformed
        case overLimit
    }

    private var buffer: [UInt8] = []
    /// Where the line begins that is not whole yet, and how far it was searched for its end.
    private var lineStart = 0
    private var searched = 0
    private let limit: Int

    /// Reads answers that have so many bytes at most each.
    init(limit: Int) { self.limit = limit }

    /// Adds what has come.
    mutating func append(_ bytes: [UInt8]) { buffer += bytes }

    /// Takes the next answer; nil when it is not whole yet.
    mutating func next() throws(Fault) -> IMAPResponse? {
        while true {
            guard let end = lineEnd() else {
                guard buffer.count <= limit else { throw .overLimit }
                return nil
            }
            let next = end + 2
            if let count = Self.literalCount(buffer[lineStart..<end]) {
                guard count <= limit, next + count <= limit else { throw .overLimit }
                guard buffer.count >= next + count else { return nil }
                lineStart = next + count
                searched = lineStart
                continue
            }
            let response = try Self.parse(buffer[..<end])
            buffer.removeFirst(next)
            lineStart = 0
            searched = 0
            return response
        }
    }

    private mutating func lineEnd() -> Int? {
        var index = max(searched, lineStart)
        while index + 1 < buffer.count {
            if buffer[index] == 0x0D, buffer[index + 1] == 0x0A {
                // Found again when the literal after it was not whole.
                searched = index
                return index
            }
            index += 1
        }
        searched = index
        return nil
    }

    /// The count of bytes that follow a line that ends with `{COUNT}`.
    private static func literalCount(_ line: ArraySlice<UInt8>) -> Int? {
        guard line.last == UInt8(ascii: "}"), let open = line.lastIndex(of: UInt8(ascii: "{")) else { return nil }
        let digits = line[(open + 1)...].dropLast()
        guard 1...10 ~= digits.count, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    // MARK: - Values

    private static func parse(_ bytes: ArraySlice<UInt8>) throws(Fault) -> IMAPResponse {
        var rest = bytes
        let tag = word(&rest)
        guard !tag.isEmpty else { throw .malformed }
        rest = rest.dropFirst()
        if tag == "+" { return IMAPResponse(tag: tag, status: nil, values: []) }
        var ahead = rest
        let first = word(&ahead).uppercased()
        if ["OK", "NO", "BAD", "BYE", "PREAUTH"].contains(first) {
            return IMAPResponse(tag: tag, status: status(first, ahead.dropFirst()), values: [])
        }
        guard tag == "*" else { throw .malformed }
        return IMAPResponse(tag: tag, status: nil, values: try values(&rest, depth: 0))
    }

    private static func status(_ word: String, _ bytes: ArraySlice<UInt8>) -> IMAPResponse.Status {
        let text =
            String(validating: bytes, as: UTF8.self)
            ?? String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
        guard text.hasPrefix("["), let end = text.firstIndex(of: "]") else {
            return IMAPResponse.Status(word: word, code: "", text: text)
        }
        return IMAPResponse.Status(
            word: word, code: String(text[..<end].dropFirst()),
            text: String(text[text.index(after: end)...].drop { $0 == " " }))
    }

    private static func word(_ rest: inout ArraySlice<UInt8>) -> String {
        let word = rest.prefix { $0 != 0x20 }
        rest = rest.dropFirst(word.count)
        return String(decoding: word, as: UTF8.self)
    }

    private static func values(_ rest: inout ArraySlice<UInt8>, depth: Int) throws(Fault) -> [IMAPValue] {
        guard depth < 32 else { throw .malformed }
        var values: [IMAPValue] = []
        while let byte = rest.first {
            switch byte {
            case 0x20: rest = rest.dropFirst()
            case UInt8(ascii: ")"):
                guard depth > 0 else { throw .malformed }
                return values
            case UInt8(ascii: "("):
                rest = rest.dropFirst()
                values.append(.list(try self.values(&rest, depth: depth + 1)))
                guard rest.popFirst() == UInt8(ascii: ")") else { throw .malformed }
            case UInt8(ascii: "\""): values.append(.string(try quoted(&rest)))
            case UInt8(ascii: "{"): values.append(.string(try literal(&rest)))
            default: values.append(.atom(atom(&rest)))
            }
        }
        guard depth == 0 else { throw .malformed }
        return values
    }

    private static func quoted(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> [UInt8] {
        rest = rest.dropFirst()
        var result: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return result }
            if byte == UInt8(ascii: "\\") {
                guard let next = rest.popFirst() else { break }
                result.append(next)
            } else {
                result.append(byte)
            }
        }
        throw .malformed
    }

    private static func literal(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> [UInt8] {
        guard let end = rest.firstIndex(of: 0x0D), let count = literalCount(rest[..<end]),
            rest.endIndex - (end + 2) >= count
        else { throw .malformed }
        let content = Array(rest[(end + 2)..<(end + 2 + count)])
        rest = rest[(end + 2 + count)...]
        return content
    }

    /// A word; what is in brackets belongs to it, as in `BODY[HEADER.FIELDS (TO)]`.
    private static func atom(_ rest: inout ArraySlice<UInt8>) -> String {
        var isBracketed = false
        let word = rest.prefix { byte in
            if byte == UInt8(ascii: "[") { isBracketed = true }
            if byte == UInt8(ascii: "]") { isBracketed = false }
            return isBracketed || byte != 0x20 && byte != UInt8(ascii: "(") && byte != UInt8(ascii: ")")
        }
        rest = rest.dropFirst(word.count)
        return String(decoding: word, as: UTF8.self)
    }
}
