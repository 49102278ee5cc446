import FlowModel
import FlowStore

/// Decides when ended executions are removed, and how many at a time.
///
/// A sweep goes once over the roots that ended long enough ago, a few with each commit; the next begins after a while. A
/// commit that ends executions pays for the removal of twice as many, so that under any steady load as many go as come.
struct RetentionSweep {
    /// What one commit may remove.
    struct Order: Equatable {
        let endedBefore: ScriptTime
        let after: RemovalPlace?
        let limit: Int
    }

    private static let idleLimit = 200
    private static let mostAtOnce = 1000
    private static let commitsPerReclaim = 256

    private let seconds: Double
    private var place: RemovalPlace?
    private var isUnderWay = true
    private var nextSweep = ScriptTime(microseconds: .min)
    private var commits = 0

    /// Begins with a sweep that is due at once.
    ///
    /// - Parameter seconds: How long executions stay after their end.
    init(seconds: Double) {
        self.seconds = seconds
    }

    /// What a commit may remove.
    ///
    /// - Parameters:
    ///   - endCount: How many executions the commit ends.
    ///   - isIdle: Nothing else is to be done.
    ///   - now: The moment of the commit.
    /// - Returns: Nil when nothing is due.
    func order(endCount: Int, isIdle: Bool, at now: ScriptTime) -> Order? {
        guard isUnderWay || now >= nextSweep else { return nil }
        let limit = isIdle ? Self.idleLimit : min(Self.mostAtOnce, 2 * endCount + 2)
        return Order(endedBefore: now.advanced(bySeconds: -seconds), after: isUnderWay ? place : nil, limit: limit)
    }

    /// Takes note of what a commit removed.
    ///
    /// - Parameters:
    ///   - removal: What it did; nil when there was no order.
    ///   - firstEnd: When the first of the roots that are left ended.
    ///   - isIdle: Nothing else is to be done.
    ///   - now: The moment of the commit.
    /// - Returns: Whether space is to be given back now.
    mutating func note(_ removal: Removal?, firstEnd: ScriptTime?, isIdle: Bool, at now: ScriptTime) -> Bool {
        commits += 1
        if let removal {
            place = removal.next
            isUnderWay = removal.next != nil
            if !isUnderWay {
                let earliest = now.advanced(bySeconds: min(60, max(0.05, seconds / 20)))
                nextSweep = max(earliest, firstEnd?.advanced(bySeconds: seconds) ?? earliest)
            }
        }
        guard commits >= Self.commitsPerReclaim || isIdle && removal.map({ $0.count > 0 }) == true else { return false }
        commits = 0
        return true
    }

    /// When an engine that has nothing else to do goes on: at once in the middle of a sweep.
    var due: ScriptTime { isUnderWay ? ScriptTime(microseconds: .min) : nextSweep }
}
