/// Something in a script that will fail, or that is probably not what its author meant.
public struct ScriptProblem: Error, Sendable, Equatable {
    /// How sure it is that the script is wrong.
    public enum Severity: String, Sendable {
        /// The script cannot run, or fails when it comes there.
        case error
        /// The script may be right.
        case warning
    }

    /// How sure it is that the script is wrong.
    public let severity: Severity
    /// The name of the script.
    public let script: String
    /// The line, from 1; `nil` when the problem is not at one place.
    public let line: Int?
    /// What is wrong and what to do about it.
    public let message: String

    /// Describes a problem; an error unless told otherwise.
    public init(_ severity: Severity = .error, script: String, line: Int?, _ message: String) {
        self.severity = severity
        self.script = script
        self.line = line
        self.message = message
    }
}

extension ScriptProblem: CustomStringConvertible {
    /// `hello.lua:3: message`, with `warning: ` before the message of a warning.
    public var description: String {
        let place = line.map { "\(script):\($0)" } ?? script
        return "\(place): \(severity == .warning ? "warning: " : "")\(message)"
    }
}
