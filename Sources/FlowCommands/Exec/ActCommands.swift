import ArgumentParser
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Glibc

extension StoreOptions {
    private static let tries = 15

    /// Does something to the store, or asks the process that holds it to.
    ///
    /// - Throws: `CommandFailure` when it cannot be done.
    func perform(_ action: StoreAction) throws(CommandFailure) {
        // A process that has just begun to hold the store may not listen yet.
        for triesLeft in (0..<Self.tries).reversed() {
            do throws(StoreError) {
                let store = try SQLiteStore(path: path)
                defer { store.close() }
                let refusal = try store.change { transitions throws(StoreError) in try action.apply(transitions) }
                if let refusal { throw StoreError(.unreachable, refusal.message) }
                return
            } catch {
                guard error.code == .held else { throw CommandFailure(error) }
                if let reply = ControlSocket.ask(action, of: path) {
                    if !reply.isEmpty { throw CommandFailure(reply) }
                    return
                }
                guard triesLeft > 0 else { throw CommandFailure(error) }
                usleep(100_000)
            }
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

/// `moonflow exec settle`.
struct SettleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Says of a connection in doubt that it did take effect, and what it gave.",
        discussion: """
            A connection is in doubt when its process ended while it was under way, and it would rather ask than act twice \
            (after_crash = "ask"). Look at the other side first. Then: moonflow exec resume performs it again, exec cancel \
            gives it up, and exec settle ends it with success and this output.

            Example:

              moonflow exec settle 4f2a --output '{"exit_code": 0}'
            """)

    @OptionGroup var execution: ExecutionArgument
    @Option(name: .long, help: ArgumentHelp("The output: JSON, @FILE, or - for standard input.", valueName: "json"))
    var output: String?

    func run() throws {
        try reporting {
            let value = try InputArgument.value(output)
            try execution.perform("is settled; moonflow resume goes on, unless a process holds the store") {
                .settle($0, output: value)
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
            let message = try storage.openToRead().read { transaction throws(StoreError) in
                try meant(id, transaction)
            }
            do throws(FlowError) {
                try MessageForm.check(answer: answer, to: message)
            } catch {
                throw CommandFailure("\(error.message); the message stays open")
            }
            try storage.perform(.answer(message.id, answer))
            let subject = Console.printable(message.content["subject"]?.text ?? "")
            Console.note("'\(subject)' is answered; moonflow resume goes on, unless a process holds the store")
        }
    }

    private func meant(_ text: String, _ transaction: any FlowTransaction) throws(StoreError) -> StoredMessage {
        if let id = MessageID(text) {
            guard let message = try transaction.message(id) else {
                throw StoreError(
                    .unreachable, "there is no message '\(text)'; moonflow exec answer lists the open ones")
            }
            return message
        }
        guard let suffix = RecordSuffix(text) else { throw StoreError(.unreachable, ExecutionArgument.advice(text)) }
        let found = try transaction.openMessages(endingWith: suffix, limit: 20)
        guard let message = found.first else {
            throw StoreError(.unreachable, "'\(text)' names no open message; moonflow exec answer lists them")
        }
        guard found.count == 1 else {
            let list = found.map { "  \($0.id)  \($0.content["subject"]?.text ?? "")" }.joined(separator: "\n")
            throw StoreError(
                .unreachable,
                "'\(text)' is the end of several open messages; give more of the one that is meant:\n"
                    + Console.printable(list))
        }
        return message
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
