import FlowStore
import Synchronization

/// Counts commits, and decides at which of them the engine is killed.
final class CrashPlan: Sendable {
    /// A kill: at that commit, counted from 1, before it is durable or right after.
    struct Point: Sendable, Equatable {
        let commit: Int
        let isKept: Bool

        var description: String { "\(isKept ? "after" : "before") commit \(commit)" }
    }

    private struct State {
        var commits = 0
        /// The engine is dead, and nobody has begun anew.
        var isDead = false
    }

    private let point: Point?
    private let state = Mutex(State())

    init(_ point: Point? = nil) {
        self.point = point
    }

    var commits: Int { state.withLock { $0.commits } }

    /// Counts a commit, and tells whether it is the one to be killed at.
    func reaches() -> Point? {
        state.withLock { state in
            state.commits += 1
            guard let point, point.commit == state.commits else { return nil }
            state.isDead = true
            return point
        }
    }

    /// Tells whether the engine was killed since the last time this was asked.
    func takeDeath() -> Bool {
        state.withLock { state in
            defer { state.isDead = false }
            return state.isDead
        }
    }

    /// Every point of a test with so many commits, those that come first spread over all of it.
    static func points(upTo commits: Int) -> [Point] {
        let all = (0..<commits * 2).map { Point(commit: $0 / 2 + 1, isKept: $0 % 2 == 1) }
        guard all.count > 2 else { return all }
        // Steps of about the golden section of the whole, with no divisor in common, come by every point once.
        var step = max(1, Int(Double(all.count) * 0.618))
        while greatestDivisor(step, all.count) != 1 { step += 1 }
        return all.indices.map { all[$0 * step % all.count] }
    }

    private static func greatestDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestDivisor(second, first % second)
    }
}

/// A store whose engine is killed as its plan says: a commit is lost, or is kept and nobody learns of it.
struct CrashingStore: FlowStore {
    let base: any FlowStore
    let plan: CrashPlan

    func write<Result>(
        _ body: (any FlowTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        guard let point = plan.reaches() else { return try base.write(body) }
        if point.isKept { _ = try base.write(body) }
        throw StoreError(.stopped, "killed by the test")
    }

    func read<Result>(
        _ body: (any FlowTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try base.read(body)
    }
}
