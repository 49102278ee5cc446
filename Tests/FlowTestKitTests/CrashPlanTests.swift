import FlowStore
import Testing

@testable import FlowTestKit

@Suite struct CrashPlanTests {
    @Test(arguments: [0, 1, 2, 3, 7, 50, 503])
    func everyPointComesOnce(_ commits: Int) {
        let points = CrashPlan.points(upTo: commits)
        #expect(points.count == commits * 2)
        for commit in 0..<commits {
            for isKept in [false, true] {
                #expect(points.count { $0.commit == commit + 1 && $0.isKept == isKept } == 1)
            }
        }
    }

    @Test func aKillLosesACommitOrKeepsIt() throws {
        for isKept in [false, true] {
            let plan = CrashPlan(.init(commit: 2, isKept: isKept))
            let store = CrashingStore(base: MemoryStore(), plan: plan)
            try put("first", store)
            #expect(!plan.takeDeath())
            #expect(throws: StoreError.self) { try put("second", store) }
            #expect(plan.takeDeath())
            #expect(!plan.takeDeath())
            try put("third", store)
            let names = try store.read { transaction throws(StoreError) in try transaction.flowNames() }
            #expect(names == (isKept ? ["first", "second", "third"] : ["first", "third"]))
        }
    }

    private func put(_ name: String, _ store: CrashingStore) throws {
        try store.write { transaction throws(StoreError) in try transaction.putFlow(named: name, script: "") }
    }
}
