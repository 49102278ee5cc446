/// Reads XML that others have sent: within limits, without document types, and so without entities of their making.
///
/// Namespaces are resolved. Text is UTF-8, or ISO-8859-1 or ASCII where the document says so.
struct XMLReader {
    /// How much is taken.
    struct Limits: Sendable {
        /// Elements within elements.
        var depth = 200
        /// Elements and texts.
        var nodes = 500_000
        /// Attributes of one element.
        var attributes = 200
        /// Namespaces that are known in one place.
        var namespaces = 200
        /// Bytes of a name.
        var name = 1000
    }

    private var bytes: [UInt8]
    private var position = 0
    private let limits: Limits
    private var nodesLeft: Int
    /// What prefixes stand for, the innermost last; the empty one is that of elements without.
    private var namespaces: [(prefix: String, uri: String)] = [
        ("xml", "http://www.w3.org/XML/1998/namespace"), ("xmlns", "http://www.w3.org/2000/xmlns/"),
    ]

    private init(_ bytes: [UInt8], _ limits: Limits) {
        self.bytes = bytes
        self.limits = limits
        nodesLeft = limits.nodes
    }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - limits: How much is taken.
    /// - Returns: Its root.
    /// - Throws: `XMLFault` that says what is wrong and where.
    static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(XMLFault) -> XMLElement {
        var reader = XMLReader(bytes, limits)
        return try reader.document()
    }

    // MARK: - The document

    private mutating func document() throws(XMLFault) -> XMLElement {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            throw XMLFault(reason: "is in UTF-16, which is not read")
        }
        if has("<?xml"), position + 5 < bytes.count, Self.isBlank(bytes[position + 5]) { try declaration() }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw fault("is not in UTF-8") }
        try miscellany()
        guard has("<") else { throw fault("does not begin with an element") }
        let root = try tree()
        try miscellany()
        guard position == bytes.count else { throw fault("has something after its last element") }
        return root
    }

    /// Blanks, comments and processing instructions around the root.
    private mutating func miscellany() throws(XMLFault) {
        while true {
            skipBlanks()
            if has("<!--") {
                try comment()
            } else if has("<?") {
                try instruction()
            } else if has("<!DOCTYPE") {
                throw fault("has a document type, which is not read")
            } else {
                return
            }
        }
    }

    private mutating func declaration() throws(XMLFault) {
        let start = position
        guard let end = find("?>") else { throw fault("has a declaration without an end") }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        position = end + 2
        guard let mark = text.range(ofText: "encoding") else { return }
        let rest = text[mark...].drop { $0 == "=" || $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return }
        let encoding = rest.dropFirst().prefix { $0 != quote }.uppercased()
        switch encoding {
        case "UTF-8", "UTF8", "US-ASCII", "ASCII": return
        case "ISO-8859-1", "LATIN1":
            // Its characters have the numbers of Unicode.
            var result = Array(bytes[..<position])
            for byte in bytes[position...] {
                result += byte < 0x80 ? [byte] : [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
            }
            bytes = result
        default: throw XMLFault(reason: "is in an encoding that is not read; UTF-8 and ISO-8859-1 are")
        }
    }

    private mutating func comment() throws(XMLFault) {
        position += 4
        guard let end = find("--") else { throw fault("has a comment without an end") }
        position = end
        guard has("-->") else { throw fault("has -- in a comment") }
        position += 3
    }

    private mutating func instruction() throws(XMLFault) {
        guard let end = find("?>") else { throw fault("has a processing instruction without an end") }
        position += 2
        let target = try name()
        guard target.lowercased() != "xml" else { throw fault("has a declaration that is not at its beginning") }
        position = end + 2
    }

    // MARK: - Elements

    /// An element that has begun, with the number of namespaces that were known before it.
    private struct Open {
        var element: XMLElement
        let namespaceCount: Int
    }

    /// The element that begins here, with all that is in it; without calls that go deeper with every element.
    private mutating func tree() throws(XMLFault) -> XMLElement {
        var open: [Open] = []
        while true {
            if has("</") {
                position += 2
                guard let last = open.popLast(), try name() == last.element.name else {
                    throw fault("has an end that fits no beginning")
                }
                skipBlanks()
                try expect(">")
                namespaces.removeLast(namespaces.count - last.namespaceCount)
                guard !open.isEmpty else { return last.element }
                open[open.count - 1].element.nodes.append(.element(last.element))
            } else if has("<!--") {
                try comment()
            } else if has("<![CDATA[") {
                try add(.text(try section()), to: &open)
            } else if has("<?") {
                try instruction()
            } else if has("<!") {
                throw fault("has a declaration where none may be")
            } else if has("<") {
                let count = namespaces.count
                let (element, isEmpty) = try beginning()
                if isEmpty {
                    namespaces.removeLast(namespaces.count - count)
                    guard !open.isEmpty else { return element }
                    open[open.count - 1].element.nodes.append(.element(element))
                } else {
                    open.append(Open(element: element, namespaceCount: count))
                    guard open.count <= limits.depth else {
                        throw fault("has elements that are nested deeper than \(limits.depth)")
                    }
                }
            } else {
                guard position < bytes.count else { throw fault("ends in the middle") }
                try add(.text(try text()), to: &open)
            }
        }
    }

    private mutating func add(_ node: XMLElement.Node, to open: inout [Open]) throws(XMLFault) {
        try count()
        open[open.count - 1].element.nodes.append(node)
    }

    private mutating func count() throws(XMLFault) {
        nodesLeft -= 1
        guard nodesLeft >= 0 else { throw fault("has more than \(limits.nodes) elements and texts") }
    }

    private mutating func beginning() throws(XMLFault) -> (XMLElement, isEmpty: Bool) {
        try count()
        position += 1
        let name = try name()
        var written: [(name: String, value: String)] = []
        while true {
            let before = position
            skipBlanks()
            if has(">") || has("/>") { break }
            guard position < bytes.count else { throw fault("ends in the middle") }
            guard position > before else { throw fault("has an attribute without a blank before it") }
            let name = try self.name()
            skipBlanks()
            try expect("=")
            skipBlanks()
            let value = try attributeValue()
            guard !written.contains(where: { $0.name == name }) else { throw fault("has an attribute twice") }
            written.append((name, value))
            guard written.count <= limits.attributes else {
                throw fault("has an element with more than \(limits.attributes) attributes")
            }
        }
        for (name, value) in written {
            if name == "xmlns" { namespaces.append(("", value)) }
            if name.hasPrefix("xmlns:") { namespaces.append((String(name.dropFirst(6)), value)) }
        }
        guard namespaces.count <= limits.namespaces else {
            throw fault("has more than \(limits.namespaces) namespaces in one place")
        }
        var element = XMLElement(name, namespace: try namespace(of: name, isAttribute: false))
        for (name, value) in written {
            element.attributes.append(
                .init(name, value, namespace: try namespace(of: name, isAttribute: true)))
        }
        let isEmpty = has("/>")
        position += isEmpty ? 2 : 1
        return (element, isEmpty)
    }

    private func namespace(of name: String, isAttribute: Bool) throws(XMLFault) -> String? {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { throw fault("has a name with two colons") }
        if parts.count == 1, isAttribute { return name == "xmlns" ? namespaces[1].uri : nil }
        let prefix = parts.count == 2 ? String(parts[0]) : ""
        guard let uri = namespaces.last(where: { $0.prefix == prefix })?.uri else {
            guard prefix.isEmpty else { throw fault("has a prefix that stands for no namespace") }
            return nil
        }
        return uri.isEmpty ? nil : uri
    }

    // MARK: - Words and texts

    private mutating func name() throws(XMLFault) -> String {
        let start = position
        while position < bytes.count, XMLWriter.isNameByte(bytes[position]) { position += 1 }
        guard position > start, !Self.isNoBeginning(bytes[start]) else { throw fault("has no name where one must be") }
        guard position - start <= limits.name else { throw fault("has a name of more than \(limits.name) bytes") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func attributeValue() throws(XMLFault) -> String {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'")
        else {
            throw fault("has an attribute without quotes")
        }
        let quote = bytes[position]
        position += 1
        var result: [UInt8] = []
        while position < bytes.count, bytes[position] != quote {
            switch bytes[position] {
            case UInt8(ascii: "<"): throw fault("has < in an attribute")
            case UInt8(ascii: "&"): try reference(into: &result)
            case 0x09, 0x0A, 0x0D:
                if has("\r\n") { position += 1 }
                result.append(0x20)
                position += 1
            default: try character(into: &result)
            }
        }
        guard position < bytes.count else { throw fault("ends in the middle") }
        position += 1
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func text() throws(XMLFault) -> String {
        var result: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            if bytes[position] == UInt8(ascii: "&") {
                try reference(into: &result)
            } else {
                if has("]]>") { throw fault("has ]]> in a text") }
                try character(into: &result)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func section() throws(XMLFault) -> String {
        position += 9
        guard let end = find("]]>") else { throw fault("has a CDATA section without an end") }
        var result: [UInt8] = []
        while position < end { try character(into: &result) }
        position = end + 3
        return String(decoding: result, as: UTF8.self)
    }

    /// A byte of a text as it is; the end of a line is one character.
    private mutating func character(into result: inout [UInt8]) throws(XMLFault) {
        let byte = bytes[position]
        position += 1
        switch byte {
        case 0x0D:
            result.append(0x0A)
            if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        case 0x09, 0x0A, 0x20...: result.append(byte)
        default: throw fault("has a control character")
        }
    }

    private mutating func reference(into result: inout [UInt8]) throws(XMLFault) {
        let start = position + 1
        guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
            throw fault("has & without an entity")
        }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        position = end + 1
        switch name {
        case "lt": result.append(UInt8(ascii: "<"))
        case "gt": result.append(UInt8(ascii: ">"))
        case "amp": result.append(UInt8(ascii: "&"))
        case "quot": result.append(UInt8(ascii: "\""))
        case "apos": result.append(UInt8(ascii: "'"))
        default:
            let digits = name.hasPrefix("#x") ? name.dropFirst(2) : name.dropFirst()
            guard name.hasPrefix("#"), digits.utf8.first != UInt8(ascii: "+"),
                let number = UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10),
                let scalar = Unicode.Scalar(number), XMLWriter.isAllowed(scalar)
            else { throw fault("has an entity or a character that is not known") }
            result += Array(String(Character(scalar)).utf8)
        }
    }

    // MARK: - Bytes

    private func has(_ text: StaticString) -> Bool {
        guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<text.utf8CodeUnitCount where bytes[position + index] != text.utf8Start[index] { return false }
        return true
    }

    private func find(_ text: StaticString) -> Int? {
        let first = text.utf8Start[0]
        var index = position
        while index + text.utf8CodeUnitCount <= bytes.count {
            if bytes[index] == first,
                (1..<text.utf8CodeUnitCount).allSatisfy({ bytes[index + $0] == text.utf8Start[$0] })
            {
                return index
            }
            index += 1
        }
        return nil
    }

    private mutating func expect(_ text: StaticString) throws(XMLFault) {
        guard has(text) else { throw fault("has no \(text) where one must be") }
        position += text.utf8CodeUnitCount
    }

    private mutating func skipBlanks() {
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    }

    private func fault(_ reason: String) -> XMLFault { XMLFault(reason: "\(reason) (at byte \(position))") }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func isNoBeginning(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}

extension String {
    /// Where a text ends for the first time.
    fileprivate func range(ofText text: String) -> Index? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
