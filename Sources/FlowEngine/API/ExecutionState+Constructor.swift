import FlowModel
import FlowStore

/// `flow_api.Execution{...}` and executions that are only made, not started.
extension ExecutionState {
    /// Decides `system:execution(...)`.
    mutating func construct(_ arguments: BoundArguments, _ context: CallContext) throws(FlowError) -> HostCallAction {
        var fields: KeyedValues<HostValue> = [:]
        if case .object(let initial)? = arguments.named["init"] { fields.merge(initial) }
        fields.merge(arguments.open)
        fields["select"] = nil
        if let parent = fields["parent_execution_id"]?.executionID {
            fields["parent_execution_id"] = .string(parent.description)
        }
        if arguments.named["debug"] == true {
            let data = HostValue.object(fields).readableJSON
            effects.log.append(LogEntry(time: context.now, level: .info, subject: "debug", content: .data(data)))
        }
        let select = arguments.named["select"] ?? arguments.open["select"] ?? .null
        guard select != .null else { return try constructNew(fields, arguments, context) }
        guard let id = select.executionID else {
            throw FlowError(.invalidInput, "select expects an execution or the id of one, but got \(select)")
        }
        var places: ExecutionSelector.Places = []
        if arguments.named["allow_normal"] != false { places.insert(.normal) }
        if arguments.named["allow_deleted"] == true { places.insert(.trash) }
        guard !fields.isEmpty else { return object(ExecutionSelector(id, in: places)) }
        let changes = try savable(fields, context)
        if arguments.named["commit"] != true {
            return object(ExecutionSelector(id, in: places, holding: .init(changes, isNew: false)))
        }
        let answer = HostAnswer.value(reference(ExecutionSelector(id, in: places)))
        return try save(changes, of: id, answer: answer, context)
    }

    private mutating func save(
        _ changes: JSONObject, of id: ExecutionID, answer: HostAnswer, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        if id == record.id {
            try record.save(changes, at: context.now)
            effects.changes.append(.save(changes, at: context.now))
        }
        let controls = id == record.id ? [] : [Control(.save(changes), .execution(id))]
        return .request(
            Request(call: context.call, controls: controls, .answer(EncodedAnswer(answer)), at: context.now))
    }

    private mutating func constructNew(
        _ fields: KeyedValues<HostValue>, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let id = RecordID(createdBy: record.id, generation: generation, call: context.call, at: context.now)
        // What cannot be saved is refused now, where the script says it.
        let row = fields.isEmpty ? nil : try newRow(of: fields, id: id, context)
        guard arguments.named["commit"] == true else {
            let held = try HostValue.object(fields).json(named: "init").object ?? [:]
            return object(ExecutionSelector(id, holding: .init(held, isNew: true)))
        }
        guard let row else { throw Self.untyped }
        return create(row, orSave: [:], answer: .value(reference(ExecutionSelector(id))), context)
    }

    /// Decides `save` of an object that holds fields.
    mutating func save(
        held: ExecutionSelector.Held, of id: ExecutionID, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        var fields = KeyedValues(held.fields.entries.map { .init(key: $0.key, value: HostValue($0.value)) })
        if case .object(let initial)? = arguments.named["init"] { fields.merge(initial) }
        fields.merge(arguments.open)
        if held.isNew, context.isSaved {
            let names = fields.keys.filter { (try? ExecutionField.named($0))?.isSavable == false }
            for name in names { fields[name] = nil }
        }
        guard held.isNew, !context.isSaved else {
            fields["commit_message"] = nil
            return try save(try savable(fields, context), of: id, answer: .receiver, context)
        }
        var later: KeyedValues<HostValue> = [:]
        for entry in fields.entries where (try? ExecutionField.named(entry.key))?.isSavable == true {
            later[entry.key] = entry.value
        }
        let row = try newRow(of: fields, id: id, context)
        return create(row, orSave: try savable(later, context), answer: .receiver, context)
    }

    /// Decides `add_child`.
    mutating func addChild(
        of parent: ExecutionID, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let id = RecordID(createdBy: record.id, generation: generation, call: context.call, at: context.now)
        var fields = arguments.open
        fields["parent_execution_id"] = .string(parent.description)
        let row = try newRow(of: fields, id: id, context)
        return create(row, orSave: [:], answer: .value(.reference(.execution(id))), context)
    }

    private func create(
        _ row: StoredExecution, orSave changes: JSONObject, answer: HostAnswer, _ context: CallContext
    ) -> HostCallAction {
        .request(
            Request(
                call: context.call, .create(row, orSave: changes, answer: EncodedAnswer(answer)), at: context.now))
    }

    private func reference(_ selector: ExecutionSelector) -> HostValue {
        .reference(ObjectReference(className: "Execution", id: selector.objectID))
    }

    private func object(_ selector: ExecutionSelector) -> HostCallAction { .returnValues([reference(selector)]) }

    /// Fields as `save` takes them.
    func savable(_ fields: KeyedValues<HostValue>, _ context: CallContext) throws(FlowError) -> JSONObject {
        var changes = context.setup.entries.filter { RecordLocation.fieldNames.contains($0.key) }
        for entry in fields.entries where !RecordLocation.fieldNames.contains(entry.key) {
            _ = try ExecutionField.named(entry.key)
            changes.append(.init(key: entry.key, value: try entry.value.json(named: entry.key)))
        }
        var trial = record
        try trial.save(JSONObject(changes), at: context.now)
        try checkSchemas(in: JSONObject(changes))
        return JSONObject(changes)
    }

    // MARK: - Rows

    private static let untyped = FlowError(
        .invalidInput,
        "it is not said what the execution runs: give flow_name, script, or connector_type")

    /// The row of an execution that does not start, as its fields say.
    private mutating func newRow(
        of given: KeyedValues<HostValue>, id: ExecutionID, _ context: CallContext
    ) throws(FlowError) -> StoredExecution {
        var fields = given
        fields["commit_message"] = nil
        for name in fields.keys { _ = try ExecutionField.named(name) }
        let parent = fields["parent_execution_id"]
        let type = try self.type(of: fields)
        var arguments = BoundArguments()
        for name in ["flow_name", "flow_id", "connector_name", "connector_id", "connector_type", "script"] {
            if let value = fields[name], value != .null { arguments.named[name] = value }
        }
        if let value = fields["input_value"] { arguments.named["input_value"] = value }
        for name in fields.keys where Self.targets.contains(name) || name == "type" { fields[name] = nil }
        for name in ["orphan", "is_paused"] {
            guard let value = fields[name] else { continue }
            (arguments.named[name], fields[name]) = (value, nil)
        }
        arguments.named["run"] = false
        arguments.named["init"] = .object(fields)
        let before = effects.created.count
        switch type {
        case "FLOW": _ = try createFlow(arguments, context)
        case "SCRIPT": _ = try createScript(arguments, context)
        case "CONNECTION": _ = try createConnection(arguments, context)
        default:
            throw FlowError(.invalidInput, "an execution of the type \(type) cannot be made so; run it as a child")
        }
        guard effects.created.count == before + 1, var row = effects.created.popLast() else { throw Self.untyped }
        if let parent {
            guard parent == .null || parent.executionID != nil else {
                throw FlowError(
                    .invalidInput, "parent_execution_id expects an execution or the id of one, but got \(parent)")
            }
            row.record.set([
                "parent_execution_id": parent.executionID.map { .string($0.description) } ?? .null,
                "top_execution_id": .string(row.id.description),
            ])
        }
        return row.record.id == id
            ? row : StoredExecution(record: row.record.renamed(id), seed: row.seed, isRunnable: false)
    }

    private static let targets: Set<String> = [
        "flow_name", "flow_id", "connector_name", "connector_id", "connector_type", "script", "input_value",
        "parent_execution_id",
    ]

    private func type(of fields: KeyedValues<HostValue>) throws(FlowError) -> String {
        if let given = fields["type"] {
            let words = ["FLOW", "SCRIPT", "CONNECTION", "SCHEDULE", "WRAPPER"]
            guard case .string(let text) = given, words.contains(text.uppercased()) else {
                throw FlowError(.invalidInput, "type expects one of \(words.joined(separator: ", ")), but got \(given)")
            }
            return text.uppercased()
        }
        let isGiven = { (names: [String]) in names.contains { fields[$0] ?? .null != .null } }
        if isGiven(["flow_name", "flow_id"]) { return "FLOW" }
        if isGiven(["script"]) { return "SCRIPT" }
        if isGiven(["connector_name", "connector_id", "connector_type"]) { return "CONNECTION" }
        throw Self.untyped
    }
}
