import FlowModel
import FlowStore

/// What calls that create executions say of other records: where the new one lies, and what it belongs to.
extension RecordCalls {
    private static let creators: Set<String> = [
        "flow", "script", "connect", "clone", "wrapper", "add_child", "add_execution_parent_execution_id", "execution",
    ]

    /// Arguments of a call that may create an execution, with the ids of records in place of their names and objects, and
    /// with a location in place of what says where to find one.
    ///
    /// - Throws: `ResourceNotFoundError` for a record that is not there, `InvalidInputError` for something that names none.
    func resolved(_ signature: HostSignature, _ arguments: [HostValue]) throws -> [HostValue] {
        let isConstructor = signature.name == HostSignature.constructor.name
        guard Self.creators.contains(signature.name), (signature.className == "System") == isConstructor,
            case .object(var keywords)? = arguments.last
        else { return arguments }
        var initial: KeyedValues<HostValue> = [:]
        if case .object(let fields)? = keywords["init"] { initial = fields }
        let first: String? = if case .string(let text)? = arguments.first { text } else { nil }
        var fields = initial
        fields.merge(keywords)
        let before = (initial, keywords)
        if signature.name == "execution", case .string("NAME")? = keywords["by"].map(Self.uppercased) {
            let isFirst = arguments.count > 1
            let found = try newest(named: isFirst ? arguments[0] : keywords["select"] ?? .null)
            keywords["by"] = nil
            if isFirst { return [.string(found.description), .object(keywords)] }
            keywords["select"] = .string(found.description)
        }
        for type in ["project", "bundle", "webhook", "plugin_action", "schedule", "wrapper", "custom_object", "chat"] {
            for name in ["\(type)_name", "\(type)_id"] {
                guard let value = fields[name], ExecutionState.fixed.contains("\(type)_id") else { continue }
                if name.hasSuffix("_name"), !["project", "bundle", "schedule", "wrapper"].contains(type) { continue }
                let found: HostValue = value == .null ? .null : .string(try id(of: value, type, name).description)
                if keywords[name] != nil {
                    keywords[name] = nil
                    keywords["\(type)_id"] = found
                } else {
                    initial[name] = nil
                    initial["\(type)_id"] = found
                }
            }
        }
        if !["project_id", "bundle_id"].contains(where: { keywords[$0] != nil || initial[$0] != nil }),
            case .string(let word)? = fields["location_inheritance"]
        {
            for entry in try location(
                word.lowercased(), fields, of: signature.name == "connect" ? ["connector"] : ["flow", "connector"],
                first: first).entries {
                keywords[entry.key] = entry.value
            }
        }
        guard before != (initial, keywords) else { return arguments }
        if keywords["init"] != nil { keywords["init"] = .object(initial) }
        return arguments.dropLast() + [.object(keywords)]
    }

    private static func uppercased(_ value: HostValue) -> HostValue {
        if case .string(let text) = value { .string(text.uppercased()) } else { value }
    }

    /// The newest execution of a name that is not in the trash.
    private func newest(named value: HostValue) throws -> ExecutionID {
        guard case .string(let name) = value else {
            throw FlowError(.invalidInput, "select expects the name of an execution, but got \(value)")
        }
        let query = RecordQuery(
            type: "execution", filter: .compare(field: "name", .equal, .string(name)),
            moment: ScriptTime.range.upperBound)
        var (newest, isOver): (ExecutionID?, Bool) = (nil, false)
        while !isOver {
            let page = try session.executions(query, after: newest, limit: 256)
            newest = page.last?.id ?? newest
            isOver = page.count < 256
        }
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

    /// Where `location_inheritance` puts a new execution; nothing for where its creator lies.
    private func location(
        _ word: String, _ fields: KeyedValues<HostValue>, of types: [String], first: String?
    ) throws -> KeyedValues<HostValue> {
        guard ["default", "resource", "wrapped_resource"].contains(word) else { return [:] }
        if word != "default", let resource = try resource(fields, of: types, first: first) {
            return [
                "project_id": HostValue(resource.fields["project_id"] ?? .null),
                "bundle_id": HostValue(resource.fields["bundle_id"] ?? .null),
            ]
        }
        guard let projects = session.model.type("project") else { return [:] }
        let project = try session.record(projects, RecordSelector(.name("Default project")))
        return ["project_id": project.map { .string($0.id.description) } ?? .null, "bundle_id": .null]
    }

    /// The flow or connector that the new execution is based on; nil for one that is no record.
    private func resource(
        _ fields: KeyedValues<HostValue>, of types: [String], first: String?
    ) throws -> StoredRecord? {
        for name in types {
            guard let type = session.model.type(name) else { continue }
            if case .string(let text)? = fields["\(name)_id"], let id = RecordID(text) {
                return try session.record(type, RecordSelector(.id(id)))
            }
            for key in [name, "\(name)_name"] {
                if case .string(let text)? = fields[key] {
                    return try session.record(type, RecordSelector(.name(text)))
                }
            }
            if let first, let record = try session.record(type, RecordSelector(.name(first))) { return record }
        }
        return nil
    }
}
