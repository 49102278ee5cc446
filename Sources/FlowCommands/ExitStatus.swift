import ArgumentParser
import FlowEngine
import FlowModel

/// What the commands tell the shell.
enum ExitStatus: Int32 {
    case success = 0
    /// The execution ended with an error, or a check found one.
    case error = 1
    case cancelled = 2
    /// A limit ended the execution.
    case killed = 3
    /// The replay of an execution differs from its journal.
    case diverged = 4
    /// The execution waits for somebody: an answer, or to be resumed.
    case resting = 5
    /// The command was given something that it cannot use, such as a file that is not there or a script that does not
    /// compile: running it again as it is cannot help.
    case usage = 64
    /// Our own fault.
    case `internal` = 70
    /// The output could not be written.
    case unwritable = 74
    /// Another process holds the store.
    case held = 75
    /// Ctrl-C.
    case interrupted = 130

    var code: ExitCode { ExitCode(rawValue) }

    init(_ report: ExecutionReport) {
        if report.divergence != nil {
            self = .diverged
            return
        }
        guard report.record.status.isEnded else {
            self = .resting
            return
        }
        switch report.cause?.kind {
        case .broken?: self = .internal
        case .uncompilable?: self = .usage
        case let kind? where kind.isKill: self = .killed
        default:
            switch report.record.status {
            case .endedSuccess: self = .success
            case .endedCancelled: self = .cancelled
            default: self = .error
            }
        }
    }
}
