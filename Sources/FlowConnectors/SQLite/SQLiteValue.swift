import FlowModel
import GRDBSQLite

/// Values of SQLite.
enum SQLiteValue {
    /// SQLite copies what it is given.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// What a script gets for a column of the row that a statement is at.
    ///
    /// - Throws: `ConnectionFailedError` when there are too many bytes.
    static func value(
        _ statement: OpaquePointer, _ column: Int32, _ budget: inout SQLBudget
    ) throws(FlowError) -> JSONValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER:
            try budget.take(bytes: 8)
            return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT:
            try budget.take(bytes: 8)
            let number = sqlite3_column_double(statement, column)
            // What JSON has no number for becomes the word for it.
            return number.isFinite ? .number(number) : .string(number > 0 ? "Infinity" : "-Infinity")
        case SQLITE_TEXT:
            let start = sqlite3_column_text(statement, column)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
            try budget.take(bytes: bytes.count)
            return ScriptBytes.value(bytes)
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, column)
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
            try budget.take(bytes: bytes.count)
            return ScriptBytes.table(bytes)
        default:
            try budget.take(bytes: 1)
            return .null
        }
    }

    /// Binds a parameter to a place, and gives SQLite's status.
    static func bind(_ parameter: SQLParameter, to statement: OpaquePointer, _ index: Int32) -> Int32 {
        switch parameter {
        case .null: sqlite3_bind_null(statement, index)
        case .bool(let bool): sqlite3_bind_int64(statement, index, bool ? 1 : 0)
        case .integer(let integer): sqlite3_bind_int64(statement, index, integer)
        case .number(let number): sqlite3_bind_double(statement, index, number)
        case .text(let text): bind(text, to: statement, index)
        case .json(let value): bind(JSONWriter.text(value), to: statement, index)
        case .bytes(let bytes):
            // A pointer to nothing would bind null.
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(statement, index, 0)
                : sqlite3_bind_blob64(statement, index, bytes, sqlite3_uint64(bytes.count), copied)
        }
    }

    private static func bind(_ text: String, to statement: OpaquePointer, _ index: Int32) -> Int32 {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return bytes.isEmpty
                ? sqlite3_bind_text64(statement, index, "", 0, copied, UInt8(SQLITE_UTF8))
                : sqlite3_bind_text64(statement, index, start, sqlite3_uint64(bytes.count), copied, UInt8(SQLITE_UTF8))
        }
    }
}
