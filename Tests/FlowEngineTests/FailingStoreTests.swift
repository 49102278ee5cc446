import FlowModel
import FlowStore
import Synchronization
import Testing

@testable import FlowEngine

/// What callers of an engine see when its store fails, or when it was stopped: an error, and never silence.
@Suite(.timeLimit(.minutes(10))) struct FailingStoreTests {
    /// A store whose disk fills up.
    private final class FillingStore: FlowStore {
        private let store = MemoryStore()
        private let room: Mutex<Int>

        init(commits: Int) { room = Mutex(commits) }

        func write<Result>(
            _ body: (any FlowTransaction) throws(StoreError) -> Result
        ) throws(StoreError) -> Result {
            let isFull = room.withLock { room in
                room -= 1
                return room < 0
            }
            if isFull { throw StoreError(.full, "the disk is full") }
            return try store.write(body)
        }

        func read<Result>(
            _ body: (any FlowTransaction) throws(StoreError) -> Result
        ) throws(StoreError) -> Result {
            try store.read(body)
        }
    }

    private func engine(_ store: any FlowStore) -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.clock = VirtualClock(start: TestFlow.start)
        return ExecutionEngine(store: store, environment: TestFlow.environment, configuration: configuration)
    }

    private var record: ExecutionRecord {
        ExecutionRecord(
            id: ExecutionID(createdAt: TestFlow.start, random: (1, 2)), name: "flow",
            script: "for i = 1, 5 do this:log(i) this:sleep(1) end", inputs: [:], createdAt: TestFlow.start)
    }

    private func code(_ body: () async throws -> Void) async -> StoreError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? StoreError)?.code
        }
    }

    @Test(arguments: 0...6)
    func everyWayOfWaitingEnds(_ commits: Int) async {
        let engine = engine(FillingStore(commits: commits))
        let found = await code {
            let id = try await engine.start(record, seed: 1)
            _ = try await engine.end(of: id)
        }
        #expect(found == .full)
        #expect(await code { try await engine.idle() } == .full)
        #expect(await code { try await engine.quiet() } == .full)
        #expect(await code { try await engine.recover() } == .full)
        #expect(await code { _ = try await engine.end(of: record.id) } == .full)
    }

    @Test func aStoppedEngineSaysSo() async throws {
        let engine = engine(MemoryStore())
        engine.stop()
        #expect(await code { try await engine.idle() } == .stopped)
        #expect(await code { try await engine.quiet() } == .stopped)
        #expect(await code { _ = try await engine.start(record, seed: 1) } == .stopped)
    }
}
