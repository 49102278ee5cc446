/// An element of XML, as services write answers: no document types, and no entities but those of XML itself.
struct DAVElement: Sendable, Equatable {
    /// The name without prefix.
    let name: String
    /// The namespace; empty for none.
    let namespace: String
    var children: [DAVElement] = []
    /// The text directly in it.
    var text = ""

    /// The first child of a name in the namespace of WebDAV.
    func first(_ name: String) -> DAVElement? { children.first { $0.name == name && $0.namespace == "DAV:" } }

    /// All children of a name in the namespace of WebDAV.
    func all(_ name: String) -> [DAVElement] { children.filter { $0.name == name && $0.namespace == "DAV:" } }
}

/// Reads XML into elements.
///
/// It takes what services send and refuses the rest: document types, which could make a small text a large one, and
/// elements nested deeper than any answer has them.
struct DAVReader {
    /// The text is no XML of that kind.
    struct Fault: Error {}

    private struct Open {
        var element: DAVElement
        /// The name as it was written.
        let tag: [UInt8]
        let namespaces: [String: String]
    }

    private var rest: ArraySlice<UInt8>
    private var open: [Open] = []

    private init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Reads a document in UTF-8.
    ///
    /// - Returns: Its outermost element.
    static func read(_ bytes: [UInt8]) throws(Fault) -> DAVElement {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Fault() }
        var reader = DAVReader(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
        return try reader.document()
    }

    private mutating func document() throws(Fault) -> DAVElement {
        while true {
            let text = rest.prefix { $0 != UInt8(ascii: "<") }
            rest = rest.dropFirst(text.count)
            guard !rest.isEmpty else { throw Fault() }
            if open.isEmpty {
                guard text.allSatisfy(Self.isBlank) else { throw Fault() }
            } else {
                open[open.count - 1].element.text += try Self.text(text)
            }
            if try skip("<?", to: "?>") != nil { continue }
            if try skip("<!--", to: "-->") != nil { continue }
            if let data = try skip("<![CDATA[", to: "]]>") {
                guard !open.isEmpty else { throw Fault() }
                open[open.count - 1].element.text += String(decoding: data, as: UTF8.self)
                continue
            }
            if rest.starts(with: Array("<!".utf8)) { throw Fault() }
            if let name = try skip("</", to: ">") {
                let tag = Array(name.reversed().drop(while: Self.isBlank).reversed())
                guard let last = open.popLast(), last.tag == tag else { throw Fault() }
                if let whole = try close(last.element) { return whole }
            } else if let whole = try start() {
                return whole
            }
        }
    }

    /// Puts an element into the one around it, or gives it when there is none.
    private mutating func close(_ element: DAVElement) throws(Fault) -> DAVElement? {
        guard let last = open.indices.last else { return element }
        open[last].element.children.append(element)
        return nil
    }

    private mutating func skip(_ start: String, to end: String) throws(Fault) -> ArraySlice<UInt8>? {
        guard rest.starts(with: Array(start.utf8)) else { return nil }
        let end = Array(end.utf8)
        var index = rest.startIndex + start.utf8.count
        let first = index
        while index + end.count <= rest.endIndex {
            if rest[index] == end[0], rest[index...].starts(with: end) {
                let content = rest[first..<index]
                rest = rest[(index + end.count)...]
                return content
            }
            index += 1
        }
        throw Fault()
    }

    private mutating func start() throws(Fault) -> DAVElement? {
        rest = rest.dropFirst()
        let tag = word()
        guard !tag.isEmpty, open.count < 64 else { throw Fault() }
        var namespaces = open.last?.namespaces ?? ["": "", "xml": "http://www.w3.org/XML/1998/namespace"]
        while true {
            rest = rest.drop(while: Self.isBlank)
            guard let byte = rest.first else { throw Fault() }
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            let name = String(decoding: word(), as: UTF8.self)
            rest = rest.drop(while: Self.isBlank)
            guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { throw Fault() }
            rest = rest.drop(while: Self.isBlank)
            guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                throw Fault()
            }
            let value = rest.prefix { $0 != quote }
            rest = rest.dropFirst(value.count)
            guard rest.popFirst() != nil else { throw Fault() }
            if name == "xmlns" {
                namespaces[""] = try Self.text(value)
            } else if name.hasPrefix("xmlns:") {
                namespaces[String(name.dropFirst(6))] = try Self.text(value)
            }
        }
        let isEmpty = rest.first == UInt8(ascii: "/")
        if isEmpty { rest = rest.dropFirst() }
        guard rest.popFirst() == UInt8(ascii: ">") else { throw Fault() }
        let parts = tag.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        let prefix = parts.count == 2 ? String(decoding: parts[0], as: UTF8.self) : ""
        guard let namespace = namespaces[prefix], let local = parts.last, !local.isEmpty else { throw Fault() }
        let element = DAVElement(name: String(decoding: local, as: UTF8.self), namespace: namespace)
        if isEmpty { return try close(element) }
        open.append(Open(element: element, tag: Array(tag), namespaces: namespaces))
        return nil
    }

    private mutating func word() -> ArraySlice<UInt8> {
        let word = rest.prefix { !Self.isBlank($0) && !"=/>\"'<".utf8.contains($0) }
        rest = rest.dropFirst(word.count)
        return word
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func text(_ bytes: ArraySlice<UInt8>) throws(Fault) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var result = ""
        for (index, part) in bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                result += String(decoding: part, as: UTF8.self)
                continue
            }
            guard let end = part.firstIndex(of: UInt8(ascii: ";")) else { throw Fault() }
            switch String(decoding: part[..<end], as: UTF8.self) {
            case "lt": result += "<"
            case "gt": result += ">"
            case "amp": result += "&"
            case "quot": result += "\""
            case "apos": result += "'"
            case let name:
                let isHexadecimal = name.hasPrefix("#x")
                guard name.hasPrefix("#"),
                    let number = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10),
                    let scalar = Unicode.Scalar(number)
                else { throw Fault() }
                result.unicodeScalars.append(scalar)
            }
            result += String(decoding: part[part.index(after: end)...], as: UTF8.self)
        }
        return result
    }
}
