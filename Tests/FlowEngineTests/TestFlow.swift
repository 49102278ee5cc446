import FlowModel
import LuaHost
import Synchronization

@testable import FlowEngine

/// Runs scripts on a virtual clock that starts with the year 2026, with the seed 1.
enum TestFlow {
    static let start = ScriptTime(microseconds: 1_767_225_600_000_000)

    static let environment: SandboxEnvironment = {
        do {
            return try SandboxEnvironment.flow()
        } catch {
            preconditionFailure("the environment of the tests can be built: \(error)")
        }
    }()

    static func run(
        _ script: Script, inputs: JSONValue = [:],
        environment: SandboxEnvironment = environment, log: any LogSink = TestLog()
    ) async -> ExecutionReport {
        let clock = VirtualClock(start: start)
        let runner = ExecutionRunner(
            environment: environment, configuration: .init(limits: .init(), seed: 1, clock: clock, log: log))
        let name = script.name.hasSuffix(".lua") ? String(script.name.dropLast(4)) : script.name
        let record = ExecutionRecord(
            id: ExecutionID(createdAt: start, random: (1, 2)), name: name,
            script: String(decoding: script.source, as: UTF8.self), inputs: inputs, createdAt: start)
        return await runner.run(record)
    }
}

/// Keeps log entries.
final class TestLog: LogSink {
    private let list = Mutex<[LogEntry]>([])
    var entries: [LogEntry] { list.withLock { $0 } }
    func write(_ entry: LogEntry) { list.withLock { $0.append(entry) } }
}
