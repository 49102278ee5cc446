import FlowModel
import FlowStore

/// What a call makes of an execution, as far as its place and its roles go.
enum ExecutionWork {
    /// Makes one below that parent, or for a tree of its own.
    case makes(ExecutionID, under: ExecutionID?, given: KeyedValues<HostValue>)
    /// Changes one.
    case changes(ExecutionID, given: KeyedValues<HostValue>)
    /// Says what a later `save` makes or changes.
    case describes(given: KeyedValues<HostValue>)

    /// What the call was given for it, by name.
    var given: KeyedValues<HostValue> {
        switch self {
        case .makes(_, _, let given), .changes(_, let given), .describes(let given): given
        }
    }

    /// The functions that can make or change an execution.
    static let functions: Set<String> = [
        "flow", "script", "connect", "clone", "duplicate", "wrapper", "schedule", "child", "add_child",
        "add_execution_parent_execution_id", "execution", "save",
    ]
}

extension CallAccess {
    /// What a call makes of an execution; nil for nothing.
    func work(
        _ signature: HostSignature, _ arguments: BoundArguments, _ context: CallContext, generation: Int64
    ) throws -> ExecutionWork? {
        guard ExecutionWork.functions.contains(signature.name) else { return nil }
        let id = RecordID(createdBy: own.id, generation: generation, call: context.call, at: context.now)
        var given: KeyedValues<HostValue> = [:]
        if case .object(let initial)? = arguments.named["init"] { given.merge(initial) }
        switch (signature.className, signature.name) {
        case ("System", "execution"):
            given.merge(arguments.open)
            // A `select` within `init` chooses nothing: the call itself does not look at it either.
            let select = arguments.named["select"] ?? arguments.open["select"] ?? .null
            given["select"] = nil
            guard !given.entries.isEmpty else { return nil }
            guard arguments.named["commit"] == true else { return .describes(given: given) }
            if select == .null { return .makes(id, under: parent(given), given: given) }
            return select.executionID.map { .changes($0, given: given) }
        case ("Execution", "save"):
            guard let selector = receiver(context) else { return nil }
            guard let held = selector.held else {
                given.merge(arguments.open)
                return .changes(selector.id, given: given)
            }
            var all = KeyedValues(held.fields.entries.map { .init(key: $0.key, value: HostValue($0.value)) })
            all.merge(given)
            all.merge(arguments.open)
            guard held.isNew, try execution(selector.id) == nil else { return .changes(selector.id, given: all) }
            return .makes(selector.id, under: parent(all), given: all)
        case ("Execution", "add_child"), ("Execution", "add_execution_parent_execution_id"):
            given.merge(arguments.open)
            return .makes(id, under: receiver(context)?.id ?? own.id, given: given)
        case ("Execution", "child"):
            guard arguments.text("select") == nil, receiver(context)?.id == own.id else { return nil }
            fallthrough
        case ("Execution", _), (ExecutionState.wrappingClass, _):
            given.merge(arguments.named)
            return .makes(id, under: given["orphan"] == true ? nil : own.id, given: given)
        default: return nil
        }
    }

    /// The execution that a call is made on; nil for an object that stands for none.
    func receiver(_ context: CallContext) -> ExecutionSelector? {
        guard context.receiver.className == "Execution", context.receiver.id != "self" else {
            return ExecutionSelector(own.id)
        }
        return ExecutionSelector(objectID: context.receiver.id)
    }

    /// Whether the fields that an object holds have been saved already, so that `save` only changes the execution.
    func isSaved(_ signature: HostSignature, _ context: CallContext) throws -> Bool {
        guard signature.name == "save", let selector = receiver(context), selector.held?.isNew == true else {
            return false
        }
        return try execution(selector.id) != nil
    }

    /// The execution that a new one is put below; `orphan` only says so where no parent is named.
    private func parent(_ given: KeyedValues<HostValue>) -> ExecutionID? {
        if let parent = given["parent_execution_id"] { return parent.executionID }
        return given["orphan"] == true ? nil : own.id
    }
}
