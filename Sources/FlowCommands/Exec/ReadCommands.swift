import ArgumentParser
import FlowModel
import FlowStore

/// `moonflow exec show`.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows the record of an execution.")

    @OptionGroup var execution: ExecutionArgument
    @Flag(name: .long, help: "The text of its script instead.") var script = false

    func run() throws {
        try reporting {
            let row = try execution.read { row, _ in row }
            try Console.print(script ? row.record.script : JSONWriter.prettyText(ExecutionTable.record(of: row)))
        }
    }
}

/// `moonflow exec logs`.
struct LogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "logs", abstract: "Shows the log of an execution.")

    @OptionGroup var execution: ExecutionArgument
    @Flag(name: .long, help: "Print JSON.") var json = false

    func run() throws {
        try reporting {
            let entries = try execution.read { row, transaction throws(StoreError) in try transaction.log(of: row.id) }
            let log = ConsoleLog(hasColours: Console.hasColours(.output))
            try ExecutionTable.print(.array(entries.map(\.record)), isJSON: json) { entries.map(log.line) }
        }
    }
}

/// `moonflow exec journal`.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Shows the journal of an execution: what it asked, and what it was told.")

    @OptionGroup var execution: ExecutionArgument
    @Flag(name: .long, help: "Print JSON.") var json = false

    func run() throws {
        try reporting {
            let turns = try execution.read { row, transaction throws(StoreError) in
                try transaction.turns(upTo: row.journalHead)
            }
            var events: [JSONValue] = []
            for (number, turn) in turns.enumerated() {
                var reader = try JournalReader(turn)
                while let event = try reader.next() {
                    events.append(Self.record(of: event, turn: number + 1, call: reader.callCount))
                }
            }
            try ExecutionTable.print(.array(events), isJSON: json) { events.map(Self.line) }
        }
    }

    private static func record(of event: JournalEvent, turn: Int, call: UInt64) -> JSONValue {
        switch event {
        case .call(let recorded):
            [
                "turn": .integer(Int64(turn)), "event": "call", "call": .integer(Int64(call)),
                "function": .string(recorded.function), "line": .integer(Int64(recorded.line)),
                "lane": .integer(Int64(recorded.lane)),
            ]
        case .answer(let call, let answer, let time, _):
            [
                "turn": .integer(Int64(turn)), "event": "answer", "call": .integer(Int64(call)),
                "time": .string(time.iso8601), "kind": .string("\(answer.kind)"),
                "answer": .string(String(decoding: answer.bytes, as: UTF8.self)),
            ]
        }
    }

    private static func line(_ event: JSONValue) -> String {
        let fields = event.object ?? [:]
        let number = "\(fields["turn"]?.integer ?? 0)  #\(fields["call"]?.integer ?? 0)"
        guard fields["event"] == "call" else {
            let text = (fields["answer"]?.text ?? "").prefix(100)
            return "\(number)  = \(fields["kind"]?.text ?? "") \(text)  \(fields["time"]?.text ?? "")"
        }
        let lane = fields["lane"]?.integer ?? 0
        return "\(number)  \(fields["function"]?.text ?? "")  line \(fields["line"]?.integer ?? 0)"
            + (lane > 0 ? "  task \(lane)" : "")
    }
}

/// `moonflow exec tree`.
struct TreeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree", abstract: "Shows the whole tree that an execution belongs to.")

    @OptionGroup var execution: ExecutionArgument
    @Flag(name: .long, help: "Print JSON.") var json = false

    func run() throws {
        try reporting {
            let rows = try execution.read { row, transaction throws(StoreError) -> [StoredExecution] in
                var rows: [StoredExecution] = []
                for id in try transaction.executions(.tree(row.record.topID)) {
                    if let row = try transaction.execution(id) { rows.append(row) }
                }
                return rows
            }
            try ExecutionTable.print(.array(rows.map(ExecutionTable.record)), isJSON: json) {
                ExecutionTable.tree(rows)
            }
        }
    }
}

/// `moonflow exec why`.
struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Says what an execution waits for, or why it ended, and what to do.")

    @OptionGroup var execution: ExecutionArgument

    func run() throws {
        try reporting {
            let text = try execution.read { row, transaction throws(StoreError) -> String in
                if let text = try WaitDescription.text(of: row, transaction) { return text }
                let cause = row.cause.map { " (\($0.kind.rawValue))" } ?? ""
                let message = row.record.message.map { ": \($0)" } ?? ""
                return "it ended with \(row.record.status.rawValue)\(cause)\(message)"
            }
            try Console.print(Console.printable(text))
        }
    }
}
