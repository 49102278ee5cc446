public import FlowModel

/// Takes log entries as they are written.
public protocol LogSink: Sendable {
    /// Takes one entry; called on the thread that runs the script, so it must not wait for long.
    func write(_ entry: LogEntry)
}
