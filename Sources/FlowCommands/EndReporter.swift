import FlowEngine
import FlowModel
import FlowStore
import Synchronization

/// Writes the log of all executions to stderr and, for each that ends, a line to stdout.
final class EndReporter: EngineObserver {
    private let store: any FlowStore
    private let console: ConsoleObserver
    private let state = Mutex<ExitStatus?>(nil)

    init(store: any FlowStore) {
        self.store = store
        console = ConsoleObserver(log: ConsoleLog(hasColours: Console.hasColours(.error)), main: nil, store: store)
    }

    /// The exit status of the worst end so far; nil when all was well.
    var worst: ExitStatus? { state.withLock { $0 } }

    func logged(_ entries: [CommitOutcome.CommittedLog]) {
        console.logged(entries)
    }

    func changed(_ standings: [CommitOutcome.Standing]) {
        console.changed(standings)
        for standing in standings where standing.isEnded {
            let row = standing.row
            let report = ExecutionReport(record: row.record, cause: row.cause)
            let status = ExitStatus(report)
            if status != .success {
                state.withLock { worst in if worst == nil || status.rawValue > (worst?.rawValue ?? 0) { worst = status }
                }
            }
            let message = row.record.message.map { ": \($0.prefix { $0 != "\n" })" } ?? ""
            // A reader that went away does not stop the executions.
            Console.tell(
                Console.printable("\(row.record.status.rawValue) \(row.record.name) \(row.id)\(message)"),
                on: .output)
        }
    }
}
