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
    static func tree(_ rows: [StoredExecution]) -> [String] {
        let known = Set(rows.map(\.id))
        var below: [ExecutionID?: [StoredExecution]] = [:]
        for row in rows {
            let parent = row.record.parentID.flatMap { known.contains($0) ? $0 : nil }
            below[parent, default: []].append(row)
        }
        var lines: [String] = []
        var stack = (below[nil] ?? []).reversed().map { (row: $0, depth: 0) }
        while let (row, depth) = stack.popLast() {
            lines.append(String(repeating: "  ", count: depth) + line(of: row))
            stack += (below[row.id] ?? []).reversed().map { (row: $0, depth: depth + 1) }
        }
        return lines
    }

    /// Prints lines for people, or the value for programs.
    static func print(_ value: JSONValue, isJSON: Bool, lines: () -> [String]) throws {
        if isJSON || !Console.isTerminal(.output) {
            return try Console.print(isJSON ? JSONWriter.prettyText(value) : JSONWriter.text(value))
        }
        for line in lines() { try Console.print(Console.printable(line)) }
    }
}
