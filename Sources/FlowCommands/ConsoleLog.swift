import FlowEngine
import FlowModel

/// Writes log entries to stderr as they come: `12:00:01 INFO  user log: Hello`.
struct ConsoleLog: LogSink {
    let hasColours: Bool

    func write(_ entry: LogEntry) {
        Console.note(line(entry))
    }

    /// The entry as one line, or more where its text has more; those are indented.
    func line(_ entry: LogEntry) -> String {
        let text = Console.printable("\(entry.subject): \(entry.text)")
        let indented = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n    ")
        return "\(entry.time.timeOfDay) \(level(entry.level)) \(indented)"
    }

    private func level(_ level: LogLevel) -> String {
        let name = level.rawValue.padded(to: 5)
        guard hasColours else { return name }
        let colour =
            switch level {
            case .info: "32"
            case .warning: "33"
            case .error: "31"
            }
        return "\u{1B}[\(colour)m\(name)\u{1B}[0m"
    }
}

extension String {
    /// The text with blanks behind it to fill `width` characters.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
