/// Writes XML.
enum XMLWriter {
    /// The element with a declaration before it, in UTF-8.
    ///
    /// - Throws: `XMLFault` for a name that no element may have, and for characters that XML cannot hold.
    static func document(_ root: XMLElement) throws(XMLFault) -> [UInt8] {
        var result = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        try write(root, into: &result)
        return result
    }

    private static func write(_ element: XMLElement, into result: inout [UInt8]) throws(XMLFault) {
        try check(element.name)
        result.append(UInt8(ascii: "<"))
        result += Array(element.name.utf8)
        for attribute in element.attributes {
            try check(attribute.name)
            result += Array(" \(attribute.name)=\"".utf8)
            try escape(attribute.value, into: &result)
            result.append(UInt8(ascii: "\""))
        }
        guard !element.nodes.isEmpty else {
            result += Array("/>".utf8)
            return
        }
        result.append(UInt8(ascii: ">"))
        for node in element.nodes {
            switch node {
            case .element(let element): try write(element, into: &result)
            case .text(let text): try escape(text, into: &result)
            }
        }
        result += Array("</\(element.name)>".utf8)
    }

    private static func check(_ name: String) throws(XMLFault) {
        let bytes = Array(name.utf8)
        let isName = bytes.allSatisfy(isNameByte) && bytes.first.map { !"0123456789-.:".utf8.contains($0) } ?? false
        guard isName, bytes.filter({ $0 == UInt8(ascii: ":") }).count <= 1, bytes.last != UInt8(ascii: ":") else {
            throw XMLFault(reason: "has the name '\(name.prefix(40))', which no element or attribute may have")
        }
    }

    private static func escape(_ text: String, into result: inout [UInt8]) throws(XMLFault) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += Array("&lt;".utf8)
            case ">": result += Array("&gt;".utf8)
            case "&": result += Array("&amp;".utf8)
            case "\"": result += Array("&quot;".utf8)
            // Readers make other characters of them where they stand as they are.
            case "\r": result += Array("&#13;".utf8)
            case "\n": result += Array("&#10;".utf8)
            case "\t": result += Array("&#9;".utf8)
            default:
                guard isAllowed(scalar) else {
                    throw XMLFault(reason: "has a control character, which XML cannot hold")
                }
                result += Array(String(Character(scalar)).utf8)
            }
        }
    }

    /// Tells whether a name may have a byte.
    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    /// Tells whether XML can hold a character.
    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
