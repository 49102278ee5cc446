/// The end of the text of an id, by which people name a record.
public struct RecordSuffix: Sendable, Equatable {
    /// How many digits it takes at least: fewer name too many.
    public static let leastDigits = 4

    /// The hexadecimal digits in lower case, without the dashes between groups.
    public let digits: String

    /// Reads the end of an id, in either case, with or without dashes.
    ///
    /// - Returns: Nil when something else than hexadecimal digits is in it, or it has fewer than ``leastDigits``, or more
    ///   than an id has.
    public init?(_ text: String) {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
        guard Self.leastDigits...32 ~= digits.count else { return nil }
        let isHexadecimal = digits.allSatisfy { $0 < 0x80 && Character(UnicodeScalar($0)).isHexDigit }
        guard isHexadecimal else { return nil }
        self.digits = String(decoding: digits, as: UTF8.self).lowercased()
    }

    /// Whether the id ends with it.
    public func matches(_ id: RecordID) -> Bool { id.digits.hasSuffix(digits) }

    /// The last two bytes of every id that ends with it.
    public var lastBytes: [UInt8] {
        let value = UInt16(digits.suffix(4), radix: 16) ?? 0
        return [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}
