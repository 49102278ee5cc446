public import FlowModel

/// Carries out changes of executions within one transaction: what a turn, a timer, a cancel or an answer leads to.
///
/// The rules are here once, for every store. Rows are read once and written once a batch; nothing is written before
/// ``finish()``, except what other rows point to.
public final class ExecutionTransitions {
    /// A row that is being changed.
    final class Entry {
        var row: StoredExecution { didSet { isStored = false } }
        /// The row has been touched in this batch.
        var isTouched = false
        /// The store has the row as it is, with all that follows from the rest of it.
        var isStored: Bool

        init(_ row: StoredExecution, isStored: Bool) {
            self.row = row
            self.isStored = isStored
        }
    }

    /// Waits that go on for fewer executions than the store says: hundreds may end in one batch.
    var counted: [Int64: StoredDependency] = [:]
    let transaction: any FlowTransaction
    let now: ScriptTime
    /// The headers of journals that begin in this batch.
    let headers: JournalHeaderNumbers?
    /// The scripts of the schedulers that come with Moonflow, by name.
    let schedulers: [String: String]
    var outcome = CommitOutcome()
    private var entries: [ExecutionID: Entry] = [:]
    private var touched: [Entry] = []

    /// Begins a batch.
    ///
    /// - Parameters:
    ///   - transaction: The rows.
    ///   - now: The moment of the batch.
    ///   - headers: The headers of journals that begin in this batch.
    ///   - schedulers: The scripts of the schedulers that come with Moonflow, by name.
    public init(
        _ transaction: any FlowTransaction, now: ScriptTime, headers: JournalHeaderNumbers? = nil,
        schedulers: [String: String] = [:]
    ) {
        self.schedulers = schedulers
        self.transaction = transaction
        self.now = now
        self.headers = headers
    }

    // MARK: - Entry points

    /// Adds an execution.
    public func create(_ row: StoredExecution) throws(StoreError) {
        try create(row, by: nil)
    }

    /// Adds an execution that a script creates, within the limits of that script's own.
    func create(_ row: StoredExecution, by creator: Entry?) throws(StoreError) {
        var row = row
        row.limits = row.limits ?? creator?.row.limits
        let entry = Entry(row, isStored: false)
        settle(entry)
        try transaction.insert(entry.row)
        entry.isStored = true
        entries[row.id] = entry
        touch(entry)
    }

    /// Adds an execution that has a journal already.
    ///
    /// - Parameters:
    ///   - row: The row, which could run.
    ///   - journal: The packed events.
    /// - Throws: `StoreError` when it cannot be stored.
    public func create(_ row: StoredExecution, journal: [UInt8]) throws(StoreError) {
        var row = row
        row.journalHead = try transaction.appendTurn(journal, of: row.id, after: nil)
        try create(row)
    }

    /// Makes flows known by these scripts, where they are not yet.
    public func putFlows(_ flows: [(name: String, script: String)]) throws(StoreError) {
        for flow in flows where try transaction.flowScript(named: flow.name) != flow.script {
            try transaction.putFlow(named: flow.name, script: flow.script)
        }
    }

    /// Reports every execution that could run, so that an engine that has just begun goes on with them.
    public func recover() throws(StoreError) {
        for id in try transaction.readyExecutions(limit: .max) { try mention(id) }
    }

    /// Reports every execution of a tree, so that an engine that has just begun goes on with them.
    public func recover(treeOf member: ExecutionID) throws(StoreError) {
        guard let top = try entry(member)?.row.record.topID else { return }
        for id in try transaction.executions(.tree(top)) { try mention(id) }
    }

    /// Whether there is an execution of that id.
    public func isThere(_ id: ExecutionID) throws(StoreError) -> Bool { try entry(id) != nil }

    /// Reports how an execution stands, without a change.
    public func mention(_ id: ExecutionID) throws(StoreError) {
        if let entry = try entry(id) { touch(entry) }
    }

    /// Does something to an execution from outside.
    ///
    /// - Returns: False when there is no such execution, or it has ended already.
    public func carryOut(_ control: Control) throws(StoreError) -> Bool {
        try perform(control, by: nil)
    }

    /// Ends waits whose time has come, and executions whose runtime is over.
    ///
    /// - Returns: Whether there may be more of them.
    public func wakeDue(limit: Int = 1000) throws(StoreError) -> Bool {
        let due = try transaction.dueExecutions(at: now, limit: limit)
        for id in due {
            guard let entry = try entry(id) else { continue }
            // On a tie, the end of the runtime wins over everything.
            if let deadline = entry.row.runtimeDeadline, deadline <= now {
                try overrun(entry)
                continue
            }
            if let start = entry.row.startsAt, start <= now { entry.row.isRunnable = true }
            let calls = entry.row.openCalls.filter { call in call.wakesAt.map { $0 <= now } ?? false }
            for call in calls.sorted(by: { ($0.wakesAt ?? now, $0.call) < ($1.wakesAt ?? now, $1.call) }) {
                try arrive(entry, call, call.timedAnswer)
            }
            touch(entry)
        }
        return due.count == limit
    }

    /// Writes what has changed.
    ///
    /// - Returns: What the batch led to.
    public func finish() throws(StoreError) -> CommitOutcome {
        try flush()
        for entry in touched {
            if entry.row.isReady, entry.row.record.isConnection {
                outcome.grants[entry.row.id] = try grant(to: entry.row.record)
            }
            outcome.standings.append(.init(row: entry.row))
        }
        touched.removeAll()
        entries.removeAll()
        return outcome
    }

    /// Writes what has changed so far, so that selections of the store see it.
    func flush() throws(StoreError) {
        for dependency in counted.values.sorted(by: { $0.number < $1.number }) { try transaction.update(dependency) }
        counted = [:]
        var index = 0
        // A status that changes can wake those who watch it, whose rows come after this one or once more.
        while index < touched.count {
            let entry = touched[index]
            index += 1
            guard !entry.isStored else { continue }
            let status = entry.row.record.status
            settle(entry)
            if entry.row.isWatched, entry.row.record.status != status { try resolveWatches(on: entry.row) }
        }
        for entry in touched where !entry.isStored {
            settle(entry)
            try transaction.update(entry.row)
            entry.isStored = true
        }
    }

    // MARK: - Rows

    /// The row, to be changed; nil when there is none.
    func entry(_ id: ExecutionID) throws(StoreError) -> Entry? {
        if let known = entries[id] { return known }
        guard let row = try transaction.execution(id) else { return nil }
        let entry = Entry(row, isStored: true)
        entries[id] = entry
        return entry
    }

    /// Notes that the row has changed.
    func touch(_ entry: Entry) {
        guard !entry.isTouched else { return }
        entry.isTouched = true
        touched.append(entry)
    }

    /// Forgets a row that has been written and is about to be removed.
    func forget(_ id: ExecutionID) {
        entries[id] = nil
        touched.removeAll { $0.row.id == id }
    }

    /// Derives what follows from the rest of the row.
    private func settle(_ entry: Entry) {
        guard !entry.row.record.status.isEnded else {
            (entry.row.isReady, entry.row.isRunnable, entry.row.wakeAt) = (false, false, nil)
            return
        }
        let isStarted = entry.row.record.isStarted
        let wantsToRun = entry.row.isRunnable || !entry.row.arrivals.isEmpty
        entry.row.isReady = wantsToRun && !entry.row.isPaused
        let start = entry.row.startsAt
        let moments =
            entry.row.openCalls.compactMap(\.wakesAt) + [entry.row.runtimeDeadline, start].compactMap { $0 }
        entry.row.wakeAt = moments.min()
        let status: ExecutionStatus =
            if entry.row.isPaused {
                .paused
            } else if start != nil {
                .waitingScheduled
            } else if wantsToRun || entry.row.openCalls.isEmpty {
                isStarted ? .running : .pending
            } else {
                entry.row.openCalls[0].wait.status
            }
        entry.row.record.move(to: status, at: now)
        entry.row.record.set(["is_paused": .bool(entry.row.isPaused)])
        entry.row.record.schedule(for: entry.row.openCalls.compactMap(\.wakesAt).min() ?? start)
    }

    // MARK: - Answers

    /// Stores the answer of an open call, and ends its wait.
    func arrive(_ entry: Entry, _ call: OpenCall, _ answer: EncodedAnswer) throws(StoreError) {
        guard entry.row.openCalls.contains(where: { $0.call == call.call }) else { return }
        entry.row.openCalls.removeAll { $0.call == call.call }
        try unregister(call, of: entry.row.id)
        entry.row.arrivals.append(Arrival(call: call.call, answer: answer))
        touch(entry)
    }
}
