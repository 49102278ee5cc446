/// Writing bytes with percent signs, as URLs and forms do.
package enum PercentCoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Names and values as a query or a form has them.
    package static func form(_ pairs: [(name: String, value: String)], space: String) -> String {
        pairs.map { "\(encoded($0.name, space: space))=\(encoded($0.value, space: space))" }.joined(separator: "&")
    }

    /// The text with all but letters, digits and `-._~` written with percent signs.
    package static func encoded(_ text: String, space: String = "%20") -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(byte)
            case UInt8(ascii: " "): result += Array(space.utf8)
            default: append(byte, to: &result)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The text as a header may have it: ASCII stays as it is, but for percent signs and control characters.
    package static func headerValue(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            if 0x20...0x7E ~= byte, byte != UInt8(ascii: "%") { result.append(byte) } else { append(byte, to: &result) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The text without percent signs; those that stand for nothing stay.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - plus: Whether a plus sign stands for a blank, as forms have it.
    /// - Returns: The text.
    package static func decoded(_ text: String, plus: Bool = false) -> String {
        String(decoding: decodedBytes(text, plus: plus), as: UTF8.self)
    }

    /// The bytes that a text with percent signs stands for; those that stand for nothing stay.
    package static func decodedBytes(_ text: String, plus: Bool = false) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let high = value(ofHex: rest[rest.startIndex]),
                let low = value(ofHex: rest[rest.startIndex + 1])
            {
                result.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else if byte == UInt8(ascii: "+"), plus {
                result.append(UInt8(ascii: " "))
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// Adds a byte with a percent sign.
    package static func append(_ byte: UInt8, to output: inout [UInt8]) {
        output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    /// The value of a hexadecimal digit.
    package static func value(ofHex byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
