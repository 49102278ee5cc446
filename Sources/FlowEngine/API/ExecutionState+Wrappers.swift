import FlowModel
import FlowStore

/// Executions that are wrapped: what is created is the outermost wrapper, and its script creates the next.
extension ExecutionState {
    /// The class of what `using` returns.
    static let wrappingClass = "Wrapping"

    /// What of a new execution its wrapper keeps for the child that it creates.
    private static let placed = [
        "created_at", "modified_at", "parent_execution_id", "top_execution_id", "type", "status", "is_paused", "roles",
    ]

    /// The object whose child creators put one more wrapper around what they create.
    func using(_ arguments: BoundArguments, inside outer: [WrapperUse] = []) throws(FlowError) -> HostCallAction {
        let params = try HostValue.object(arguments.open).json(named: "params")
        let uses = outer + [WrapperUse(arguments.text("wrapper") ?? "", params: params)]
        let text = JSONWriter.text(.array(uses.map(\.json)))
        return .returnValues([.reference(ObjectReference(className: Self.wrappingClass, id: text))])
    }

    /// Decides calls on what `using` returned.
    mutating func performWrapped(
        _ method: String, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let value = (try? JSONParser.parse(context.receiver.id) as JSONValue) ?? .null
        let outer = try WrapperUse.list(value, at: "using")
        guard method != "using" else { return try using(arguments, inside: outer) }
        var arguments = arguments
        let inner = try dynamicWrappers(arguments)
        arguments.named["wrappers"] = .array((outer + inner).map { HostValue($0.json) })
        return try performDurable(method, on: record.id, arguments, context)
    }

    /// The wrappers that the call names.
    func dynamicWrappers(_ arguments: BoundArguments) throws(FlowError) -> [WrapperUse] {
        guard let given = arguments.named["wrappers"] ?? initial(arguments, "wrappers") else { return [] }
        return try WrapperUse.list(try given.json(named: "wrappers"), at: "wrappers")
    }

    func ignoresStaticWrappers(_ arguments: BoundArguments) -> Bool {
        (arguments.named["unwrapped"] ?? initial(arguments, "unwrapped")) == true
    }

    private func initial(_ arguments: BoundArguments, _ name: String) -> HostValue? {
        guard case .object(let fields)? = arguments.named["init"] else { return nil }
        return fields[name]
    }

    /// The row of the outermost wrapper in place of what it wraps; the row itself where there is none.
    ///
    /// - Parameters:
    ///   - row: What is wrapped.
    ///   - uses: The wrappers, the outermost first.
    ///   - keepsScript: The script is not that of a flow, which is looked up when the child is created.
    ///   - resources: Where the records of wrappers are.
    /// - Returns: The row to create.
    /// - Throws: `ResourceNotFoundError` when there is no such wrapper.
    func wrapped(
        _ row: StoredExecution, in uses: [WrapperUse], keepsScript: Bool, _ resources: Resources
    ) throws(FlowError) -> StoredExecution {
        guard let outer = uses.first else { return row }
        let wrapper = try wrapper(outer.choice, resources)
        let child = row.record
        var inner: JSONObject = [
            "params": outer.params, "type": child["type"],
            "fields": .object(JSONObject(child.storedFields.entries.filter { !Self.placed.contains($0.key) })),
            "wrappers": .array(uses.dropFirst().map(\.json)),
        ]
        if keepsScript { inner["script"] = .string(child.script) }
        var record = ExecutionRecord(
            id: row.id, name: ExecutionRecord.shortened("\(wrapper.name)(\(child.name))"), script: wrapper.script,
            inputs: child.inputs, createdAt: child.createdAt ?? ScriptTime(microseconds: 0))
        record.set([
            "type": "WRAPPER", "flow_name": .null, "wrapper_name": .string(wrapper.name),
            "wrapper_id": wrapper.id.map { .string($0.description) } ?? .null, "wrapped": .object(inner),
        ])
        for name in [
            "is_productive", "priority", "parent_execution_id", "top_execution_id", "roles", "project_id", "bundle_id",
        ] {
            record.set([name: child[name]])
        }
        var outside = StoredExecution(record: record, seed: row.seed, isRunnable: row.isRunnable)
        (outside.isPaused, outside.isReady) = (row.isPaused, row.isReady)
        return outside
    }

    /// Creates what a wrapper wraps: the next wrapper, or the execution itself.
    mutating func createWrapped(
        _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        guard let wrapped = record["wrapped"].object, let fields = wrapped["fields"]?.object else {
            throw FlowError(
                .missingInput, "select is missing: only a wrapper around an execution can create it without argument")
        }
        let type = wrapped["type"]?.text ?? "FLOW"
        let uses = try WrapperUse.list(wrapped["wrappers"] ?? .null, at: "wrappers")
        let flowName = fields["flow_name"]?.text ?? ""
        var script = wrapped["script"]?.text
        // What is wrapped further inside is not needed before its turn comes.
        if script == nil, uses.isEmpty {
            let id = fields["flow_id"]?.text.flatMap(RecordID.init)
            script = try flow(named: flowName, id: id, context.resources).script
        }
        let row = try newRow(
            type: type, name: fields["name"]?.text ?? flowName, script: script ?? "", fields: fields,
            inputs: try inputs(arguments, over: record.inputs), arguments, context)
        if type == "CONNECTION" {
            try check(
                row.record.inputs, ofConnection: fields["connector_type"]?.text ?? "",
                mayBeCompleted: !uses.isEmpty || arguments.named["run"] == false)
        }
        return try create(
            self.wrapped(row, in: uses, keepsScript: wrapped["script"] != nil, context.resources), arguments, context)
    }

    /// Runs a wrapper on its own, around nothing.
    mutating func createWrapper(
        _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let wrapper = try wrapper(WrapperUse(arguments.text("wrapper") ?? "").choice, context.resources)
        let params = try (arguments.named["params"] ?? .object([:])).json(named: "params")
        let row = try newRow(
            type: "WRAPPER", name: wrapper.name, script: wrapper.script,
            fields: [
                "flow_name": .null, "wrapper_name": .string(wrapper.name),
                "wrapper_id": wrapper.id.map { .string($0.description) } ?? .null, "wrapped": ["params": params],
            ], inputs: try inputs(arguments, over: .null), arguments, context)
        return try create(
            wrapped(row, in: dynamicWrappers(arguments), keepsScript: true, context.resources), arguments, context)
    }

    /// Runs the scheduler of a schedule once, as a child: it does not count as an execution of the schedule.
    mutating func createSchedule(
        _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let select = arguments.text("schedule") ?? ""
        guard let found = context.resources.record("schedule", named: select) else {
            throw FlowError(.resourceNotFound, "there is no schedule '\(select)'")
        }
        let iteration = context.resources.iteration(of: found)
        guard let iteration, let script = iteration.script else {
            throw FlowError(.resourceNotFound, "the schedule '\(found.name ?? select)' has no scheduler")
        }
        let row = try newRow(
            type: "SCHEDULE", name: found.name ?? "schedule", script: script,
            fields: [
                "flow_name": .null, "schedule_id": .string(found.id.description),
                "schedule_name": .string(found.name ?? ""),
            ], inputs: try inputs(arguments, over: iteration.inputs), arguments, context)
        return try create(
            wrapped(row, in: dynamicWrappers(arguments), keepsScript: true, context.resources), arguments, context)
    }

    // MARK: - Resources

    /// A wrapper with its script: a record, or one that comes with Moonflow.
    private func wrapper(
        _ choice: WrapperUse.Choice, _ resources: Resources
    ) throws(FlowError) -> (name: String, id: RecordID?, script: String) {
        switch choice {
        case .id(let id):
            guard let found = resources.record("wrapper", id: id) else {
                throw FlowError(.resourceNotFound, "there is no wrapper \(id)")
            }
            return (found.name ?? "", id, found.fields["script"]?.text ?? "")
        case .name(let name):
            if let found = resources.record("wrapper", named: name) {
                return (name, found.id, found.fields["script"]?.text ?? "")
            }
            if let script = StandardLibrary.wrappers[name] { return (name, nil, script) }
            let bundled = StandardLibrary.wrappers.keys.sorted()
            let near = NearestName.of(name, among: bundled).map { "did you mean '\($0)'? " } ?? ""
            throw FlowError(
                .resourceNotFound,
                "there is no wrapper '\(name)'; \(near)there are those of system:wrappers(), and "
                    + bundled.joined(separator: ", "))
        }
    }
}
