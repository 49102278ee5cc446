import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import LuaHost
import Synchronization
import Testing

@testable import FlowEngine

/// One execution on a store of its own, with the children it creates, on a virtual clock.
struct StoredRun {
    /// Where executions live, and whether they are dropped from memory at every wait.
    enum Mode: String, CaseIterable, Sendable {
        case memory, replayed, sqlite
    }

    /// What came of it.
    struct Outcome {
        let row: StoredExecution
        let log: [LogEntry]
        /// The host functions that it and all other executions of the store have called, such as `Execution:sleep`.
        var functions: Set<String> = []

        /// Times are those of the script, so sleeping shows in them.
        var json: JSONValue {
            var json: JSONObject = [
                "status": .string(row.record.status.rawValue),
                "message": (row.divergence ?? row.record.message).map { .string($0) } ?? .null,
                "output_value": row.record.output,
                "logs": .array(
                    log.map { .string("\($0.time.iso8601) \($0.level.rawValue) \($0.subject): \($0.text)") }),
            ]
            if row.record["webhook_response"] != .null { json["webhook_response"] = row.record["webhook_response"] }
            return .object(json)
        }
    }

    let script: String
    var name = "flow"
    var inputs: JSONValue = [:]
    var flows: any FlowSource = FlowTable()
    var connectors: [String: any Connector] = [:]
    /// The answers that are given, one after the other, to messages that are open when all else is at rest.
    var answers: [JSONValue] = []

    func outcome(_ mode: Mode) async throws -> Outcome {
        guard mode == .sqlite else { return try await outcome(on: MemoryStore(), replays: mode == .replayed) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteStore(path: folder.appending(path: "store.db").path, durability: .normal)
        return try await outcome(on: store, replays: true)
    }

    private func outcome(on store: any FlowStore, replays: Bool) async throws -> Outcome {
        let clock = RehearsalClock(start: TestFlow.start, store: store, answers: answers)
        var configuration = EngineConfiguration()
        configuration.clock = clock
        configuration.flows = flows
        configuration.connectors = connectors
        configuration.alwaysReplays = replays
        // Executions that could run at the same moment run in one order.
        configuration.workers = 1
        let engine = ExecutionEngine(store: store, environment: TestFlow.environment, configuration: configuration)
        defer { engine.stop() }
        clock.engine = engine
        let record = ExecutionRecord(
            id: ExecutionID(createdAt: TestFlow.start, random: (1, 2)), name: name, script: script, inputs: inputs,
            createdAt: TestFlow.start)
        let id = try await engine.start(record, seed: 1)
        var row = try await engine.end(of: id)
        // What waits for ever has no moment that the clock could hold up.
        while !row.record.status.isEnded, await clock.answerMessage() { row = try await engine.end(of: id) }
        try await engine.idle()
        let log = try store.read { transaction throws(StoreError) in try transaction.log(of: id) }
        return Outcome(row: row, log: log, functions: try Self.functions(in: store))
    }

    private static func functions(in store: any FlowStore) throws -> Set<String> {
        let turns = try store.read { transaction throws(StoreError) -> [[UInt8]] in
            var turns: [[UInt8]] = []
            for id in try transaction.executions(.all) {
                turns += try transaction.turns(upTo: try transaction.execution(id)?.journalHead)
            }
            return turns
        }
        var functions: Set<String> = []
        for turn in turns {
            var reader = try JournalReader(turn)
            while let event = try reader.next() {
                if case .call(let call) = event { functions.insert(call.function) }
            }
        }
        return functions
    }
}

/// A virtual clock that lets messages be answered before it jumps.
private final class RehearsalClock: FlowClock, @unchecked Sendable {
    // Unchecked Sendable because `engine` is set before anything runs.
    weak var engine: ExecutionEngine?
    private let clock: VirtualClock
    private let store: any FlowStore
    private let answers: Mutex<ArraySlice<JSONValue>>

    init(start: ScriptTime, store: any FlowStore, answers: [JSONValue]) {
        clock = VirtualClock(start: start)
        self.store = store
        self.answers = Mutex(answers[...])
    }

    var isVirtual: Bool { true }

    func now() -> ScriptTime { clock.now() }

    func wait(until moment: ScriptTime) async {
        if await !answerMessage() { await clock.wait(until: moment) }
    }

    /// Gives the next answer to the newest open message that somebody waits for; false when there is none to give.
    func answerMessage() async -> Bool {
        let open = try? store.read { transaction throws(StoreError) -> StoredMessage? in
            for message in try transaction.openMessages(of: nil).reversed()
            where try !transaction.waiters(forResponseTo: message.id).isEmpty {
                return message
            }
            return nil
        }
        guard let message = open ?? nil, let answer = answers.withLock({ $0.popFirst() }) else { return false }
        try? await engine?.change { transitions throws(StoreError) in
            _ = try transitions.respond(to: message.id, with: answer)
        }
        return true
    }
}
