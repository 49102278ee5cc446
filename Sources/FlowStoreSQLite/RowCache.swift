import FlowModel
import FlowStore

/// Execution rows that the writer read or wrote lately, as the file has them: the hold of the store and its fencing epoch see
/// to it that nobody else changes them.
///
/// Used by the writing thread only. Must be emptied when a transaction fails.
final class RowCache: @unchecked Sendable {
    // Unchecked Sendable because a store is written by one thread at a time.

    /// A row, and its number in the table.
    struct Entry {
        let number: Int64
        let row: StoredExecution
    }

    /// Numbers of scripts that were stored or found lately.
    var scripts = ScriptNumbers()
    /// Who holds a lock or has held one; nil before that was looked up.
    ///
    /// Most executions end without ever having had one.
    var lockHolders: Set<ExecutionID>?

    private static let capacity = 2048

    // Two generations: what was not asked for while the young one filled up is forgotten.
    private var young: [ExecutionID: Entry] = [:]
    private var old: [ExecutionID: Entry] = [:]

    subscript(id: ExecutionID) -> Entry? {
        get {
            if let entry = young[id] { return entry }
            guard let entry = old[id] else { return nil }
            keep(entry, id)
            return entry
        }
        set {
            guard let newValue else {
                young[id] = nil
                old[id] = nil
                return
            }
            keep(newValue, id)
        }
    }

    func removeAll() {
        young.removeAll()
        old.removeAll()
        scripts = ScriptNumbers()
        lockHolders = nil
    }

    private func keep(_ entry: Entry, _ id: ExecutionID) {
        young[id] = entry
        guard young.count > Self.capacity else { return }
        old = young
        young = [:]
    }
}
