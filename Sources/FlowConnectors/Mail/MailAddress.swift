import FlowModel

/// One who sends or gets mail: an address, and the name that people see.
struct MailAddress: Sendable, Equatable {
    let name: String
    /// Such as `ann@example.com`.
    let address: String

    /// Reads `ann@example.com` or `Ann Example <ann@example.com>`.
    ///
    /// The result is nil for everything else, above all for what could become a header or a command of its own.
    init?(_ text: String) {
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { return nil }
        var rest = text[...]
        var name = ""
        if rest.last == ">" {
            guard let open = rest.lastIndex(of: "<") else { return nil }
            name = Self.unquoted(rest[..<open])
            rest = rest[rest.index(after: open)...].dropLast()
        }
        guard Self.isAddress(rest), name.utf8.count <= 200, !name.contains(where: { "<>".contains($0) }) else {
            return nil
        }
        self.name = name
        address = String(rest)
    }

    /// What follows the at sign.
    var domain: Substring { address[address.index(after: address.lastIndex(of: "@") ?? address.startIndex)...] }

    /// The address as headers have it.
    var field: String {
        guard !name.isEmpty else { return address }
        return "\(EncodedWord.phrase(name)) <\(address)>"
    }

    private static func unquoted(_ text: Substring) -> String {
        var name = text
        while name.first == " " { name = name.dropFirst() }
        while name.last == " " { name = name.dropLast() }
        guard name.count >= 2, name.first == "\"", name.last == "\"" else { return String(name) }
        var result = ""
        var isEscaped = false
        for character in name.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }

    private static func isAddress(_ text: Substring) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, 1...64 ~= parts[0].count, 1...253 ~= parts[1].count else { return false }
        let local = parts[0].allSatisfy { isLetterOrDigit($0) || "!#$%&'*+/=?^_`{|}~.-".utf8.contains($0) }
        let domain = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0.first != UInt8(ascii: "-")
                && $0.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
        return local && domain
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
