import FlowModel

extension ExecutionTransitions {
    /// Ends an execution, and tells everybody who waits for that.
    func end(
        _ entry: Entry, _ status: ExecutionStatus, message: String?, _ cause: EndCause
    ) throws(StoreError) {
        try leaveWaits(entry)
        entry.row.arrivals = []
        entry.row.isPaused = false
        entry.row.isRunnable = false
        entry.row.divergence = nil
        entry.row.stop = nil
        entry.row.cause = cause
        entry.row.record.end(status, message: message, at: now)
        entry.row.record.set(["is_paused": false])
        touch(entry)
        for lock in try transaction.locks(heldBy: entry.row.id) where !lock.isKept {
            try transaction.removeLock(lock.name)
            try grant(lock.name)
        }
        try resolveDependencies(on: entry.row)
        try resolveWatches(on: entry.row)
        try goOnWithSchedule(of: entry.row)
    }

    /// Ends an execution whose runtime is over.
    func overrun(_ entry: Entry) throws(StoreError) {
        try end(entry, .endedError, message: "maximum runtime exceeded", EndCause(.overran))
    }

    /// Ends all waits of an execution without answers.
    func leaveWaits(_ entry: Entry) throws(StoreError) {
        let calls = entry.row.openCalls
        entry.row.openCalls = []
        for call in calls {
            try unregister(call, of: entry.row.id)
            if case .lock(let name, _, _) = call.wait { try grant(name) }
        }
    }

    /// Begins the journal anew: for flows that never end.
    func startOver(_ entry: Entry, inputs: JSONValue) throws(StoreError) {
        try leaveWaits(entry)
        entry.row.arrivals = []
        entry.row.generation += 1
        entry.row.journalHead = nil
        entry.row.header = nil
        entry.row.callCount = 0
        entry.row.processorTime = 0
        entry.row.isRunnable = true
        entry.row.record.set(["input_value": inputs])
        for savepoint in try transaction.savepoints(of: entry.row.id) { try transaction.removeSavepoint(savepoint.id) }
    }

    // MARK: - Locks

    /// Gives a lock that came free to those who have waited longest; who has it then gets it for each of its waits.
    func grant(_ name: String) throws(StoreError) {
        guard try transaction.lock(name) == nil else { return }
        var holder: ExecutionID?
        while holder == nil, let waiter = try transaction.firstWaiter(forLock: name) {
            holder = try grant(name, to: waiter)
        }
        guard let holder else { return }
        for waiter in try transaction.waiters(forLock: name, of: holder) where waiter.takes {
            _ = try grant(name, to: waiter)
        }
    }

    /// Ends one wait for a lock that is free, or that the same execution has.
    ///
    /// - Returns: Who holds the lock now; nil when it is still free.
    private func grant(_ name: String, to waiter: LockWaiter) throws(StoreError) -> ExecutionID? {
        guard let entry = try entry(waiter.waiter),
            let call = entry.row.openCalls.first(where: { $0.call == waiter.call })
        else {
            try transaction.removeLockWaiter(waiter.waiter, call: waiter.call)
            return nil
        }
        if waiter.takes {
            var lock: StoredLock
            if let held = try transaction.lock(name) {
                lock = held
                (lock.count, lock.isKept) = (lock.count + 1, lock.isKept || waiter.keeps)
            } else {
                lock = StoredLock(
                    name: name, holder: waiter.waiter, isKept: waiter.keeps, takenAt: waiter.call,
                    generation: entry.row.generation)
            }
            try transaction.put(lock)
        }
        try arrive(entry, call, call.success)
        return waiter.takes ? waiter.waiter : nil
    }

    /// Releases a lock once, whoever holds it.
    func release(_ name: String) throws(StoreError) -> HostAnswer {
        guard var lock = try transaction.lock(name) else { return .receiver }
        lock.count -= 1
        if lock.count > 0 {
            try transaction.put(lock)
        } else {
            try transaction.removeLock(name)
            try grant(name)
        }
        return .receiver
    }
}
