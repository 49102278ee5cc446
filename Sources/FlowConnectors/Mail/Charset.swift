import CCurl

/// Text in the encodings that mail and old servers have.
enum Charset {
    /// Reads bytes as text.
    ///
    /// - Parameters:
    ///   - bytes: What was written.
    ///   - name: The encoding, such as `iso-8859-1`; UTF-8 where it says nothing.
    /// - Returns: The text; nil when the encoding is none that is known, or the bytes are no text in it.
    static func text(_ bytes: [UInt8], _ name: String) -> String? {
        let name = name.lowercased()
        switch name {
        case "", "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968":
            return String(validating: bytes, as: UTF8.self)
        case "iso-8859-1", "latin1", "iso_8859-1":
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: return known.contains(name) ? converted(bytes, name) : nil
        }
    }

    // None but these: the names come from strangers.
    private static let known: Set<String> = Set(
        (2...16).filter { $0 != 12 }.map { "iso-8859-\($0)" } + (1250...1258).map { "windows-\($0)" }
            + [
                "koi8-r", "koi8-u", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "utf-16",
                "utf-16le", "utf-16be",
            ])

    private static func converted(_ bytes: [UInt8], _ name: String) -> String? {
        guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
        var input = bytes.map { CChar(bitPattern: $0) }
        var used = 0
        let isWhole = input.withUnsafeMutableBufferPointer { input -> Bool in
            output.withUnsafeMutableBufferPointer { output -> Bool in
                var from = input.baseAddress
                var fromCount = input.count
                var to = output.baseAddress
                var toCount = output.count
                guard iconv(converter, &from, &fromCount, &to, &toCount) != -1, fromCount == 0 else { return false }
                used = output.count - toCount
                return true
            }
        }
        guard isWhole else { return nil }
        return String(validating: output.prefix(used).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
