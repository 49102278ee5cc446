import FlowModel
import Testing

@testable import FlowEngine

/// A schedule by reference: expectations cannot change values.
private final class Subject {
    private var schedule = ConnectionSchedule()
    var isBusy: Bool { schedule.isBusy }
    var isMoving: Bool { schedule.isMoving }
    var running: [ExecutionID] { schedule.running }

    func offer(_ id: ExecutionID, priority: Int64 = 10) { schedule.offer(id, priority: priority) }
    func takeNext(limit: Int) -> [ExecutionID] { schedule.takeNext(limit: limit) }
    func hold(_ id: ExecutionID) { schedule.hold(id) }
    func refuse(_ id: ExecutionID) { schedule.refuse(id) }
    func begin(_ id: ExecutionID) -> Bool { schedule.begin(id) }
    func finish(_ id: ExecutionID) -> Bool { schedule.finish(id) }
    func end(_ id: ExecutionID) -> Bool { schedule.end(id) }
}

@Suite struct ConnectionScheduleTests {
    private func id(_ number: UInt64) -> ExecutionID {
        ExecutionID(createdAt: ScriptTime(microseconds: Int64(number) * 1000), random: (number, number))
    }

    private func schedule(_ numbers: [UInt64]) -> Subject {
        let schedule = Subject()
        for number in numbers { schedule.offer(id(number)) }
        return schedule
    }

    /// Whoever plays the connectors wants to know when nothing but their work is left.
    @Test func itMovesUntilOnlyConnectorsWork() {
        let schedule = schedule([1])
        #expect(schedule.isMoving)
        #expect(schedule.takeNext(limit: 1) == [id(1)])
        #expect(schedule.isMoving && schedule.running.isEmpty)
        #expect(schedule.begin(id(1)))
        #expect(!schedule.isMoving && schedule.isBusy && schedule.running == [id(1)])
        #expect(schedule.finish(id(1)))
        #expect(schedule.isMoving && schedule.running.isEmpty)
        #expect(!schedule.end(id(1)))
        #expect(!schedule.isMoving && !schedule.isBusy)
    }

    @Test func anAbandonedOneIsNotRunning() {
        let schedule = schedule([1])
        _ = schedule.takeNext(limit: 1)
        #expect(schedule.begin(id(1)))
        #expect(schedule.end(id(1)))
        #expect(!schedule.isMoving && schedule.running.isEmpty)
    }

    @Test func soManyAtATimeInOrder() {
        let schedule = schedule([1, 2, 3])
        schedule.offer(id(4), priority: 20)
        #expect(schedule.takeNext(limit: 2) == [id(4), id(1)])
        #expect(schedule.takeNext(limit: 2).isEmpty)
        #expect(schedule.begin(id(4)))
        #expect(schedule.finish(id(4)))
        #expect(schedule.takeNext(limit: 2) == [id(2)])
        #expect(schedule.takeNext(limit: 9) == [id(3)])
    }

    @Test func whatIsKnownIsNotTakenTwice() {
        let schedule = schedule([1, 1])
        #expect(schedule.takeNext(limit: 9) == [id(1)])
        schedule.offer(id(1))
        #expect(schedule.takeNext(limit: 9).isEmpty)
        #expect(schedule.begin(id(1)))
        #expect(!schedule.begin(id(1)))
        schedule.offer(id(1))
        #expect(schedule.finish(id(1)))
        #expect(!schedule.finish(id(1)))
        schedule.offer(id(1))
        #expect(schedule.takeNext(limit: 9).isEmpty)
    }

    @Test func heldBackBeforeItBegins() {
        let schedule = schedule([1, 2])
        schedule.hold(id(1))
        #expect(schedule.takeNext(limit: 9) == [id(2)])
        schedule.hold(id(2))
        #expect(!schedule.begin(id(2)))
        #expect(!schedule.isBusy)
        schedule.offer(id(1))
        #expect(schedule.takeNext(limit: 1) == [id(1)])
    }

    @Test func aConnectorThatWorksIsNotHeldUp() {
        let schedule = schedule([1])
        _ = schedule.takeNext(limit: 1)
        #expect(schedule.begin(id(1)))
        schedule.hold(id(1))
        #expect(schedule.isBusy)
        #expect(schedule.finish(id(1)))
        // Its result is on the way to the store.
        #expect(schedule.isBusy)
        #expect(!schedule.end(id(1)))
        #expect(!schedule.isBusy)
    }

    @Test func aResultAfterTheEndIsNotWanted() {
        let schedule = schedule([1, 2])
        _ = schedule.takeNext(limit: 1)
        #expect(schedule.begin(id(1)))
        #expect(schedule.end(id(1)))
        #expect(!schedule.end(id(1)))
        // It keeps its place until it returns.
        #expect(schedule.takeNext(limit: 1).isEmpty)
        #expect(!schedule.finish(id(1)))
        #expect(schedule.takeNext(limit: 1) == [id(2)])
    }

    @Test func anAbandonedOneIsNobodysConcern() {
        let schedule = schedule([1])
        _ = schedule.takeNext(limit: 1)
        #expect(schedule.begin(id(1)))
        #expect(schedule.end(id(1)))
        #expect(!schedule.isBusy)
    }

    @Test func aRefusedOneGivesItsPlaceBack() {
        let schedule = schedule([1, 2])
        #expect(schedule.takeNext(limit: 1) == [id(1)])
        schedule.refuse(id(1))
        #expect(schedule.takeNext(limit: 1) == [id(2)])
        schedule.refuse(id(2))
        #expect(!schedule.isBusy)
    }
}
