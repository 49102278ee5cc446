import ArgumentParser
import FlowModel
import FlowStore

/// `moonflow exec`: looks at executions of a store, and acts on them.
struct ExecCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Looks at executions and acts on them.",
        discussion: """
            An execution is named by its id, or by enough of the end of it. What is asked for people is a table; with \
            --json, or when piped, it is JSON.

            Examples:

              moonflow exec list
              moonflow exec show 8057
              moonflow exec why 8057
              moonflow exec answer 1c2d --value '{"approve": true}'
            """,
        subcommands: [
            ListCommand.self, ShowCommand.self, LogsCommand.self, JournalCommand.self, TreeCommand.self,
            WhyCommand.self,
            CancelCommand.self, PauseCommand.self, ResumeExecutionCommand.self, SettleCommand.self, AnswerCommand.self,
            RewindCommand.self,
            ReplaceScriptCommand.self, PruneCommand.self, BackupCommand.self,
        ]
    )
}

/// An execution that is named on the command line.
struct ExecutionArgument: ParsableArguments {
    @OptionGroup
    var storage: StoreOptions

    @Argument(help: ArgumentHelp("The id of the execution, or the end of it.", valueName: "id"))
    var id: String

    /// The row that is meant.
    ///
    /// - Throws: `CommandFailure` when there is none, or several.
    func row(_ transaction: any FlowTransaction) throws(StoreError) -> StoredExecution {
        if let id = ExecutionID(id) {
            if let row = try transaction.execution(id) { return row }
        } else {
            guard let suffix = RecordSuffix(id) else { throw StoreError(.unreachable, Self.advice(id)) }
            let matching = try transaction.executions(endingWith: suffix, limit: Self.mostCandidates + 1)
            if matching.count > 1 { throw StoreError(.unreachable, try ambiguity(matching, transaction)) }
            if let found = matching.first, let row = try transaction.execution(found) { return row }
        }
        throw StoreError(
            .unreachable,
            "there is no execution '\(id)' in \(storage.path); moonflow exec list --all shows those there are")
    }

    /// The execution that is named in another way than as the only argument.
    static func naming(_ id: String, in storage: StoreOptions) throws -> ExecutionArgument {
        var argument = ExecutionArgument()
        (argument.storage, argument.id) = (storage, id)
        return argument
    }

    private static let mostCandidates = 20

    /// What is wrong with a text that is no end of an id.
    static func advice(_ text: String) -> String {
        let isShort = text.utf8.count < RecordSuffix.leastDigits
        return isShort
            ? "'\(text)' is too short: give at least the last \(RecordSuffix.leastDigits) digits of the id"
            : "'\(text)' is no id, and no end of one: those have the digits 0 to 9 and a to f"
    }

    private func ambiguity(
        _ ids: [ExecutionID], _ transaction: any FlowTransaction
    ) throws(StoreError) -> String {
        var lines: [String] = []
        for id in ids.prefix(Self.mostCandidates) {
            if let row = try transaction.execution(id) { lines.append("  " + ExecutionTable.line(of: row)) }
        }
        if ids.count > Self.mostCandidates { lines.append("  ...") }
        return "'\(id)' is the end of several ids; give more of the one that is meant:\n"
            + lines.map(Console.printable).joined(separator: "\n")
    }
}

extension ExecutionArgument {
    /// Reads what belongs to the execution that is meant, beside whoever writes to the store.
    func read<Value>(
        _ body: (StoredExecution, any FlowTransaction) throws(StoreError) -> Value
    ) throws -> Value {
        try storage.openToRead().read { transaction throws(StoreError) in try body(try row(transaction), transaction) }
    }
}

extension ParsableCommand {
    /// Runs `body`, and turns its failure into a message and an exit code.
    func reporting(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as CommandFailure {
            throw Console.report(error).code
        } catch let error as StoreError {
            throw Console.report(CommandFailure(error)).code
        }
    }
}
