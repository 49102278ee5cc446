import ArgumentParser
import FlowEngine
import FlowModel
import FlowStore
import LuaHost

/// `moonflow exec replace-script`.
struct ReplaceScriptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace-script", abstract: "Lets an execution go on with an edited script, if it fits.",
        discussion: """
            Runs the new text along the journal first, without any effect. Only when it asks for the same, call by \
            call, does the execution move to it; else the first difference is shown and nothing changes.
            """)

    @OptionGroup var execution: ExecutionArgument
    @Argument(help: ArgumentHelp("The edited script.", valueName: "file.lua")) var file: String

    func run() async throws {
        do {
            let source = String(
                decoding: try ScriptFile.compile(file, name: ScriptFile.fileName(file)).source, as: UTF8.self)
            let store = try execution.storage.open()
            defer { store.close() }
            let (row, turns, header) = try store.read { transaction throws(StoreError) in
                let row = try execution.row(transaction)
                let header =
                    if let number = row.header { try transaction.header(number) } else { nil as JournalHeader? }
                return (row, try transaction.turns(upTo: row.journalHead), header)
            }
            guard !row.record.status.isEnded else {
                throw CommandFailure("\(row.record.name) has ended, with \(row.record.status.rawValue)")
            }
            guard !row.record.isConnection else {
                throw CommandFailure("\(row.record.name) is a connection, which has no script")
            }
            var edited = row
            edited.record.set(["script": .string(source)])
            let rehearsal = Rehearsal(environment: try .forCommands())
            if let report = await rehearsal.divergence(
                of: edited, turns, header: header, from: row.record.script)
            {
                throw CommandFailure(report, status: .diverged)
            }
            try store.change { transitions throws(StoreError) in
                try transitions.replaceScript(of: row.id, with: source)
            }
            Console.note(
                "\(Console.printable(row.record.name)) (\(row.id)) has the new script: moonflow resume goes on")
        } catch let error as CommandFailure {
            throw Console.report(error).code
        } catch let error as StoreError {
            throw Console.report(CommandFailure(error)).code
        }
    }
}
