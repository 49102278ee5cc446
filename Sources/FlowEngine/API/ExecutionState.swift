public import FlowModel

/// What the engine has to do about a host call.
public enum HostCallAction: Sendable, Equatable {
    /// The call returns the object that it was made on.
    case returnItself
    /// The call returns these values.
    case returnValues([HostValue])
    /// The call raises the error.
    case raise(FlowError)
    /// The call returns its object at that moment, or at once when the moment has passed.
    case wait(until: ScriptTime)
    /// The script ends.
    case end(ExecutionStatus, message: String?)
}

/// Decides host calls on one execution; no clock and no effects of its own.
public struct ExecutionState: Sendable {
    /// The record as the calls so far have left it.
    public internal(set) var record: ExecutionRecord
    /// Entries written since the last ``takeLog()``.
    private var log: [LogEntry] = []

    /// Takes over the record of an execution that is about to run.
    public init(record: ExecutionRecord) {
        self.record = record
    }

    /// Returns the log entries written since the last time, oldest first.
    public mutating func takeLog() -> [LogEntry] {
        defer { log.removeAll(keepingCapacity: true) }
        return log
    }

    /// Decides one call of a method of `this` at the moment `now`.
    public mutating func call(
        _ signature: HostSignature,
        _ arguments: [HostValue],
        at now: ScriptTime
    ) -> HostCallAction {
        let bound: BoundArguments
        do throws(FlowError) {
            bound = try signature.bind(arguments)
        } catch {
            return .raise(error)
        }
        do throws(FlowError) {
            return try perform(signature.name, bound, at: now)
        } catch {
            return .raise(FlowError(type: error.type, message: "\(signature.name): \(error.message)"))
        }
    }

    private mutating func perform(
        _ method: String,
        _ arguments: BoundArguments,
        at now: ScriptTime
    ) throws(FlowError) -> HostCallAction {
        switch method {
        case "log":
            write(.values(arguments.rest.map(\.readableJSON), named: readable(arguments.open)), arguments, at: now)
        case "log_data":
            write(.data((arguments.named["data"] ?? .null).readableJSON), arguments, at: now)
        case "log_markdown":
            write(.markdown(arguments.text("text") ?? ""), arguments, at: now)
        case "set_output": try setOutput(arguments, at: now)
        case "get": return .returnValues(try fields(arguments).map { HostValue(record.value(of: $0)) })
        case "get_dict": return .returnValues([.object(try dictionary(arguments))])
        case "save": try save(arguments, at: now)
        case "success": return .end(.endedSuccess, message: arguments.text("message"))
        case "error": return .end(.endedError, message: arguments.text("message"))
        case "cancel": return .end(.endedCancelled, message: arguments.text("message"))
        case "end", "end_": return try end(arguments)
        case "sleep":
            return .wait(until: now.advanced(bySeconds: arguments.named["delay_sec"]?.readableJSON.double ?? 0))
        case "sleep_until":
            return .wait(until: arguments.named["timestamp"].flatMap(ScriptTime.init(argument:)) ?? now)
        default:
            throw FlowError(.internalError, "the engine has no '\(method)'")
        }
        return .returnItself
    }

    // MARK: - Log

    private mutating func write(_ content: LogEntry.Content, _ arguments: BoundArguments, at now: ScriptTime) {
        let level = arguments.text("level").flatMap { LogLevel(rawValue: $0.uppercased()) }
        let subject = arguments.text("subject") ?? LogEntry.userSubject
        log.append(LogEntry(time: now, level: level ?? .info, subject: subject, content: content))
    }

    private func readable(_ keywords: KeyedValues<HostValue>) -> JSONObject {
        HostValue.object(keywords).readableJSON.object ?? [:]
    }

    // MARK: - Fields

    private mutating func setOutput(_ arguments: BoundArguments, at now: ScriptTime) throws(FlowError) {
        var entries = arguments.open
        switch (arguments.named["key"], arguments.named["value"]) {
        case (.string(let key)?, let value?): entries[key] = value
        case (let key?, _?):
            throw FlowError(.invalidInput, "key expects a text when a value follows, but got \(key)")
        case (let lone?, nil): entries["logging"] = lone
        case (nil, _):
            guard !entries.isEmpty || arguments.named.isEmpty else {
                throw FlowError(.invalidInput, "key is missing; expected a text")
            }
        }
        let output = try HostValue.object(entries).json(named: "output_value")
        record.mergeOutput(output.object ?? [:], at: now)
    }

    private func fields(_ arguments: BoundArguments) throws(FlowError) -> [ExecutionField] {
        var fields: [ExecutionField] = []
        for case .string(let name) in arguments.rest { fields.append(try .named(name)) }
        return fields
    }

    private func dictionary(_ arguments: BoundArguments) throws(FlowError) -> KeyedValues<HostValue> {
        let chosen = arguments.rest.isEmpty ? ExecutionField.all : try fields(arguments)
        return KeyedValues(chosen.map { .init(key: $0.name, value: HostValue(record.value(of: $0))) })
    }

    private mutating func save(_ arguments: BoundArguments, at now: ScriptTime) throws(FlowError) {
        var changes: KeyedValues<HostValue> = [:]
        if case .object(let initial)? = arguments.named["init"] { changes.merge(initial) }
        changes.merge(arguments.open)
        changes["commit_message"] = nil
        for entry in changes.entries { _ = try ExecutionField.named(entry.key) }
        var stored: [JSONObject.Entry] = []
        for entry in changes.entries {
            stored.append(.init(key: entry.key, value: try entry.value.json(named: entry.key)))
        }
        try record.save(JSONObject(stored), at: now)
    }

    // MARK: - End

    private func end(_ arguments: BoundArguments) throws(FlowError) -> HostCallAction {
        guard let status = arguments.text("status").flatMap(ExecutionStatus.init(endNamed:)) else {
            throw FlowError(.invalidInput, "status is missing")
        }
        return .end(status, message: arguments.text("message"))
    }
}
