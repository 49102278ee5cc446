import FlowModel

/// What statements run in.
enum SQLTransaction {
    /// Each is one of its own.
    case none
    /// It refuses to change anything.
    case readOnly
    case writing
}

/// A connection to a database, on the thread that calls it.
protocol SQLSession: AnyObject {
    /// Connector and target, for messages.
    var target: String { get }

    /// Makes ready for statements, in a transaction or without one.
    func begin(_ transaction: SQLTransaction) throws(FlowError)

    /// Ends the transaction with all its changes.
    func commit() throws(FlowError)

    /// Ends the transaction without its changes; what goes wrong does not matter, for closing does the same.
    func rollback()

    /// Runs a statement and gives what it gave.
    func run(_ statement: SQLStatement, _ budget: inout SQLBudget) throws(FlowError) -> JSONValue

    /// Enters a key into a table of effects, in the transaction that is open; makes the table where there is none.
    ///
    /// - Returns: nil when the key is new; what is stored under it when it was there.
    func claim(_ key: String, in table: SQLEffectTable) throws(FlowError) -> String?

    /// Stores what was given under a key that was entered.
    func settle(_ key: String, in table: SQLEffectTable, result: String) throws(FlowError)
}

extension SQLSession {
    /// Carries out an order.
    ///
    /// - Parameters:
    ///   - order: What is to be done.
    ///   - key: Stays the same when the connection is performed again.
    /// - Returns: What the statements gave; what they gave the first time, when the order has a table of effects.
    /// - Throws: What the database refuses; nothing has changed then.
    func perform(_ order: SQLOrder, key: String) throws(FlowError) -> JSONValue {
        guard order.isTransaction, !order.isReadOnly else {
            try begin(order.isTransaction ? .readOnly : .none)
            // Where nothing has changed, closing ends the transaction as well as anything.
            return try runAll(order)
        }
        try begin(.writing)
        do throws(FlowError) {
            guard let effects = order.effects else {
                let output = try runAll(order)
                try commit()
                return output
            }
            if let stored = try claim(key, in: effects) {
                rollback()
                return try parsed(stored)
            }
            let output = try runAll(order)
            try settle(key, in: effects, result: JSONWriter.text(output))
            try commit()
            return output
        } catch {
            rollback()
            throw error
        }
    }

    private func runAll(_ order: SQLOrder) throws(FlowError) -> JSONValue {
        var budget = SQLBudget(order, target: target)
        var outputs: [JSONValue] = []
        for statement in order.statements { outputs.append(try run(statement, &budget)) }
        return order.isList ? ["results": .array(outputs)] : outputs[0]
    }

    private func parsed(_ stored: String) throws(FlowError) -> JSONValue {
        do throws(JSONError) {
            return try JSONParser.parse(stored)
        } catch {
            throw FlowError(
                .connectionFailed, "\(target): what effect_table holds for this connection is not what was stored")
        }
    }
}
