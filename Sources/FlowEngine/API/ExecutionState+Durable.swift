import FlowModel
import FlowSchema
import FlowStore

extension ExecutionState {
    /// Decides calls on other executions.
    mutating func perform(
        _ method: String, on selector: ExecutionSelector, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let (now, id, places) = (context.now, selector.id, selector.places)
        switch method {
        case "get": return read(.fields(id, try fields(arguments).map(\.name), in: places), context)
        case "get_dict": return read(.dictionary(id, try fields(arguments).map(\.name), in: places), context)
        case "exists": return read(.exists(id, in: places), context)
        case "export": return read(.export(id), context)
        case "restore": return request(.trash(TrashOrder(.restore, id)), context)
        case "save":
            let changes = try savedFields(arguments, context)
            var trial = record
            try trial.save(changes, at: now)
            try checkSchemas(in: changes)
            return control(.save(changes), id, context)
        case "set_output": return control(.output(try outputEntries(arguments)), id, context)
        case "log", "log_data", "log_markdown": return control(.log([entry(method, arguments, at: now)]), id, context)
        case "cancel": return control(.cancel(message: arguments.text("message")), id, context)
        case "pause": return control(.pause(message: arguments.text("message")), id, context)
        case "run_async": return control(.run, id, context)
        case "run":
            let start = [Control(.run, .execution(id))]
            guard let mode = waitMode(arguments, "wait", otherwise: arguments.text("return_when")) else {
                return .request(Request(call: context.call, controls: start, .answer(.receiver), at: now))
            }
            return wait(.executions([id], mode), timeout: seconds(arguments), controls: start, context)
        case "wait":
            return wait(
                .executions([id], returnWhen(arguments.text("return_when"))), timeout: seconds(arguments), context)
        case "wait_status":
            return wait(.status(id, statuses(arguments)), timeout: seconds(arguments), context)
        case "ignore": return control(.ignore(nil), id, context)
        case "ignore_dependency": return control(.ignore(.waitingDependency), id, context)
        case "ignore_lock": return control(.ignore(.waitingLock), id, context)
        case "ignore_response": return control(.ignore(.waitingResponse), id, context)
        case "ignore_scheduled": return control(.ignore(.waitingScheduled), id, context)
        case "parent", "parent_execution_id_execution": return relation(of: id, "parent_execution_id", context)
        case "top", "top_execution_id_execution": return relation(of: id, "top_execution_id", context)
        case "success", "error", "end", "end_", "sleep", "sleep_until", "flow", "script", "connect", "wrapper",
            "schedule", "using", "message", "lock", "wait_lock", "release_lock", "create_savepoint", "continue_as_new",
            "wait_for",
            "webhook_response", "webhook_html_response", "webhook_json_response", "webhook_bytes_response",
            "webhook_base64_response", "breakpoint":
            throw FlowError(.invalidInput, "only the execution that runs can do this: call it on `this`")
        default: return try performDurable(method, on: id, arguments, context)
        }
    }

    /// Decides calls that mean the same for every execution.
    mutating func performDurable(
        _ method: String, on id: ExecutionID, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        switch method {
        case "flow": return try createFlow(arguments, context)
        case "script": return try createScript(arguments, context)
        case "connect": return try createConnection(arguments, context)
        case "clone": return try clone(id, arguments, context)
        case "duplicate":
            var copied = arguments
            copied.named["run"] = false
            return try clone(id, copied, context)
        case "add_child", "add_execution_parent_execution_id": return try addChild(of: id, arguments, context)
        case "delete":
            let isForGood = arguments.named["permanently"] == true
            return request(.trash(TrashOrder(isForGood ? .remove : .delete, id)), context)
        case "delete_process": return request(.trash(TrashOrder(.deleteTree, id)), context)
        case "wrapper": return try createWrapper(arguments, context)
        case "schedule": return try createSchedule(arguments, context)
        case "wait_for":
            let ids = arguments.rest.flatMap(Self.executionIDs)
            guard !ids.contains(record.id) else {
                throw FlowError(.invalidInput, "an execution cannot wait for itself")
            }
            let mode = returnWhen(arguments.text("return_when"))
            guard !ids.isEmpty else { return .returnItself }
            return wait(.executions(ids, mode), timeout: seconds(arguments), context)
        case "lock", "wait_lock":
            let keeps = arguments.named["keep"] == true
            let lock = Wait.lock(name: arguments.text("lock") ?? "", takes: method == "lock", keeps: keeps)
            return wait(lock, timeout: seconds(arguments), context)
        case "release_lock": return request(.release(lock: arguments.text("lock") ?? ""), context)
        case "message": return try message(arguments, context)
        case "cancel_process": return controlTree(.cancel(message: nil), id, context)
        case "pause_process": return controlTree(.pause(message: nil), id, context)
        case "run_process": return controlTree(.run, id, context)
        case "children", "child_list", "execution_list_parent_execution_id": return read(.children(id), context)
        case "execution_list_top_execution_id": return read(.tree(id), context)
        case "child":
            guard arguments.text("select") != nil else {
                throw FlowError(.missingInput, "select is missing; expected the id or name of a child")
            }
            return read(.child(of: id, arguments.text("select") ?? ""), context)
        case "record_log_list": return read(.log(id), context)
        case "dependency": return read(.dependencies(id, openOnly: true), context)
        case "dependency_execution_list": return read(.awaited(id), context)
        case "dependency_list": return read(.dependencies(id, openOnly: false), context)
        case "execution_dump_list": return read(.savepoints(id), context)
        case "create_savepoint":
            let savepoint = RecordID(
                createdBy: record.id, generation: generation, call: context.call, at: context.now)
            return request(
                .createSavepoint(savepoint, name: arguments.text("name") ?? "", line: context.line), context)
        case "load_savepoint":
            let text = arguments.text("select") ?? ""
            let id = SavepointID(text)
            let byName = arguments.text("by")?.uppercased() == "NAME" || id == nil
            return request(
                .loadSavepoint(
                    of: ExecutionSelector(objectID: context.receiver.id)?.id ?? record.id,
                    byName ? .name(text) : .id(id ?? record.id)), context)
        case "remove_savepoints": return request(.removeSavepoints(of: id, name: arguments.text("name")), context)
        default: throw FlowError(.internalError, "the engine has no '\(method)'")
        }
    }

    mutating func performOnSystem(
        _ method: String, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        switch method {
        case "local_time": return try localTime(arguments, at: context.now)
        case "execution": return try construct(arguments, context)
        case "message":
            guard let id = arguments.text("id").flatMap(MessageID.init) else {
                throw FlowError(.invalidInput, "id expects the id of a message")
            }
            return .returnValues([.reference(.message(id))])
        case "validate":
            guard let schema = arguments.named["schema"], schema != .null else {
                throw FlowError(.invalidInput, "schema is missing, as in system:validate(value, schema)")
            }
            let value = try (arguments.named["value"] ?? .null).json(named: "value")
            try JSONSchema.compiled(try schema.json(named: "schema")).validate(value)
            return .returnValues([true])
        default: throw FlowError(.internalError, "the engine has no '\(method)'")
        }
    }

    func performOnMessage(
        _ method: String, _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        guard let id = MessageID(context.receiver.id) else {
            throw FlowError(.internalError, "a message without an id")
        }
        guard method == "get" else { return wait(.response(id), timeout: seconds(arguments), context) }
        var names: [String] = []
        for case .string(let name) in arguments.rest {
            guard StoredMessage.fieldNames.contains(name) else {
                let near = NearestName.of(name, among: StoredMessage.fieldNames).map { "did you mean '\($0)'?" }
                let all = StoredMessage.fieldNames.joined(separator: ", ")
                throw FlowError(.invalidInput, "a message has no field '\(name)'; \(near ?? "its fields are \(all)")")
            }
            names.append(name)
        }
        return read(.message(id, names), context)
    }

    // MARK: - Requests

    private func relation(of id: ExecutionID, _ field: String, _ context: CallContext) -> HostCallAction {
        read(.relation(of: id, field: field, asker: record.id), context)
    }

    private func request(_ question: Request.Question, _ context: CallContext) -> HostCallAction {
        .request(Request(call: context.call, question, at: context.now))
    }

    private func read(_ query: StoreQuery, _ context: CallContext) -> HostCallAction {
        request(.read(query), context)
    }

    private func control(_ action: Control.Action, _ id: ExecutionID, _ context: CallContext) -> HostCallAction {
        let control = Control(action, .execution(id))
        return .request(Request(call: context.call, controls: [control], .answer(.receiver), at: context.now))
    }

    private func controlTree(_ action: Control.Action, _ id: ExecutionID, _ context: CallContext) -> HostCallAction {
        let control = Control(action, .tree(of: id, last: record.id))
        return .request(Request(call: context.call, controls: [control], .answer(.receiver), at: context.now))
    }

    // MARK: - Arguments

    func seconds(_ arguments: BoundArguments) -> Double? {
        arguments.named["timeout"]?.readableJSON.double
    }

    func returnWhen(_ text: String?) -> ReturnWhen {
        text.flatMap { ReturnWhen(rawValue: $0.uppercased()) } ?? .allSucceeded
    }

    /// What a keyword such as `wait = true` or `wait = "ALL_ENDED"` asks for; nil for no wait.
    func waitMode(_ arguments: BoundArguments, _ name: String, otherwise: String? = nil) -> ReturnWhen? {
        switch arguments.named[name] {
        case .bool(false)?: nil
        case .string(let text)?: returnWhen(text)
        default: returnWhen(otherwise)
        }
    }

    private func statuses(_ arguments: BoundArguments) -> [ExecutionStatus] {
        let texts: [String] =
            switch arguments.named["status"] {
            case .array(let elements)?: elements.compactMap(\.readableJSON.text)
            case .string(let text)?: [text]
            default: []
            }
        return texts.compactMap { ExecutionStatus(rawValue: $0.uppercased()) }
    }

    static func executionIDs(_ value: HostValue) -> [ExecutionID] {
        if case .array(let elements) = value { return elements.flatMap(executionIDs) }
        return value.executionID.map { [$0] } ?? []
    }
}
