import ArgumentParser
import FlowEngine
import FlowModel
import FlowStore
import Glibc
import Synchronization

/// Shows on the terminal how executions stand while they run.
final class LiveProgress: EngineObserver {
    /// The most lines that it takes, and of a lower terminal two thirds.
    private static let mostLines = 24

    /// What the drawing thread and the committing one share.
    private final class Shared: Sendable {
        let progress = Mutex(ExecutionProgress())
    }

    private let shared = Shared()
    private let observer: any EngineObserver
    private let area: LiveArea

    /// Begins to show what is committed.
    ///
    /// - Parameters:
    ///   - observer: Who learns of everything as well.
    ///   - clock: What time it is.
    init(_ observer: any EngineObserver, clock: any FlowClock) {
        self.observer = observer
        let shared = self.shared
        let (start, hasColours) = (clock.now(), Console.hasColours(.error))
        area = LiveArea { size in
            let layout = ProgressLayout(
                width: size.width, height: min(size.height * 2 / 3, Self.mostLines), hasColours: hasColours,
                now: clock.now(), start: start)
            return shared.progress.withLock { layout.lines($0) }
        }
        Console.attach(area)
    }

    func logged(_ entries: [CommitOutcome.CommittedLog]) {
        shared.progress.withLock { $0.note(entries) }
        observer.logged(entries)
    }

    func changed(_ standings: [CommitOutcome.Standing]) {
        shared.progress.withLock { $0.note(standings) }
        observer.changed(standings)
    }

    /// Takes everything away again.
    func stop() {
        area.stop()
        Console.attach(nil)
    }
}

/// Whether progress is shown.
struct ProgressOptions: ParsableArguments {
    @Flag(
        name: .customLong("no-progress"),
        help: "Do not show on the terminal how executions stand; without a terminal, nothing is shown anyway.")
    var isHidden = false

    /// Shows progress if somebody can see it.
    ///
    /// - Returns: Nil when stderr is no terminal, or one that cannot be drawn on.
    func begin(_ observer: any EngineObserver, clock: any FlowClock) -> LiveProgress? {
        let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
        guard !isHidden, Console.isTerminal(.error), !terminal.isEmpty, terminal != "dumb" else { return nil }
        return LiveProgress(observer, clock: clock)
    }
}
