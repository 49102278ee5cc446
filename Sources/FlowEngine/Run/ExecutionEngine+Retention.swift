import FlowModel
import FlowStore
import LuaHost

extension ExecutionEngine {
    /// Removes some of what ended long ago, within the transaction of a commit.
    ///
    /// - Parameters:
    ///   - transaction: The transaction.
    ///   - outcome: What the commit leads to otherwise.
    ///   - isIdle: The commit is made for the removal alone.
    ///   - now: The moment of the commit.
    /// - Returns: What was removed, and when the first of the roots that are left ended; nil when none was to be.
    /// - Throws: What the store throws.
    func sweep(
        _ transaction: any FlowTransaction, after outcome: CommitOutcome, isIdle: Bool, _ now: ScriptTime
    ) throws(StoreError) -> (removal: Removal, firstEnd: ScriptTime?)? {
        guard configuration.retention != nil else { return nil }
        let endCount = outcome.standings.count { $0.isEnded }
        let order = state.withLock { $0.retention?.order(endCount: endCount, isIdle: isIdle, at: now) }
        guard let order else { return nil }
        let removal = try transaction.removeExecutions(
            endedBefore: order.endedBefore, after: order.after, limit: order.limit)
        return (removal, removal.next == nil ? try transaction.firstEnd() : nil)
    }

    /// Commits after which files are looked at when nothing is ever removed.
    private static let commitsPerReclaim = 1024

    /// Takes note of a removal that is committed, and gives space back now and then.
    func swept(_ result: (removal: Removal, firstEnd: ScriptTime?)?, isIdle: Bool, _ now: ScriptTime) {
        let reclaims = state.withLock { state in
            state.commitCount &+= 1
            return state.retention?.note(result?.removal, firstEnd: result?.firstEnd, isIdle: isIdle, at: now)
                ?? (state.commitCount % Self.commitsPerReclaim == 0)
        }
        // What hinders it hinders the next commit as well, whose error is heard.
        if reclaims { try? store.reclaim() }
    }

    /// Goes on with a sweep when there is nothing to commit, or sets a timer for the next one.
    func sweepWhenIdle() {
        let clock = configuration.clock
        guard configuration.retention != nil, !clock.isVirtual else { return }
        let isDue = state.withLock { state -> Bool in
            guard state.failure == nil, let due = state.retention?.due else { return false }
            guard due > clock.now() else { return true }
            guard state.sweepMoment != due else { return false }
            state.sweepTimer?.cancel()
            state.sweepMoment = due
            state.sweepTimer = Task(executorPreference: ScriptThreads.shared) { [weak self] in
                await clock.wait(until: due)
                guard !Task.isCancelled else { return }
                self?.submit(.sweep)
            }
            return false
        }
        if isDue { submit(.sweep) }
    }
}
