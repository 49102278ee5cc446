import FlowModel
import Synchronization

/// A store that lives and dies with its process: for tests, rehearsals, and as the model of what a store does.
public final class MemoryStore: FlowStore, @unchecked Sendable {
    // Unchecked Sendable because `tables` is only touched while `lock` is held.
    private let tables = MemoryTables()
    private let lock = Mutex<Void>(())

    /// Makes an empty store.
    public init() {}

    /// Runs `body` in one transaction.
    public func write<Result>(
        _ body: (any FlowTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try locked { tables throws(StoreError) in
            do throws(StoreError) {
                let result = try body(tables)
                tables.keep()
                return result
            } catch {
                tables.undo()
                throw error
            }
        }
    }

    /// Runs `body` on what is committed.
    public func read<Result>(
        _ body: (any FlowTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try locked { tables throws(StoreError) in
            defer { tables.undo() }
            return try body(tables)
        }
    }

    private func locked<Result>(_ body: (MemoryTables) throws(StoreError) -> Result) throws(StoreError) -> Result {
        var outcome: Swift.Result<Result, StoreError>?
        lock.withLock { _ in
            do throws(StoreError) {
                outcome = .success(try body(tables))
            } catch {
                outcome = .failure(error)
            }
        }
        guard let outcome else { throw StoreError(.failed, "the memory store gave no result") }
        return try outcome.get()
    }
}
