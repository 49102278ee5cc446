import FlowModel

/// The filter of a search, with values put in so that they stay values.
enum LDAPFilter {
    /// Bytes that a filter may have, and parentheses that may be open at a time: libldap reads it by calling itself.
    private static let lengthLimit = 16_384
    private static let depthLimit = 50

    /// Puts values in the place of `{1}`, `{2}` and so on.
    ///
    /// - Parameters:
    ///   - filter: The filter.
    ///   - values: The values; nil when none were given, and then nothing is replaced.
    /// - Returns: The filter as it is sent.
    /// - Throws: `InvalidInputError` for a mark without a value, a value without a mark, and what is too long or nested.
    static func filled(_ filter: String, _ values: [[UInt8]]?) throws(FlowError) -> String {
        var result: [UInt8] = []
        if let values {
            var used = Set<Int>()
            var rest = Array(filter.utf8)[...]
            while let byte = rest.first {
                guard let (number, length) = mark(rest) else {
                    result.append(byte)
                    rest.removeFirst()
                    continue
                }
                guard values.indices ~= number - 1 else {
                    throw FlowError(
                        .invalidInput, "LDAP: filter has {\(number)}, and filter_values has \(values.count) values")
                }
                used.insert(number)
                result += escaped(values[number - 1])
                rest.removeFirst(length)
            }
            if let unused = (1..<(values.count + 1)).first(where: { !used.contains($0) }) {
                throw FlowError(
                    .invalidInput, "LDAP: filter_values[\(unused)] has no place; write {\(unused)} into filter")
            }
        } else {
            result = Array(filter.utf8)
        }
        var depth = 0
        for byte in result {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            guard depth <= depthLimit else {
                throw FlowError(.invalidInput, "LDAP: filter is nested more than \(depthLimit) deep")
            }
        }
        guard result.count <= lengthLimit, !result.contains(0) else {
            throw FlowError(.invalidInput, "LDAP: filter has more than \(lengthLimit) bytes, or a zero byte")
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The mark that a text begins with: its number, and how long it is.
    private static func mark(_ text: ArraySlice<UInt8>) -> (number: Int, length: Int)? {
        guard text.first == UInt8(ascii: "{"), let end = text.prefix(6).firstIndex(of: UInt8(ascii: "}")),
            let number = Int(String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self)), number > 0
        else { return nil }
        return (number, end - text.startIndex + 1)
    }

    /// A value as a filter has it: all but letters, digits and some signs is written with backslashes (RFC 4515, section 3).
    static func escaped(_ value: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for byte in value {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: ":"):
                result.append(byte)
            default:
                result.append(UInt8(ascii: "\\"))
                for digit in [byte >> 4, byte & 15] {
                    result.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                }
            }
        }
        return result
    }
}
