/// A command to an IMAP server: words of ours as they are, and texts of others as strings that cannot become anything else.
struct IMAPCommand: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        /// As it is.
        case word(String)
        /// A text of somebody.
        case text(String)
    }

    var parts: [Part]

    /// Makes a command of words.
    init(_ words: String) { parts = [.word(words)] }

    /// Makes a command of parts.
    init(_ parts: [Part]) { self.parts = parts }

    /// What is sent, in pieces between which the server has to say that it wants more.
    func pieces(tag: String) -> [[UInt8]] {
        var pieces: [[UInt8]] = [Array(tag.utf8)]
        for part in parts {
            pieces[pieces.count - 1].append(0x20)
            switch part {
            case .word(let word): pieces[pieces.count - 1] += Array(word.utf8)
            case .text(let text):
                let bytes = Array(text.utf8)
                if bytes.count <= 500, bytes.allSatisfy({ 0x20...0x7E ~= $0 }) {
                    let escaped = bytes.flatMap {
                        $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), $0] : [$0]
                    }
                    pieces[pieces.count - 1] += [UInt8(ascii: "\"")] + escaped + [UInt8(ascii: "\"")]
                } else {
                    pieces[pieces.count - 1] += Array("{\(bytes.count)}\r\n".utf8)
                    pieces.append(bytes)
                }
            }
        }
        pieces[pieces.count - 1] += [0x0D, 0x0A]
        return pieces
    }

    /// It holds text that is not ASCII.
    var isInternational: Bool {
        parts.contains { part in
            if case .text(let text) = part { return !text.utf8.allSatisfy { $0 < 0x80 } }
            return false
        }
    }
}

/// The names of folders as IMAP writes them: UTF-7 with an ampersand (RFC 3501, section 5.1.3).
enum FolderName {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

    /// The name for the server.
    static func encoded(_ name: String) -> String {
        var result = ""
        var units: [UInt16] = []
        func flush() {
            guard !units.isEmpty else { return }
            let bytes = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
            units = []
            var letters: [UInt8] = []
            var bits: UInt32 = 0
            var count = 0
            for byte in bytes {
                bits = bits << 8 | UInt32(byte)
                count += 8
                while count >= 6 {
                    count -= 6
                    letters.append(digits[Int(bits >> UInt32(count) & 63)])
                }
            }
            if count > 0 { letters.append(digits[Int(bits << UInt32(6 - count) & 63)]) }
            result += "&\(String(decoding: letters, as: UTF8.self))-"
        }
        for scalar in name.unicodeScalars {
            if 0x20...0x7E ~= scalar.value {
                flush()
                result += scalar == "&" ? "&-" : String(scalar)
            } else {
                units += Array(String(scalar).utf16)
            }
        }
        flush()
        return result
    }

    /// The name for people; one that is written wrongly stays as it is.
    static func decoded(_ name: String) -> String {
        var result = ""
        var rest = name[...]
        while let character = rest.popFirst() {
            guard character == "&" else {
                result.append(character)
                continue
            }
            let run = rest.prefix { $0 != "-" }
            guard run.endIndex < rest.endIndex, let text = text(ofRun: run) else { return name }
            result += text
            rest = rest[run.endIndex...].dropFirst()
        }
        return result
    }

    private static func text(ofRun run: Substring) -> String? {
        if run.isEmpty { return "&" }
        var units: [UInt16] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in run.utf8 {
            guard let value = digits.firstIndex(of: byte) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 16 {
                count -= 16
                units.append(UInt16(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return String(validating: units, as: UTF16.self)
    }
}
