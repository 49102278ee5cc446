import ArgumentParser
import FlowEngine
import FlowModel
import LuaHost

/// `moonflow run`: one execution from its start to its end.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a flow script to its end.",
        discussion: """
            Log lines go to stderr as they are written. The output of the execution goes to stdout as JSON: indented \
            on a terminal, on one line otherwise. The execution lives in memory and is gone when the process ends.

            Examples:

              moonflow run hello.lua
              moonflow run hello.lua --input '{"name": "Ada"}'
              moonflow run report.lua --input @records.json > report.json
              curl -s https://example.com/data.json | moonflow run report.lua --input -
              moonflow run nightly.lua --virtual-clock        does not really sleep
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

    @Flag(name: .long, help: "Print the whole record with status, message and log, as JSON.")
    var json = false

    @OptionGroup(title: "Clock and chance")
    var rehearsal: RehearsalOptions

    @OptionGroup(title: "Limits")
    var limits: LimitOptions

    func run() async throws {
        let report: RunReport
        do throws(CommandFailure) {
            let script = try ScriptFile.compile(file, name: ScriptFile.fileName(file))
            let inputs = try InputArgument.value(input)
            report = try await execute(script, inputs)
        } catch {
            throw Console.report(error).code
        }
        try report.write()
        let status = ExitStatus(report.report)
        if status != .success { throw status.code }
    }

    private func execute(_ script: Script, _ inputs: JSONValue) async throws(CommandFailure) -> RunReport {
        let log = CollectedLog()
        let clock = rehearsal.clock
        let runner = ExecutionRunner(
            environment: try environment(),
            configuration: ExecutionRunner.Configuration(
                limits: limits.sandbox,
                seed: rehearsal.seed ?? UInt64.random(in: .min ... .max),
                clock: clock,
                log: json ? log : ConsoleLog(hasColours: Console.isTerminal(.error))
            )
        )
        var generator = SystemRandomNumberGenerator()
        let record = ExecutionRecord(
            id: ExecutionID(createdAt: clock.now(), using: &generator), name: ScriptFile.flowName(file),
            script: String(decoding: script.source, as: UTF8.self), inputs: inputs, createdAt: clock.now()
        )
        let task = Task { await runner.run(record) }
        let interruption = Interruption { task.cancel() }
        let report = await task.value
        interruption.stop()
        return RunReport(report: report, log: log.entries, isJSON: json)
    }

    private func environment() throws(CommandFailure) -> SandboxEnvironment {
        do throws(SandboxError) {
            return try .flow()
        } catch {
            throw CommandFailure("\(error)", status: .internal)
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
    @Option(name: .long, help: ArgumentHelp("Memory that the script may use, in MiB.", valueName: "mb"))
    var memoryLimit = 64

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Processor time that the script may use, in seconds; sleeping costs none.", valueName: "seconds"
        )
    )
    var timeLimit = 30.0

    func validate() throws {
        guard 1...2048 ~= memoryLimit else { throw ValidationError("--memory-limit must be 1 to 2048 (MiB).") }
        guard timeLimit >= 0.001, timeLimit <= 31_536_000 else {
            throw ValidationError("--time-limit must be 0.001 to 31536000 (seconds).")
        }
    }

    var sandbox: SandboxLimits {
        var limits = SandboxLimits()
        limits.memory = memoryLimit << 20
        limits.processorTime = .microseconds(Int64(timeLimit * 1_000_000))
        return limits
    }
}
