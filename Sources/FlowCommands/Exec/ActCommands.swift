import ArgumentParser
import FlowModel
import FlowStore
import FlowStoreSQLite

extension StoreOptions {
    /// Does something to the store, or asks the process that holds it to.
    ///
    /// - Throws: `CommandFailure` when it cannot be done.
    func perform(_ action: StoreAction) throws(CommandFailure) {
        do throws(StoreError) {
            let store = try SQLiteStore(path: path)
            let refusal = try store.change { transitions throws(StoreError) in try action.apply(transitions) }
            if let refusal { throw StoreError(.unreachable, refusal.message) }
        } catch {
            guard error.code == .held, let reply = ControlSocket.ask(action, of: path) else {
                throw CommandFailure(error)
            }
            if !reply.isEmpty { throw CommandFailure(reply) }
        }
    }
}

extension ExecutionArgument {
    /// Does something to the execution that is meant, and says so.
    func perform(_ done: String, _ action: (ExecutionID) -> StoreAction) throws {
        let row = try read { row, _ in row }
        try storage.perform(action(row.id))
        Console.note("\(Console.printable(row.record.name)) (\(row.id)) \(done)")
    }
}

/// `moonflow exec cancel`.
struct CancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Ends an execution with ENDED_CANCELLED.")

    @OptionGroup var execution: ExecutionArgument
    @Option(name: .long, help: "The status message to end with.") var message: String?

    func run() throws {
        try reporting { try execution.perform("is cancelled") { .cancel($0, message: message) } }
    }
}

/// `moonflow exec pause`.
struct PauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Processes an execution no further until it is resumed.")

    @OptionGroup var execution: ExecutionArgument
    @Option(name: .long, help: "The status message while it is paused.") var message: String?

    func run() throws {
        try reporting { try execution.perform("is paused") { .pause($0, message: message) } }
    }
}

/// `moonflow exec resume`.
struct ResumeExecutionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a paused execution go on; moonflow resume runs it.")

    @OptionGroup var execution: ExecutionArgument

    func run() throws {
        try reporting {
            try execution.perform("may go on; moonflow resume runs it, unless a process holds the store") {
                .resume($0)
            }
        }
    }
}

/// `moonflow exec answer`.
struct AnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answers a message of an execution.",
        discussion: "Without a value, lists the messages that nobody has answered.")

    @OptionGroup var storage: StoreOptions
    @Argument(help: ArgumentHelp("The id of the message, or the end of it.", valueName: "message")) var id: String?
    @Option(name: .long, help: ArgumentHelp("The answer: JSON, @FILE, or - for standard input.", valueName: "json"))
    var value: String?

    func run() throws {
        try reporting {
            guard let id, let value else { return try list() }
            let answer = try InputArgument.value(value)
            let messages = try storage.openToRead().read { transaction throws(StoreError) in
                try transaction.openMessages(of: nil).filter { $0.id.description.hasSuffix(id.lowercased()) }
            }
            guard messages.count == 1, let message = messages.first else {
                let count = messages.isEmpty ? "no open message" : "several open messages"
                throw CommandFailure("'\(id)' names \(count); moonflow exec answer lists them")
            }
            try storage.perform(.answer(message.id, answer))
            let subject = Console.printable(message.content["subject"]?.text ?? "")
            Console.note("'\(subject)' is answered; moonflow resume goes on, unless a process holds the store")
        }
    }

    private func list() throws {
        let messages = try storage.openToRead().read { transaction throws(StoreError) in
            try transaction.openMessages(of: nil)
        }
        let records = messages.map { message in
            JSONValue.object(JSONObject(StoredMessage.fieldNames.map { .init(key: $0, value: message.field($0)) }))
        }
        try ExecutionTable.print(.array(records), isJSON: false) {
            messages.isEmpty
                ? ["no message waits for an answer"]
                : messages.map { "\($0.id)  \($0.content["subject"]?.text ?? "")" }
        }
    }
}

/// `moonflow exec rewind`.
struct RewindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewind", abstract: "Sends an execution back to one of its savepoints.",
        discussion: """
            The execution goes on from there with its variables of then. What it did outside since, and the children \
            and messages that it created, stay as they are. Without --to, lists the savepoints.
            """)

    @OptionGroup var execution: ExecutionArgument
    @Option(name: .long, help: ArgumentHelp("The name or id of the savepoint.", valueName: "savepoint")) var to: String?

    func run() throws {
        try reporting {
            guard let to else {
                let savepoints = try execution.read { row, transaction throws(StoreError) in
                    try transaction.savepoints(of: row.id)
                }
                return try ExecutionTable.print(.array(savepoints.map(\.record)), isJSON: false) {
                    savepoints.isEmpty
                        ? ["it has no savepoints"]
                        : savepoints.map { "\($0.id)  line \($0.line)  \($0.name)" }
                }
            }
            try execution.perform("is back at '\(to)'; moonflow resume goes on, unless a process holds the store") {
                .rewind($0, to: to)
            }
        }
    }
}
