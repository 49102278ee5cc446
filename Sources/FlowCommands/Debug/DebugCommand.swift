import ArgumentParser
import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Glibc
import LuaHost

/// `moonflow debug`: looks into an execution, line by line.
struct DebugCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "debug",
        abstract: "Runs a flow line by line, or looks into an execution.",
        discussion: """
            With a file, starts it as an execution in development mode that stops before its first line. With the id of an \
            execution, or the end of it, goes on with that one where it stands; one that has ended is run again along its \
            journal, at any place and without any effect. Commands come from standard input, one a line; help lists them:

            \(DebugOrder.manual)

            A stop is a pause: leave the debugger, or kill it, and the execution stands where it stood. moonflow debug ID \
            comes back to it, moonflow exec resume ID and moonflow resume let it go on without.

            fork N JSON makes a new execution that begins as this one did, and gets another answer to the call N of the \
            journal: to try what would have been. This one is not changed.

            The store is held meanwhile; while another process holds it, executions can be looked at, but do not go on here.

            Examples:

              moonflow debug report.lua --input '{"month": 3}'
              moonflow debug 8057
              moonflow debug 8057 --at 12                what the variables were at call 12
              printf 'break 7\\ncontinue\\nvars\\n' | moonflow debug report.lua
            """
    )

    @Argument(
        help: ArgumentHelp("A script, or the id of an execution or the end of it.", valueName: "file.lua|id"),
        completion: .file(extensions: ["lua"]))
    var subject: String

    @Option(
        name: .long,
        help: ArgumentHelp("The inputs of a script: JSON, @FILE, or - for standard input.", valueName: "json"))
    var input: String?

    @Option(name: .long, help: ArgumentHelp("The call of the journal to look at first.", valueName: "call"))
    var at: UInt64?

    @OptionGroup
    var storage: StoreOptions

    @OptionGroup(title: "Limits")
    var limits: LimitOptions

    @OptionGroup(title: "Connections")
    var connections: ConnectorOptions

    private var isFile: Bool { subject.hasSuffix(".lua") || subject.contains("/") || access(subject, F_OK) == 0 }

    func validate() throws {
        if input == "-" {
            throw ValidationError("Commands come from standard input; give the inputs as JSON or @FILE.")
        }
        if isFile, at != nil { throw ValidationError("--at is for an execution that has a journal, not for a script.") }
        if !isFile, input != nil { throw ValidationError("--input is for a script; an execution has its inputs.") }
    }

    func run() async throws {
        do throws(CommandFailure) {
            let connectors = connections.connectors(besides: storage)
            do throws(CommandFailure) {
                try await debug(connectors)
            } catch {
                await connectors.shutdown()
                throw error
            }
            await connectors.shutdown()
        } catch {
            throw Console.report(error).code
        }
    }

    private func debug(_ connectors: BundledConnectors) async throws(CommandFailure) {
        let script = isFile ? try ScriptFile.compile(subject, name: ScriptFile.fileName(subject)) : nil
        let inputs = try InputArgument.value(input)
        let (store, failure) = try opened()
        defer { store.close() }
        if script != nil, let failure { throw failure }
        if let failure { Console.note("\(failure.message); until then, executions can be looked at") }
        do {
            let environment = try SandboxEnvironment.forCommands()
            let row = try script.map { newRow($0, inputs) } ?? existing(store)
            let observer = StopObserver(
                row.id,
                log: ConsoleObserver(
                    log: ConsoleLog(hasColours: Console.hasColours(.error)), main: row.id, store: store))
            var configuration = EngineConfiguration()
            configuration.processorTimeOverride = limits.processorTime
            configuration.flows = StoredFlows(store)
            configuration.connectors = connectors.table
            configuration.secrets = try connections.vault.secrets(store, besides: storage)
            configuration.observer = observer
            let engine =
                failure == nil
                ? ExecutionEngine(store: store, environment: environment, configuration: configuration) : nil
            defer { engine?.stop() }
            let socket = engine.flatMap { ControlSocket(store: storage.path, engine: $0) }
            defer { socket?.stop() }
            // Ctrl-C while it runs: it stands still where it is, and orders are read again.
            let id = row.id
            let interruption = Interruption {
                Task {
                    try await engine?.change { transitions throws(StoreError) in
                        _ = try transitions.carryOut(Control(.pause(message: nil), .execution(id)))
                    }
                }
            }
            defer { interruption.stop() }
            let flows = isFile ? FlowFolder.scripts(besides: subject) : []
            try await engine?.change { transitions throws(StoreError) in
                try transitions.putFlows(flows)
                if script != nil { try transitions.create(row) } else { try Self.attach(to: row, transitions) }
            }
            let driver = engine.map { DebugSession.Driver(engine: $0, observer: observer) }
            let call = at
            // Scripts are run on this thread, and standard input blocks it.
            try await Task(executorPreference: ScriptThreads(count: 1)) {
                try await DebugSession(row, store: store, environment: environment, driver: driver).run(at: call)
            }.value
        } catch let error as CommandFailure {
            throw error
        } catch let error as StoreError {
            throw CommandFailure(error)
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    /// The store, held by this process; while another one holds it, to read only, with who that is.
    private func opened() throws(CommandFailure) -> (SQLiteStore, CommandFailure?) {
        if !isFile, access(storage.path, F_OK) != 0 { _ = try storage.openToRead() }
        do throws(CommandFailure) {
            return (try storage.open(), nil)
        } catch {
            guard error.status == .held else { throw error }
            return (try storage.openToRead(), error)
        }
    }

    /// The execution stands still until the debugger lets it go on; others of its tree go on.
    private static func attach(to row: StoredExecution, _ transitions: ExecutionTransitions) throws(StoreError) {
        guard !row.record.status.isEnded else { return }
        _ = try transitions.carryOut(Control(.pause(message: nil), .execution(row.id)))
        try transitions.recover(treeOf: row.id)
    }

    private func newRow(_ script: Script, _ inputs: JSONValue) -> StoredExecution {
        var generator = SystemRandomNumberGenerator()
        let now = SystemClock().now()
        var record = ExecutionRecord(
            id: ExecutionID(createdAt: now, using: &generator), name: ScriptFile.flowName(subject),
            script: String(decoding: script.source, as: UTF8.self), inputs: inputs, createdAt: now)
        record.set(["is_productive": false, "use_breakpoints": true, "break": true])
        var row = StoredExecution(
            record: record, seed: UInt64.random(in: .min ... .max), limits: ExecutionLimits(limits.sandbox))
        // It begins when the debugger lets it.
        (row.isPaused, row.isReady) = (true, false)
        return row
    }

    private func existing(_ store: SQLiteStore) throws -> StoredExecution {
        let argument = try ExecutionArgument.naming(subject, in: storage)
        let row = try store.read { transaction throws(StoreError) in try argument.row(transaction) }
        guard !row.record.isConnection else {
            throw CommandFailure("\(row.record.name) is a connection, which has no script")
        }
        return row
    }
}
