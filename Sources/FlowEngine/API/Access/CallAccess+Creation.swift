import FlowModel
import FlowStore

extension CallAccess {
    /// What an execution is given by name that the state of the execution does not know about.
    static let keywords = RecordLocation.fieldNames + ["location_inheritance", "roles"]

    /// Checks a call of a function that is written by hand, and prepares what it has to know of records.
    ///
    /// - Parameters:
    ///   - signature: The function.
    ///   - arguments: What it was given.
    ///   - context: The circumstances.
    ///   - generation: How often the journal was cut or begun anew.
    /// - Returns: Fields of the execution that is made or saved: where it lies, and its roles.
    /// - Throws: `PermissionDenied`, and what is wrong with location or roles.
    func prepare(
        _ signature: HostSignature, _ arguments: [HostValue], _ context: CallContext, generation: Int64
    ) throws -> JSONObject {
        let isCreator = ["flow", "script", "connect", "clone", "wrapper", "child"].contains(signature.name)
        var creates = isCreator && ["Execution", ExecutionState.wrappingClass].contains(signature.className)
        let saves = signature.className == "Execution" && signature.name == "save"
        let rights = try rights()
        // What is wrong with the arguments is said by whoever performs the call.
        guard creates || saves || rights != nil, let bound = try? signature.bind(arguments) else { return [:] }
        if signature.name == "child", bound.text("select") != nil || context.receiver.id != "self" { creates = false }
        if let rights { try check(signature, bound, context, rights) }
        guard creates || saves else { return [:] }
        var given: KeyedValues<HostValue> = [:]
        if case .object(let initial)? = bound.named["init"] { given.merge(initial) }
        given.merge(saves ? bound.open : bound.named)
        var fields = JSONObject()
        if let location = try location(given, signature.name, bound, context, saves: saves) {
            if let rights, location != rights.location { try mayPlace(in: location, rights) }
            fields = location.fields
        }
        guard creates else { return fields }
        let child = RecordID(createdBy: own.id, generation: generation, call: context.call, at: context.now)
        if let roles = try roles(given["roles"], rights) {
            fields["roles"] = .array(roles.map { .string($0.name) })
            try session.grant(
                roles.map(\.id), to: child, by: .init(identity: own.id, now: context.now, location: self.location)
            ) { index in
                RecordID(
                    createdBy: own.id, generation: generation, call: context.call, item: UInt64(index) + 1,
                    at: context.now)
            }
        }
        return fields
    }

    // MARK: - Location

    private func location(
        _ given: KeyedValues<HostValue>, _ method: String, _ arguments: BoundArguments, _ context: CallContext,
        saves: Bool
    ) throws -> RecordLocation? {
        var places = JSONObject()
        for name in RecordLocation.fieldNames {
            if let value = given[name] { places[name] = try value.json(named: name) }
        }
        if let explicit = try session.location(givenBy: places) { return explicit }
        guard !saves else { return nil }
        let word = try given["location_inheritance"]?.json(named: "location_inheritance")
        let inheritance = try LocationInheritance.reading(word) ?? .creator
        var resource: RecordLocation?
        if inheritance == .resource || inheritance == .wrappedResource {
            resource = try resourceLocation(method, arguments, context)
        }
        return try session.location(ofNew: .execution, inheritance, creator: location, resource: resource)
    }

    /// Where the flow or connector lies that a new execution runs; nil where there is no such record.
    private func resourceLocation(
        _ method: String, _ arguments: BoundArguments, _ context: CallContext
    ) throws -> RecordLocation? {
        let (type, names): (String, [String]) =
            switch method {
            case "flow": ("flow", ["flow", "flow_name", "flow_id"])
            case "wrapper": ("wrapper", ["wrapper"])
            case "connect": ("connector", ["connector", "connector_name", "connector_id"])
            default: ("flow", [])
            }
        var text = names.lazy.compactMap { arguments.text($0) }.first
        if method == "clone" { text = try execution(ExecutionID(context.receiver.id) ?? own.id)?["flow_name"].text }
        return try text.flatMap { try record(type, $0) }.map { RecordLocation($0.fields) }
    }

    /// To put an execution somewhere else gives it what is allowed there by `location = "own"`, so it takes the right to
    /// change that place.
    private func mayPlace(in location: RecordLocation, _ rights: Rights) throws {
        switch location {
        case .workspace:
            try rights.check(.update, PermissionSubject(type: "workspace", name: nil, location: .workspace))
        case .project(let id), .bundle(let id):
            if let subject = try subject(ofOwner: id, rowType: "project") { try rights.check(.update, subject) }
        }
    }

    // MARK: - Roles

    /// The roles of a new execution; nil for one that may do everything.
    private func roles(_ given: HostValue?, _ rights: Rights?) throws -> [(id: RecordID, name: String)]? {
        guard let given, given != .null else { return rights?.roles.map { ($0.id, $0.name) } }
        let items: [HostValue] =
            switch given {
            case .array(let items): items
            // An empty table of Lua is an object.
            case .object(let fields) where fields.entries.isEmpty: []
            default: [given]
            }
        var roles: [(id: RecordID, name: String)] = []
        for item in items {
            let role = try role(item, rights)
            if !roles.contains(where: { $0.id == role.id }) { roles.append(role) }
        }
        return roles
    }

    private func role(_ value: HostValue, _ rights: Rights?) throws -> (id: RecordID, name: String) {
        let selector = try selector(value)
        guard let rights else {
            guard let type = session.model.type("role") else { throw FlowError(.internalError, "there are no roles") }
            let role = try session.existing(type, selector)
            return (role.id, role.name ?? "")
        }
        let held = rights.roles.first { role in
            selector.choice == .id(role.id) || selector.choice == .name(role.name)
        }
        guard let held else { throw rights.refusal("give the role \(selector), which it does not have") }
        return (held.id, held.name)
    }

    private func selector(_ value: HostValue) throws(FlowError) -> RecordSelector {
        switch value {
        case .reference(let reference) where reference.className == "Role":
            if let selector = RecordSelector(objectID: reference.id) { return selector }
        case .string(let text): return RecordSelector(RecordID(text).map(RecordSelector.Choice.id) ?? .name(text))
        default: break
        }
        throw FlowError(.invalidInput, "roles expects a list of names or ids of roles, but got \(value)")
    }

    /// A row that gives a role takes somebody who has the role.
    func mayGive(_ row: StoredRecord, _ rights: Rights) throws {
        guard row.type == "identity_role", let id = row.fields["role_id"]?.text.flatMap(RecordID.init),
            !rights.roles.contains(where: { $0.id == id })
        else { return }
        let name = try session.record(id)?.name.map { "'\($0)'" } ?? id.description
        throw rights.refusal("give the role \(name), which it does not have")
    }
}
