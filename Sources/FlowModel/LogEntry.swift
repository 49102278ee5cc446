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

extension LogEntry {
    /// The entry as stores keep it.
    public var stored: JSONValue {
        var fields: JSONObject = [
            "time": .integer(time.microseconds), "level": .string(level.rawValue), "subject": .string(subject),
        ]
        switch content {
        case .values(let values, let named):
            fields["values"] = .array(values)
            if !named.isEmpty { fields["named"] = .object(named) }
        case .data(let value): fields["data"] = value
        case .markdown(let text): fields["markdown"] = .string(text)
        }
        return .object(fields)
    }

    /// Reads what ``stored`` makes; nil for anything else.
    public init?(stored: JSONValue) {
        guard let fields = stored.object, let time = fields["time"]?.integer,
            let level = fields["level"]?.text.flatMap(LogLevel.init(rawValue:)), let subject = fields["subject"]?.text
        else { return nil }
        let content: Content
        if case .array(let values)? = fields["values"] {
            content = .values(values, named: fields["named"]?.object ?? [:])
        } else if let data = fields["data"] {
            content = .data(data)
        } else {
            content = .markdown(fields["markdown"]?.text ?? "")
        }
        self.init(time: ScriptTime(microseconds: time), level: level, subject: subject, content: content)
    }
}
