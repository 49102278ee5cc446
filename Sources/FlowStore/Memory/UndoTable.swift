/// Rows by key, with what is needed to take back the changes since a mark.
struct UndoTable<Key: Hashable, Row> {
    private(set) var rows: [Key: Row] = [:]
    private var before: [(key: Key, row: Row?)] = []

    subscript(key: Key) -> Row? {
        get { rows[key] }
        set {
            before.append((key, rows[key]))
            rows[key] = newValue
        }
    }

    /// Makes the changes since the last mark final.
    mutating func keep() {
        before.removeAll(keepingCapacity: true)
    }

    /// Takes back the changes since the last mark.
    mutating func undo() {
        for change in before.reversed() { rows[change.key] = change.row }
        before.removeAll(keepingCapacity: true)
    }
}
