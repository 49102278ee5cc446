public import FlowModel

/// Keeps executions and everything that belongs to them, so that a process that dies loses nothing that was committed.
///
/// One engine holds a store at a time. Opening it for an engine raises the fencing epoch; a write of an engine with an
/// older epoch is refused.
public protocol FlowStore: Sendable {
    /// Runs `body` in one transaction: afterwards all of its changes are durable, or, when it throws, none were made.
    ///
    /// Called by one thread at a time, and blocks it. Not for Swift's cooperative pool.
    ///
    /// - Throws: What `body` throws, or a `StoreError` of its own: `.fenced` when another engine holds the store now,
    ///   `.full` when the disk is.
    func write<Result>(_ body: (any FlowTransaction) throws(StoreError) -> Result) throws(StoreError) -> Result

    /// Runs `body` on what is committed; changes that it makes are an error.
    ///
    /// May be called from several threads at a time, also during a write.
    ///
    /// - Throws: What `body` throws, or a `StoreError` of its own.
    func read<Result>(_ body: (any FlowTransaction) throws(StoreError) -> Result) throws(StoreError) -> Result

    /// Gives back a little of the space that is no longer used, and keeps files beside the store short.
    ///
    /// An engine calls it now and then on the thread that commits, so it must be quick.
    ///
    /// - Throws: A `StoreError` of its own.
    func reclaim() throws(StoreError)
}

extension FlowStore {
    /// Does nothing: for stores without files.
    public func reclaim() throws(StoreError) {}
}

/// The rows of a store, within one transaction.
///
/// Rows are values: a change is written by handing the whole row back. Everything that has an order is ordered the same by
/// every implementation, which one test suite holds them to.
public protocol FlowTransaction: AnyObject, RecordSource {
    // MARK: Flows

    /// The text of the script of a flow; nil when there is no flow of that name.
    func flowScript(named name: String) throws(StoreError) -> String?
    /// The names of all flows, in order.
    func flowNames() throws(StoreError) -> [String]
    /// Adds a flow, or gives it another script.
    func putFlow(named name: String, script: String) throws(StoreError)

    // MARK: Executions

    /// The row of an execution.
    func execution(_ id: ExecutionID) throws(StoreError) -> StoredExecution?
    /// Adds a row.
    func insert(_ row: StoredExecution) throws(StoreError)
    /// Replaces a row; its script and inputs stay as they were unless the generation has changed.
    func update(_ row: StoredExecution) throws(StoreError)
    /// Ids of executions that fit, in the order of their creation.
    func executions(_ selection: ExecutionSelection) throws(StoreError) -> [ExecutionID]
    /// The child of an execution that was created last of those with that name.
    func newestChild(of parent: ExecutionID, named name: String) throws(StoreError) -> ExecutionID?
    /// A page of the executions that fit, newest first.
    ///
    /// - Parameters:
    ///   - query: Which.
    ///   - place: Where the page before ended; nil for the first.
    ///   - limit: At most so many.
    /// - Returns: The page, and where the next begins.
    /// - Throws: A `StoreError` when the store cannot be read.
    func executions(
        _ query: ExecutionQuery, before place: Int64?, limit: Int
    ) throws(StoreError) -> ExecutionPage
    /// Executions whose id ends with this, newest first; at most `limit`.
    func executions(endingWith suffix: RecordSuffix, limit: Int) throws(StoreError) -> [ExecutionID]
    /// How many executions have not ended.
    func unfinishedCount() throws(StoreError) -> Int
    /// Executions that could run, highest priority first, then oldest first.
    func readyExecutions(limit: Int) throws(StoreError) -> [ExecutionID]
    /// Executions whose `wakeAt` has come, earliest first.
    func dueExecutions(at time: ScriptTime, limit: Int) throws(StoreError) -> [ExecutionID]
    /// The earliest `wakeAt`.
    func nextWake() throws(StoreError) -> ScriptTime?
    /// Removes trees of executions that ended before `time`, with all that belongs to them.
    ///
    /// A tree is looked at once its root has ended before `time`. Members that ended before `time` as well go, oldest
    /// first; the root goes last, when nothing else of its tree is left, because their scripts may still ask for it.
    /// Nothing of a tree whose root has not ended goes. An execution with a long journal may take several calls.
    ///
    /// - Parameters:
    ///   - time: What ended at that moment or later stays.
    ///   - place: Where the call before stopped; nil to begin with the root that ended first.
    ///   - limit: How many executions to remove, or to pass over because they must stay, at most.
    /// - Returns: How many are gone, and where to go on.
    /// - Throws: A `StoreError` when the store cannot be written.
    func removeExecutions(
        endedBefore time: ScriptTime, after place: RemovalPlace?, limit: Int
    ) throws(StoreError) -> Removal
    /// Removes one execution, with all that belongs to it, whatever still names it.
    func removeExecution(_ id: ExecutionID) throws(StoreError)
    /// When the root that ended first ended; nil when none has.
    func firstEnd() throws(StoreError) -> ScriptTime?

    // MARK: Journal and log

    /// The number of the header, which is added when it is not there yet.
    func number(of header: JournalHeader) throws(StoreError) -> Int64
    /// The header of that number.
    func header(_ number: Int64) throws(StoreError) -> JournalHeader?

    /// Adds a turn to a journal.
    ///
    /// - Returns: Its number, which is the new head of the journal.
    func appendTurn(_ bytes: [UInt8], of execution: ExecutionID, after head: Int64?) throws(StoreError) -> Int64
    /// The turns of the journal that ends with `head`, oldest first.
    func turns(upTo head: Int64?) throws(StoreError) -> [[UInt8]]
    /// Adds entries to the log of an execution.
    func appendLog(_ entries: [LogEntry], of execution: ExecutionID) throws(StoreError)
    /// The log of an execution, oldest first.
    func log(of execution: ExecutionID) throws(StoreError) -> [LogEntry]

    // MARK: Waits

    /// Adds a wait for executions that have not ended.
    ///
    /// - Returns: Its number.
    func insert(_ dependency: StoredDependency, on targets: [ExecutionID]) throws(StoreError) -> Int64
    /// Replaces a wait.
    func update(_ dependency: StoredDependency) throws(StoreError)
    /// Open waits for an execution, oldest first.
    func openDependencies(on target: ExecutionID) throws(StoreError) -> [StoredDependency]
    /// All waits for an execution, past ones too, oldest first.
    func dependencies(on target: ExecutionID) throws(StoreError) -> [StoredDependency]
    /// All waits of an execution, oldest first.
    func dependencies(of waiter: ExecutionID) throws(StoreError) -> [StoredDependency]
    /// The executions that a wait is for.
    func targets(of dependency: Int64) throws(StoreError) -> [ExecutionID]
    /// Adds a watch for a status.
    func insert(_ watch: StatusWatch) throws(StoreError)
    /// Removes the watch of a call.
    func removeWatch(waiter: ExecutionID, call: UInt64) throws(StoreError)
    /// Watches of an execution, oldest first.
    func watches(on target: ExecutionID) throws(StoreError) -> [StatusWatch]

    // MARK: Locks

    /// The lock of that name, if somebody holds it.
    func lock(_ name: String) throws(StoreError) -> StoredLock?
    /// Stores a lock that is held.
    func put(_ lock: StoredLock) throws(StoreError)
    /// Forgets a lock that is free now.
    func removeLock(_ name: String) throws(StoreError)
    /// Locks that an execution holds, by name.
    func locks(heldBy holder: ExecutionID) throws(StoreError) -> [StoredLock]
    /// Adds a waiter at the end.
    func insert(_ waiter: LockWaiter) throws(StoreError)
    /// Removes the waiter of a call.
    func removeLockWaiter(_ waiter: ExecutionID, call: UInt64) throws(StoreError)
    /// Waiters of a lock, the one that has waited longest first.
    func waiters(forLock name: String) throws(StoreError) -> [LockWaiter]
    /// The waiter of a lock that has waited longest.
    func firstWaiter(forLock name: String) throws(StoreError) -> LockWaiter?
    /// The waiters of a lock that are one execution's, the one that has waited longest first.
    func waiters(forLock name: String, of waiter: ExecutionID) throws(StoreError) -> [LockWaiter]

    // MARK: Messages

    /// The message of that id.
    func message(_ id: MessageID) throws(StoreError) -> StoredMessage?
    /// Adds or replaces a message.
    func put(_ message: StoredMessage) throws(StoreError)
    /// Messages of an execution, oldest first.
    func messages(of sender: ExecutionID) throws(StoreError) -> [StoredMessage]
    /// Messages without an answer, oldest first; of one execution, or of all.
    func openMessages(of sender: ExecutionID?) throws(StoreError) -> [StoredMessage]
    /// Messages without an answer whose id ends with this, newest first; at most `limit`.
    func openMessages(endingWith suffix: RecordSuffix, limit: Int) throws(StoreError) -> [StoredMessage]
    /// Adds a waiter for the answer.
    func insert(_ waiter: ResponseWaiter, for message: MessageID) throws(StoreError)
    /// Removes the waiter of a call.
    func removeResponseWaiter(_ waiter: ExecutionID, call: UInt64) throws(StoreError)
    /// Waiters for the answer to a message, oldest first.
    func waiters(forResponseTo message: MessageID) throws(StoreError) -> [ResponseWaiter]

    // MARK: Records

    /// The record of that id, in the trash or not.
    func record(_ id: RecordID) throws(StoreError) -> StoredRecord?
    /// The record of that type and name that is not in the trash; the oldest of several.
    func record(ofType type: String, named name: String) throws(StoreError) -> StoredRecord?
    /// Adds a record, or replaces the one of its id.
    func put(_ record: StoredRecord) throws(StoreError)
    /// Removes a record for good.
    func removeRecord(_ id: RecordID) throws(StoreError)
    /// Records after `id` that fit, in the order of their ids.
    func records(_ query: RecordQuery, after id: RecordID?, limit: Int) throws(StoreError) -> [StoredRecord]
    /// Executions after `id` that fit by type, filter and moment, in the order of their ids.
    func executions(_ query: RecordQuery, after id: ExecutionID?, limit: Int) throws(StoreError) -> [StoredExecution]

    // MARK: Secrets

    /// The secret of that name.
    func secret(named name: String) throws(StoreError) -> SealedSecret?
    /// All secrets, by name.
    func secrets() throws(StoreError) -> [SealedSecret]
    /// Adds a secret, or replaces the one of its name.
    func put(_ secret: SealedSecret) throws(StoreError)
    /// Removes a secret; nothing happens when there is none.
    func removeSecret(named name: String) throws(StoreError)

    // MARK: Savepoints

    /// Adds or replaces a savepoint.
    func put(_ savepoint: StoredSavepoint) throws(StoreError)
    /// Savepoints of an execution, oldest first.
    func savepoints(of execution: ExecutionID) throws(StoreError) -> [StoredSavepoint]
    /// Removes a savepoint.
    func removeSavepoint(_ id: SavepointID) throws(StoreError)
}

/// Which executions are wanted.
public enum ExecutionSelection: Sendable, Equatable {
    /// All.
    case all
    /// Those that have not ended.
    case unfinished
    /// Those whose parent is this one.
    case children(of: ExecutionID)
    /// The tree below this root, the root included; of an execution that is no root, itself alone.
    case tree(ExecutionID)
}
