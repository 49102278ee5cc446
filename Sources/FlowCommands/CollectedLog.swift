import FlowEngine
import FlowModel
import Synchronization

/// Keeps log entries, to be read after the run.
final class CollectedLog: LogSink {
    private let collected = Mutex<[LogEntry]>([])

    var entries: [LogEntry] { collected.withLock { $0 } }

    func write(_ entry: LogEntry) {
        collected.withLock { $0.append(entry) }
    }
}
