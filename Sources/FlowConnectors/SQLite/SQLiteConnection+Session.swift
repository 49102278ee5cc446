import FlowModel
import GRDBSQLite

extension SQLiteConnection: SQLSession {
    func begin(_ transaction: SQLTransaction) throws(FlowError) {
        switch transaction {
        case .none: break
        case .readOnly:
            try command("PRAGMA query_only = ON")
            try command("BEGIN")
        // Whoever writes takes the lock at once: one that was taken later could not be waited for.
        case .writing: try command("BEGIN IMMEDIATE")
        }
    }

    func commit() throws(FlowError) {
        // Nobody may wait for it any more, and then it has not happened.
        guard !isCancelled else { throw FlowError(.connectionFailed, "\(target): cancelled") }
        try command("COMMIT")
    }

    func rollback() {
        do throws(FlowError) { try command("ROLLBACK") } catch {}
    }

    func claim(_ key: String, in table: SQLEffectTable) throws(FlowError) -> String? {
        try command(
            """
            CREATE TABLE IF NOT EXISTS \(table.quoted) (key TEXT PRIMARY KEY NOT NULL, result TEXT NOT NULL, \
            created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) WITHOUT ROWID
            """)
        let found = try own(.fetchValue, "SELECT result FROM \(table.quoted) WHERE key = ?", [.text(key)])
        if let stored = found.object?["value"]?.text { return stored }
        _ = try own(.execute, "INSERT INTO \(table.quoted) (key, result) VALUES (?, '')", [.text(key)])
        return nil
    }

    func settle(_ key: String, in table: SQLEffectTable, result: String) throws(FlowError) {
        _ = try own(.execute, "UPDATE \(table.quoted) SET result = ?2 WHERE key = ?1", [.text(key), .text(result)])
    }

    private func own(
        _ operation: SQLStatement.Operation, _ sql: String, _ parameters: [SQLParameter]
    ) throws(FlowError) -> JSONValue {
        var budget = SQLBudget(target: target, byteLimit: 1 << 30)
        return try run(
            SQLStatement(operation: operation, sql: sql, parameterLists: [parameters], place: "effect_table"), &budget)
    }

    // MARK: Statements

    func run(_ statement: SQLStatement, _ budget: inout SQLBudget) throws(FlowError) -> JSONValue {
        let prepared = try prepare(statement)
        defer { sqlite3_finalize(prepared) }
        var rows = SQLRows(statement.operation)
        rows.begin(
            columns: (0..<sqlite3_column_count(prepared)).map { column in
                sqlite3_column_name(prepared, column).flatMap { String(validatingCString: $0) }
                    ?? "column_\(column + 1)"
            })
        for (index, list) in statement.parameterLists.enumerated() {
            var place = statement.place
            if statement.operation == .executeMany {
                place += (place.isEmpty ? "" : ".") + "parameter_lists[\(index + 1)]"
            }
            try bind(list, to: prepared, place: place)
            let before = sqlite3_total_changes64(handle)
            try step(prepared, statement, place, &rows, &budget)
            // What a statement reads leaves the count of the one before as it was.
            if sqlite3_stmt_readonly(prepared) == 0, sqlite3_total_changes64(handle) != before {
                rows.add(affected: sqlite3_changes64(handle))
            }
            sqlite3_reset(prepared)
            sqlite3_clear_bindings(prepared)
        }
        return rows.output
    }

    private func prepare(_ statement: SQLStatement) throws(FlowError) -> OpaquePointer {
        gate.reset()
        let words = SQLWords(nestsComments: false)
        let word = words.first(of: statement.sql)
        gate.isVacuum = word == "VACUUM"
        if word == "CREATE" || word == "ALTER" { try grow(by: statement.sql.utf8.count) }
        var prepared: OpaquePointer?
        var isAlone = true
        let status = statement.sql.withCString { text in
            var tail: UnsafePointer<CChar>?
            let status = sqlite3_prepare_v3(handle, text, -1, 0, &prepared, &tail)
            if let tail { isAlone = words.isEmpty(String(cString: tail).utf8) }
            return status
        }
        guard status == SQLITE_OK else { throw failure(statement.place, sql: statement.sql) }
        let prefix = statement.place.isEmpty ? target : "\(target): \(statement.place)"
        guard let prepared else { throw FlowError(.invalidInput, "\(prefix): sql is empty; give one statement") }
        guard isAlone else {
            sqlite3_finalize(prepared)
            throw FlowError(
                .invalidInput, "\(prefix): sql holds several statements; give them to operation = \"transaction\"")
        }
        return prepared
    }

    private func step(
        _ prepared: OpaquePointer, _ statement: SQLStatement, _ place: String, _ rows: inout SQLRows,
        _ budget: inout SQLBudget
    ) throws(FlowError) {
        while true {
            // A row may take long without the progress of a thousand steps.
            guard !isCancelled else { throw FlowError(.connectionFailed, "\(target): cancelled") }
            switch sqlite3_step(prepared) {
            case SQLITE_DONE: return
            case SQLITE_ROW:
                guard rows.wantsRow else {
                    // The first step has made all changes; further rows are only read.
                    if statement.operation.fetches { return }
                    continue
                }
                var values: [JSONValue] = []
                for column in 0..<sqlite3_column_count(prepared) {
                    values.append(try SQLiteValue.value(prepared, column, &budget))
                }
                try rows.add(values, budget)
            default: throw failure(place)
            }
        }
    }

    private func bind(_ list: [SQLParameter], to prepared: OpaquePointer, place: String) throws(FlowError) {
        let prefix = place.isEmpty ? target : "\(target): \(place)"
        var highest = 0
        for index in 1..<(sqlite3_bind_parameter_count(prepared) + 1) {
            var number = Int(index)
            if let name = sqlite3_bind_parameter_name(prepared, index).map({ String(cString: $0) }) {
                // SQLite takes $1 for a name like any other.
                guard let named = Int(name.dropFirst()), 1...32_766 ~= named else {
                    throw FlowError(
                        .invalidInput, "\(prefix): the place \(name) has a name; write $1, $2 and so on")
                }
                number = named
            }
            highest = max(highest, number)
            guard number <= list.count else { continue }
            guard SQLiteValue.bind(list[number - 1], to: prepared, index) == SQLITE_OK else { throw failure(place) }
        }
        guard highest == list.count else {
            throw FlowError(
                .invalidInput,
                "\(prefix): the statement has places for \(highest) parameters, and \(list.count) are given")
        }
    }
}
