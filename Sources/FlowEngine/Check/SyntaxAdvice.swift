/// Says what to do about a syntax error, where the compiler's message alone does not tell.
public enum SyntaxAdvice {
    /// Returns advice on an error with that message in that line of the source; `nil` when there is none to give.
    public static func advice(for message: String, line: Int?, source: [UInt8]) -> String? {
        let text = line.map { lineText($0, source) } ?? ""
        let previous = line.map { lineText($0 - 1, source) } ?? ""
        if message.contains("near 'end'"), callsEnd(text) || callsEnd(previous) {
            return "end is a word of Lua: write this:end_(status, message)"
        }
        for (sign, lua) in [("!=", "~="), ("&&", "and"), ("||", "or"), ("+=", "x = x + y")]
        where text.contains(sign) && message.contains("near") {
            return "in Lua '\(sign)' is written \(lua)"
        }
        if message.contains("'=' expected") || message.contains("syntax error near") {
            return advice(onStatement: text)
        }
        if message.contains("(to close") { return "the block that it names is still open here" }
        return nil
    }

    private static func advice(onStatement text: String) -> String? {
        switch text.split(whereSeparator: { !$0.isLetter && $0 != "_" }).first {
        case "def", "func", "fn": "in Lua a function begins with the word function"
        case "let", "var", "const": "in Lua a variable is declared with local"
        case "elif", "elsif": "in Lua it is elseif"
        case "import", "from": "in Lua a module is loaded with local name = require(\"name\")"
        default: nil
        }
    }

    private static func callsEnd(_ text: String) -> Bool {
        let packed = text.filter { $0 != " " && $0 != "\t" }
        return packed.contains(":end(") || packed.contains(".end(")
    }

    private static func lineText(_ number: Int, _ source: [UInt8]) -> String {
        guard number >= 1 else { return "" }
        let lines = source.split(separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
        return lines.count >= number ? String(decoding: lines[number - 1], as: UTF8.self) : ""
    }
}
