import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import Testing

/// Holds all stores to the same behaviour: the same random changes, and everything that can be asked compared.
@Suite struct StoreConformanceTests {
    private static let isComplete = ProcessInfo.processInfo.environment["MOONFLOW_TEST_ALL"] != nil

    @Test(arguments: 1...(isComplete ? 200 : 6))
    func storesAgree(_ seed: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "store.db").path
        let memory = MemoryStore()
        var file: SQLiteStore? = try SQLiteStore(path: path, durability: .normal)
        var traffic = StoreTraffic(seed: UInt64(seed))
        var generator = SeededGenerator(state: UInt64(seed) &* 31)

        for round in 1...60 {
            let changes = (0..<Int.random(in: 1...8, using: &generator)).map { _ in traffic.next() }
            let names = changes.map(\.name)
            let fails = Int.random(in: 0..<6, using: &generator) == 0
            let answers = make(changes, fails, try #require(file))
            try #require(make(changes, fails, memory) == answers, "seed \(seed), round \(round): \(names)")
            let (ids, now) = (traffic.ids, traffic.now)
            let expected = try snapshot(memory, ids, now)
            if round % 20 == 0 {
                file = nil
                file = try SQLiteStore(path: path, durability: .normal)
            }
            let found = try snapshot(try #require(file), ids, now)
            let isEqual = found == expected
            try #require(
                isEqual, "seed \(seed), round \(round): \(names)\n\(isEqual ? "" : found.difference(from: expected))")
        }
    }

    private func snapshot(_ store: any FlowStore, _ ids: [ExecutionID], _ now: ScriptTime) throws -> StoreSnapshot {
        try store.read { transaction throws(StoreError) in
            try StoreSnapshot(transaction, ids: ids, time: now, locks: StoreTraffic.locks)
        }
    }

    /// What the store said to each change; of a transaction that fails, nothing stays.
    private func make(_ changes: [StoreTraffic.Change], _ fails: Bool, _ store: any FlowStore) -> [String] {
        var answers: [String] = []
        do throws(StoreError) {
            try store.write { transaction throws(StoreError) in
                for change in changes { answers.append(try change.make(transaction)) }
                if fails { throw StoreError(.failed, "thrown by the test") }
            }
        } catch {
            answers.append("\(error)")
        }
        return answers
    }
}
