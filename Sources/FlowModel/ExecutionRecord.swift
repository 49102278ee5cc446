/// The stored fields of one execution.
public struct ExecutionRecord: Sendable, Equatable {
    /// The id of the execution.
    public let id: ExecutionID
    // Only what differs from the initial values: a record is copied at every change, and most fields are never set.
    private var given: JSONObject

    /// Makes the record of an execution that has not started.
    public init(id: ExecutionID, name: String, script: String, inputs: JSONValue, createdAt: ScriptTime) {
        self.id = id
        given = [:]
        self["id"] = .string(id.description)
        self["top_execution_id"] = .string(id.description)
        self["name"] = .string(name)
        self["flow_name"] = .string(name)
        self["script"] = .string(script)
        self["input_value"] = inputs
        self["created_at"] = .string(createdAt.iso8601)
        self["modified_at"] = .string(createdAt.iso8601)
    }

    /// Every field with its value.
    public var fields: JSONObject {
        var fields = Self.initialValues
        fields.merge(given)
        return fields
    }

    /// The value of a field, `null` when it is not set or there is none of that name.
    public private(set) subscript(name: String) -> JSONValue {
        get { given[name] ?? Self.initialValues[name] ?? .null }
        set {
            // A bare nil would be the value null.
            let isInitial = newValue == Self.initialValues[name] ?? .null
            given[name] = isInitial ? JSONValue?.none : newValue
        }
    }

    /// The value of a field, `null` when it is not set.
    public func value(of field: ExecutionField) -> JSONValue { self[field.name] }

    /// What the execution is doing.
    public var status: ExecutionStatus {
        self["status"].text.flatMap(ExecutionStatus.init(rawValue:)) ?? .pending
    }

    /// The status message: progress, end message or traceback.
    public var message: String? { self["message"].text }

    /// The data that the execution was given.
    public var inputs: JSONValue { self["input_value"] }

    /// The data that the execution returns so far.
    public var output: JSONValue { self["output_value"] }

    /// When it was created.
    public var createdAt: ScriptTime? { self["created_at"].text.flatMap(ScriptTime.init(iso8601:)) }

    /// When the script began to run; `nil` before.
    public var startedAt: ScriptTime? { self["started_at"].text.flatMap(ScriptTime.init(iso8601:)) }

    /// The script has begun to run.
    public var isStarted: Bool { self["started_at"] != .null }

    /// When it ended; `nil` before.
    public var endedAt: ScriptTime? { self["ended_at"].text.flatMap(ScriptTime.init(iso8601:)) }

    /// The execution that created it; `nil` for one that nobody's script created, or that was cut off from it.
    public var parentID: ExecutionID? { self["parent_execution_id"].text.flatMap(ExecutionID.init) }

    /// The root of its tree; itself when it has no parent.
    public var topID: ExecutionID { self["top_execution_id"].text.flatMap(ExecutionID.init) ?? id }

    /// Who goes first when several could: the higher one.
    public var priority: Int64 { self["priority"].integer ?? 10 }

    /// The text of the script.
    public var script: String { self["script"].text ?? "" }

    /// What tracebacks call the script: the name of its flow or wrapper, or what the execution was first called.
    public var scriptName: String {
        self["flow_name"].text ?? self["wrapper_name"].text ?? self["schedule_name"].text ?? "script"
    }

    /// The label of the execution.
    public var name: String { self["name"].text ?? "" }

    /// The longest run time in minutes; `nil` when there is no limit.
    public var maximumRuntimeMinutes: Double? {
        self["max_runtime_minutes"].double.flatMap { $0 > 0 ? $0 : nil }
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
        set(changes)
        if let name = changes["name"]?.text { self["name"] = .string(Self.trimmed(name)) }
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
        self["output_value"] = .object(output)
        touch(time)
    }

    // MARK: - Changes by the engine

    /// Moves to another status; a status that cannot follow is left aside and reported as `false`.
    @discardableResult
    public mutating func move(to status: ExecutionStatus, at time: ScriptTime) -> Bool {
        guard self.status.successors.contains(status) else { return false }
        if status == .running, !isStarted { self["started_at"] = .string(time.iso8601) }
        if status.isEnded {
            self["ended_at"] = .string(time.iso8601)
            self["scheduled_for"] = .null
        }
        self["status"] = .string(status.rawValue)
        touch(time)
        return true
    }

    /// Ends the execution; a message of `nil` keeps what the script saved last.
    public mutating func end(_ status: ExecutionStatus, message: String?, at time: ScriptTime) {
        guard move(to: status, at: time), let message else { return }
        self["message"] = .string(message)
    }

    /// Notes when a sleeping execution goes on; `nil` when nothing sleeps.
    public mutating func schedule(for moment: ScriptTime?) {
        self["scheduled_for"] = moment.map { .string($0.iso8601) } ?? .null
    }

    /// Makes a record of fields; those that are not given have their initial values.
    public init(id: ExecutionID, stored: JSONObject) {
        self.id = id
        given = [:]
        self["id"] = .string(id.description)
        self["top_execution_id"] = .string(id.description)
        set(stored)
    }

    /// What is needed to make the record again with its script and inputs, which are kept elsewhere.
    public var storedFields: JSONObject {
        let id = JSONValue.string(id.description)
        return JSONObject(
            given.entries.filter { entry in
                switch entry.key {
                case "script", "input_value", "id": false
                case "top_execution_id": entry.value != id
                default: true
                }
            })
    }

    /// Brings back the fields of an earlier moment; script and inputs stay, and the record has changed now.
    public mutating func restore(_ earlier: JSONObject, at time: ScriptTime) {
        let (script, inputs) = (script, self.inputs)
        set(earlier)
        self["script"] = .string(script)
        self["input_value"] = inputs
        touch(time)
    }

    /// Sets fields that only the engine writes, or that are given when an execution is created.
    ///
    /// The names and types are the caller's business.
    public mutating func set(_ fields: JSONObject) {
        for entry in fields.entries { self[entry.key] = entry.value }
    }

    private mutating func touch(_ time: ScriptTime) {
        self["modified_at"] = .string(time.iso8601)
    }

    /// A name that was made from another, no longer than names may be.
    package static func shortened(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.prefix(128)))
    }

    /// Names lose the blanks at both ends.
    package static func trimmed(_ name: String) -> String {
        let scalars = name.unicodeScalars.drop { $0.properties.isWhitespace }
        let end = scalars.lastIndex { !$0.properties.isWhitespace }
        return end.map { String(scalars[...$0]) } ?? ""
    }
}
