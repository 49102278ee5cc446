import FlowModel
import FlowStore

/// Decides calls on records: at once, with what is committed and what the turn itself has changed.
struct RecordCalls {
    let session: RecordSession
    /// The execution that runs.
    let execution: ExecutionID
    let generation: Int64

    /// Decides one call; nil when the function is not one of records.
    ///
    /// - Throws: `FlowError` for the script, `StoreError` when the store fails.
    func perform(
        _ signature: HostSignature, _ arguments: [HostValue], _ context: CallContext, _ access: CallAccess
    ) throws -> HostCallAction? {
        guard let method = signature.recordMethod else { return nil }
        // `this:wrapper()` is the record, `this:wrapper("retry", {...})` runs one.
        if signature.effect == .waits, !arguments.isEmpty { return nil }
        let call = RecordCall(
            calls: self, className: signature.className, arguments: try signature.bind(arguments), context: context,
            access: access, rights: try access.rights())
        if let rights = call.rights { try call.permit(method, rights) }
        return try call.perform(method)
    }
}

/// One call on a record.
struct RecordCall {
    let calls: RecordCalls
    let className: String
    let arguments: BoundArguments
    let context: CallContext
    let access: CallAccess
    /// What the execution may do; nil when that is everything.
    let rights: Rights?

    var session: RecordSession { calls.session }
    private var own: ExecutionRecord { access.own }
    private var actor: RecordSession.Actor {
        .init(identity: calls.execution, now: context.now, location: access.location)
    }
    private var newID: RecordID {
        RecordID(createdBy: calls.execution, generation: calls.generation, call: context.call, at: context.now)
    }

    func perform(_ method: RecordMethod) throws -> HostCallAction {
        switch method {
        case .get: return values(try session.get(try type, try selector, names))
        case .getDictionary:
            let type = try type
            let chosen = names.isEmpty ? type.fields.map(\.name) : names
            let found = try session.get(type, try selector, chosen)
            return .returnValues([
                HostValue(.object(JSONObject(zip(chosen, found).map { .init(key: $0, value: $1) })))
            ])
        case .save:
            var (fields, actor) = (try fields(), actor)
            actor.inheritance = try LocationInheritance.reading(fields["location_inheritance"])
            fields["location_inheritance"] = nil
            let before = try session.record(try type, try selector)
            let record = try session.save(try type, try selector, fields, by: actor, newID: newID)
            try permit(before == nil ? .create : .update, result: record, before: before)
            if let commitMessage { session.commitMessages.append(commitMessage) }
            return .returnItself
        case .exists: return .returnValues([.bool(try session.record(try type, try selector) != nil)])
        case .delete:
            try session.delete(
                try type, try selector, permanently: arguments.named["permanently"] == true, by: actor)
            return .returnItself
        case .restore:
            try session.restore(try type, try selector, by: actor)
            return .returnItself
        case .duplicate:
            let copy = try session.duplicate(
                try type, try selector, name: arguments.text("name"), by: actor, newID: newID)
            try permit(.create, result: copy)
            return object(copy.type, RecordSelector(.id(copy.id)))
        case .export:
            let exported = try session.export(try type, try selector) { other in
                CallAccess.mayRead(try access.subject(other), rights)
            }
            return .returnValues([HostValue(.object(exported))])
        case .relation(let field, let target): return try relation(field, target)
        case .list(let type, let field):
            var query = try query(type)
            query.reference = .init(field: field, target: try receiverID())
            // What somebody has deleted is in the trash.
            if field == "deleted_by" { query.includesDeleted = true }
            return listing(query)
        case .add(let type, let field): return try add(type, field)
        case .metadata, .metadataExists:
            let key = RecordSelector(
                .key([.string(try receiverID().description), .string(arguments.text("key") ?? "")]))
            guard method == .metadataExists else { return object("record_metadata", key) }
            return .returnValues([.bool(try session.record(try named("record_metadata"), key) != nil)])
        case .select(let type): return object(type, try selection())
        case .only(let type):
            let query = RecordQuery(type: type, moment: context.now)
            return .returnValues(try references(query, after: nil, limit: 1).first.map { [$0] } ?? [.null])
        case .all(let type): return listing(try query(type))
        case .next: return try next()
        case .everything: return .returnValues([.array(try everything())])
        case .count: return .returnValues([.integer(try count())])
        }
    }

    // MARK: - Receiver and arguments

    var type: RecordType {
        get throws {
            guard let type = session.model.type(ofClass: className) else {
                throw FlowError(.internalError, "there is no type of records for \(className)")
            }
            return type
        }
    }

    func named(_ name: String) throws -> RecordType {
        guard let type = session.model.type(name) else {
            throw FlowError(.internalError, "there is no type of records '\(name)'")
        }
        return type
    }

    var selector: RecordSelector {
        get throws {
            guard let selector = RecordSelector(objectID: context.receiver.id) else {
                throw FlowError(.internalError, "the object \(context.receiver) names no record")
            }
            return selector
        }
    }

    private func receiverID() throws -> RecordID {
        if className == "Execution" {
            return ExecutionSelector(objectID: context.receiver.id)?.id ?? calls.execution
        }
        return try session.existing(try type, try selector).id
    }

    private var names: [String] { arguments.rest.compactMap(\.readableJSON.text) }

    private var commitMessage: String? {
        if case .object(let initial)? = arguments.named["init"], case .string(let text)? = initial["commit_message"] {
            return text
        }
        return arguments.text("commit_message")
    }

    private func fields() throws -> JSONObject {
        var given: KeyedValues<HostValue> = [:]
        if case .object(let initial)? = arguments.named["init"] { given.merge(initial) }
        given.merge(arguments.open)
        given["commit_message"] = nil
        return try stored(given)
    }

    /// Values as records keep them: an object stands for the id of its record.
    private func stored(_ given: KeyedValues<HostValue>) throws -> JSONObject {
        var entries: [JSONObject.Entry] = []
        for entry in given.entries {
            entries.append(.init(key: entry.key, value: try stored(entry.value, entry.key)))
        }
        return JSONObject(entries)
    }

    private func stored(_ value: HostValue, _ name: String) throws -> JSONValue {
        guard case .reference(let reference) = value else { return try value.json(named: name) }
        return .string(try id(of: reference).description)
    }

    private func id(of reference: ObjectReference) throws -> RecordID {
        if reference.className == "Execution" {
            return ExecutionSelector(objectID: reference.id)?.id ?? calls.execution
        }
        if let id = RecordID(reference.id) { return id }
        guard let type = session.model.type(ofClass: reference.className),
            let selector = RecordSelector(objectID: reference.id)
        else { throw FlowError(.invalidInput, "\(reference) is no record") }
        return try session.existing(type, selector).id
    }

    private func selection() throws -> RecordSelector {
        let text = arguments.text("select") ?? ""
        let (normal, deleted) = (
            arguments.named["allow_normal"] != false, arguments.named["allow_deleted"] == true
        )
        let id = RecordID(text)
        switch arguments.text("by")?.uppercased() {
        case "ID":
            guard let id else { throw FlowError(.invalidInput, "select expects the id of a record, but got '\(text)'") }
            return RecordSelector(.id(id), allowsNormal: normal, allowsDeleted: deleted)
        case "NAME": return RecordSelector(.name(text), allowsNormal: normal, allowsDeleted: deleted)
        default:
            return RecordSelector(
                id.map(RecordSelector.Choice.id) ?? .name(text), allowsNormal: normal, allowsDeleted: deleted)
        }
    }

    // MARK: - Answers

    private func values(_ values: [JSONValue]) -> HostCallAction { .returnValues(values.map(HostValue.init)) }

    private func reference(_ type: String, _ selector: RecordSelector) -> HostValue {
        .reference(ObjectReference(className: RecordType.className(of: type), id: selector.objectID))
    }

    /// The execution that runs is always `this`, so that objects of it are equal.
    private func execution(_ id: ExecutionID, isInTrash: Bool = false) -> HostValue {
        let selector = ExecutionSelector(id, in: isInTrash ? [.normal, .trash] : .normal)
        return .reference(
            ObjectReference(className: "Execution", id: id == calls.execution ? "self" : selector.objectID))
    }

    private func object(_ type: String, _ selector: RecordSelector) -> HostCallAction {
        .returnValues([reference(type, selector)])
    }

    // MARK: - Relations

    private func relation(_ field: String, _ target: RecordField.Target) throws -> HostCallAction {
        let value: JSONValue
        if className == "Execution" {
            let id = try receiverID()
            guard id == calls.execution else {
                // It may have been created in this turn, so the store answers.
                let query = StoreQuery.relation(of: id, field: field, asker: calls.execution)
                return .request(Request(call: context.call, .read(query), at: context.now))
            }
            value = own[field]
        } else {
            value = try session.get(try type, try selector, [field])[0]
        }
        guard let id = value.text.flatMap(RecordID.init) else { return .returnValues([.null]) }
        if case .type(let name) = target {
            guard name != "execution" else { return .returnValues([execution(id)]) }
            return object(name, RecordSelector(.id(id), allowsDeleted: true))
        }
        if let record = try session.record(id) {
            return object(record.type, RecordSelector(.id(id), allowsDeleted: true))
        }
        return .returnValues([try id == calls.execution || session.isExecution(id) ? execution(id) : .null])
    }

    private func add(_ typeName: String, _ field: String) throws -> HostCallAction {
        let type = try named(typeName)
        var given = arguments.open
        for entry in arguments.named.entries where entry.value != .null {
            // A relation is given as an object, an id, or the name of the record.
            if let target = try? type.field("\(entry.key)_id"), case .type(let other)? = target.target,
                case .string(let text) = entry.value, RecordID(text) == nil
            {
                let found = try session.existing(try named(other), RecordSelector(.name(text)))
                given[target.name] = .string(found.id.description)
            } else {
                given[(try? type.field(entry.key)) == nil ? "\(entry.key)_id" : entry.key] = entry.value
            }
        }
        var fields = try stored(given)
        fields[field] = .string(try receiverID().description)
        let record = try session.create(type, fields, by: actor, id: newID)
        try permit(.create, result: record)
        return object(typeName, RecordSelector(.id(record.id)))
    }

    // MARK: - Listings

    private func query(_ typeName: String?) throws -> RecordQuery {
        var filter = arguments.named["filter"]?.readableJSON ?? .null
        // `system:settings{filter = {...}}` gives the keyword in the table that is the parameter.
        if let inner = filter.object?["filter"] { filter = inner }
        let type = try typeName.map(named)
        var query = RecordQuery(type: typeName, moment: context.now)
        query.filter = try RecordFilter(filter) { name throws(FlowError) in _ = try type?.field(name) }
        query.includesDeleted = arguments.named["allow_deleted"] == true
        return query
    }

    private func listing(_ query: RecordQuery) -> HostCallAction {
        let text = JSONWriter.text(.object(query.json))
        return .returnValues([.reference(ObjectReference(className: RecordMethods.listing, id: text))])
    }

    private func listed() throws -> RecordQuery {
        guard let value = try? JSONParser.parse(context.receiver.id) as JSONValue,
            let query = RecordQuery(json: value)
        else { throw FlowError(.internalError, "the object \(context.receiver) names no listing") }
        return query
    }

    private func next() throws -> HostCallAction {
        var last: RecordID?
        if case .reference(let reference)? = arguments.named["after"] { last = try id(of: reference) }
        let query = try listed()
        // No value at all is nil, which ends a loop; null would not.
        return .returnValues(try references(query, after: last, limit: 1))
    }

    private func everything() throws -> [HostValue] { try references(try listed(), after: nil, limit: .max) }

    /// Page by page, so that it takes no more memory for many than for few.
    private func count() throws -> Int64 {
        let query = try listed()
        var (count, last): (Int64, RecordID?) = (0, nil)
        while true {
            let page = try entries(query, after: last, limit: 256)
            count += Int64(page.count)
            guard page.count == 256, let end = page.last else { return count }
            last = end.id
        }
    }

    private func references(_ query: RecordQuery, after id: RecordID?, limit: Int) throws -> [HostValue] {
        try entries(query, after: id, limit: limit).map { entry in
            guard let type = entry.type else { return execution(entry.id, isInTrash: query.includesDeleted) }
            return reference(type, RecordSelector(.id(entry.id), allowsDeleted: query.includesDeleted))
        }
    }

    /// Ids in their order, with the types of records; executions have none.
    private func entries(
        _ query: RecordQuery, after id: RecordID?, limit: Int
    ) throws -> [(id: RecordID, type: String?)] {
        var entries: [(id: RecordID, type: String?)] = []
        if query.type != "execution" {
            entries += try readable(
                rights, after: id, limit: limit, idOf: \.id, subject: { try access.subject($0) },
                page: { try session.page(query, after: $0, limit: $1) }
            ).map { ($0.id, $0.type) }
        }
        if query.type == nil || query.type == "execution" {
            entries += try readable(
                rights, after: id, limit: limit, idOf: \.id, subject: { try access.subject($0.record) },
                page: { try session.executions(query, after: $0, limit: $1) }
            ).map { ($0.id, nil) }
        }
        guard query.type == nil else { return entries }
        return Array(entries.sorted { $0.id < $1.id }.prefix(limit))
    }
}
