import FlowModel

/// How much may come back from a database, over all statements of a connection.
struct SQLBudget {
    /// Connector and target, for messages.
    let target: String
    let rowLimit: Int
    let byteLimit: Int
    private var bytes = 0

    init(_ order: SQLOrder, target: String) {
        self.target = target
        rowLimit = order.rowLimit
        byteLimit = order.byteLimit
    }

    /// A budget of bytes for statements of the connector itself.
    init(target: String, byteLimit: Int) {
        self.target = target
        rowLimit = 1
        self.byteLimit = byteLimit
    }

    /// Counts the bytes of a value that came back, which is 8 at least.
    ///
    /// - Throws: `ConnectionFailedError` when they are too many.
    mutating func take(bytes count: Int) throws(FlowError) {
        bytes += max(count, 8)
        guard bytes <= byteLimit else { throw excess }
    }

    /// What is said when there are too many bytes.
    var excess: FlowError {
        FlowError(.connectionFailed, "\(target): more than \(byteLimit) bytes came back (max_response_bytes)")
    }
}

/// What a statement gives, row by row.
struct SQLRows {
    private let operation: SQLStatement.Operation
    private var rows: [JSONValue] = []
    private var count = 0
    private var columns: [String] = []
    private var affected: Int64 = 0

    /// Makes an empty result of a statement.
    init(_ operation: SQLStatement.Operation) { self.operation = operation }

    /// Whether values of the next row are asked for.
    var wantsRow: Bool {
        switch operation {
        case .execute, .executeMany: false
        case .fetchOne, .fetchValue: rows.isEmpty
        case .fetchAll: true
        }
    }

    /// Sets the names of the columns; one that was there before gets a number.
    mutating func begin(columns names: [String]) {
        columns = []
        for name in names {
            var (unique, number) = (name, 2)
            while columns.contains(where: { $0.utf8.elementsEqual(unique.utf8) }) {
                unique = "\(name)_\(number)"
                number += 1
            }
            columns.append(unique)
        }
    }

    /// Adds a row, when `wantsRow` says so.
    ///
    /// - Parameters:
    ///   - values: What the row holds, in the order of the columns.
    ///   - budget: How much may come back.
    /// - Throws: `ConnectionFailedError` when there are too many rows.
    mutating func add(_ values: [JSONValue], _ budget: SQLBudget) throws(FlowError) {
        count += 1
        guard operation != .fetchAll || count <= budget.rowLimit else {
            throw FlowError(
                .connectionFailed,
                "\(budget.target): more than \(budget.rowLimit) rows came back (max_rows); give the statement a LIMIT")
        }
        if operation == .fetchValue {
            rows.append(values.first ?? .null)
        } else {
            rows.append(.object(JSONObject(zip(columns, values).map { JSONObject.Entry(key: $0, value: $1) })))
        }
    }

    /// Counts rows that the statement has changed.
    mutating func add(affected count: Int64) { affected += count }

    /// What a script gets.
    var output: JSONValue {
        switch operation {
        case .execute, .executeMany: ["rows_affected": .integer(affected)]
        case .fetchOne: ["row": rows.first ?? .null]
        case .fetchValue: ["value": rows.first ?? .null]
        case .fetchAll: ["rows": .array(rows), "columns": .array(columns.map(JSONValue.string))]
        }
    }
}
