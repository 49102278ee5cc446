/// Bytes as text: base64 with its usual letters and padding (RFC 4648, section 4).
public enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()

    /// The text for bytes.
    public static func encoded(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var (group, count) = (UInt32(0), 0)
        func append(_ letterCount: Int) {
            for place in 0..<4 {
                text.append(
                    place < letterCount ? letters[Int(group >> (18 - 6 * UInt32(place)) & 63)] : UInt8(ascii: "="))
            }
        }
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            count += 1
            guard count == 3 else { continue }
            append(4)
            (group, count) = (0, 0)
        }
        if count > 0 {
            group <<= 8 * UInt32(3 - count)
            append(count + 1)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; nil for a text that is no base64.
    ///
    /// Line breaks are passed over; padding must be complete, and nothing may follow it.
    public static func decoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        var (group, count, padding) = (UInt32(0), 0, 0)
        for letter in text.utf8 where letter != 0x0A && letter != 0x0D {
            if letter == UInt8(ascii: "=") {
                padding += 1
                group <<= 6
            } else {
                guard padding == 0, let value = values[Int(letter)] else { return nil }
                group = group << 6 | UInt32(value)
            }
            count += 1
            guard count == 4 else { continue }
            guard padding <= 2 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: group >> 16))
            if padding < 2 { bytes.append(UInt8(truncatingIfNeeded: group >> 8)) }
            if padding < 1 { bytes.append(UInt8(truncatingIfNeeded: group)) }
            (group, count) = (0, 0)
            // A group with padding is the last one.
            if padding > 0 { padding = 3 }
        }
        return count == 0 ? bytes : nil
    }
}
