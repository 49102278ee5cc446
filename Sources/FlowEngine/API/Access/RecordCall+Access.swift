import FlowModel
import FlowStore

extension RecordCall {
    /// Checks a call before it is performed; nothing for an execution that may do everything.
    ///
    /// - Throws: `PermissionDenied`.
    func permit(_ method: RecordMethod, _ rights: Rights) throws {
        switch method {
        case .get, .getDictionary, .export, .exists, .relation, .list, .metadata, .metadataExists:
            try demand(.read, rights)
        case .save:
            let isThere = try session.record(try type, try selector) != nil
            try demand(isThere || (try type).kind == .subrecord ? .update : .create, rights)
        case .delete, .restore:
            // They find what is in the trash, whether the object was made for that or not.
            let isInTrash = method == .restore || arguments.named["permanently"] == true
            try demand((try type).kind == .subrecord ? .update : .delete, rights, inTrash: isInTrash)
        case .duplicate: try demand(.read, rights)
        case .add(let type, _): try demand(try named(type).kind == .subrecord ? .update : .read, rights)
        case .all(let type):
            if !rights.allowsAny(.read, ofType: type), type != "execution" {
                throw rights.refusal("read any \(type)")
            }
        // What listings give is looked at one by one.
        case .select, .only, .next, .everything, .count: break
        }
    }

    /// Checks a record that a call has made or changed.
    ///
    /// - Parameters:
    ///   - action: What the call has done.
    ///   - record: The record as it is now.
    ///   - before: The record as it was; nil for one that was not there.
    /// - Throws: `PermissionDenied`; then nothing of the call may be kept.
    func permit(_ action: PermissionAction, result record: StoredRecord, before: StoredRecord? = nil) throws {
        guard let rights else { return }
        try mayName(record, before, rights)
        if record.type == "schedule" {
            // Its executions lie where it lies, with these roles.
            try access.mayPlace(in: RecordLocation(record.fields), insteadOf: access.location, rights)
            try limit(record, to: rights)
        }
        let isRow = session.model.type(record.type)?.kind == .subrecord
        if let subject = try access.subject(record) { try rights.check(isRow ? .update : action, subject) }
        try access.mayGive(record, rights)
    }

    /// What a schedule starts has no more rights than the one who has made the schedule or changed it last.
    private func limit(_ schedule: StoredRecord, to rights: Rights) throws {
        var limited = schedule
        limited.fields["roles"] = .array(rights.roles.map { .string($0.name) })
        try session.put(limited)
        try session.revokeRoles(of: schedule.id)
        try access.grant(rights.roles.map(\.id), to: schedule.id, context, generation: calls.generation)
    }

    /// To run what a record has named counts as to run the record, which then shows it: so who names it needs the right.
    private func mayName(_ record: StoredRecord, _ before: StoredRecord?, _ rights: Rights) throws {
        if record.type == "schedule" {
            for (field, action) in [("setting_id", PermissionAction.read), ("scheduler_id", .run)] {
                guard let id = record.fields[field]?.text, id != before?.fields[field]?.text,
                    let subject = try access.subject(ofOwner: RecordID(id), rowType: String(field.dropLast(3)))
                else { continue }
                try rights.check(action, subject)
            }
        }
        let known = before.map(staticWrappers) ?? []
        for use in staticWrappers(record) where !known.contains(where: { $0.choice == use.choice }) {
            if let subject = try access.subject(ofWrapper: use.choice) { try rights.check(.run, subject) }
        }
        guard record.type == "connector" else { return }
        // Whoever may run the connector has these secrets used.
        let secrets = before.map { SecretNames.all(in: $0.fields["value"] ?? .null) } ?? []
        for name in SecretNames.all(in: record.fields["value"] ?? .null) where !secrets.contains(name) {
            try rights.check(.run, .secret(name))
        }
    }

    /// The wrappers that a flow or a connector always has; a list that is wrong fails those who run it.
    private func staticWrappers(_ record: StoredRecord) -> [WrapperUse] {
        (try? WrapperUse.list(record.fields["wrappers"] ?? .null, at: "wrappers")) ?? []
    }

    private func demand(_ action: PermissionAction, _ rights: Rights, inTrash: Bool = false) throws {
        if let subject = try receiverSubject(inTrash: inTrash) { try rights.check(action, subject) }
    }

    /// What permissions see of the receiver; nil for one that is free.
    private func receiverSubject(inTrash: Bool) throws -> PermissionSubject? {
        switch className {
        case "Execution":
            return try access.subject(ofOwner: access.receiver(context)?.id, rowType: "execution")
        case "Message": return try access.subject(ofMessage: context.receiver.id)
        default:
            let selector = try selector
            guard inTrash else { return try access.subject(try type, selector) }
            return try access.subject(try type, RecordSelector(selector.choice, allowsDeleted: true))
        }
    }

    // MARK: - Listings

    /// Records that may be read; all of them for an execution that may do everything.
    func readable<Item>(
        _ rights: Rights?, after id: RecordID?, limit: Int, idOf: (Item) -> RecordID,
        subject: (Item) throws -> PermissionSubject?, page: (RecordID?, Int) throws -> [Item]
    ) throws -> [Item] {
        guard let rights else { return try page(id, limit) }
        var (found, last): ([Item], RecordID?) = ([], id)
        while found.count < limit {
            let size = limit == .max ? limit : max(limit, 50)
            let items = try page(last, size)
            for item in items where found.count < limit {
                if CallAccess.mayRead(try subject(item), rights) { found.append(item) }
            }
            guard items.count == size, let end = items.last else { break }
            last = idOf(end)
        }
        return found
    }
}
