import FlowModel
import FlowStore

extension ExecutionState {
    mutating func createScript(
        _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let stub = arguments.text("name").flatMap { flows.replacement(ofScript: $0) }
        return try create(
            type: "SCRIPT", name: "script", script: stub ?? arguments.text("script") ?? "",
            fields: ["flow_name": .null], inputs: try inputs(arguments, over: .null), arguments, context)
    }

    mutating func clone(
        _ id: ExecutionID, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        guard id == record.id else {
            guard try dynamicWrappers(arguments).isEmpty else {
                throw FlowError(.invalidInput, "wrappers cannot be put around the clone of another execution")
            }
            let row = try newRow(
                type: "SCRIPT", name: "", script: "", fields: [:], inputs: try inputs(arguments, over: .null),
                arguments,
                context)
            let mode = arguments.named["run"] == false ? nil : waitMode(arguments, "wait")
            let order = CloneOrder(
                original: id, row: row, given: Set(givenFields(arguments).keys), mode: mode,
                timeout: seconds(arguments))
            return .request(Request(call: context.call, .clone(order), at: context.now))
        }
        var fields: JSONObject = [:]
        let targets = ["flow_name", "flow_id", "wrapper_name", "wrapper_id", "wrapped"]
        for name in targets + CloneOrder.copied where name != "name" { fields[name] = record[name] }
        return try create(
            type: record["type"].text ?? "FLOW", name: record.name, script: record.script, fields: fields,
            inputs: try inputs(arguments, over: record.inputs), arguments, context)
    }

    mutating func create(
        type: String, name: String, script: String, fields: JSONObject, inputs: JSONValue,
        within wrappers: [WrapperUse] = [], keepsScript: Bool = true, _ arguments: BoundArguments,
        _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let own = try dynamicWrappers(arguments)
        let isUnwrapped = ignoresStaticWrappers(arguments)
        var fields = fields
        if !own.isEmpty { fields["wrappers"] = .array(own.map(\.json)) }
        if isUnwrapped { fields["unwrapped"] = true }
        let row = try newRow(
            type: type, name: name, script: script, fields: fields, inputs: inputs, arguments, context)
        return try create(
            wrapped(row, in: own + (isUnwrapped ? [] : wrappers), keepsScript: keepsScript, context.resources),
            arguments,
            context)
    }

    /// Creates an execution, and waits for it unless told otherwise.
    mutating func create(
        _ row: StoredExecution, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        // A wrapper may give other inputs to what it wraps: they are checked then.
        try ExecutionSchemas.checkInputs(row.record)
        effects.created.append(row)
        let reference = HostValue.reference(.execution(row.id))
        guard row.isRunnable, let mode = waitMode(arguments, "wait") else { return .returnValues([reference]) }
        return wait(
            .executions([row.id], mode), timeout: seconds(arguments), success: EncodedAnswer(.value(reference)), context
        )
    }

    func newRow(
        type: String, name: String, script: String, fields: JSONObject, inputs: JSONValue, _ arguments: BoundArguments,
        _ context: CallContext
    ) throws(FlowError) -> StoredExecution {
        let id = RecordID(createdBy: record.id, generation: generation, call: context.call, at: context.now)
        var child = ExecutionRecord(id: id, name: name, script: script, inputs: inputs, createdAt: context.now)
        let creator = JSONValue.string(record.id.description)
        child.set([
            "type": .string(type), "is_productive": record["is_productive"], "created_by": creator,
            "modified_by": creator, "use_breakpoints": record["use_breakpoints"],
            "use_only_explicit_breakpoints": record["use_only_explicit_breakpoints"],
            // Nothing that it makes has more rights, whoever forgets to say so.
            "roles": record["roles"],
        ])
        child.set(fields)
        var fields = givenFields(arguments)
        try fix(&fields, of: &child, isStarted: arguments.named["run"] != false)
        let given = try HostValue.object(fields).json(named: "init").object ?? [:]
        // Where it lies and what it may do was decided where records are known.
        child.set(context.setup)
        // Who asks for breakpoints wants to debug.
        if given["use_breakpoints"] == true, given["is_productive"] == nil { child.set(["is_productive": false]) }
        try child.save(given, at: context.now)
        try checkSchemas(in: given)
        if arguments.named["orphan"] == true {
            child.set(["orphan": true])
        } else {
            child.set([
                "parent_execution_id": .string(record.id.description),
                "top_execution_id": .string(record.topID.description),
            ])
        }
        let isHeld = arguments.named["run"] == false
        var row = StoredExecution(record: child, seed: id.low ^ id.high.byteSwapped, isRunnable: !isHeld)
        if arguments.named["is_paused"] == true {
            row.record.set(["is_paused": true])
            row.isPaused = true
            row.isReady = false
        }
        return row
    }

    /// The fields that keywords and `init` give to a new execution.
    private func givenFields(_ arguments: BoundArguments) -> KeyedValues<HostValue> {
        var given: KeyedValues<HostValue> = [:]
        if case .object(let initial)? = arguments.named["init"] {
            let others = RecordLocation.fieldNames + ["roles", "input_value", "wrappers", "unwrapped"]
            for entry in initial.entries where !others.contains(entry.key) { given[entry.key] = entry.value }
        }
        let names = [
            "name", "description", "priority", "max_runtime_minutes", "is_productive", "savepoint_retention",
            "input_schema", "output_schema", "breakpoints", "use_breakpoints", "use_only_explicit_breakpoints",
            "is_readonly", "track_in_git",
        ]
        for name in names + Self.fixed {
            if let value = arguments.named[name] { given[name] = value }
        }
        if let retention = given["savepoint_retention"]?.readableJSON.text {
            given["savepoint_retention"] = .string(retention.uppercased())
        }
        if let word = given["location_inheritance"]?.readableJSON.text {
            given["location_inheritance"] = .string(word.lowercased())
        }
        return given
    }

    /// The input of a new execution: that of the original, then what `inputs` gives, then the other keywords.
    func inputs(_ arguments: BoundArguments, over original: JSONValue) throws(FlowError) -> JSONValue {
        var base = original
        if case .object(let initial)? = arguments.named["init"], let value = initial["input_value"] {
            base = try value.json(named: "init.input_value")
        }
        for name in ["input_value", "inputs"] {
            if let value = arguments.named[name] { base = try value.json(named: name) }
        }
        guard !arguments.open.isEmpty else { return base == .null ? .object([:]) : base }
        var merged = base.object ?? [:]
        merged.merge(try HostValue.object(arguments.open).json(named: "inputs").object ?? [:])
        return .object(merged)
    }

    // MARK: - Messages

    mutating func message(_ arguments: BoundArguments, _ context: CallContext) throws(FlowError) -> HostCallAction {
        if let text = arguments.text("select") {
            guard let id = MessageID(text) else { throw FlowError(.invalidInput, "select expects the id of a message") }
            return .returnValues([.reference(.message(id))])
        }
        guard let subject = arguments.text("subject") else {
            throw FlowError(.invalidInput, "subject is missing; expected a text")
        }
        let given = ["message", "request", "body"].filter { arguments.named[$0] != nil && arguments.named[$0] != .null }
        guard given.count <= 1 else {
            throw FlowError(
                .invalidInput,
                "only one of message, request and body can be given, not \(given.joined(separator: " and "))")
        }
        var content: JSONObject = [
            "subject": .string(subject),
            "message_type": .string((arguments.text("message_type") ?? "INFO").uppercased()),
        ]
        for name in given { content[name] = try arguments.named[name]?.json(named: name) }
        if let body = content["body"] { try MessageForm.check(body) }
        if given.isEmpty { content["message"] = "" }
        let id = RecordID(createdBy: record.id, generation: generation, call: context.call, at: context.now)
        effects.messages.append(StoredMessage(id: id, sender: record.id, content: content, createdAt: context.now))
        let reference = HostValue.reference(.message(id))
        guard arguments.named["wait"] != false else { return .returnValues([reference]) }
        return wait(.response(id), timeout: seconds(arguments), success: EncodedAnswer(.value(reference)), context)
    }
}
