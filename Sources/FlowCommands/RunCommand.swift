import ArgumentParser
import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import LuaHost

/// `moonflow run`: one execution from its start to its end.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a flow script to its end.",
        discussion: """
            Log lines go to stderr once they are safe in the store. The output of the execution goes to stdout as \
            JSON: indented on a terminal, on one line otherwise. Other scripts of the same folder are flows that the \
            script can call by name.

            Whatever happens to this process, nothing is lost: moonflow resume goes on where the execution was.

            While it runs, nobody else can work on the store, so it goes on with the other unfinished executions of it as \
            well, and leaves them where they are when its own has ended.

            Examples:

              moonflow run hello.lua
              moonflow run hello.lua --input '{"name": "Ada"}'
              moonflow run report.lua --input @records.json > report.json
              curl -s https://example.com/data.json | moonflow run report.lua --input -
              moonflow run nightly.lua --virtual-clock        in memory, and does not really sleep
              moonflow run hello.lua --json | jq .status      the whole record with its log
            """
    )

    @Argument(help: ArgumentHelp("The script.", valueName: "file.lua"), completion: .file(extensions: ["lua"]))
    var file: String

    @Option(
        name: .long,
        help: ArgumentHelp("The inputs: JSON, @FILE, or - for standard input.", valueName: "json")
    )
    var input: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The roles it acts with, separated by commas: it may do what they allow; everything unless given.",
            valueName: "names"))
    var roles: String?

    @Flag(name: .long, help: "Print the whole record with status, message and log, as JSON.")
    var json = false

    @OptionGroup
    var storage: StoreOptions

    @Flag(name: .long, help: "Keep the execution in memory only; it is gone when the process ends.")
    var memory = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "full: a power cut loses nothing that was committed. normal: it may lose the last moments; faster.",
            valueName: "full|normal"))
    var durability = SQLiteStore.Durability.full

    @OptionGroup
    var retention: RetentionOptions

    @OptionGroup
    var git: GitOptions

    @OptionGroup
    var progress: ProgressOptions

    @OptionGroup(title: "Clock and chance")
    var rehearsal: RehearsalOptions

    @OptionGroup(title: "Limits")
    var limits: LimitOptions

    @OptionGroup(title: "Connections")
    var connections: ConnectorOptions

    func run() async throws {
        let report: RunReport
        do throws(CommandFailure) {
            let script = try ScriptFile.compile(file, name: ScriptFile.fileName(file))
            let inputs = try InputArgument.value(input)
            let connectors = connections.connectors(besides: storage)
            do throws(CommandFailure) {
                report = try await execute(script, inputs, connectors)
            } catch {
                await connectors.shutdown()
                throw error
            }
            await connectors.shutdown()
        } catch {
            throw Console.report(error).code
        }
        try report.write()
        let status = report.status
        if status != .success { throw status.code }
    }

    private func execute(
        _ script: Script, _ inputs: JSONValue, _ connectors: BundledConnectors
    ) async throws(CommandFailure) -> RunReport {
        let clock = rehearsal.clock
        let store: any FlowStore = memory || clock.isVirtual ? MemoryStore() : try storage.open(durability)
        var generator = SystemRandomNumberGenerator()
        let record = ExecutionRecord(
            id: ExecutionID(createdAt: clock.now(), using: &generator), name: ScriptFile.flowName(file),
            script: String(decoding: script.source, as: UTF8.self), inputs: inputs, createdAt: clock.now()
        )
        let roles = try roles.map { names throws(CommandFailure) in try RoleArgument.roles(names, in: store) }
        let log = CollectedLog()
        let isLasting = store is SQLiteStore
        let retentionSeconds = try retention.seconds()
        let sink: any LogSink = json ? log : ConsoleLog(hasColours: Console.hasColours(.error))
        var configuration = EngineConfiguration()
        let row = StoredExecution(
            record: record, seed: rehearsal.seed ?? UInt64.random(in: .min ... .max),
            limits: ExecutionLimits(limits.sandbox))
        configuration.clock = clock
        configuration.flows = StoredFlows(store)
        configuration.connectors = connectors.table
        configuration.secrets = try connections.vault.secrets(store, besides: storage)
        if isLasting { configuration.retention = retentionSeconds }
        let console = ConsoleObserver(log: sink, main: record.id, onlyMain: json, store: store)
        let live = json ? nil : progress.begin(console, clock: clock)
        configuration.observer = live ?? console
        defer { live?.stop() }
        let tracking = isLasting ? git.tracking(storage, &configuration) : nil
        Console.beginQueue()
        defer {
            Console.endQueue()
            (store as? SQLiteStore)?.close()
        }
        let engine = ExecutionEngine(store: store, environment: try .forCommands(), configuration: configuration)
        let interruption = Interruption {
            if isLasting { return engine.stop() }
            Task { await engine.cancel(record.id, message: "cancelled from outside") }
        }
        let socket = isLasting ? ControlSocket(store: storage.path, engine: engine) : nil
        defer {
            interruption.stop()
            socket?.stop()
        }
        do throws(StoreError) {
            let flows = FlowFolder.scripts(besides: file)
            try await engine.change { transitions throws(StoreError) in
                try transitions.putFlows(flows)
                try transitions.admit(row, roles: roles)
                try transitions.recover()
            }
            let tracker = tracking?.begin(store, engine)
            let row = try await engine.end(of: record.id)
            if let tracker { await tracking?.finish(tracker) }
            let rest = try Self.rest(of: row, in: store)
            engine.stop()
            return RunReport(
                report: ExecutionReport(record: row.record, cause: row.cause, divergence: row.divergence),
                log: log.entries, isJSON: json, rest: rest)
        } catch {
            guard error.code == .stopped else { throw CommandFailure(error) }
            throw CommandFailure(
                "interrupted; the execution \(record.id) is safe: moonflow resume goes on with it", status: .interrupted
            )
        }
    }

    /// What an execution that has not ended waits for, in words; and who goes on after it has.
    static func rest(of row: StoredExecution, in store: any FlowStore) throws(StoreError) -> String? {
        try store.read { transaction throws(StoreError) in
            var lines: [String] = []
            var count = try transaction.unfinishedCount()
            if let text = try WaitDescription.text(of: row, transaction) {
                lines.append(text)
                count -= 1
            }
            if count > 0 {
                let noun = count == 1 ? "execution" : "executions"
                lines.append("\(count) other \(noun) of the store go on later: moonflow resume")
            }
            return lines.isEmpty ? nil : lines.joined(separator: "\n")
        }
    }
}

/// Options that make a run repeatable.
struct RehearsalOptions: ParsableArguments {
    /// Where a virtual clock starts unless told otherwise, so that runs are alike.
    private static let usualStart = "2024-01-01T00:00:00Z"

    @Flag(name: .long, help: "Let time stand still and jump over every sleep.")
    var virtualClock = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "When the virtual clock starts (ISO 8601); 2024-01-01T00:00:00Z unless given.", valueName: "time"
        )
    )
    var startTime: String?

    @Option(
        name: .long,
        help: ArgumentHelp("What math.random starts from; a new one each run unless given.", valueName: "number")
    )
    var seed: UInt64?

    func validate() throws {
        guard let startTime else { return }
        guard virtualClock else { throw ValidationError("--start-time needs --virtual-clock.") }
        guard ScriptTime(iso8601: startTime) != nil else {
            throw ValidationError("--start-time '\(startTime)' is not a time; write it as 2024-01-01T00:00:00Z.")
        }
    }

    var clock: any FlowClock {
        guard virtualClock, let start = ScriptTime(iso8601: startTime ?? Self.usualStart) else { return SystemClock() }
        return VirtualClock(start: start)
    }
}

/// Options for what a script may use.
struct LimitOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Memory that the script may use, in MiB (64 unless given).", valueName: "mb"))
    var memoryLimit: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Processor time that the script may use, in seconds (30 unless given); sleeping costs none.",
            valueName: "seconds"
        )
    )
    var timeLimit: Double?

    func validate() throws {
        guard memoryLimit.map({ 1...2048 ~= $0 }) ?? true else {
            throw ValidationError("--memory-limit must be 1 to 2048 (MiB).")
        }
        guard timeLimit.map({ 0.001...31_536_000 ~= $0 }) ?? true else {
            throw ValidationError("--time-limit must be 0.001 to 31536000 (seconds).")
        }
    }

    var sandbox: SandboxLimits {
        var limits = SandboxLimits()
        if let memoryLimit { limits.memory = memoryLimit << 20 }
        if let processorTime { limits.processorTime = processorTime }
        return limits
    }

    /// The processor time that was asked for; nil when none was.
    var processorTime: Duration? { timeLimit.map { .microseconds(Int64($0 * 1_000_000)) } }
}

extension SQLiteStore.Durability: ExpressibleByArgument {}
