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
            CancelCommand.self, PauseCommand.self, ResumeExecutionCommand.self, AnswerCommand.self, RewindCommand.self,
            ReplaceScriptCommand.self, PruneCommand.self,
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
        } else if id.count >= 4 {
            let matching = try transaction.executions(.all).filter { $0.description.hasSuffix(id.lowercased()) }
            if matching.count > 1 {
                let list = matching.prefix(5).map(\.description).joined(separator: ", ")
                throw StoreError(
                    .unreachable, "'\(id)' is the end of \(matching.count) executions: \(list); give more of it")
            }
            if let found = matching.first, let row = try transaction.execution(found) { return row }
        }
        throw StoreError(
            .unreachable, "there is no execution '\(id)' in \(storage.path); moonflow exec list shows those there are")
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
