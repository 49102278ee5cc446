import FlowModel
import GRDBSQLite

/// What statements of scripts may do in a database: everything with its tables, nothing beyond the file, and no ending of
/// transactions that the connector has begun.
///
/// SQLite asks it while it prepares a statement, on the thread of the connection.
final class SQLiteGuard {
    /// Nothing is refused while the connector itself prepares statements.
    var isOpen = true
    /// The statement is VACUUM, which attaches a file of its own.
    var isVacuum = false
    /// Why the last statement was refused.
    private(set) var refusal: String?

    /// Forgets the last refusal.
    func reset() { refusal = nil }

    /// Decides on an action.
    ///
    /// - Parameters:
    ///   - action: The code of the action.
    ///   - first: Its first argument, which depends on the action.
    ///   - second: Its second argument.
    /// - Returns: `SQLITE_OK` or `SQLITE_DENY`.
    func decide(_ action: Int32, _ first: String?, _ second: String?) -> Int32 {
        if isOpen { return SQLITE_OK }
        // Within it SQLite begins transactions and attaches a file without a name.
        if isVacuum, action != SQLITE_ATTACH || first == "" { return SQLITE_OK }
        switch action {
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT:
            refusal = "use operation = \"transaction\", which begins and ends the transaction itself"
        case SQLITE_ATTACH, SQLITE_DETACH: refusal = "other files cannot be attached or written to"
        case SQLITE_PRAGMA:
            let name = (first ?? "").lowercased()
            let isAllowed =
                Self.pragmas.contains(name)
                || name == "journal_mode"
                    && ["", "wal", "delete", "truncate", "persist"].contains(second?.lowercased() ?? "")
            if isAllowed { return SQLITE_OK }
            refusal = "the pragma \(name) is not among those that are allowed here"
        case SQLITE_FUNCTION:
            guard ["load_extension", "fts3_tokenizer"].contains((second ?? "").lowercased()) else { return SQLITE_OK }
            refusal = "extensions cannot be loaded"
        default: return SQLITE_OK
        }
        return SQLITE_DENY
    }

    /// Those that tell something of the database, or set what stays within it.
    private static let pragmas: Set<String> = [
        "application_id", "collation_list", "compile_options", "data_version", "encoding", "foreign_key_check",
        "foreign_key_list", "foreign_keys", "freelist_count", "function_list", "index_info", "index_list",
        "index_xinfo",
        "integrity_check", "optimize", "page_count", "page_size", "quick_check", "recursive_triggers", "schema_version",
        "table_info", "table_list", "table_xinfo", "user_version", "wal_checkpoint",
    ]
}
