import Foundation
import Synchronization

/// Counts crash points, and ends or stops the process at one of them.
final class CrashPoints: Sendable {
    private let state = Mutex<(names: [String], hasStopped: Bool)>(([], false))
    private let crashAt: Int
    private let stopAt: Int

    /// - Parameters:
    ///   - crashAt: The number of the point at which to die, from 1; 0 for none.
    ///   - stopAt: The number of the point at which, or at the next where it can be, to stop until SIGCONT comes.
    init(crashAt: Int, stopAt: Int) {
        self.crashAt = crashAt
        self.stopAt = stopAt
    }

    /// What was passed, in order.
    var passed: [String] { state.withLock { $0.names } }

    /// Passes a point.
    ///
    /// - Parameters:
    ///   - name: What kind of point it is.
    ///   - canStop: Whether the process holds nothing there that others wait for.
    func pass(_ name: String, canStop: Bool) {
        let stops = state.withLock { state -> Bool in
            state.names.append(name)
            if state.names.count == crashAt { kill(getpid(), SIGKILL) }
            guard canStop, stopAt > 0, !state.hasStopped, state.names.count >= stopAt else { return false }
            state.hasStopped = true
            return true
        }
        // Takes the thread that calls at once; `kill` would let it run on for a moment.
        if stops { raise(SIGSTOP) }
    }
}
