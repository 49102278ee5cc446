import ArgumentParser
import FlowModel
import FlowStore

/// `moonflow exec rewind`.
struct RewindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewind", abstract: "Sends an execution back to one of its savepoints.",
        discussion: """
            The execution goes on from there with its variables of then. What it did outside since, and the children \
            and messages that it created, stay as they are: they are listed, and on a terminal you are asked first. \
            Without --to, lists the savepoints.

            Examples:

              moonflow exec rewind 8057
              moonflow exec rewind 8057 --to before-import
              moonflow exec rewind 8057 --to before-import --yes
            """)

    @OptionGroup var execution: ExecutionArgument
    @Option(
        name: .long,
        help: ArgumentHelp("The name or id of the savepoint, or the end of its id.", valueName: "savepoint"))
    var to: String?
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

    func run() throws {
        try reporting {
            guard let to else { return try list() }
            let (row, savepoint, rest) = try execution.read { row, transaction throws(StoreError) in
                let savepoint = try Self.savepoint(to, of: row.id, transaction)
                return (
                    row, savepoint,
                    try savepoint.map { each throws(StoreError) in
                        try RewindRemainder(since: each, of: row, transaction)
                    }
                )
            }
            if let savepoint, let rest {
                for line in rest.lines(name: row.record.name, savepoint) { Console.note(Console.printable(line)) }
                guard yes || !Console.isTerminal(.error) || Self.isConfirmed() else {
                    throw CommandFailure("nothing was changed", status: .cancelled)
                }
            }
            let target = savepoint?.id.description ?? to
            try execution.perform("is back at '\(to)'; moonflow resume goes on, unless a process holds the store") {
                .rewind($0, to: target)
            }
        }
    }

    private func list() throws {
        let savepoints = try execution.read { row, transaction throws(StoreError) in
            try transaction.savepoints(of: row.id)
        }
        try ExecutionTable.print(.array(savepoints.map(\.record)), isJSON: false) {
            savepoints.isEmpty
                ? ["it has no savepoints"]
                : savepoints.map { "\($0.id)  \($0.createdAt.iso8601)  line \($0.line)  \($0.name)" }
        }
    }

    /// The savepoint that is meant: the newest of that name, or the one of that id.
    private static func savepoint(
        _ text: String, of id: ExecutionID, _ transaction: any FlowTransaction
    ) throws(StoreError) -> StoredSavepoint? {
        let all = try transaction.savepoints(of: id)
        if let named = all.last(where: { $0.name == text }) { return named }
        if let id = SavepointID(text) { return all.first { $0.id == id } }
        let matching = RecordSuffix(text).map { suffix in all.filter { suffix.matches($0.id) } } ?? []
        return matching.count == 1 ? matching[0] : nil
    }

    private static func isConfirmed() -> Bool {
        Console.prompt("Go back? [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}

/// What an execution that goes back to a savepoint does not take back.
struct RewindRemainder {
    /// Its children since, and how many of them have not ended.
    let children: [StoredExecution]
    /// Its messages since.
    let messages: [StoredMessage]
    /// The host functions that it called since, with how often.
    let calls: [(function: String, count: Int)]

    /// Looks at what came after a savepoint.
    init(
        since savepoint: StoredSavepoint, of row: StoredExecution, _ transaction: any FlowTransaction
    ) throws(StoreError) {
        var children: [StoredExecution] = []
        for id in try transaction.executions(.children(of: row.id)) {
            guard let child = try transaction.execution(id), let time = child.record.createdAt,
                time > savepoint.createdAt
            else { continue }
            children.append(child)
        }
        self.children = children
        messages = try transaction.messages(of: row.id).filter { $0.createdAt > savepoint.createdAt }
        let earlier = try transaction.turns(upTo: savepoint.journalHead).count
        var counts: [String: Int] = [:]
        for turn in try transaction.turns(upTo: row.journalHead).dropFirst(earlier) {
            for function in try Self.functions(of: turn) { counts[function, default: 0] += 1 }
        }
        calls = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    private static func functions(of turn: [UInt8]) throws(StoreError) -> [String] {
        var functions: [String] = []
        do {
            var reader = try JournalReader(turn)
            while let event = try reader.next() {
                if case .call(let call) = event { functions.append(call.function) }
            }
        } catch {
            throw StoreError(.damaged, "\(error)")
        }
        return functions
    }

    private static let mostShown = 10

    /// The lines that say so.
    func lines(name: String, _ savepoint: StoredSavepoint) -> [String] {
        let title = savepoint.name.isEmpty ? savepoint.id.description : "'\(savepoint.name)'"
        var lines = ["\(name) goes back to \(title) of \(savepoint.createdAt.iso8601), line \(savepoint.line)."]
        guard !children.isEmpty || !messages.isEmpty || !calls.isEmpty else {
            return lines + ["It has done nothing since."]
        }
        lines.append("What it did since is not undone:")
        lines += Self.list(children.count == 1 ? "child" : "children", children.map(ExecutionTable.line))
        lines += Self.list(
            messages.count == 1 ? "message" : "messages",
            messages.map { message in
                let state = message.response == nil ? "open" : "answered"
                return "\(message.id)  \(state)  \(message.content["subject"]?.text ?? "")"
            })
        let called = calls.map { $0.count == 1 ? $0.function : "\($0.function) (\($0.count) times)" }
        if !called.isEmpty { lines.append("  called: " + called.joined(separator: ", ")) }
        return lines
    }

    private static func list(_ title: String, _ lines: [String]) -> [String] {
        guard !lines.isEmpty else { return [] }
        let more = lines.count > mostShown ? ["    ... \(lines.count - mostShown) more"] : []
        return ["  \(lines.count) \(title):"] + lines.prefix(mostShown).map { "    \($0)" } + more
    }
}
