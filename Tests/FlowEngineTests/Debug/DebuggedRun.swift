import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import LuaHost

@testable import FlowEngine

/// An execution on a store of its own that a test debugs.
///
/// Unchecked Sendable, because one test uses it, one step after the other.
final class DebuggedRun: @unchecked Sendable {
    let store: any FlowStore
    let id = ExecutionID(createdAt: TestFlow.start, random: (1, 2))
    private var configuration = EngineConfiguration()
    private(set) var engine: ExecutionEngine
    private let folder: URL?

    init(isSQLite: Bool = false, replays: Bool = false) throws {
        if isSQLite {
            let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
            self.folder = folder
            store = try SQLiteStore(path: folder.appending(path: "store.db").path, durability: .normal)
        } else {
            folder = nil
            store = MemoryStore()
        }
        configuration.clock = VirtualClock(start: TestFlow.start)
        configuration.alwaysReplays = replays
        configuration.workers = 1
        engine = ExecutionEngine(store: store, environment: TestFlow.environment, configuration: configuration)
    }

    deinit {
        engine.stop()
        if let folder { try? FileManager.default.removeItem(at: folder) }
    }

    /// Starts it; returns once it rests.
    @discardableResult
    func start(
        _ script: String, _ fields: JSONObject = ["is_productive": false, "use_breakpoints": true]
    ) async throws
        -> StoredExecution
    {
        var record = ExecutionRecord(id: id, name: "flow", script: script, inputs: [:], createdAt: TestFlow.start)
        record.set(fields)
        try await engine.start(record, seed: 1)
        return try await engine.end(of: id)
    }

    /// Goes on; returns once it rests.
    @discardableResult
    func resume(_ pace: Sandbox.Pace = .run, saving fields: JSONObject = [:]) async throws -> StoredExecution {
        try await engine.resume(id, at: pace, saving: fields)
        return try await engine.end(of: id)
    }

    /// What a crash leaves: another engine that knows only the store.
    func crash() async throws {
        engine.stop()
        engine = ExecutionEngine(store: store, environment: TestFlow.environment, configuration: configuration)
        try await engine.recover()
    }

    var row: StoredExecution {
        get throws {
            let found = try store.read { transaction throws(StoreError) in try transaction.execution(id) }
            guard let found else { throw StoreError(.damaged, "the execution is gone") }
            return found
        }
    }

    var turns: [[UInt8]] {
        get throws {
            let head = try row.journalHead
            return try store.read { transaction throws(StoreError) in try transaction.turns(upTo: head) }
        }
    }

    var events: [JournalEvent] {
        get throws {
            var events: [JournalEvent] = []
            for turn in try turns {
                var reader = try JournalReader(turn)
                while let event = try reader.next() { events.append(event) }
            }
            return events
        }
    }
}
