import FlowModel
import FlowStore

/// Executions as people and programs want to see them.
enum ExecutionTable {
    /// The record without script, and what the engine knows beyond it.
    static func record(of row: StoredExecution) -> JSONValue {
        var fields = row.record.fields
        fields["script"] = nil
        fields["ending"] = row.cause.map { .string($0.kind.rawValue) } ?? .null
        fields["generation"] = .integer(row.generation)
        fields["calls"] = .integer(Int64(row.callCount))
        if let divergence = row.divergence { fields["divergence"] = .string(divergence) }
        return .object(fields)
    }

    /// One line: id, status, name, message.
    static func line(of row: StoredExecution) -> String {
        let message = row.record.message.map { "  \($0.prefix { $0 != "\n" })" } ?? ""
        let status = row.divergence == nil ? row.record.status.rawValue : "DIVERGED"
        return "\(row.id)  \(status.padded(to: 18))  \(row.record.name)\(message)"
    }

    /// The executions of a tree, each below the one that created it.
    static func tree(_ rows: [StoredExecution], below parent: ExecutionID?, indent: String = "") -> [String] {
        let known = Set(rows.map(\.id))
        let here = rows.filter { row in
            parent == nil ? row.record.parentID.map { !known.contains($0) } ?? true : row.record.parentID == parent
        }
        return here.flatMap { row in
            ["\(indent)\(line(of: row))"] + tree(rows, below: row.id, indent: indent + "  ")
        }
    }

    /// Prints lines for people, or the value for programs.
    static func print(_ value: JSONValue, isJSON: Bool, lines: () -> [String]) throws {
        if isJSON || !Console.isTerminal(.output) {
            return try Console.print(isJSON ? JSONWriter.prettyText(value) : JSONWriter.text(value))
        }
        for line in lines() { try Console.print(Console.printable(line)) }
    }
}
