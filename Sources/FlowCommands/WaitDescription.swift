import FlowModel
import FlowStore

/// Says in words what an execution waits for, and what to do about it.
enum WaitDescription {
    /// What the execution of `row` waits for; nil when it has ended.
    static func text(of row: StoredExecution, _ transaction: any FlowTransaction) throws(StoreError) -> String? {
        let id = row.id
        if row.record.status.isEnded { return nil }
        if let divergence = row.divergence {
            return
                "\(divergence)\nIt is put aside, and its journal is as it was. Bring back the script it began with, or try "
                + "another: moonflow exec replace-script \(id) FILE"
        }
        if row.isPaused {
            let message = row.record.message.map { " (\($0))" } ?? ""
            if let stop = row.stop {
                return
                    "it stands at line \(stop.line), a breakpoint: moonflow debug \(id), or moonflow exec resume \(id)"
            }
            if row.isInDoubt {
                return
                    "\(row.record.message ?? "it is in doubt"): moonflow exec resume \(id), moonflow exec settle \(id) --output JSON, or moonflow exec cancel \(id)"
            }
            return "the execution is paused\(message): moonflow exec resume \(id)"
        }
        var parts: [String] = []
        for call in row.openCalls { parts.append(try text(of: call, transaction)) }
        if parts.isEmpty {
            return row.isReady
                ? "it could run: moonflow resume, unless a process that holds the store runs it already"
                : "it has not been started: moonflow exec resume \(id)"
        }
        return parts.joined(separator: "\n")
    }

    private static func text(of call: OpenCall, _ transaction: any FlowTransaction) throws(StoreError) -> String {
        let limit = call.wakesAt.map { ", at most until \($0.iso8601)" } ?? ""
        switch call.wait {
        case .moment(let moment): return "it sleeps until \(moment.iso8601)"
        case .executions(let ids, let mode):
            var names: [String] = []
            for id in ids.prefix(5) {
                guard let other = try transaction.execution(id)?.record, !other.status.isEnded else { continue }
                names.append("'\(other.name)' (\(id), \(other.status.rawValue))")
            }
            if ids.count > 5 { names.append("...") }
            return "it waits for \(mode.rawValue) of \(ids.count): \(names.joined(separator: ", "))\(limit)"
        case .status(let id, let statuses):
            return "it waits for \(id) to become \(statuses.map(\.rawValue).joined(separator: " or "))\(limit)"
        case .lock(let name, _, _):
            let holder = try transaction.lock(name)?.holder
            let who = try holder.flatMap { id throws(StoreError) in try transaction.execution(id) }
            let held = who.map { ", which '\($0.record.name)' (\($0.id)) holds" } ?? ""
            return "it waits for the lock '\(name)'\(held)\(limit)"
        case .response(let id):
            let subject = try transaction.message(id)?.content["subject"]?.text ?? ""
            return "it waits for an answer to the message '\(subject)'\(limit): moonflow exec answer \(id) --value JSON"
        case .resumption: return "it is paused"
        }
    }
}
