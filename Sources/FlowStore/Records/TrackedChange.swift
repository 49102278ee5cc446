public import FlowModel

/// Changes of files that are to become one commit in the repository of a project.
///
/// Kept as an operation of the project, from the commit of the store that they belong to until they are in the repository.
public struct TrackedChange: Sendable, Equatable {
    /// What the field `operation` says.
    public static let operation = "git_commit"
    /// The name of the file with the project itself.
    static let projectFile = "project.json"

    /// The id of the operation, which stays the same when it is tried again.
    public let id: RecordID
    /// The project.
    public let project: RecordID
    /// The message of the commit.
    public let message: String
    /// Who made the changes.
    public let author: RecordID?
    /// When they were made.
    public let time: ScriptTime
    /// The contents of files by their paths; nil for a file that is gone.
    public let files: [(path: String, content: String?)]
    /// The records that were changed.
    public let records: [RecordID]

    /// Whether a record is such an operation.
    public static func isChange(_ record: StoredRecord) -> Bool {
        record.type == "operation" && record.fields["operation"]?.text == operation
    }

    /// Reads an operation; nil for one of another kind, for one that is done, and for one with a path that ``path(of:_:)``
    /// does not give: it would be written outside of the repository, or into git's own folder.
    public init?(_ record: StoredRecord) {
        guard Self.isChange(record), record.fields["status"] ?? "PENDING" == "PENDING",
            let project = record.fields["record_id"]?.text.flatMap(RecordID.init),
            let data = record.fields["data"]?.object
        else { return nil }
        id = record.id
        self.project = project
        message = data["message"]?.text ?? ""
        author = record.fields["created_by"]?.text.flatMap(RecordID.init)
        time = record.fields["created_at"]?.text.flatMap(ScriptTime.init(iso8601:)) ?? ScriptTime(microseconds: 0)
        files = data["files"]?.object?.entries.map { ($0.key, $0.value.text) } ?? []
        for file in files where !Self.isPath(file.path) { return nil }
        records = data["records"]?.items?.compactMap { $0.text.flatMap(RecordID.init) } ?? []
    }

    private static func isPath(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.first != "." && !$0.utf8.contains(0) }
    }

    /// Whether two changes are of one operation.
    public static func == (left: TrackedChange, right: TrackedChange) -> Bool { left.id == right.id }

    /// The path of the file of a record: its type and its name.
    ///
    /// Characters that are not safe in the names of files are percent-encoded; names that are not unique give way to the id.
    static func path(of record: StoredRecord, _ type: RecordType) -> String {
        guard type.name != "project" else { return projectFile }
        var name = ""
        for byte in (record.name ?? "").utf8 {
            let isSafe =
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: " "):
                    true
                case UInt8(ascii: "."): !name.isEmpty
                default: false
                }
            name += isSafe ? String(UnicodeScalar(byte)) : "%" + String(UInt16(byte) | 0x100, radix: 16).dropFirst()
        }
        if type.naming != .unique || name.isEmpty { name = record.id.description }
        // File systems take names of 255 bytes.
        if name.utf8.count > 200 { name = String(name.prefix(150)) + "-" + record.id.description }
        return "\(type.name)/\(name).json"
    }
}

extension RecordSession {
    /// Notes what the changes of the turn mean for the files of projects with `track_in_git`: one operation for each project.
    ///
    /// - Parameters:
    ///   - actor: Who made the changes.
    ///   - newID: The id of the operation of that number.
    /// - Throws: `StoreError` when the store cannot be read.
    public func trackChanges(by actor: Actor, newID: (Int) -> RecordID) throws(StoreError) {
        guard !changes.isEmpty else { return }
        var projects: [RecordID] = []
        var files: [RecordID: JSONObject] = [:]
        var records: [RecordID: [RecordID]] = [:]
        var names: [RecordID: [String]] = [:]
        func note(_ project: RecordID, _ record: StoredRecord, _ path: String, _ content: JSONValue) {
            if files[project] == nil { projects.append(project) }
            files[project, default: [:]][path] = content
            guard records[project]?.contains(record.id) != true else { return }
            records[project, default: []].append(record.id)
            names[project, default: []].append("\(record.type) \(record.name ?? record.id.description)")
        }
        for id in changes.order {
            let (new, old) = (changes.written[id] ?? nil, changes.base[id])
            guard let type = model.type((new ?? old)?.type ?? ""), type.kind == .resource else { continue }
            let (before, after) = (try trackingProject(of: old), try trackingProject(of: new))
            if let old, let before {
                let path = TrackedChange.path(of: old, type)
                let stays = before == after && new.map { TrackedChange.path(of: $0, type) } == path
                if !stays { note(before, old, path, .null) }
            }
            guard let new, let after else { continue }
            note(after, new, TrackedChange.path(of: new, type), try text(of: new, type))
            if type.name == "project", old?.fields["track_in_git"] != true {
                for inner in try members(of: new.id) where try trackingProject(of: inner) == after {
                    guard let type = model.type(inner.type), type.kind == .resource else { continue }
                    note(after, inner, TrackedChange.path(of: inner, type), try text(of: inner, type))
                }
            }
        }
        for (index, project) in projects.enumerated() {
            let subject = "Change " + (names[project] ?? []).joined(separator: ", ")
            let message =
                commitMessages.isEmpty ? String(subject.prefix(200)) : commitMessages.joined(separator: "\n\n")
            let data: JSONObject = [
                "message": .string(message), "files": .object(files[project] ?? [:]),
                "records": .array((records[project] ?? []).map { .string($0.description) }),
            ]
            let time = JSONValue.string(actor.now.iso8601)
            var fields: JSONObject = [
                "record_id": .string(project.description), "operation": .string(TrackedChange.operation),
                "data": .object(data), "created_at": time, "modified_at": time,
            ]
            (fields["created_by"], fields["modified_by"]) = (actor.field, actor.field)
            try put(StoredRecord(id: newID(index), type: "operation", fields: fields))
        }
    }

    private func members(of project: RecordID) throws(StoreError) -> [StoredRecord] {
        try page(
            RecordQuery(
                type: nil, reference: .init(field: "project_id", target: project),
                moment: ScriptTime.range.upperBound), after: nil, limit: .max)
    }

    /// The project in whose repository a record is kept; nil for a record that is in none.
    private func trackingProject(of record: StoredRecord?) throws(StoreError) -> RecordID? {
        guard let record, !record.isDeleted else { return nil }
        let id = record.type == "project" ? record.id : record.fields["project_id"]?.text.flatMap(RecordID.init)
        guard let id, let project = try self.record(id), !project.isDeleted,
            project.fields["track_in_git"] == true
        else { return nil }
        return id
    }

    private func text(of record: StoredRecord, _ type: RecordType) throws(StoreError) -> JSONValue {
        do {
            let fields = try export(type, RecordSelector(.id(record.id)))
            return .string(JSONWriter.prettyText(.object(fields)) + "\n")
        } catch {
            throw error as? StoreError ?? StoreError(.failed, "\(error)")
        }
    }
}

extension ExecutionTransitions {
    /// Notes that a change is in the repository: the operation goes, and each record has a line in its `git_log`.
    ///
    /// - Parameters:
    ///   - change: The change.
    ///   - commit: The id of the commit; nil when there was nothing to commit.
    /// - Throws: `StoreError` when the store cannot be written.
    public func committed(_ change: TrackedChange, as commit: String?) throws(StoreError) {
        let session = RecordSession(transaction)
        guard try session.record(change.id) != nil else { return }
        try session.remove(change.id)
        if let commit {
            // The ids say when the change was made, so that the lines are in the order of the changes.
            let time = JSONValue.string(now.iso8601)
            for (index, id) in change.records.enumerated() where try session.record(id) != nil {
                try session.put(
                    StoredRecord(
                        id: RecordID(
                            createdBy: change.id, generation: 0, call: 0, item: UInt64(index), at: change.time),
                        type: "git_log",
                        fields: [
                            "record_id": .string(id.description), "commit": .string(commit),
                            "message": .string(change.message), "created_at": time, "modified_at": time,
                        ]))
            }
        }
        _ = try store(session.takeChanges())
    }
}
