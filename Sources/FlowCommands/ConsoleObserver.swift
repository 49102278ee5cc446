import FlowEngine
import FlowModel
import FlowStore

/// Writes the log of all executions as it is committed; entries of children carry the child's name.
struct ConsoleObserver: EngineObserver {
    let log: any LogSink
    /// The execution whose entries carry no name; nil when all do.
    let main: ExecutionID?
    /// Executions of other trees than that of ``main`` are left out.
    var onlyMain = false
    /// Where to read what an execution waits for that needs somebody.
    let store: any FlowStore

    func changed(_ standings: [CommitOutcome.Standing]) {
        for standing in standings where standing.status == .waitingResponse || standing.status == .paused {
            guard !onlyMain || standing.record.topID == main else { continue }
            let found = try? store.read { transaction throws(StoreError) in
                try WaitDescription.text(of: standing.row, transaction)
            }
            guard let text = found ?? nil else { continue }
            Console.note(Console.printable(standing.id == main ? text : "[\(standing.record.name)] \(text)"))
        }
    }

    func logged(_ entries: [CommitOutcome.CommittedLog]) {
        for each in entries where !onlyMain || each.root == main {
            guard each.execution != main else {
                log.write(each.entry)
                continue
            }
            let entry = each.entry
            let subject = "[\(each.name)] \(entry.subject)"
            log.write(LogEntry(time: entry.time, level: entry.level, subject: subject, content: entry.content))
        }
    }
}
