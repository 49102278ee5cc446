import CPostgreSQL
import FlowModel

extension PostgreSQLConnection: SQLSession {
    func begin(_ transaction: SQLTransaction) throws(FlowError) {
        let begin =
            switch transaction {
            case .none: ""
            // Once it has asked for something, a transaction that is read-only cannot be made another.
            case .readOnly: "; BEGIN READ ONLY; SELECT 1"
            case .writing: "; BEGIN"
            }
        // What a role or a database has set for its sessions must not change what values look like.
        try command(
            """
            SET statement_timeout = \(statementTimeout); SET DateStyle = ISO; SET IntervalStyle = postgres; \
            SET TimeZone = 'UTC'; SET extra_float_digits = 1; SET bytea_output = hex\(begin)
            """)
    }

    func commit() throws(FlowError) {
        do throws(FlowError) {
            guard try command("COMMIT") == "COMMIT" else {
                throw FlowError(.connectionFailed, "\(target): the transaction had failed, and changed nothing")
            }
        } catch {
            guard isAbandoned else { throw error }
            throw FlowError(
                .connectionFailed,
                "\(error.message); it was committing: nobody knows whether the changes are there",
                details: ["is_unknown": true])
        }
    }

    func rollback() {
        guard !isAbandoned else { return }
        do throws(FlowError) { try command("ROLLBACK") } catch {}
    }

    func claim(_ key: String, in table: SQLEffectTable) throws(FlowError) -> String? {
        var isNew = false
        do throws(FlowError) {
            isNew = try enter(key, table)
        } catch {
            guard error.details?.object?["sqlstate"] == "42P01" else { throw error }
            rollback()
            try create(table)
            try begin(.writing)
            isNew = try enter(key, table)
        }
        if isNew { return nil }
        let statement = SQLStatement(
            operation: .fetchValue, sql: "SELECT result FROM \(table.quoted) WHERE key = $1",
            parameterLists: [[.text(key)]], place: "effect_table")
        var rows = SQLRows(.fetchValue)
        var budget = SQLBudget(target: target, byteLimit: 1 << 30)
        try run(statement, &rows, &budget)
        return rows.output.object?["value"]?.text ?? ""
    }

    func settle(_ key: String, in table: SQLEffectTable, result: String) throws(FlowError) {
        try change("UPDATE \(table.quoted) SET result = $2 WHERE key = $1", [.text(key), .text(result)])
    }

    private func enter(_ key: String, _ table: SQLEffectTable) throws(FlowError) -> Bool {
        // It waits for another transaction that has entered the key: that of a process that died, say.
        try change(
            "INSERT INTO \(table.quoted) (key, result) VALUES ($1, '') ON CONFLICT (key) DO NOTHING", [.text(key)]) == 1
    }

    private func create(_ table: SQLEffectTable) throws(FlowError) {
        do throws(FlowError) {
            try command(
                """
                CREATE TABLE IF NOT EXISTS \(table.quoted) (key text PRIMARY KEY, result text NOT NULL, \
                created_at timestamptz NOT NULL DEFAULT now())
                """)
        } catch {
            // Somebody else makes it at this moment.
            let state = error.details?.object?["sqlstate"]?.text ?? ""
            guard ["23505", "42P07", "42710"].contains(state) else { throw error }
        }
    }

    @discardableResult
    private func change(_ sql: String, _ parameters: [SQLParameter]) throws(FlowError) -> Int64 {
        let statement = SQLStatement(
            operation: .execute, sql: sql, parameterLists: [parameters], place: "effect_table")
        var rows = SQLRows(.execute)
        var budget = SQLBudget(target: target, byteLimit: 1 << 20)
        try run(statement, &rows, &budget)
        return rows.output.object?["rows_affected"]?.integer ?? 0
    }

    // MARK: Statements

    func run(_ statement: SQLStatement, _ budget: inout SQLBudget) throws(FlowError) -> JSONValue {
        var rows = SQLRows(statement.operation)
        try run(statement, &rows, &budget)
        return rows.output
    }

    private func run(_ statement: SQLStatement, _ rows: inout SQLRows, _ budget: inout SQLBudget) throws(FlowError) {
        let asksForTypes = statement.parameterLists.contains { $0.contains(where: PostgreSQLValue.dependsOnType) }
        let isPrepared = asksForTypes || statement.operation == .executeMany
        var types: [UInt32] = []
        if isPrepared {
            try exchange(statement.sql, place: statement.place) {
                PQsendPrepare(handle, "", statement.sql, 0, nil)
            } receive: { _ in
            }
        }
        if asksForTypes {
            try exchange(statement.sql, place: statement.place) {
                PQsendDescribePrepared(handle, "")
            } receive: { result in
                types = (0..<PQnparams(result)).map { PQparamtype(result, $0) }
            }
        }
        var names: [String]?
        for (index, list) in statement.parameterLists.enumerated() {
            let arguments = try arguments(list, types, statement, index)
            try exchange(statement.sql, place: Self.place(statement, index), isStreamed: true) {
                arguments.send(handle, statement.sql, isPrepared: isPrepared)
            } receive: { (result) throws(FlowError) in
                if names == nil, PQnfields(result) > 0 {
                    let found = Self.columns(result)
                    names = found
                    rows.begin(columns: found)
                }
                for row in 0..<PQntuples(result) { try take(row, of: result, &rows, &budget) }
                rows.add(affected: Self.affected(result))
            }
        }
    }

    private func take(
        _ row: Int32, of result: OpaquePointer, _ rows: inout SQLRows, _ budget: inout SQLBudget
    ) throws(FlowError) {
        guard rows.wantsRow else { return }
        var values: [JSONValue] = []
        let count = PQnfields(result)
        values.reserveCapacity(Int(count))
        for column in 0..<count {
            if PQgetisnull(result, row, column) == 1 {
                try budget.take(bytes: 1)
                values.append(.null)
                continue
            }
            let bytes = UnsafeRawBufferPointer(
                start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
            try budget.take(bytes: bytes.count)
            values.append(PostgreSQLValue.value(bytes, oid: PQftype(result, column)))
        }
        try rows.add(values, budget)
    }

    private static func affected(_ result: OpaquePointer) -> Int64 {
        // Rows that are only read are counted, too.
        let tag = String(cString: PQcmdStatus(result))
        let reads = ["SELECT", "FETCH", "MOVE"].contains { tag.hasPrefix($0) }
        return reads ? 0 : Int64(String(cString: PQcmdTuples(result))) ?? 0
    }

    private static func columns(_ result: OpaquePointer) -> [String] {
        (0..<PQnfields(result)).map { column in
            PQfname(result, column).flatMap { String(validatingCString: $0) } ?? "column_\(column + 1)"
        }
    }

    private static func place(_ statement: SQLStatement, _ index: Int) -> String {
        guard statement.operation == .executeMany else { return statement.place }
        return statement.place + (statement.place.isEmpty ? "" : ".") + "parameter_lists[\(index + 1)]"
    }

    private func arguments(
        _ list: [SQLParameter], _ types: [UInt32], _ statement: SQLStatement, _ index: Int
    ) throws(FlowError) -> PostgreSQLArguments {
        guard list.count <= 65_535 else {
            throw FlowError(.invalidInput, "\(target): a statement has at most 65535 parameters")
        }
        var values: [PostgreSQLValue.Bound] = []
        for (number, parameter) in list.enumerated() {
            let oid = number < types.count ? types[number] : nil
            guard let bound = PostgreSQLValue.bound(parameter, oid: oid) else {
                let place = Self.place(statement, index)
                throw FlowError(
                    .invalidInput,
                    "\(target): \(place.isEmpty ? "" : "\(place): ")parameter \(number + 1) has a zero byte, which no text of PostgreSQL has; give {base64 = ...} for bytes"
                )
            }
            values.append(bound)
        }
        return PostgreSQLArguments(values)
    }
}
