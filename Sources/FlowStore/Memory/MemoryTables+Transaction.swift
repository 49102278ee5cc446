import FlowModel

extension MemoryTables: FlowTransaction {
    // MARK: Flows

    func flowScript(named name: String) throws(StoreError) -> String? { flows[name] }

    func flowNames() throws(StoreError) -> [String] {
        flows.rows.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func putFlow(named name: String, script: String) throws(StoreError) { flows[name] = script }

    // MARK: Executions

    func execution(_ id: ExecutionID) throws(StoreError) -> StoredExecution? {
        executions[id]?.row
    }

    func insert(_ row: StoredExecution) throws(StoreError) {
        guard executions[row.id] == nil else { throw StoreError(.damaged, "the execution \(row.id) is there already") }
        executions[row.id] = Numbered(number: number(), row: row)
        if let parent = row.record.parentID { children[parent] = (children[parent] ?? []) + [row.id] }
        index(row)
    }

    func update(_ row: StoredExecution) throws(StoreError) {
        guard let known = executions[row.id] else { throw StoreError(.damaged, "the execution \(row.id) is not there") }
        executions[row.id] = Numbered(number: known.number, row: row)
        index(row)
    }

    private func index(_ row: StoredExecution) {
        waking[row.id] = row.wakeAt
        ready[row.id] = row.isReady ? true : nil
    }

    func newestChild(of parent: ExecutionID, named name: String) throws(StoreError) -> ExecutionID? {
        (children[parent] ?? []).last { executions[$0]?.row.record.name == name }
    }

    func executions(_ selection: ExecutionSelection) throws(StoreError) -> [ExecutionID] {
        if case .children(let parent) = selection { return children[parent] ?? [] }
        return executions.rows.values.filter { isSelected($0.row, selection) }
            .sorted { $0.number < $1.number }.map(\.row.id)
    }

    private func isSelected(_ row: StoredExecution, _ selection: ExecutionSelection) -> Bool {
        switch selection {
        case .all: true
        case .unfinished: !row.record.status.isEnded
        case .children(let parent): row.record.parentID == parent
        case .tree(let top): row.record.topID == top || row.id == top
        }
    }

    func executions(
        _ query: ExecutionQuery, before place: Int64?, limit: Int
    ) throws(StoreError) -> ExecutionPage {
        let fitting = executions.rows.values.filter { $0.number < place ?? .max && query.includes($0.row) }
        let page = fitting.sorted { $0.number > $1.number }.prefix(limit)
        return ExecutionPage(ids: page.map(\.row.id), next: page.count < limit ? nil : page.last?.number)
    }

    func executions(endingWith suffix: RecordSuffix, limit: Int) throws(StoreError) -> [ExecutionID] {
        let matching = executions.rows.values.filter { suffix.matches($0.row.id) }
        return matching.sorted { $0.number > $1.number }.prefix(limit).map(\.row.id)
    }

    func unfinishedCount() throws(StoreError) -> Int {
        executions.rows.values.count { !$0.row.record.status.isEnded }
    }

    func readyExecutions(limit: Int) throws(StoreError) -> [ExecutionID] {
        let all = ready.rows.keys.compactMap { executions[$0] }
        let ordered = all.sorted {
            let (first, second) = ($0.row.record.priority, $1.row.record.priority)
            return first != second ? first > second : $0.number < $1.number
        }
        return ordered.prefix(limit).map(\.row.id)
    }

    func dueExecutions(at time: ScriptTime, limit: Int) throws(StoreError) -> [ExecutionID] {
        let due = waking.rows.filter { $0.value <= time }.sorted {
            let numbers = (executions[$0.key]?.number ?? 0, executions[$1.key]?.number ?? 0)
            return $0.value != $1.value ? $0.value < $1.value : numbers.0 < numbers.1
        }
        return due.prefix(limit).map(\.key)
    }

    func nextWake() throws(StoreError) -> ScriptTime? {
        waking.rows.values.min()
    }

    // MARK: Journal and log

    func number(of header: JournalHeader) throws(StoreError) -> Int64 {
        if let known = headers.rows.first(where: { $0.value == header }) { return known.key }
        let number = number()
        headers[number] = header
        return number
    }

    func header(_ number: Int64) throws(StoreError) -> JournalHeader? { headers[number] }

    func appendTurn(_ bytes: [UInt8], of execution: ExecutionID, after head: Int64?) throws(StoreError) -> Int64 {
        let number = number()
        turns[number] = Turn(execution: execution, previous: head, bytes: bytes)
        return number
    }

    func turns(upTo head: Int64?) throws(StoreError) -> [[UInt8]] {
        var list: [[UInt8]] = []
        var next = head
        while let number = next {
            guard let turn = turns[number] else { throw StoreError(.damaged, "turn \(number) of a journal is missing") }
            list.append(turn.bytes)
            next = turn.previous
        }
        return list.reversed()
    }

    func appendLog(_ entries: [LogEntry], of execution: ExecutionID) throws(StoreError) {
        logs[execution] = (logs[execution] ?? []) + entries
    }

    func log(of execution: ExecutionID) throws(StoreError) -> [LogEntry] {
        logs[execution] ?? []
    }

    // MARK: Waits

    func insert(_ dependency: StoredDependency, on targets: [ExecutionID]) throws(StoreError) -> Int64 {
        var row = dependency
        row.number = number()
        dependencies[row.number] = row
        dependencyTargets[row.number] = targets
        for target in targets { awaited[target] = (awaited[target] ?? []) + [row.number] }
        return row.number
    }

    func update(_ dependency: StoredDependency) throws(StoreError) {
        dependencies[dependency.number] = dependency
    }

    func openDependencies(on target: ExecutionID) throws(StoreError) -> [StoredDependency] {
        (awaited[target] ?? []).compactMap { dependencies[$0] }.filter(\.isOpen)
    }

    func dependencies(on target: ExecutionID) throws(StoreError) -> [StoredDependency] {
        (awaited[target] ?? []).compactMap { dependencies[$0] }.sorted { $0.number < $1.number }
    }

    func dependencies(of waiter: ExecutionID) throws(StoreError) -> [StoredDependency] {
        dependencies.rows.values.filter { $0.waiter == waiter }.sorted { $0.number < $1.number }
    }

    func targets(of dependency: Int64) throws(StoreError) -> [ExecutionID] {
        dependencyTargets[dependency] ?? []
    }

    func insert(_ watch: StatusWatch) throws(StoreError) {
        watches[CallKey(waiter: watch.waiter, call: watch.call)] = Numbered(number: number(), row: watch)
    }

    func removeWatch(waiter: ExecutionID, call: UInt64) throws(StoreError) {
        watches[CallKey(waiter: waiter, call: call)] = nil
    }

    func watches(on target: ExecutionID) throws(StoreError) -> [StatusWatch] {
        watches.rows.values.filter { $0.row.target == target }.sorted { $0.number < $1.number }.map(\.row)
    }

    // MARK: Locks

    func lock(_ name: String) throws(StoreError) -> StoredLock? { locks[name] }

    func put(_ lock: StoredLock) throws(StoreError) { locks[lock.name] = lock }

    func removeLock(_ name: String) throws(StoreError) { locks[name] = nil }

    func locks(heldBy holder: ExecutionID) throws(StoreError) -> [StoredLock] {
        locks.rows.values.filter { $0.holder == holder }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    func insert(_ waiter: LockWaiter) throws(StoreError) {
        lockWaiters[CallKey(waiter: waiter.waiter, call: waiter.call)] = Numbered(number: number(), row: waiter)
    }

    func removeLockWaiter(_ waiter: ExecutionID, call: UInt64) throws(StoreError) {
        lockWaiters[CallKey(waiter: waiter, call: call)] = nil
    }

    func firstWaiter(forLock name: String) throws(StoreError) -> LockWaiter? {
        lockWaiters.rows.values.filter { $0.row.name == name }.min { $0.number < $1.number }?.row
    }

    func waiters(forLock name: String, of waiter: ExecutionID) throws(StoreError) -> [LockWaiter] {
        try waiters(forLock: name).filter { $0.waiter == waiter }
    }

    func waiters(forLock name: String) throws(StoreError) -> [LockWaiter] {
        lockWaiters.rows.values.filter { $0.row.name == name }.sorted { $0.number < $1.number }.map(\.row)
    }

    // MARK: Messages

    func message(_ id: MessageID) throws(StoreError) -> StoredMessage? { messages[id]?.row }

    func put(_ message: StoredMessage) throws(StoreError) {
        messages[message.id] = Numbered(number: messages[message.id]?.number ?? number(), row: message)
    }

    func messages(of sender: ExecutionID) throws(StoreError) -> [StoredMessage] {
        messages.rows.values.filter { $0.row.sender == sender }.sorted { $0.number < $1.number }.map(\.row)
    }

    func openMessages(of sender: ExecutionID?) throws(StoreError) -> [StoredMessage] {
        messages.rows.values.filter { $0.row.response == nil && (sender == nil || $0.row.sender == sender) }
            .sorted { $0.number < $1.number }.map(\.row)
    }

    func openMessages(endingWith suffix: RecordSuffix, limit: Int) throws(StoreError) -> [StoredMessage] {
        Array(try openMessages(of: nil).reversed().filter { suffix.matches($0.id) }.prefix(limit))
    }

    func insert(_ waiter: ResponseWaiter, for message: MessageID) throws(StoreError) {
        responseWaiters[CallKey(waiter: waiter.waiter, call: waiter.call)] = Numbered(
            number: number(), row: (message, waiter))
    }

    func removeResponseWaiter(_ waiter: ExecutionID, call: UInt64) throws(StoreError) {
        responseWaiters[CallKey(waiter: waiter, call: call)] = nil
    }

    func waiters(forResponseTo message: MessageID) throws(StoreError) -> [ResponseWaiter] {
        responseWaiters.rows.values.filter { $0.row.0 == message }.sorted { $0.number < $1.number }.map(\.row.1)
    }

    // MARK: Savepoints

    func put(_ savepoint: StoredSavepoint) throws(StoreError) {
        savepoints[savepoint.id] = Numbered(number: savepoints[savepoint.id]?.number ?? number(), row: savepoint)
    }

    func savepoints(of execution: ExecutionID) throws(StoreError) -> [StoredSavepoint] {
        savepoints.rows.values.filter { $0.row.execution == execution }.sorted { $0.number < $1.number }.map(\.row)
    }

    func removeSavepoint(_ id: SavepointID) throws(StoreError) { savepoints[id] = nil }
}
