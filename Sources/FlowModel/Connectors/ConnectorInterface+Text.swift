extension ConnectorInterface {
    /// The interface as help for a terminal.
    public var help: String {
        var lines = ["\(type): \(summary)", "", "Inputs:"]
        for row in rows {
            lines.append("  \(row.name)")
            lines.append("      \(row.input.summary)")
            lines.append("      \(row.facts)")
        }
        if !alternatives.isEmpty {
            lines.append("")
            for group in alternatives { lines.append("Only one of \(group.joined(separator: ", ")) may be given.") }
        }
        if !outputs.isEmpty {
            lines += ["", "Output:"]
            let width = outputs.map(\.name.count).max() ?? 0
            for output in outputs {
                let gap = String(repeating: " ", count: width - output.name.count)
                lines.append("  \(output.name)\(gap)  \(output.summary)")
            }
        }
        lines += ["", "After a crash:", "  \(repetition)"]
        if !example.isEmpty { lines += ["", "Example:", "  \(call)"] }
        return lines.joined(separator: "\n")
    }

    /// The interface as Markdown: what the documentation shows.
    public var markdown: String {
        var lines = ["| input | holds | is for |", "|---|---|---|"]
        for row in rows { lines.append("| `\(row.name)` | \(row.facts) | \(row.input.summary) |") }
        for group in alternatives {
            lines += ["", "Only one of \(group.map { "`\($0)`" }.joined(separator: ", ")) may be given."]
        }
        if !outputs.isEmpty {
            lines += ["", "| output | holds |", "|---|---|"]
            for output in outputs { lines.append("| `\(output.name)` | \(output.summary) |") }
        }
        lines += ["", "After a crash: \(repetition)"]
        if !example.isEmpty { lines += ["", "```lua", call, "```"] }
        return lines.joined(separator: "\n") + "\n"
    }

    private var call: String { "this:connect{connector_type = \"\(type)\", \(example)}" }

    private struct Row {
        let name: String
        let input: ConnectorInput

        var facts: String {
            var facts = input.type.name
            if case .table = input.type { facts = "table" }
            if case .list(.table) = input.type { facts = "array of tables" }
            if input.isRequired { facts += "; required" }
            if let fallback = input.fallback { facts += "; \(JSONWriter.text(fallback)) unless given" }
            if input.isSecret { facts += "; secret" }
            return facts
        }
    }

    /// The inputs with those inside of them.
    private var rows: [Row] { Self.rows(inputs, prefix: "") }

    private static func rows(_ inputs: [ConnectorInput], prefix: String) -> [Row] {
        inputs.flatMap { input -> [Row] in
            let name = prefix + input.name
            return switch input.type {
            case .table(let fields): [Row(name: name, input: input)] + rows(fields, prefix: name + ".")
            case .list(.table(let fields)): [Row(name: name, input: input)] + rows(fields, prefix: name + "[].")
            default: [Row(name: name, input: input)]
            }
        }
    }
}
