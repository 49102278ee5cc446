import FlowModel

extension ExecutionTransitions {
    /// Answers a question of a script, with what is committed and what this batch has changed.
    public func read(_ query: StoreQuery) throws(StoreError) -> HostAnswer {
        switch query {
        case .fields(let id, let names, let places):
            guard let entry = try entry(id, in: places) else { return .failure(notFound(id)) }
            return .values(names.map { HostValue(entry.row.record[$0]) })
        case .dictionary(let id, let names, let places):
            guard let entry = try entry(id, in: places) else { return .failure(notFound(id)) }
            let fields = entry.row.record.fields
            let chosen = names.isEmpty ? fields.entries.map(\.key) : names
            return .value(
                .object(KeyedValues(chosen.map { .init(key: $0, value: HostValue(fields[$0] ?? .null)) })))
        case .exists(let id, let places): return .value(.bool(try entry(id, in: places) != nil))
        case .child(let parent, let select):
            if let id = ExecutionID(select), try entry(id)?.row.record.parentID == parent {
                return .value(.reference(.execution(id)))
            }
            try flush()
            if let id = try transaction.newestChild(of: parent, named: select) {
                return .value(.reference(.execution(id)))
            }
            return .failure(FlowError(.resourceNotFound, "child: there is no child '\(select)'"))
        case .children(let id): return .value(references(try outsideTrash(.children(of: id))))
        case .tree(let id): return .value(references(try outsideTrash(.tree(id))))
        case .log(let id): return .value(.array(try transaction.log(of: id).map { HostValue($0.record) }))
        case .savepoints(let id):
            return .value(.array(try transaction.savepoints(of: id).map { HostValue($0.record) }))
        case .dependencies(let id, let openOnly):
            var records: [HostValue] = []
            for dependency in try transaction.dependencies(of: id) where dependency.isOpen || !openOnly {
                let targets = try transaction.targets(of: dependency.number)
                records.append(record(of: dependency, targets))
            }
            return .value(openOnly ? records.first ?? .null : .array(records))
        case .relation(let id, let field, let asker): return try relation(of: id, field, asker)
        case .export(let id):
            guard let entry = try entry(id) else { return .failure(notFound(id)) }
            return .value(HostValue(.object(entry.row.record.exported)))
        case .awaited(let id):
            var records: [HostValue] = []
            for dependency in try transaction.dependencies(on: id) {
                records.append(record(of: dependency, try transaction.targets(of: dependency.number)))
            }
            return .value(.array(records))
        case .message(let id, let names):
            guard let message = try transaction.message(id) else {
                return .failure(FlowError(.resourceNotFound, "there is no message \(id)"))
            }
            return .values(names.map { HostValue(message.field($0)) })
        }
    }

    private func entry(_ id: ExecutionID, in places: ExecutionSelector.Places) throws(StoreError) -> Entry? {
        guard let entry = try entry(id) else { return nil }
        return places.contains(entry.row.record["is_deleted"] == true ? .trash : .normal) ? entry : nil
    }

    private func outsideTrash(_ selection: ExecutionSelection) throws(StoreError) -> [ExecutionID] {
        var ids: [ExecutionID] = []
        for id in try transaction.executions(selection) {
            if try entry(id)?.row.record["is_deleted"] != true { ids.append(id) }
        }
        return ids
    }

    private func relation(
        of id: ExecutionID, _ field: String, _ asker: ExecutionID
    ) throws(StoreError) -> HostAnswer {
        guard let entry = try entry(id) else { return .failure(notFound(id)) }
        guard let target = entry.row.record[field].text.flatMap(RecordID.init) else {
            return .value(.null)
        }
        // The execution that runs is always `this`, so that objects of it are equal.
        if target == asker { return .value(.reference(ObjectReference(className: "Execution", id: "self"))) }
        if let record = try transaction.record(target) {
            let selector = RecordSelector(.id(target), allowsDeleted: true)
            return .value(
                .reference(
                    ObjectReference(className: RecordType.className(of: record.type), id: selector.objectID)))
        }
        return .value(try self.entry(target) == nil ? .null : .reference(.execution(target)))
    }

    private func references(_ ids: [ExecutionID]) -> HostValue {
        .array(ids.map { .reference(.execution($0)) })
    }

    private func record(of dependency: StoredDependency, _ targets: [ExecutionID]) -> HostValue {
        .object([
            "execution": .reference(.execution(dependency.waiter)), "is_open": .bool(dependency.isOpen),
            "return_when": .string(dependency.mode.rawValue),
            "created_at": .string(dependency.createdAt.iso8601), "executions": references(targets),
        ])
    }
}

extension StoredSavepoint {
    /// The savepoint as a record for scripts and people.
    public var record: JSONValue {
        [
            "id": .string(id.description), "name": .string(name), "line": .integer(Int64(line)),
            "created_at": .string(createdAt.iso8601), "loaded": .integer(loadCount),
        ]
    }
}

extension StoredMessage {
    /// The names of the fields of a message.
    public static let fieldNames = [
        "id", "subject", "message", "request", "body", "message_type", "response", "is_submitted", "created_at",
        "identity_id",
    ]

    /// One field of the message; null where it has none of that name.
    public func field(_ name: String) -> JSONValue {
        switch name {
        case "id": .string(id.description)
        case "identity_id": .string(sender.description)
        case "created_at": .string(createdAt.iso8601)
        case "is_submitted": .bool(response != nil)
        case "response": response ?? .null
        default: content[name] ?? .null
        }
    }
}
