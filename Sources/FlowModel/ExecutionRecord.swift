/// The stored fields of one execution.
public struct ExecutionRecord: Sendable, Equatable {
    /// The id of the execution.
    public let id: ExecutionID
    private var values: JSONObject

    /// Makes the record of an execution that has not started.
    public init(id: ExecutionID, name: String, script: String, inputs: JSONValue, createdAt: ScriptTime) {
        self.id = id
        values = Self.initialValues
        values["id"] = .string(id.description)
        values["top_execution_id"] = .string(id.description)
        values["name"] = .string(name)
        values["flow_name"] = .string(name)
        values["script"] = .string(script)
        values["input_value"] = inputs
        values["created_at"] = .string(createdAt.iso8601)
        values["modified_at"] = .string(createdAt.iso8601)
    }

    /// Every field with its value.
    public var fields: JSONObject { values }

    /// The value of a field, `null` when it is not set.
    public func value(of field: ExecutionField) -> JSONValue {
        values[field.name] ?? .null
    }

    /// What the execution is doing.
    public var status: ExecutionStatus {
        values["status"]?.text.flatMap(ExecutionStatus.init(rawValue:)) ?? .pending
    }

    /// The status message: progress, end message or traceback.
    public var message: String? { values["message"]?.text }

    /// The data that the execution was given.
    public var inputs: JSONValue { values["input_value"] ?? .null }

    /// The data that the execution returns so far.
    public var output: JSONValue { values["output_value"] ?? .null }

    /// When it was created.
    public var createdAt: ScriptTime? { values["created_at"]?.text.flatMap(ScriptTime.init(iso8601:)) }

    /// When the script began to run; `nil` before.
    public var startedAt: ScriptTime? { values["started_at"]?.text.flatMap(ScriptTime.init(iso8601:)) }

    /// When it ended; `nil` before.
    public var endedAt: ScriptTime? { values["ended_at"]?.text.flatMap(ScriptTime.init(iso8601:)) }

    /// The execution that created it; `nil` for one that nobody's script created, or that was cut off from it.
    public var parentID: ExecutionID? { values["parent_execution_id"]?.text.flatMap(ExecutionID.init) }

    /// The root of its tree; itself when it has no parent.
    public var topID: ExecutionID { values["top_execution_id"]?.text.flatMap(ExecutionID.init) ?? id }

    /// Who goes first when several could: the higher one.
    public var priority: Int64 { values["priority"]?.integer ?? 10 }

    /// The text of the script.
    public var script: String { values["script"]?.text ?? "" }

    /// What tracebacks call the script: the name of its flow, or what the execution was first called.
    public var scriptName: String { values["flow_name"]?.text ?? "script" }

    /// The label of the execution.
    public var name: String { values["name"]?.text ?? "" }

    /// The longest run time in minutes; `nil` when there is no limit.
    public var maximumRuntimeMinutes: Double? {
        values["max_runtime_minutes"]?.double.flatMap { $0 > 0 ? $0 : nil }
    }

    // MARK: - Changes by scripts

    /// Stores fields that a script gives; either all of them or none.
    ///
    /// - Throws: `InvalidInputError` for an unknown field, one that only the engine writes, or a wrong type.
    public mutating func save(_ changes: JSONObject, at time: ScriptTime) throws(FlowError) {
        for entry in changes.entries {
            let field = try ExecutionField.named(entry.key)
            if case .engine(let reason) = field.writer {
                throw FlowError(.invalidInput, "the field '\(field.name)' cannot be saved: \(reason)")
            }
            if entry.value == .null ? !field.isNullable : !field.type.accepts(entry.value) {
                let got = entry.value.description
                throw FlowError(
                    .invalidInput, "the field '\(field.name)' holds \(field.type.name), but got \(got)"
                )
            }
        }
        saveChecked(changes, at: time)
    }

    /// Stores fields that ``save(_:at:)`` has accepted before, for this record or another.
    public mutating func saveChecked(_ changes: JSONObject, at time: ScriptTime) {
        values.merge(changes)
        if let name = changes["name"]?.text { values["name"] = .string(Self.trimmed(name)) }
        touch(time)
    }

    /// Merges `entries` into the output; an output that is not an object stays as the entry `result`.
    public mutating func mergeOutput(_ entries: JSONObject, at time: ScriptTime) {
        var output: JSONObject =
            switch self.output {
            case .null: [:]
            case .object(let object): object
            case let other: ["result": other]
            }
        output.merge(entries)
        values["output_value"] = .object(output)
        touch(time)
    }

    // MARK: - Changes by the engine

    /// Moves to another status; a status that cannot follow is left aside and reported as `false`.
    @discardableResult
    public mutating func move(to status: ExecutionStatus, at time: ScriptTime) -> Bool {
        guard self.status.successors.contains(status) else { return false }
        if status == .running, startedAt == nil { values["started_at"] = .string(time.iso8601) }
        if status.isEnded {
            values["ended_at"] = .string(time.iso8601)
            values["scheduled_for"] = .null
        }
        values["status"] = .string(status.rawValue)
        touch(time)
        return true
    }

    /// Ends the execution; a message of `nil` keeps what the script saved last.
    public mutating func end(_ status: ExecutionStatus, message: String?, at time: ScriptTime) {
        guard move(to: status, at: time), let message else { return }
        values["message"] = .string(message)
    }

    /// Notes when a sleeping execution goes on; `nil` when nothing sleeps.
    public mutating func schedule(for moment: ScriptTime?) {
        values["scheduled_for"] = moment.map { .string($0.iso8601) } ?? .null
    }

    /// Makes a record of all its fields.
    init(id: ExecutionID, values: JSONObject) {
        self.id = id
        self.values = values
    }

    /// Brings back the fields of an earlier moment; script and inputs stay, and the record has changed now.
    public mutating func restore(_ earlier: JSONObject, at time: ScriptTime) {
        let (script, inputs) = (values["script"] ?? .null, values["input_value"] ?? .null)
        values.merge(earlier)
        values["script"] = script
        values["input_value"] = inputs
        touch(time)
    }

    /// Sets fields that only the engine writes, or that are given when an execution is created.
    ///
    /// The names and types are the caller's business.
    public mutating func set(_ fields: JSONObject) {
        values.merge(fields)
    }

    private mutating func touch(_ time: ScriptTime) {
        values["modified_at"] = .string(time.iso8601)
    }

    /// Names lose the blanks at both ends.
    package static func trimmed(_ name: String) -> String {
        let scalars = name.unicodeScalars.drop { $0.properties.isWhitespace }
        let end = scalars.lastIndex { !$0.properties.isWhitespace }
        return end.map { String(scalars[...$0]) } ?? ""
    }
}
