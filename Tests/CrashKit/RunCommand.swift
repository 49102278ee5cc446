import ArgumentParser
import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import LuaHost

/// Runs one flow on a store and a virtual clock, and ends itself with SIGKILL at the crash point of the number given.
///
/// Called again without a number, it goes on where it was. Prints what came of the flow, which crash points were passed
/// and what the far side has seen, as JSON.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs one flow, or goes on with it.")

    private static let start = ScriptTime(microseconds: 1_767_225_600_000_000)
    private static let mainID = ExecutionID(createdAt: start, random: (1, 2))

    @Option(help: "The store.") var store: String
    @Option(help: "The folder of the flows.") var folder: String
    @Option(help: "The name of the flow to run.") var flow: String
    @Flag(help: "Commit after every host call.") var commitEachCall = false
    @Option(help: "The crash point at which to die, as in 7 or duringEffect:2.") var crashAt: Crash?
    @Option(help: "The number of the crash point at which, or after which, to stop until SIGCONT comes.") var stopAt = 0
    @Option(help: "The socket of the far side.") var farSide: String?
    @Option(help: "What is counted together on the far side.") var space = ""
    @Option(help: "What somebody decides about connections in doubt.") var decision: Decision?
    @Option(help: "What the engine does wrong.") var fault: String?
    @Flag(help: "Leave out the lock that keeps a second process from the store.") var withoutHold = false
    @Flag(help: "Leave out the look at the fencing epoch.") var withoutFence = false

    func run() async throws {
        let omissions: SQLiteStore.Omissions = [withoutHold ? .hold : [], withoutFence ? .fence : []]
        // A killed process loses nothing that the system has, so the tests need not wait for the disk.
        let store = try SQLiteStore(path: store, durability: .normal, omitting: omissions)
        let points = CrashPoints(crash: crashAt, stopAt: stopAt)
        let clock = try clock(store)
        let engine = ExecutionEngine(
            store: store, environment: try .flow(), configuration: try configuration(clock, points))
        clock.engine = engine
        do {
            try await runFlow(engine)
            while await clock.answerMessage() { try await engine.idle() }
            if let decision { try await decision.carryOut(on: store, engine) }
        } catch let error as StoreError {
            print(JSONWriter.text(["error": .string("\(error.code)"), "message": .string(error.description)]))
            throw ExitCode(3)
        }
        engine.stop()
        var result: JSONObject = [
            "points": .array(points.passed.map(JSONValue.string)), "executions": try Outcome.executions(store),
            "turns": try Outcome.turns(store),
        ]
        if let farSide {
            result["effects"] = try FarSide(socket: farSide).effects(in: space)
            result["files"] = try Outcome.files(in: space + "/files")
        }
        print(JSONWriter.text(.object(result)))
    }

    /// Where the service is that the flow acts on; nil when it needs none.
    private func serviceURL() throws -> String? {
        guard let farSide, let fixture = try json("\(flow).service.json") else { return nil }
        return try FarSide(socket: farSide).openService(fixture, in: space)
    }

    private func json(_ file: String) throws -> JSONValue? {
        try FileManager.default.contents(atPath: "\(folder)/\(file)").map { try JSONParser.parse([UInt8]($0)) }
    }

    private func clock(_ store: SQLiteStore) throws -> AnsweringClock {
        var answers: [JSONValue] = []
        if case .array(let given)? = try json("\(flow).answers.json") { answers = given }
        return try AnsweringClock(
            start: try Outcome.latestMoment(store, from: Self.start), store: store, answers: answers,
            file: self.store + ".answers")
    }

    private func configuration(_ clock: AnsweringClock, _ points: CrashPoints) throws -> EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.clock = clock
        configuration.flows = clock.flows
        configuration.workers = 1
        configuration.commitsEveryCall = commitEachCall
        // At other points the thread that commits may be in the middle of a transaction.
        configuration.crashPoint = { points.pass($0.rawValue, canStop: $0 == .beforeCommit || $0 == .afterCommit) }
        if let fault {
            configuration.plantedFault = PlantedFault(rawValue: fault)
            guard configuration.plantedFault != nil else { throw ValidationError("there is no fault '\(fault)'") }
        }
        if let farSide {
            configuration.connectors = [
                "EFFECT": EffectConnector(farSide: FarSide(socket: farSide), space: space, points: points),
                "FILE": FileConnector(root: space + "/files"),
                "REST": WatchedConnector(
                    connector: RESTConnector(), url: try serviceURL(), farSide: FarSide(socket: farSide), space: space,
                    points: points),
            ]
        }
        return configuration
    }

    private func runFlow(_ engine: ExecutionEngine) async throws {
        var scripts: [(name: String, script: String)] = []
        for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where file.hasSuffix(".lua") && !file.hasSuffix(".spec.lua") {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            scripts.append((String(file.dropLast(4)), text))
        }
        var inputs = try json("\(flow).input.json") ?? [:]
        if try serviceURL() != nil, case .object(var entries) = inputs {
            entries["url"] = .string(WatchedConnector.address)
            inputs = .object(entries)
        }
        let record = ExecutionRecord(
            id: Self.mainID, name: flow, script: scripts.first { $0.name == flow }?.script ?? "",
            inputs: inputs, createdAt: Self.start)
        let flows = scripts
        try await engine.change { transitions throws(StoreError) in
            try transitions.putFlows(flows)
            // The same id every time, so a start that was committed before the kill is not made twice.
            guard try !transitions.isThere(Self.mainID) else { return try transitions.recover() }
            try transitions.create(StoredExecution(record: record, seed: 1))
        }
        try await engine.idle()
    }
}
