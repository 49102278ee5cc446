import FlowModel
import FlowStore

extension CallAccess {
    /// What a new execution is given that the state of the one that makes it does not know about.
    private static let keywords: Set<String> = Set(
        RecordLocation.fieldNames + ["location_inheritance", "roles", "init", "parent_execution_id"])

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
        if own["roles"] == .null, !concernsRecords(signature, arguments, context) { return [:] }
        // What is wrong with the arguments is said by whoever performs the call.
        guard let bound = try? signature.bind(arguments) else { return [:] }
        let (rights, work) = (try rights(), try work(signature, bound, context, generation: generation))
        if let rights { try check(signature, bound, context, work, rights) }
        switch work {
        case nil: return [:]
        case .describes(let given): return try givenLocation(given)?.fields ?? [:]
        case .changes(let id, let given):
            guard let place = try givenLocation(given) else { return [:] }
            if let rights { try mayPlace(in: place, insteadOf: try execution(id)?.location, rights) }
            return place.fields
        case .makes(let id, let parent, let given):
            let place = try givenLocation(given) ?? inheritedLocation(given, signature, bound, context)
            if let rights { try mayPlace(in: place, insteadOf: location, rights) }
            var fields = place.fields
            if let roles = try roles(given["roles"], under: parent, rights) {
                fields["roles"] = .array(roles.map { .string($0.name) })
                // Below one that is not there nothing is made.
                let isMade = try parent.map { try execution($0) != nil } ?? true
                if isMade { try grant(roles.map(\.id), to: id, context, generation: generation) }
            }
            return fields
        }
    }

    /// Whether a call of an execution that may do everything, and lies nowhere, has to do with roles or places.
    private func concernsRecords(
        _ signature: HostSignature, _ arguments: [HostValue], _ context: CallContext
    ) -> Bool {
        guard ExecutionWork.functions.contains(signature.name) else { return false }
        if location != .workspace || context.receiver.id.utf8.first == UInt8(ascii: "{") { return true }
        if signature.name.hasPrefix("add_") { return true }
        guard case .object(let keywords)? = arguments.last else { return false }
        return keywords.entries.contains { Self.keywords.contains($0.key) }
    }

    // MARK: - Location

    /// The place that is named; nil for none.
    private func givenLocation(_ given: KeyedValues<HostValue>) throws -> RecordLocation? {
        var places = JSONObject()
        for name in RecordLocation.fieldNames {
            guard let value = given[name] else { continue }
            if case .reference(let reference) = value, let type = session.model.type(String(name.dropLast(3))),
                type.className == reference.className, let selector = RecordSelector(objectID: reference.id)
            {
                places[name] = .string(try session.existing(type, selector).id.description)
            } else {
                places[name] = try value.json(named: name)
            }
        }
        return try session.location(givenBy: places)
    }

    private func inheritedLocation(
        _ given: KeyedValues<HostValue>, _ signature: HostSignature, _ arguments: BoundArguments,
        _ context: CallContext
    ) throws -> RecordLocation {
        let word = try given["location_inheritance"]?.json(named: "location_inheritance")
        let inheritance = try LocationInheritance.reading(word) ?? .creator
        var resource: RecordLocation?
        if inheritance == .resource || inheritance == .wrappedResource {
            resource = try self.resource(
                given, signature.name, arguments, context, isInnermost: inheritance == .wrappedResource)
        }
        return try session.location(ofNew: .execution, inheritance, creator: location, resource: resource)
    }

    /// Where the record lies that a new execution runs; nil where there is no such record.
    private func resource(
        _ given: KeyedValues<HostValue>, _ method: String, _ arguments: BoundArguments, _ context: CallContext,
        isInnermost: Bool
    ) throws -> RecordLocation? {
        let based: StoredRecord?
        switch method {
        case "clone", "duplicate":
            let original = try receiver(context).flatMap { try execution($0.id) }
            based = try record(of: ["flow", "connector", "wrapper"]) { original?[$0].text }
        case "child": based = try record { own["wrapped"].object?["fields"]?.object?[$0]?.text }
        case "wrapper", "schedule": based = try record(of: [method]) { arguments.text($0) }
        default: based = try record { (arguments.named[$0] ?? given[$0])?.readableJSON.text }
        }
        if !isInnermost, let outer = try outermostWrapper(arguments, context.receiver, around: based) {
            return try subject(ofWrapper: outer.choice)?.location
        }
        return based.map { RecordLocation($0.fields) }
    }

    /// What goes around what a call makes, the outermost first: what the call says, then what a flow or connector has.
    private func outermostWrapper(
        _ arguments: BoundArguments, _ receiver: ObjectReference, around record: StoredRecord?
    ) throws -> WrapperUse? {
        if let dynamic = wrappers(arguments, receiver).first { return dynamic }
        guard arguments.named["unwrapped"] != true, let fixed = record?.fields["wrappers"] else { return nil }
        return try WrapperUse.list(fixed, at: "wrappers").first
    }

    /// The record of one of these types that fields name or a call does, by its id or name.
    private func record(
        of types: [String] = ["flow", "connector"], _ text: (String) -> String?
    ) throws -> StoredRecord? {
        for type in types {
            if let text = text("\(type)_id") ?? text("\(type)_name") ?? text(type) { return try record(type, text) }
        }
        return nil
    }

    /// To put an execution somewhere else gives it what is allowed there by `location = "own"`, so it takes the right to
    /// change that place.
    func mayPlace(
        in location: RecordLocation, insteadOf present: RecordLocation?, _ rights: Rights
    ) throws {
        guard location != present else { return }
        switch location {
        case .workspace:
            try rights.check(.update, PermissionSubject(type: "workspace", name: nil, location: .workspace))
        case .project(let id), .bundle(let id):
            if let subject = try subject(ofOwner: id, rowType: "project") { try rights.check(.update, subject) }
        }
    }

    // MARK: - Roles

    /// The roles of a new execution; nil for one that may do everything.
    ///
    /// They are at most those of the one that makes it, and of the one that it is put below.
    private func roles(
        _ given: HostValue?, under parent: ExecutionID?, _ rights: Rights?
    ) throws -> [(id: RecordID, name: String)]? {
        var limits = rights.map { [$0] } ?? []
        if let parent, parent != own.id, let above = try execution(parent), above["roles"] != .null {
            limits.append(try session.rights(of: parent, in: location))
        }
        guard let given, given != .null else {
            guard let first = limits.first else { return nil }
            let others = limits.dropFirst()
            return first.roles.filter { role in others.allSatisfy { $0.roles.contains { $0.id == role.id } } }
                .map { ($0.id, $0.name) }
        }
        let items: [HostValue] =
            switch given {
            case .array(let items): items
            // An empty table of Lua is an object.
            case .object(let fields) where fields.entries.isEmpty: []
            default: [given]
            }
        var roles: [(id: RecordID, name: String)] = []
        for item in items {
            let role = try role(item, within: limits)
            if !roles.contains(where: { $0.id == role.id }) { roles.append(role) }
        }
        return roles
    }

    /// Gives roles to an identity that the call makes or changes, but for those that it has.
    func grant(_ roles: [RecordID], to id: RecordID, _ context: CallContext, generation: Int64) throws {
        let held = try session.rights(of: id, in: location).roles.map(\.id)
        try session.grant(
            roles.filter { !held.contains($0) }, to: id,
            by: .init(identity: own.id, now: context.now, location: location)
        ) { index in
            RecordID(
                createdBy: own.id, generation: generation, call: context.call, item: UInt64(index) + 1,
                at: context.now)
        }
    }

    private func role(_ value: HostValue, within limits: [Rights]) throws -> (id: RecordID, name: String) {
        let selector = try selector(value)
        var held: Rights.Role?
        for rights in limits {
            held = rights.roles.first { selector.choice == .id($0.id) || selector.choice == .name($0.name) }
            guard held != nil else { throw rights.refusal("give the role \(selector), which it does not have") }
        }
        if let held { return (held.id, held.name) }
        guard let type = session.model.type("role") else { throw FlowError(.internalError, "there are no roles") }
        let role = try session.existing(type, selector)
        return (role.id, role.name ?? "")
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
