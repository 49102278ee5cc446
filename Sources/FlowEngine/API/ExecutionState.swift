public import FlowModel
public import FlowStore

/// Decides host calls on one execution; no clock and no effects of its own.
public struct ExecutionState {
    /// What the calls of a turn have led to.
    public struct Effects: Sendable {
        /// Changes of the execution's own fields.
        public var changes: [RecordChange] = []
        /// Log entries, oldest first.
        public var log: [LogEntry] = []
        /// Executions that were created.
        public var created: [StoredExecution] = []
        /// Messages that were sent.
        public var messages: [StoredMessage] = []
    }

    /// The record as the calls so far have left it.
    public internal(set) var record: ExecutionRecord
    /// How often the journal was cut or begun anew.
    public let generation: Int64
    let flows: any FlowSource
    let connectors: [String: any Connector]
    let timeZones: any TimeZoneRules
    var effects = Effects()

    /// Takes over the record of an execution that is about to run.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - generation: How often the journal was cut or begun anew.
    ///   - flows: Where the scripts of children come from.
    ///   - connectors: What it can connect to, by connector type.
    ///   - timeZones: The rules of time zones.
    public init(
        record: ExecutionRecord, generation: Int64 = 0, flows: any FlowSource = FlowTable(),
        connectors: [String: any Connector] = [:], timeZones: any TimeZoneRules = SystemTimeZones()
    ) {
        self.record = record
        self.generation = generation
        self.flows = flows
        self.connectors = connectors
        self.timeZones = timeZones
    }

    /// Returns what the calls since the last time have led to.
    public mutating func takeEffects() -> Effects {
        defer { effects = Effects() }
        return effects
    }

    /// What the calls since the last time have led to, so far.
    var pending: Effects { effects }

    /// How many executions the calls since the last time have created.
    var createdCount: Int { effects.created.count }

    /// The calls since the last time have created neither executions nor messages.
    var createsNothing: Bool { effects.created.isEmpty && effects.messages.isEmpty }

    /// When the execution must have ended by `max_runtime_minutes`; nil when there is no limit.
    public var runtimeDeadline: ScriptTime? {
        guard let minutes = record.maximumRuntimeMinutes, let start = record.startedAt else { return nil }
        return start.advanced(bySeconds: minutes * 60)
    }

    /// Merges what the script returned into the output.
    public mutating func merge(output value: JSONValue, at now: ScriptTime) {
        let entries = value.object ?? ["result": value]
        record.mergeOutput(entries, at: now)
        effects.changes.append(.output(entries, at: now))
    }

    /// Sets the output as a whole.
    mutating func replaceOutput(_ value: JSONValue, at now: ScriptTime) {
        record.saveChecked(["output_value": value], at: now)
        effects.changes.append(.save(["output_value": value], at: now))
    }

    /// Decides one call.
    public mutating func call(
        _ signature: HostSignature, _ arguments: [HostValue], _ context: CallContext
    ) -> HostCallAction {
        let bound: BoundArguments
        do throws(FlowError) {
            bound = try signature.bind(arguments)
        } catch {
            return .raise(error)
        }
        do throws(FlowError) {
            switch signature.className {
            case "System": return try performOnSystem(signature.name, bound, context)
            case "Message": return try performOnMessage(signature.name, bound, context)
            case Self.wrappingClass: return try performWrapped(signature.name, bound, context)
            default: break
            }
            let selector = ExecutionSelector(objectID: context.receiver.id)
            if let selector, let held = selector.held, signature.name == "save" {
                return try save(held: held, of: selector.id, bound, context)
            }
            if let selector, selector.id != record.id {
                return try perform(signature.name, on: selector, bound, context)
            }
            return try perform(signature.name, bound, context)
        } catch {
            return .raise(
                FlowError(type: error.type, message: "\(signature.name): \(error.message)", details: error.details))
        }
    }

    private mutating func perform(
        _ method: String, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let now = context.now
        switch method {
        case "log", "log_data", "log_markdown": effects.log.append(entry(method, arguments, at: now))
        case "set_output":
            let output = try outputEntries(arguments)
            record.mergeOutput(output, at: now)
            effects.changes.append(.output(output, at: now))
        case "get": return .returnValues(try fields(arguments).map { HostValue(record.value(of: $0)) })
        case "get_dict": return .returnValues([.object(try dictionary(arguments))])
        case "save":
            let changes = try savedFields(arguments, context)
            try checkSchemas(in: changes)
            try record.save(changes, at: now)
            effects.changes.append(.save(changes, at: now))
        case "success": return end(.endedSuccess, message: arguments.text("message"))
        case "error": return .end(.endedError, message: arguments.text("message"))
        case "cancel": return .end(.endedCancelled, message: arguments.text("message"))
        case "end", "end_": return try end(arguments)
        case "webhook_response", "webhook_html_response", "webhook_json_response", "webhook_bytes_response",
            "webhook_base64_response":
            return try answerWebhook(method, arguments, at: now)
        case "continue_as_new": return .startOver(inputs: try newInputs(arguments))
        case "sleep":
            let seconds = arguments.named["delay_sec"]?.readableJSON.double ?? 0
            return wait(.moment(now.advanced(bySeconds: seconds)), context)
        case "sleep_until":
            return wait(.moment(arguments.named["timestamp"].flatMap(ScriptTime.init(argument:)) ?? now), context)
        case "pause":
            if let message = arguments.text("message") {
                record.saveChecked(["message": .string(message)], at: now)
                effects.changes.append(.save(["message": .string(message)], at: now))
            }
            return wait(.resumption, context)
        case "breakpoint": return .stop
        case "wait", "run", "wait_status":
            throw FlowError(.invalidInput, "an execution cannot wait for itself; call it on another one")
        case "run_async", "ignore", "ignore_dependency", "ignore_lock", "ignore_response", "ignore_scheduled":
            break
        case "child" where arguments.text("select") == nil: return try createWrapped(arguments, context)
        case "using": return try using(arguments)
        case "exists": return .returnValues([true])
        case "export": return .returnValues([HostValue(.object(record.exported))])
        case "restore": break
        case "parent", "parent_execution_id_execution":
            return .returnValues([record.parentID.map { .reference(.execution($0)) } ?? .null])
        case "top", "top_execution_id_execution":
            let isTop = record.topID == record.id
            return .returnValues([.reference(isTop ? context.receiver : .execution(record.topID))])
        default: return try performDurable(method, on: record.id, arguments, context)
        }
        return .returnItself
    }

    /// A request that waits.
    func wait(
        _ wait: Wait, timeout: Double? = nil, success: EncodedAnswer = .receiver, controls: [Control] = [],
        _ context: CallContext
    ) -> HostCallAction {
        .request(
            Request(
                call: context.call, controls: controls, .wait(wait, timeout: timeout, success: success), at: context.now
            ))
    }

    // MARK: - Log

    func entry(_ method: String, _ arguments: BoundArguments, at now: ScriptTime) -> LogEntry {
        let level = arguments.text("level").flatMap { LogLevel(rawValue: $0.uppercased()) }
        let content: LogEntry.Content =
            switch method {
            case "log": .values(arguments.rest.map(\.readableJSON), named: readable(arguments.open))
            case "log_data": .data((arguments.named["data"] ?? .null).readableJSON)
            default: .markdown(arguments.text("text") ?? "")
            }
        let subject = arguments.text("subject") ?? LogEntry.userSubject
        return LogEntry(time: now, level: level ?? .info, subject: subject, content: content)
    }

    private func readable(_ keywords: KeyedValues<HostValue>) -> JSONObject {
        HostValue.object(keywords).readableJSON.object ?? [:]
    }

    // MARK: - Fields

    func outputEntries(_ arguments: BoundArguments) throws(FlowError) -> JSONObject {
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
        return try HostValue.object(entries).json(named: "output_value").object ?? [:]
    }

    func fields(_ arguments: BoundArguments) throws(FlowError) -> [ExecutionField] {
        var fields: [ExecutionField] = []
        for case .string(let name) in arguments.rest { fields.append(try .named(name)) }
        return fields
    }

    private func dictionary(_ arguments: BoundArguments) throws(FlowError) -> KeyedValues<HostValue> {
        let chosen = arguments.rest.isEmpty ? ExecutionField.all : try fields(arguments)
        return KeyedValues(chosen.map { .init(key: $0.name, value: HostValue(record.value(of: $0))) })
    }

    func savedFields(_ arguments: BoundArguments, _ context: CallContext) throws(FlowError) -> JSONObject {
        var changes: KeyedValues<HostValue> = [:]
        if case .object(let initial)? = arguments.named["init"] { changes.merge(initial) }
        changes.merge(arguments.open)
        changes["commit_message"] = nil
        for name in RecordLocation.fieldNames { changes[name] = nil }
        for entry in changes.entries { _ = try ExecutionField.named(entry.key) }
        var stored: [JSONObject.Entry] = []
        for entry in changes.entries {
            stored.append(.init(key: entry.key, value: try entry.value.json(named: entry.key)))
        }
        return JSONObject(stored + context.setup.entries)
    }

    // MARK: - End

    private func end(_ arguments: BoundArguments) throws(FlowError) -> HostCallAction {
        guard let status = arguments.text("status").flatMap(ExecutionStatus.init(endNamed:)) else {
            throw FlowError(.invalidInput, "status is missing")
        }
        return end(status, message: arguments.text("message"))
    }

    private func newInputs(_ arguments: BoundArguments) throws(FlowError) -> JSONValue {
        guard let given = arguments.named["inputs"] else { return record.inputs }
        let inputs = try given.json(named: "inputs")
        try ExecutionSchemas.check(inputs, named: "the new input", against: record["input_schema"])
        return inputs
    }
}
