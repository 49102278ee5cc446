/// Why a text is not a script: a syntax error, a binary chunk, or a text that is too long.
public struct ScriptError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The name that the script was compiled under.
    public let chunk: String
    /// The line of the error, from 1.
    public let line: Int?
    /// What is wrong, without the place.
    public let message: String

    /// Splits a compiler message of the form `name:line: text`.
    init(compilerMessage text: String, chunk: String) {
        self.chunk = chunk
        let parts = text.hasPrefix("\(chunk):") ? text.dropFirst(chunk.count + 1) : text[...]
        if let colon = parts.firstIndex(of: ":"), let number = Int(parts[..<colon]) {
            line = number
            message = String(parts[parts.index(after: colon)...].drop { $0 == " " })
        } else {
            line = nil
            message = String(parts)
        }
    }

    /// The place and the message, as compilers write them.
    public var description: String {
        if let line { "\(chunk):\(line): \(message)" } else { "\(chunk): \(message)" }
    }
}
