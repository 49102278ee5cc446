import FlowModel

/// What the inputs of a connection to a database ask for, checked: the same for every kind of database.
struct SQLOrder: Sendable, Equatable {
    let statements: [SQLStatement]
    /// A list of statements was given, and a list of what they gave comes back.
    let isList: Bool
    /// The database refuses what changes it.
    let isReadOnly: Bool
    /// Where what was done is remembered; nil for nowhere.
    let effects: SQLEffectTable?
    let rowLimit: Int
    let byteLimit: Int
    /// Seconds.
    let timeout: Double

    /// Reads inputs that fit the interface.
    ///
    /// - Parameters:
    ///   - inputs: The inputs.
    ///   - connector: The connector type, for messages.
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject, connector: String) throws(FlowError) {
        if inputs["operation"] == "transaction" {
            guard let items = inputs["statements"]?.items, !items.isEmpty else {
                throw FlowError(
                    .missingInput, "\(connector): the input 'statements' is missing or empty; transaction needs it")
            }
            if let extra = ["sql", "parameters", "parameter_lists"].first(where: { inputs[$0] != nil }) {
                throw FlowError(.invalidInput, "\(connector): \(extra) belongs into statements for transaction")
            }
            var statements: [SQLStatement] = []
            for (index, item) in items.enumerated() {
                let place = "statements[\(index + 1)]"
                statements.append(try Self.statement(item.object ?? [:], connector: connector, place: place))
            }
            self.statements = statements
            isList = true
        } else {
            guard inputs["statements"] == nil else {
                throw FlowError(.invalidInput, "\(connector): statements is for operation = \"transaction\"")
            }
            statements = [try Self.statement(inputs, connector: connector, place: "")]
            isList = false
        }
        effects = try inputs["effect_table"]?.text.map { (name) throws(FlowError) in
            try SQLEffectTable(name, connector: connector)
        }
        isReadOnly = Self.isReadOnly(inputs)
        guard !isReadOnly || effects == nil else {
            throw FlowError(
                .invalidInput, "\(connector): read_only and effect_table exclude each other; leave one out")
        }
        rowLimit = Int(inputs["max_rows"]?.integer ?? 10_000)
        byteLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        timeout = inputs["timeout_sec"]?.double ?? 60
    }

    /// It all happens in one transaction; a single `execute` needs none.
    var isTransaction: Bool { isList || isReadOnly || effects != nil || statements.first?.operation != .execute }

    /// What becomes of a connection that was under way at a crash.
    static func crashPolicy(of inputs: JSONObject) -> CrashPolicy {
        inputs["effect_table"] != nil || isReadOnly(inputs) ? .atLeastOnce : .ask
    }

    /// Fetching changes nothing unless told otherwise, and the database sees to it.
    private static func isReadOnly(_ inputs: JSONObject) -> Bool {
        if case .bool(let isReadOnly)? = inputs["read_only"] { return isReadOnly }
        guard inputs["effect_table"] == nil else { return false }
        let all = inputs["operation"] == "transaction" ? inputs["statements"]?.items ?? [] : [.object(inputs)]
        return all.allSatisfy { item in
            SQLStatement.Operation(rawValue: item.object?["operation"]?.text ?? "")?.fetches == true
        }
    }

    private static func statement(
        _ fields: JSONObject, connector: String, place: String
    ) throws(FlowError) -> SQLStatement {
        let prefix = place.isEmpty ? "" : "\(place)."
        let operation = SQLStatement.Operation(rawValue: fields["operation"]?.text ?? "") ?? .execute
        func missing(_ name: String) -> FlowError {
            FlowError(
                .missingInput,
                "\(connector): the input '\(prefix)\(name)' is missing; \(operation.rawValue) needs it")
        }
        guard let sql = fields["sql"]?.text else { throw missing("sql") }
        guard !SQLWords(nestsComments: connector == "SQLPG").isEmpty(sql.utf8) else {
            throw FlowError(.invalidInput, "\(connector): \(prefix)sql is empty; give one statement")
        }
        guard !sql.utf8.contains(0) else {
            throw FlowError(.invalidInput, "\(connector): \(prefix)sql has a zero byte")
        }
        var lists: [[SQLParameter]] = []
        if operation == .executeMany {
            guard let given = fields["parameter_lists"]?.items else { throw missing("parameter_lists") }
            guard fields["parameters"] == nil else {
                throw FlowError(
                    .invalidInput, "\(connector): execute_many takes \(prefix)parameter_lists, not parameters")
            }
            for (index, list) in given.enumerated() {
                lists.append(
                    try parameters(
                        list.items ?? [], at: "\(connector): \(prefix)parameter_lists[\(index + 1)]"))
            }
        } else {
            guard fields["parameter_lists"] == nil else {
                throw FlowError(.invalidInput, "\(connector): \(prefix)parameter_lists is for execute_many")
            }
            lists = [try parameters(fields["parameters"]?.items ?? [], at: "\(connector): \(prefix)parameters")]
        }
        return SQLStatement(operation: operation, sql: sql, parameterLists: lists, place: place)
    }

    private static func parameters(_ items: [JSONValue], at path: String) throws(FlowError) -> [SQLParameter] {
        var parameters: [SQLParameter] = []
        for (index, item) in items.enumerated() {
            parameters.append(try SQLParameter(item, at: "\(path)[\(index + 1)]"))
        }
        return parameters
    }
}

/// The table that remembers what was done, so that a connection that is performed again acts once.
struct SQLEffectTable: Sendable, Equatable {
    /// As it stands in SQL: quoted, with its schema if it was given one.
    let quoted: String

    /// Reads a name, with or without a schema.
    ///
    /// - Throws: `InvalidInputError` for other characters than letters of ASCII, digits and underscores.
    init(_ name: String, connector: String) throws(FlowError) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            1...60 ~= part.utf8.count
                && part.utf8.allSatisfy { byte in
                    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                        || byte == UInt8(ascii: "_")
                }
        }
        guard isPlain, 1...2 ~= parts.count else {
            throw FlowError(
                .invalidInput,
                "\(connector): effect_table must be a name of small letters, digits and _, such as moonflow_effects")
        }
        quoted = parts.map { "\"\($0)\"" }.joined(separator: ".")
    }
}
