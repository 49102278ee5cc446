public import FlowModel

/// How serious a log entry is.
public enum LogLevel: String, Sendable, CaseIterable {
    case info = "INFO"
    case warning = "WARNING"
    case error = "ERROR"
}

/// One entry in the log of an execution.
public struct LogEntry: Sendable, Equatable {
    /// How the data is meant to be shown.
    public enum Content: Sendable, Equatable {
        /// Values one after the other, then named ones.
        case values([JSONValue], named: JSONObject)
        /// One value in its structure.
        case data(JSONValue)
        case markdown(String)
    }

    /// The heading of entries that name no other.
    public static let userSubject = "user log"

    /// When it was written, in script time.
    public let time: ScriptTime
    /// How serious it is.
    public let level: LogLevel
    /// The heading.
    public let subject: String
    /// What was written.
    public let content: Content

    /// Makes an entry.
    public init(time: ScriptTime, level: LogLevel, subject: String, content: Content) {
        self.time = time
        self.level = level
        self.subject = subject
        self.content = content
    }

    /// The content as one value: a lone value as itself, several as an array whose last element are the named ones.
    public var data: JSONValue {
        switch content {
        case .values(let values, let named):
            let all = values + (named.isEmpty ? [] : [.object(named)])
            return all.count == 1 ? all[0] : .array(all)
        case .data(let value): return value
        case .markdown(let text): return .string(text)
        }
    }

    /// The content as text for people: texts as they are, other values as JSON.
    public var text: String {
        switch content {
        case .values(let values, let named):
            let parts = values.map(Self.text) + named.entries.map { "\($0.key): \(Self.text($0.value))" }
            return parts.joined(separator: " ")
        case .data(let value): return JSONWriter.text(value)
        case .markdown(let text): return text
        }
    }

    /// The entry as a record: `time`, `level`, `subject`, `data`.
    public var record: JSONValue {
        ["time": .string(time.iso8601), "level": .string(level.rawValue), "subject": .string(subject), "data": data]
    }

    private static func text(_ value: JSONValue) -> String {
        value.text ?? JSONWriter.text(value)
    }
}

/// Takes log entries as they are written.
public protocol LogSink: Sendable {
    /// Takes one entry; called on the thread that runs the script, so it must not wait for long.
    func write(_ entry: LogEntry)
}
