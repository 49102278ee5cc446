import FlowModel

/// The rows of the memory store; also its transaction, because there is only one at a time.
final class MemoryTables {
    struct Turn {
        let execution: ExecutionID
        let previous: Int64?
        let bytes: [UInt8]
    }

    struct CallKey: Hashable {
        let waiter: ExecutionID
        let call: UInt64
    }

    struct Numbered<Row> {
        let number: Int64
        let row: Row
    }

    var flows = UndoTable<String, String>()
    var executions = UndoTable<ExecutionID, Numbered<StoredExecution>>()
    var waking = UndoTable<ExecutionID, ScriptTime>()
    var ready = UndoTable<ExecutionID, Bool>()
    var children = UndoTable<ExecutionID, [ExecutionID]>()
    var headers = UndoTable<Int64, JournalHeader>()
    var turns = UndoTable<Int64, Turn>()
    var logs = UndoTable<ExecutionID, [LogEntry]>()
    var dependencies = UndoTable<Int64, StoredDependency>()
    var dependencyTargets = UndoTable<Int64, [ExecutionID]>()
    var awaited = UndoTable<ExecutionID, [Int64]>()
    var watches = UndoTable<CallKey, Numbered<StatusWatch>>()
    var locks = UndoTable<String, StoredLock>()
    var lockWaiters = UndoTable<CallKey, Numbered<LockWaiter>>()
    var messages = UndoTable<MessageID, Numbered<StoredMessage>>()
    var responseWaiters = UndoTable<CallKey, Numbered<(MessageID, ResponseWaiter)>>()
    var records = UndoTable<RecordID, StoredRecord>()
    var sealedSecrets = UndoTable<String, SealedSecret>()
    var savepoints = UndoTable<SavepointID, Numbered<StoredSavepoint>>()
    private var lastNumber: Int64 = 0
    /// A read must not change anything.
    var isReading = false

    func number() -> Int64 {
        lastNumber += 1
        return lastNumber
    }

    func keep() {
        flows.keep()
        executions.keep()
        waking.keep()
        ready.keep()
        children.keep()
        headers.keep()
        turns.keep()
        logs.keep()
        dependencies.keep()
        dependencyTargets.keep()
        awaited.keep()
        watches.keep()
        locks.keep()
        lockWaiters.keep()
        messages.keep()
        responseWaiters.keep()
        records.keep()
        sealedSecrets.keep()
        savepoints.keep()
    }

    func undo() {
        flows.undo()
        executions.undo()
        waking.undo()
        ready.undo()
        children.undo()
        headers.undo()
        turns.undo()
        logs.undo()
        dependencies.undo()
        dependencyTargets.undo()
        awaited.undo()
        watches.undo()
        locks.undo()
        lockWaiters.undo()
        messages.undo()
        responseWaiters.undo()
        records.undo()
        sealedSecrets.undo()
        savepoints.undo()
    }
}
