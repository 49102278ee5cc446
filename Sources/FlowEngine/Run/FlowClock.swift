public import FlowModel
import Glibc
import Synchronization

/// Tells the time and waits for moments.
public protocol FlowClock: Sendable {
    /// The time now.
    func now() -> ScriptTime
    /// Returns at `moment`, never before, or as soon as the task is cancelled.
    func wait(until moment: ScriptTime) async
    /// A wait takes no time, so nobody may wait while there is work.
    var isVirtual: Bool { get }
}

extension FlowClock {
    /// False: waits take their time.
    public var isVirtual: Bool { false }
}

/// The clock of the machine.
public struct SystemClock: FlowClock {
    /// The longest single wait in microseconds, after which the clock is read again: somebody may have set it.
    private static let longestWait: Int64 = 30_000_000

    /// Makes the clock.
    public init() {}

    /// The time now.
    public func now() -> ScriptTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return ScriptTime(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// Returns at `moment` or when the task is cancelled.
    public func wait(until moment: ScriptTime) async {
        while !Task.isCancelled {
            let rest = moment.microseconds - now().microseconds
            guard rest > 0 else { return }
            // The only error is that of a cancelled task, which ends the loop.
            try? await Task.sleep(for: .microseconds(min(rest, Self.longestWait)), tolerance: .zero)
        }
    }
}

/// A clock that stands still, except that a wait takes it to its end at once: for tests and rehearsals.
public final class VirtualClock: FlowClock {
    private let time: Mutex<ScriptTime>

    /// Makes a clock that stands at `start`.
    public init(start: ScriptTime) {
        time = Mutex(start)
    }

    /// The time now.
    public func now() -> ScriptTime {
        time.withLock { $0 }
    }

    /// True.
    public var isVirtual: Bool { true }

    /// Moves the clock to `moment`, unless it is there already.
    public func wait(until moment: ScriptTime) async {
        time.withLock { $0 = max($0, moment) }
    }
}
