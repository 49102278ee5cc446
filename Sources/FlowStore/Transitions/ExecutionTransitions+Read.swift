import FlowModel

extension ExecutionTransitions {
    /// Answers a question of a script, with what is committed and what this batch has changed.
    public func read(_ query: StoreQuery) throws(StoreError) -> HostAnswer {
        switch query {
        case .fields(let id, let names):
            guard let entry = try entry(id) else { return .failure(notFound(id)) }
            return .values(names.map { HostValue(entry.row.record[$0]) })
        case .dictionary(let id, let names):
            guard let entry = try entry(id) else { return .failure(notFound(id)) }
            let fields = entry.row.record.fields
            let chosen = names.isEmpty ? fields.entries.map(\.key) : names
            return .value(
                .object(KeyedValues(chosen.map { .init(key: $0, value: HostValue(fields[$0] ?? .null)) })))
        case .exists(let id): return .value(.bool(try entry(id) != nil))
        case .parent(let id):
            guard let entry = try entry(id) else { return .failure(notFound(id)) }
            return .value(entry.row.record.parentID.map { .reference(.execution($0)) } ?? .null)
        case .top(let id):
            guard let entry = try entry(id) else { return .failure(notFound(id)) }
            return .value(.reference(.execution(entry.row.record.topID)))
        case .child(let parent, let select):
            if let id = ExecutionID(select), try entry(id)?.row.record.parentID == parent {
                return .value(.reference(.execution(id)))
            }
            try flush()
            if let id = try transaction.newestChild(of: parent, named: select) {
                return .value(.reference(.execution(id)))
            }
            return .failure(FlowError(.resourceNotFound, "child: there is no child '\(select)'"))
        case .children(let id): return .value(references(try transaction.executions(.children(of: id))))
        case .tree(let id): return .value(references(try transaction.executions(.tree(id))))
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
        case .message(let id, let names):
            guard let message = try transaction.message(id) else {
                return .failure(FlowError(.resourceNotFound, "there is no message \(id)"))
            }
            return .values(names.map { HostValue(message.field($0)) })
        }
    }

    private func references(_ ids: [ExecutionID]) -> HostValue {
        .array(ids.map { .reference(.execution($0)) })
    }

    private func record(of dependency: StoredDependency, _ targets: [ExecutionID]) -> HostValue {
        .object([
            "is_open": .bool(dependency.isOpen), "return_when": .string(dependency.mode.rawValue),
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
