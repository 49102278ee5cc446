import Dispatch
import Glibc

/// Turns the first Ctrl-C into an orderly end; a second one ends the process at once.
final class Interruption: Sendable {
    // The source is only cancelled from outside, which Dispatch allows from any thread.
    nonisolated(unsafe) private let source: any DispatchSourceSignal

    /// Calls `action` at the first SIGINT until ``stop()``.
    init(_ action: @escaping @Sendable () -> Void) {
        signal(SIGINT, SIG_IGN)
        // A reader of the output that went away is an error of the write, and no end of the executions.
        signal(SIGPIPE, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            signal(SIGINT, SIG_DFL)
            action()
        }
        source.activate()
    }

    func stop() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
