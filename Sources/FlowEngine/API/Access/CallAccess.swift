import FlowModel
import FlowStore

/// What the execution that runs may do, as its turn sees it: the one place that asks for permissions.
///
/// Decided only when a call is new; a replay has the answer from the journal.
struct CallAccess {
    let session: RecordSession
    /// The execution that runs.
    let own: ExecutionRecord
    /// What the turn has created and sent, which is not committed yet.
    let created: [StoredExecution]
    let messages: [StoredMessage]

    /// What the execution may do; nil when that is everything.
    func rights() throws -> Rights? {
        guard own["roles"] != .null else { return nil }
        return try session.rights(of: own.id, in: location)
    }

    /// Where the execution lies.
    var location: RecordLocation { own.location }

    // MARK: - Executions

    /// The execution, if it is there.
    func execution(_ id: ExecutionID) throws -> ExecutionRecord? {
        if id == own.id { return own }
        if let row = created.last(where: { $0.id == id }) { return row.record }
        return try session.execution(id)?.record
    }

    /// Whether it is the execution that runs, or one below it.
    func isOwn(_ record: ExecutionRecord) throws -> Bool {
        var next: ExecutionRecord? = record
        while let current = next, current.topID == own.topID {
            if current.id == own.id { return true }
            next = try current.parentID.flatMap { try execution($0) }
        }
        return false
    }

    /// What permissions see of an execution; nil for one that is free.
    func subject(_ record: ExecutionRecord) throws -> PermissionSubject? {
        if try isOwn(record) { return nil }
        return PermissionSubject(type: "execution", name: record.name, location: record.location)
    }

    /// Whether something may be read that permissions see as `subject`; what is free may.
    static func mayRead(_ subject: PermissionSubject?, _ rights: Rights?) -> Bool {
        guard let rights, let subject else { return true }
        return rights.allows(.read, subject)
    }

    /// Goes through the executions of a query that may be read, page by page.
    func forEachReadable(
        _ query: RecordQuery, _ rights: Rights?, _ body: (StoredExecution) throws -> Void
    ) throws {
        var (last, isOver): (ExecutionID?, Bool) = (nil, false)
        while !isOver {
            let page = try session.executions(query, after: last, limit: 256)
            for row in page where Self.mayRead(try subject(row.record), rights) { try body(row) }
            last = page.last?.id ?? last
            isOver = page.count < 256
        }
    }

    private func subject(ofExecution id: ExecutionID) throws -> PermissionSubject? {
        guard let record = try execution(id) else {
            return PermissionSubject(type: "execution", name: nil, location: nil)
        }
        return try subject(record)
    }

    // MARK: - Records

    /// What permissions see of a record, of a row that of the record it belongs to; nil for one that is free.
    func subject(_ record: StoredRecord) throws -> PermissionSubject? {
        guard let type = session.model.type(record.type), type.kind == .subrecord else {
            return PermissionSubject(type: record.type, name: record.name, location: RecordLocation(record.fields))
        }
        let owner = record.fields["record_id"] ?? record.fields["identity_id"]
        // It holds the contents of other records of the project: for those who may read everything there.
        if TrackedChange.isChange(record), let project = owner?.text.flatMap(RecordID.init) {
            return PermissionSubject(type: type.name, name: nil, location: .project(project))
        }
        return try subject(ofOwner: owner?.text.flatMap(RecordID.init), rowType: type.name)
    }

    /// What permissions see of the record that a row belongs to.
    func subject(ofOwner id: RecordID?, rowType: String) throws -> PermissionSubject? {
        let nothing = PermissionSubject(type: rowType, name: nil, location: nil)
        guard let id else { return nothing }
        if let record = try session.record(id) {
            // Rows belong to records, never to rows: those could belong to each other.
            return session.model.type(record.type)?.kind == .subrecord ? nothing : try subject(record)
        }
        if let record = try execution(id) { return try subject(record) }
        return nothing
    }

    /// What permissions see of what a selector chooses, which need not be there.
    func subject(_ type: RecordType, _ selector: RecordSelector) throws -> PermissionSubject? {
        let anyState = RecordSelector(selector.choice, allowsNormal: true, allowsDeleted: selector.allowsDeleted)
        if let record = try session.record(type, anyState) { return try subject(record) }
        switch selector.choice {
        case .key(let values):
            return try subject(ofOwner: values.first?.text.flatMap(RecordID.init), rowType: type.name)
        case .name(let name): return PermissionSubject(type: type.name, name: name, location: nil)
        case .id: return PermissionSubject(type: type.name, name: nil, location: nil)
        }
    }

    // MARK: - Functions that are written by hand

    /// Checks a call of a function that is written by hand.
    ///
    /// - Throws: `PermissionDenied`.
    func check(
        _ signature: HostSignature, _ arguments: BoundArguments, _ context: CallContext, _ work: ExecutionWork?,
        _ rights: Rights
    ) throws {
        func demand(_ action: PermissionAction, _ subject: PermissionSubject?) throws {
            if let subject { try rights.check(action, subject) }
        }
        guard let receiver = receiver(context)?.id else {
            throw rights.refusal("call \(signature.className):\(signature.name) on \(context.receiver)")
        }
        if signature.openKeywords != nil || signature.className == ExecutionState.wrappingClass {
            for use in wrappers(arguments, context.receiver) { try demand(.run, try subject(ofWrapper: use.choice)) }
        }
        switch signature.requirement {
        case nil: throw rights.refusal("call \(signature.className):\(signature.name)")
        case .nothing: break
        case .execution(let action):
            try demand(action, try subject(ofExecution: receiver))
            // How it has ended is known to who waits, with its message when it has failed.
            if signature.name == "run", arguments.named["wait"] != false {
                try demand(.read, try subject(ofExecution: receiver))
            }
        case .tree(let action):
            let top = try execution(receiver)?.topID ?? receiver
            try demand(action, try subject(ofExecution: top))
        case .runFlow:
            let name = ["flow", "flow_name", "flow_id"].lazy.compactMap { arguments.text($0) }.first
            try demand(.run, try subject(of: "flow", name ?? ""))
        case .runConnector:
            let name = ["connector", "connector_name", "connector_id"].lazy.compactMap { arguments.text($0) }.first
            try demand(.run, try subject(ofConnector: name))
        case .runWrapper: try demand(.run, try subject(ofWrapper: WrapperUse(arguments.text("wrapper") ?? "").choice))
        case .runSchedule: try demand(.run, try subject(of: "schedule", arguments.text("schedule") ?? ""))
        case .child:
            if arguments.text("select") != nil { try demand(.read, try subject(ofExecution: receiver)) }
        case .createExecution:
            try demand(.create, newExecution(arguments.text("name") ?? "script"))
        case .copyExecution:
            try demand(.read, try subject(ofExecution: receiver))
            let original = try execution(receiver)
            try demand(.create, newExecution(arguments.text("name") ?? original?.name))
            for subject in try original.map(subjects(runBy:)) ?? [] { try demand(.run, subject) }
        case .work:
            switch work {
            case nil, .describes: break
            case .changes(let id, _): try demand(.update, try subject(ofExecution: id))
            case .makes(_, let parent, let given):
                if let parent { try demand(.update, try subject(ofExecution: parent)) }
                try demand(given)
            }
        case .readArguments:
            for id in arguments.rest.flatMap(ExecutionState.executionIDs) {
                try demand(.read, try subject(ofExecution: id))
            }
        case .lock(let action): try demand(action, .lock(arguments.text("lock") ?? ""))
        case .createMessage where arguments.text("select") == nil:
            try demand(.create, PermissionSubject(type: "message", name: nil, location: .workspace))
        case .createMessage: break
        case .readMessage: try demand(.read, try subject(ofMessage: context.receiver.id))
        }

        /// To make an execution by its fields takes the same as to run what they name.
        func demand(_ given: KeyedValues<HostValue>) throws {
            func text(_ names: [String]) -> String? {
                for name in names { if case .string(let text)? = given[name] { return text } }
                return nil
            }
            if let flow = text(["flow_name", "flow_id"]) { try demand(.run, try subject(of: "flow", flow)) }
            if let connector = text(["connector_name", "connector_id", "connector_type"]) {
                try demand(.run, try subject(ofConnector: connector))
            }
            if given["script"] ?? .null != .null || text(["type"])?.uppercased() == "SCRIPT" {
                try demand(.create, newExecution(text(["name"])))
            }
            if case .some(let list) = given["wrappers"] {
                for use in (try? WrapperUse.list(list.readableJSON, at: "wrappers")) ?? [] {
                    try demand(.run, try subject(ofWrapper: use.choice))
                }
            }
        }
    }

    private func newExecution(_ name: String?) -> PermissionSubject {
        PermissionSubject(type: "execution", name: name, location: location)
    }

    /// What a copy of an execution would run that the execution itself does not show: the connector of a connection, and
    /// what wrappers look up when they create what they wrap, which may be a wrapper again.
    private func subjects(runBy execution: ExecutionRecord) throws -> [PermissionSubject] {
        var subjects: [PermissionSubject?] = []
        if execution["type"] == "CONNECTION" {
            let connector = execution["connector_id"].text ?? execution["connector_name"].text
            subjects.append(try subject(ofConnector: connector))
        }
        var next = execution["wrapped"].object
        while let wrapped = next, let fields = wrapped["fields"]?.object {
            if wrapped["type"] == "CONNECTION" {
                let connector = fields["connector_id"]?.text ?? fields["connector_name"]?.text
                subjects.append(try subject(ofConnector: connector))
            } else if wrapped["script"] ?? .null == .null {
                subjects.append(try subject(of: "flow", fields["flow_id"]?.text ?? fields["flow_name"]?.text ?? ""))
            }
            for use in try WrapperUse.list(wrapped["wrappers"] ?? .null, at: "wrappers") {
                subjects.append(try subject(ofWrapper: use.choice))
            }
            next = fields["wrapped"]?.object
        }
        return subjects.compactMap { $0 }
    }

    private func subject(ofConnector name: String?) throws -> PermissionSubject? {
        if let record = try name.flatMap({ try record("connector", $0) }) { return try subject(record) }
        // A name that no connector has is only a label of a connection ad hoc, and gives no right.
        return PermissionSubject(type: "connector", name: nil, location: .workspace)
    }

    /// The record that a call means by a text, as the call itself finds it: by its name, or else by its id.
    func record(_ typeName: String, _ text: String) throws -> StoredRecord? {
        if let record = try session.record(ofType: typeName, named: text) { return record }
        guard let id = RecordID(text), let type = session.model.type(typeName) else { return nil }
        return try session.record(type, RecordSelector(.id(id)))
    }

    private func subject(of typeName: String, _ text: String) throws -> PermissionSubject? {
        if let record = try record(typeName, text) { return try subject(record) }
        // A flow of the folder is run without being made, so nobody looks at it again: it lies in no project.
        return PermissionSubject(type: typeName, name: text, location: .workspace)
    }

    func subject(ofWrapper choice: WrapperUse.Choice) throws -> PermissionSubject? {
        guard let type = session.model.type("wrapper") else { return nil }
        switch choice {
        case .id(let id): return try subject(type, RecordSelector(.id(id)))
        case .name(let name): return try subject(type, RecordSelector(.name(name)))
        }
    }

    /// The wrappers that a call puts around what it creates.
    func wrappers(_ arguments: BoundArguments, _ receiver: ObjectReference) -> [WrapperUse] {
        var lists: [JSONValue] = []
        if receiver.className == ExecutionState.wrappingClass,
            let outer = try? JSONParser.parse(receiver.id) as JSONValue
        {
            lists.append(outer)
        }
        var given = arguments.named["wrappers"]
        if given == nil, case .object(let initial)? = arguments.named["init"] { given = initial["wrappers"] }
        if let given { lists.append(given.readableJSON) }
        // A list that is wrong is refused by the call itself.
        return lists.flatMap { (try? WrapperUse.list($0, at: "wrappers")) ?? [] }
    }

    /// What permissions see of a message; nil for one of its own.
    func subject(ofMessage text: String) throws -> PermissionSubject? {
        let other = PermissionSubject(type: "message", name: nil, location: .workspace)
        guard let id = MessageID(text) else { return other }
        let sender = try messages.last { $0.id == id }?.sender ?? session.sender(of: id)
        guard let sender, let record = try execution(sender), try isOwn(record) else { return other }
        return nil
    }
}
