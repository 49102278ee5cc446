import ArgumentParser
import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Glibc
import LuaHost

/// `moonflow resume`: goes on with what is unfinished in a store.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Goes on with every unfinished execution of the store.",
        discussion: """
            After a crash, a power cut or Ctrl-C, or when a message was answered: runs every execution of the store \
            until all have ended, or wait for somebody. Executions that sleep are waited for. One line per execution \
            that ended goes to stdout; log lines go to stderr.

            The exit code is that of the worst end: 0, 1 for an error, 3 for a limit, 5 when some wait for somebody.

            Examples:

              moonflow resume
              moonflow resume --store /var/lib/moonflow/store.db
              moonflow resume --no-wait               does not wait for those that sleep

            Connections that were under way are made again, under the same options as in run: give --files, --allow-host \
            and --public-only here as well.
            """
    )

    @OptionGroup
    var storage: StoreOptions

    @Flag(name: .long, help: "Stop when nothing can run now, instead of waiting for sleeping executions.")
    var noWait = false

    @Option(
        name: .long,
        help: ArgumentHelp("Whether a power cut may lose the last moments, as in run.", valueName: "full|normal"))
    var durability = SQLiteStore.Durability.full

    @OptionGroup
    var retention: RetentionOptions

    @OptionGroup
    var git: GitOptions

    @OptionGroup
    var progress: ProgressOptions

    @OptionGroup(title: "Limits")
    var limits: LimitOptions

    @OptionGroup(title: "Connections")
    var connections: ConnectorOptions

    func run() async throws {
        let worst: ExitStatus
        do throws(CommandFailure) {
            let connectors = connections.connectors(besides: storage)
            do throws(CommandFailure) {
                worst = try await goOn(connectors)
            } catch {
                await connectors.shutdown()
                throw error
            }
            await connectors.shutdown()
        } catch {
            throw Console.report(error).code
        }
        if worst != .success { throw worst.code }
    }

    /// How many of those that rest are described.
    private static let mostShown = 20

    private func goOn(_ connectors: BundledConnectors) async throws(CommandFailure) -> ExitStatus {
        let retentionSeconds = try retention.seconds()
        // Opening it to read first: a store that is not there is an error, not a new store.
        if access(storage.path, F_OK) != 0 { _ = try storage.openToRead() }
        let store = try storage.open(durability)
        let ends = EndReporter(store: store)
        var configuration = EngineConfiguration()
        configuration.limits = limits.sandbox
        configuration.processorTimeOverride = limits.processorTime
        configuration.flows = StoredFlows(store)
        configuration.connectors = connectors.table
        configuration.secrets = try connections.vault.secrets(store, besides: storage)
        configuration.retention = retentionSeconds
        let live = progress.begin(ends, clock: configuration.clock)
        configuration.observer = live ?? ends
        defer { live?.stop() }
        let tracking = git.tracking(storage, &configuration)
        Console.beginQueue()
        defer {
            Console.endQueue()
            store.close()
        }
        let engine = ExecutionEngine(store: store, environment: try .forCommands(), configuration: configuration)
        let interruption = Interruption { engine.stop() }
        let socket = ControlSocket(store: storage.path, engine: engine)
        defer {
            interruption.stop()
            socket?.stop()
        }
        do throws(StoreError) {
            try await engine.recover()
            let tracker = tracking.begin(store, engine)
            if noWait { try await engine.quiet() } else { try await engine.idle() }
            await tracking.finish(tracker)
            engine.stop()
            live?.stop()
            let resting = try store.read { transaction throws(StoreError) -> [String] in
                var query = ExecutionQuery()
                query.isUnfinished = true
                var lines: [String] = []
                for id in try transaction.executions(query, before: nil, limit: Self.mostShown).ids {
                    guard let row = try transaction.execution(id) else { continue }
                    let reason = try WaitDescription.text(of: row, transaction) ?? ""
                    lines.append("\(row.record.name) \(id): \(reason)")
                }
                let hidden = try transaction.unfinishedCount() - lines.count
                if hidden > 0 { lines.append("... and \(hidden) more: moonflow exec list") }
                return lines
            }
            for line in resting { Console.note(Console.printable(line)) }
            return ends.worst ?? (resting.isEmpty || noWait ? .success : .resting)
        } catch {
            guard error.code == .stopped else { throw CommandFailure(error) }
            throw CommandFailure("interrupted; what is not finished is safe: moonflow resume", status: .interrupted)
        }
    }
}
