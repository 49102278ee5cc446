import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite

/// What `moonflow doctor` says of a store.
struct StoreDiagnosis {
    let path: String
    let report: StoreReport
    /// Who works on it now.
    let holder: String?
    /// How many days ended executions stay.
    let retentionDays: Double

    /// Looks at a store.
    init(_ storage: StoreOptions, retentionDays: Double) throws {
        path = storage.path
        self.retentionDays = retentionDays
        let limit = SystemClock().now().advanced(bySeconds: -retentionDays * 86400)
        report = try storage.openToRead().report(endedBefore: limit)
        holder = SQLiteStore.holder(ofStoreAt: path)
    }

    var isSound: Bool { report.faults.isEmpty }

    /// What was found, as names and values for people.
    var facts: [(String, String)] {
        var facts = [
            ("store", path), ("version", "\(report.version)"),
            ("size", "\(Self.size(report.fileSize)), \(Self.size(report.freeSize)) of it free"),
            ("write-ahead log", Self.size(report.logSize)),
            ("held by", holder ?? "nobody"),
            ("structure", isSound ? "sound" : "DAMAGED: " + report.faults.joined(separator: "; ")),
        ]
        guard isSound else { return facts }
        let counts = report.counts.map { "\($0.count) \($0.status.rawValue)" }
        facts.append(("executions", counts.isEmpty ? "none" : counts.joined(separator: ", ")))
        facts.append(("open messages", "\(report.openMessages)"))
        facts.append(("oldest unfinished", report.oldestUnfinished.map(Self.text) ?? "none"))
        facts.append(("retention", retention))
        return facts
    }

    /// What was found, for programs.
    var record: JSONValue {
        let counts = report.counts.map { JSONObject.Entry(key: $0.status.rawValue, value: .integer(Int64($0.count))) }
        return [
            "path": .string(path), "version": .integer(Int64(report.version)),
            "file_bytes": .integer(Int64(report.fileSize)), "free_bytes": .integer(Int64(report.freeSize)),
            "log_bytes": .integer(Int64(report.logSize)), "holder": holder.map(JSONValue.string) ?? .null,
            "faults": .array(report.faults.map(JSONValue.string)), "executions": .object(JSONObject(counts)),
            "open_messages": .integer(Int64(report.openMessages)),
            "oldest_unfinished": report.oldestUnfinished.map { .string($0.id.description) } ?? .null,
            "retention_days": Int64(exactly: retentionDays).map(JSONValue.integer) ?? .number(retentionDays),
            "removable": .integer(Int64(report.removable)),
        ]
    }

    private var retention: String {
        let days = Int(exactly: retentionDays).map(String.init) ?? "\(retentionDays)"
        guard retentionDays > 0 else {
            return "off: nothing is removed; \(report.removable) have ended"
        }
        return "\(report.removable) ended more than \(days) days ago, and would be removed"
    }

    private static func text(_ row: StoredExecution) -> String {
        let time = row.record.createdAt.map { " since \($0.iso8601)" } ?? ""
        return Console.printable("\(row.record.name) (\(row.id)) \(row.record.status.rawValue)\(time)")
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 10 << 20 ? "\((bytes + 1023) >> 10) KiB" : "\(bytes >> 20) MiB"
    }
}
