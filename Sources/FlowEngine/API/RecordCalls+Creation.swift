import FlowModel
import FlowStore

/// What calls that create executions say of other records: what the new one belongs to, and what roles it has.
extension RecordCalls {
    private static let creators: Set<String> = [
        "flow", "script", "connect", "clone", "wrapper", "add_child", "add_execution_parent_execution_id", "execution",
        "duplicate", "schedule",
    ]

    /// Arguments of a call that may create an execution, with the ids of records in place of their names and objects.
    ///
    /// - Throws: `ResourceNotFoundError` for a record that is not there, `InvalidInputError` for something that names none.
    func resolved(
        _ signature: HostSignature, _ arguments: [HostValue], _ access: CallAccess
    ) throws -> [HostValue] {
        let isConstructor = signature.name == HostSignature.constructor.name
        guard Self.creators.contains(signature.name), (signature.className == "System") == isConstructor,
            case .object(var keywords)? = arguments.last
        else { return arguments }
        var initial: KeyedValues<HostValue> = [:]
        if case .object(let fields)? = keywords["init"] { initial = fields }
        var fields = initial
        fields.merge(keywords)
        let before = (initial, keywords)
        if signature.name == "execution", case .string("NAME")? = keywords["by"].map(Self.uppercased) {
            let isFirst = arguments.count > 1
            let found = try newest(named: isFirst ? arguments[0] : keywords["select"] ?? .null, access)
            keywords["by"] = nil
            if isFirst { return [.string(found.description), .object(keywords)] }
            keywords["select"] = .string(found.description)
        }
        for type in ["project", "bundle", "webhook", "plugin_action", "schedule", "wrapper", "custom_object", "chat"] {
            for name in ["\(type)_name", "\(type)_id"] {
                guard let value = fields[name] else { continue }
                if name.hasSuffix("_name"), !["project", "bundle", "schedule", "wrapper"].contains(type) { continue }
                let found: HostValue = value == .null ? .null : .string(try id(of: value, type, name).description)
                if keywords[name] != nil {
                    keywords[name] = nil
                    keywords["\(type)_id"] = found
                    break
                } else {
                    initial[name] = nil
                    initial["\(type)_id"] = found
                }
            }
        }
        keywords["roles"] = try keywords["roles"].map(ids(ofRoles:))
        initial["roles"] = try initial["roles"].map(ids(ofRoles:))
        guard before != (initial, keywords) else { return arguments }
        if keywords["init"] != nil { keywords["init"] = .object(initial) }
        return arguments.dropLast() + [.object(keywords)]
    }

    private static func uppercased(_ value: HostValue) -> HostValue {
        if case .string(let text) = value { .string(text.uppercased()) } else { value }
    }

    /// The newest execution of a name that is not in the trash, among those that may be read.
    private func newest(named value: HostValue, _ access: CallAccess) throws -> ExecutionID {
        guard case .string(let name) = value else {
            throw FlowError(.invalidInput, "select expects the name of an execution, but got \(value)")
        }
        let query = RecordQuery(
            type: "execution", filter: .compare(field: "name", .equal, .string(name)),
            moment: ScriptTime.range.upperBound)
        var newest: ExecutionID?
        try access.forEachReadable(query, try access.rights()) { newest = $0.id }
        if let newest { return newest }
        throw FlowError(.resourceNotFound, "there is no execution '\(name)'")
    }

    private func id(of value: HostValue, _ typeName: String, _ name: String) throws -> RecordID {
        guard let type = session.model.type(typeName) else {
            throw FlowError(.internalError, "there is no type of records '\(typeName)'")
        }
        switch value {
        case .reference(let reference) where reference.className == type.className:
            guard let selector = RecordSelector(objectID: reference.id) else { break }
            return try session.existing(type, selector).id
        case .string(let text) where name.hasSuffix("_name"):
            return try session.existing(type, RecordSelector(.name(text))).id
        case .string(let text):
            guard let id = RecordID(text) else { break }
            return try session.existing(type, RecordSelector(.id(id))).id
        default: break
        }
        let wanted = name.hasSuffix("_name") ? "the name of a \(typeName)" : "a \(typeName) or the id of one"
        throw FlowError(.invalidInput, "\(name) expects \(wanted), but got \(value)")
    }

    /// Roles with ids in place of objects.
    private func ids(ofRoles value: HostValue) throws -> HostValue {
        guard case .array(let items) = value else { return value }
        return .array(
            try items.map { item in
                guard case .reference = item else { return item }
                return .string(try id(of: item, "role", "roles").description)
            })
    }
}
