import FlowModel
import FoundationEssentials

/// How the content of mail is written in lines of ASCII, and read again.
enum TransferCoding {
    /// Text as quoted-printable; every kind of line end becomes that of mail.
    static func quotedPrintable(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        var length = 0
        let bytes = Array(text.utf8)
        var index = 0
        func isLineEnd(_ index: Int) -> Bool { index >= bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0D || byte == 0x0A {
                if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
                result += [0x0D, 0x0A]
                length = 0
                continue
            }
            let isBlank = byte == 0x20 || byte == 0x09
            let isPlain = 0x21...0x7E ~= byte && byte != UInt8(ascii: "=") || isBlank && !isLineEnd(index)
            if length + (isPlain ? 1 : 3) > 75 {
                result += [UInt8(ascii: "="), 0x0D, 0x0A]
                length = 0
            }
            if isPlain {
                result.append(byte)
                length += 1
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                result += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                length += 3
            }
        }
        return result
    }

    /// Bytes as base64 in lines.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        while start < bytes.count {
            let part = bytes[start..<min(start + 57, bytes.count)]
            if start > 0 { result += [0x0D, 0x0A] }
            result += Array(Data(part).base64EncodedString().utf8)
            start += 57
        }
        return result
    }

    /// Reads base64; what does not belong there is skipped, as mail has it broken in many ways.
    static func decodedBase64(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    /// Reads quoted-printable; an equals sign that stands for nothing stays.
    static func decodedQuotedPrintable(_ bytes: [UInt8], underscoresAreBlanks: Bool = false) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "_"), underscoresAreBlanks {
                result.append(0x20)
            } else if byte == UInt8(ascii: "=") {
                if index + 1 < bytes.count, let high = PercentCoding.value(ofHex: bytes[index]),
                    let low = PercentCoding.value(ofHex: bytes[index + 1])
                {
                    result.append(high << 4 | low)
                    index += 2
                    continue
                }
                var end = index
                while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
                if end < bytes.count, bytes[end] == 0x0D { end += 1 }
                if end >= bytes.count {
                    index = end
                } else if bytes[end] == 0x0A {
                    index = end + 1
                } else {
                    result.append(byte)
                }
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
