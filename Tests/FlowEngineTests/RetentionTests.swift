import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import Testing

@testable import FlowEngine

/// That an engine removes what ended long ago, and nothing else.
@Suite(.timeLimit(.minutes(10))) struct RetentionTests {
    private static let now = TestFlow.start

    // MARK: - The order of work

    @Test func aSweepGoesOnWhereItStopped() throws {
        var sweep = RetentionSweep(seconds: 100)
        let first = try #require(sweep.order(endCount: 3, isIdle: false, at: Self.now))
        #expect(first.endedBefore == Self.now.advanced(bySeconds: -100))
        #expect(first.after == nil)
        #expect(first.limit == 8)
        var removal = Removal()
        removal.count = 8
        removal.next = RemovalPlace(endedAt: Self.now, number: 7)
        var reclaims = sweep.note(removal, firstEnd: nil, isIdle: false, at: Self.now)
        #expect(!reclaims)
        #expect(sweep.due < Self.now)
        #expect(sweep.order(endCount: 0, isIdle: true, at: Self.now)?.after == removal.next)

        // The end of a sweep; the next comes when the first of those left is old enough, or after a twentieth of the time.
        removal.next = nil
        reclaims = sweep.note(removal, firstEnd: Self.now.advanced(bySeconds: -10), isIdle: true, at: Self.now)
        #expect(reclaims)
        #expect(sweep.due == Self.now.advanced(bySeconds: 90))
        #expect(sweep.order(endCount: 9, isIdle: true, at: Self.now.advanced(bySeconds: 89)) == nil)
        #expect(sweep.order(endCount: 9, isIdle: true, at: Self.now.advanced(bySeconds: 90))?.after == nil)
        reclaims = sweep.note(Removal(), firstEnd: Self.now.advanced(bySeconds: -200), isIdle: true, at: Self.now)
        #expect(!reclaims)
        #expect(sweep.due == Self.now.advanced(bySeconds: 5))
    }

    @Test func aSteadyLoadIsOutrunAndNoCommitIsLong() throws {
        let sweep = RetentionSweep(seconds: 1)
        for count in [0, 1, 10, 100, 499] {
            let order = try #require(sweep.order(endCount: count, isIdle: false, at: Self.now))
            #expect(order.limit > count)
            #expect(order.limit <= 1000)
        }
        #expect(sweep.order(endCount: 1_000_000, isIdle: false, at: Self.now)?.limit == 1000)
    }

    @Test func spaceIsGivenBackNowAndThenUnderLoad() {
        var sweep = RetentionSweep(seconds: 1)
        var count = 0
        for _ in 0..<1000 where sweep.note(nil, firstEnd: nil, isIdle: false, at: Self.now) { count += 1 }
        #expect(count == 3)
    }

    // MARK: - With an engine

    private func withStores(_ body: (any FlowStore) async throws -> Void) async throws {
        try await body(MemoryStore())
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(try SQLiteStore(path: folder.appending(path: "store.db").path, durability: .normal))
    }

    private func engine(_ store: any FlowStore, retention: Double?) -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.retention = retention
        return ExecutionEngine(store: store, environment: TestFlow.environment, configuration: configuration)
    }

    private func record(_ script: String, endedDaysAgo days: Double? = nil) -> StoredExecution {
        var generator = SystemRandomNumberGenerator()
        let now = SystemClock().now().advanced(bySeconds: -86400 * ((days ?? -1) + 1))
        let id = ExecutionID(createdAt: now, using: &generator)
        var record = ExecutionRecord(id: id, name: "n", script: script, inputs: [:], createdAt: now)
        if days != nil { record.end(.endedSuccess, message: nil, at: now.advanced(bySeconds: 86400)) }
        var row = StoredExecution(record: record, seed: 1)
        if days != nil { (row.isReady, row.isRunnable) = (false, false) }
        return row
    }

    private func names(_ store: any FlowStore) throws -> [ExecutionID] {
        try store.read { transaction throws(StoreError) in try transaction.executions(.all) }
    }

    @Test func anEngineThatRestsRemovesABacklog() async throws {
        try await withStores { store in
            let old = (0..<700).map { _ in record("return {}", endedDaysAgo: 3) }
            let young = record("return {}", endedDaysAgo: 0.5)
            try store.write { transaction throws(StoreError) in
                for row in old + [young] { try transaction.insert(row) }
            }
            let engine = engine(store, retention: 86400)
            let sleeper = try await engine.start(record("this:sleep(1000)").record, seed: 1)
            while try names(store).count > 2 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try names(store) == [young.id, sleeper])
            engine.stop()
        }
    }

    @Test func withoutRetentionNothingGoes() async throws {
        try await withStores { store in
            try store.write { transaction throws(StoreError) in
                try transaction.insert(record("return {}", endedDaysAgo: 3000))
            }
            let engine = engine(store, retention: nil)
            for _ in 1...20 {
                _ = try await engine.end(of: try await engine.start(record("return {}").record, seed: 1))
            }
            #expect(try names(store).count == 21)
            engine.stop()
        }
    }

    @Test func aSteadyLoadLeavesNoMoreThanItsOwn() async throws {
        try await withStores { store in
            let engine = engine(store, retention: 0.001)
            var most = 0
            for _ in 1...300 {
                let script = "local kid = this:script('return {}') return {}"
                _ = try await engine.start(record(script).record, seed: 1)
                try await engine.quiet()
                most = max(most, try names(store).count)
            }
            // Six hundred came by; what there is at one time depends on how fast the machine is, but not on that.
            #expect(most < 300)
            while try !names(store).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            engine.stop()
        }
    }

    @Test func childrenOfWhatHasNotEndedStay() async throws {
        try await withStores { store in
            let engine = engine(store, retention: 0.001)
            let root = try await engine.start(
                record(
                    """
                    local kid = this:script('return {n = 1}')
                    this:set_output('ready', true)
                    this:pause()
                    return {n = kid:get('output_value').n}
                    """
                ).record, seed: 1)
            try await engine.quiet()
            // Others come and go meanwhile, so there are sweeps.
            for _ in 1...20 { _ = try await engine.start(record("return {}").record, seed: 1) }
            while try names(store).count > 2 { try await Task.sleep(for: .milliseconds(5)) }
            engine.stop()

            let next = self.engine(store, retention: nil)
            try await next.change { transitions throws(StoreError) in
                _ = try transitions.carryOut(Control(.run, .execution(root)))
            }
            let row = try await next.end(of: root)
            #expect(row.record.output.object?["n"] == 1, "\(row.record.message ?? "")")
            next.stop()
        }
    }
}
