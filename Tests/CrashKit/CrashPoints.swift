import ArgumentParser
import Foundation
import Synchronization

/// Counts crash points, and ends or stops the process at one of them.
final class CrashPoints: Sendable {
    private let state = Mutex<(names: [String], hasStopped: Bool)>(([], false))
    private let crash: Crash?
    private let stopAt: Int

    /// - Parameters:
    ///   - crash: The point at which to die; nil for none.
    ///   - stopAt: The number of the point at which, or at the next where it can be, to stop until SIGCONT comes.
    init(crash: Crash?, stopAt: Int) {
        self.crash = crash
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
            if let crash, crash.isAt(state.names) { kill(getpid(), SIGKILL) }
            guard canStop, stopAt > 0, !state.hasStopped, state.names.count >= stopAt else { return false }
            state.hasStopped = true
            return true
        }
        // Takes the thread that calls at once; `kill` would let it run on for a moment.
        if stops { raise(SIGSTOP) }
    }
}

/// The crash point at which a process dies: the seventh as `7`, the second of its kind as `duringEffect:2`.
struct Crash: ExpressibleByArgument {
    private let kind: String?
    private let number: Int

    init?(argument: String) {
        let parts = argument.split(separator: ":")
        guard let number = parts.last.flatMap({ Int($0) }), number > 0, parts.count <= 2 else { return nil }
        kind = parts.count == 2 ? String(parts[0]) : nil
        self.number = number
    }

    /// Tells whether the last of the points that were passed is the one.
    func isAt(_ passed: [String]) -> Bool {
        guard let kind else { return passed.count == number }
        return passed.last == kind && passed.count { $0 == kind } == number
    }
}
