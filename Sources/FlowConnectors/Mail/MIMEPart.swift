/// A mail, or a part of one, taken apart (RFC 5322 and MIME): what is broken is read as well as it can be.
struct MIMEPart: Sendable {
    /// Names in lower case, values on one line, as they were sent.
    let headers: [(name: String, value: String)]
    let type: HeaderParameters
    let disposition: HeaderParameters
    /// The parts of a multipart; none of anything else.
    let parts: [MIMEPart]
    /// The content of what has no parts, without its coding.
    let content: [UInt8]

    /// Mail that has more in it than this is not meant to be read.
    private struct Budget {
        var parts = 1000
        static let depth = 12
        static let headers = 1000
    }

    /// Reads a mail.
    init(_ bytes: [UInt8]) {
        var budget = Budget()
        self.init(bytes[...], depth: 0, &budget)
    }

    private init(_ bytes: ArraySlice<UInt8>, depth: Int, _ budget: inout Budget) {
        budget.parts -= 1
        let (headers, body) = Self.split(bytes)
        self.headers = headers
        func value(_ name: String) -> String { headers.first { $0.name == name }?.value ?? "" }
        let given = HeaderParameters(value("content-type"))
        type = given.value.contains("/") ? given : HeaderParameters("text/plain; charset=us-ascii")
        disposition = HeaderParameters(value("content-disposition"))
        if type.value.hasPrefix("multipart/"), let boundary = type["boundary"], !boundary.isEmpty, depth < Budget.depth
        {
            var parts: [MIMEPart] = []
            for slice in Self.slices(body, boundary: Array("--\(boundary)".utf8)) where budget.parts > 0 {
                parts.append(MIMEPart(slice, depth: depth + 1, &budget))
            }
            self.parts = parts
            content = []
            return
        }
        parts = []
        switch value("content-transfer-encoding").lowercased().filter({ !$0.isWhitespace }) {
        case "base64": content = TransferCoding.decodedBase64(Array(body))
        case "quoted-printable": content = TransferCoding.decodedQuotedPrintable(Array(body))
        default: content = Array(body)
        }
    }

    /// The value of a header, its encoded words read.
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }.map { EncodedWord.decoded($0.value) }
    }

    /// The parts that have no parts, in order.
    var leaves: [MIMEPart] { type.value.hasPrefix("multipart/") && !parts.isEmpty ? parts.flatMap(\.leaves) : [self] }

    /// The content as text; nil when it is none in its encoding.
    var text: String? {
        guard let text = Charset.text(content, type["charset"] ?? "") else {
            // What says nothing of itself or the wrong thing is UTF-8 these days.
            return String(validating: content, as: UTF8.self)
        }
        return text
    }

    // MARK: - Lines

    private static func split(
        _ bytes: ArraySlice<UInt8>
    ) -> (headers: [(name: String, value: String)], body: ArraySlice<UInt8>) {
        var headers: [(name: String, value: String)] = []
        var rest = bytes
        while let line = line(&rest), !line.isEmpty {
            if line.first == 0x20 || line.first == 0x09 {
                if !headers.isEmpty {
                    headers[headers.count - 1].value += " " + text(line.drop { $0 == 0x20 || $0 == 0x09 })
                }
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                guard headers.count < Budget.headers else { continue }
                let name = text(line[..<colon]).lowercased().filter { !$0.isWhitespace }
                headers.append((name, text(line[line.index(after: colon)...].drop { $0 == 0x20 || $0 == 0x09 })))
            } else if headers.isEmpty {
                return ([], bytes)
            }
        }
        return (headers, rest)
    }

    /// Takes a line away, and gives it without its end; nil at the end.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        var line = rest[..<end]
        rest = end < rest.endIndex ? rest[(end + 1)...] : rest[end...]
        if line.last == 0x0D { line = line.dropLast() }
        return line
    }

    /// Headers are ASCII; those of some programs are UTF-8, and of older ones Latin 1.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    private static func slices(_ body: ArraySlice<UInt8>, boundary: [UInt8]) -> [ArraySlice<UInt8>] {
        var slices: [ArraySlice<UInt8>] = []
        var start: Int?
        var rest = body
        while true {
            let lineStart = rest.startIndex
            guard let line = line(&rest) else { break }
            guard line.starts(with: boundary) else { continue }
            let tail = line.dropFirst(boundary.count)
            let isLast = tail.starts(with: [0x2D, 0x2D])
            guard isLast || tail.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { continue }
            if let start { slices.append(withoutLineEnd(body[start..<lineStart])) }
            start = rest.startIndex
            if isLast { return slices }
        }
        // The end was cut off.
        if let start { slices.append(body[start...]) }
        return slices
    }

    /// The line end before a boundary belongs to it.
    private static func withoutLineEnd(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var slice = slice
        if slice.last == 0x0A { slice = slice.dropLast() }
        if slice.last == 0x0D { slice = slice.dropLast() }
        return slice
    }
}
