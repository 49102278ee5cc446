import FlowModel
import Testing

@testable import FlowEngine

/// A schedule of connections with limits, by reference.
private final class Subject {
    private var schedule = ConnectionSchedule()
    private var numbers: [ExecutionID: Int] = [:]

    private static func id(_ number: Int) -> ExecutionID {
        ExecutionID(createdAt: ScriptTime(microseconds: Int64(number) * 1000), random: (UInt64(number), UInt64(number)))
    }

    func offer(_ number: Int, priority: Int64 = 10, _ groups: (String, ConnectionLimits)...) {
        numbers[Self.id(number)] = number
        schedule.offer(
            Self.id(number), priority: priority, in: groups.map { .init(name: $0.0, limits: $0.1) })
    }

    func take(limit: Int = 100, at now: Double = 0) -> [Int] {
        let ids = schedule.takeNext(limit: limit, at: now)
        for id in ids { _ = schedule.begin(id) }
        return ids.compactMap { numbers[$0] }
    }

    func finish(_ number: Int) {
        _ = schedule.finish(Self.id(number))
        _ = schedule.end(Self.id(number))
    }

    func end(_ number: Int) { _ = schedule.end(Self.id(number)) }
    func hold(_ number: Int) { schedule.hold(Self.id(number)) }
    var nextMoment: Double? { schedule.nextMoment }
    var isBusy: Bool { schedule.isBusy }
}

@Suite struct ConnectionGroupsTests {
    private let schedule = Subject()
    private let one = ConnectionLimits(concurrent: 1)

    @Test func soManyAtATime() {
        for number in 1...4 { schedule.offer(number, ("orders", ConnectionLimits(concurrent: 2))) }
        schedule.offer(5)
        #expect(schedule.take() == [1, 2, 5])
        #expect(schedule.take() == [])
        schedule.finish(2)
        #expect(schedule.take() == [3])
        schedule.finish(1)
        schedule.finish(3)
        #expect(schedule.take() == [4])
        for number in [4, 5] { schedule.finish(number) }
        #expect(!schedule.isBusy)
    }

    @Test func theHigherPriorityGoesFirstAmongThoseHeldBack() {
        schedule.offer(1, ("orders", one))
        #expect(schedule.take() == [1])
        schedule.offer(2, ("orders", one))
        schedule.offer(3, priority: 20, ("orders", one))
        #expect(schedule.take() == [])
        schedule.finish(1)
        #expect(schedule.take() == [3])
    }

    /// A place that one cannot take, because another limit holds it back, is for the next.
    @Test func twoLimitsAtOnce() {
        schedule.offer(1, ("type", one))
        schedule.offer(2, ("record", one))
        #expect(schedule.take() == [1, 2])
        schedule.offer(3, ("type", one), ("record", one))
        schedule.offer(4, ("type", one))
        #expect(schedule.take() == [])
        schedule.finish(1)
        #expect(schedule.take() == [4])
        schedule.finish(2)
        #expect(schedule.take() == [])
        schedule.finish(4)
        #expect(schedule.take() == [3])
    }

    @Test func soManyInAMinute() {
        let limits = ConnectionLimits(perMinute: 2)
        for number in 1...5 { schedule.offer(number, ("orders", limits)) }
        #expect(schedule.take(at: 10) == [1, 2])
        #expect(schedule.nextMoment == 70)
        schedule.finish(1)
        #expect(schedule.take(at: 69.9) == [])
        #expect(schedule.take(at: 70) == [3, 4])
        #expect(schedule.nextMoment == 130)
        #expect(schedule.take(at: 130) == [5])
        #expect(schedule.nextMoment == nil)
    }

    @Test func aLimitOfAMinuteOutlivesItsConnections() {
        let limits = ConnectionLimits(perMinute: 1)
        schedule.offer(1, ("orders", limits))
        #expect(schedule.take(at: 0) == [1])
        schedule.finish(1)
        schedule.offer(2, ("orders", limits))
        #expect(schedule.take(at: 30) == [])
        #expect(schedule.take(at: 60) == [2])
    }

    @Test func oneThatEndsWhileHeldBackTakesNoPlace() {
        for number in 1...3 { schedule.offer(number, ("orders", one)) }
        #expect(schedule.take() == [1])
        schedule.end(2)
        schedule.finish(1)
        #expect(schedule.take() == [3])
        schedule.finish(3)
        #expect(!schedule.isBusy)
    }

    @Test func aRaisedLimitHoldsForThoseThatWait() {
        schedule.offer(1, ("orders", one))
        schedule.offer(2, ("orders", one))
        #expect(schedule.take() == [1])
        schedule.offer(3, ("orders", ConnectionLimits(concurrent: 3)))
        #expect(Set(schedule.take()) == [2, 3])
    }

    @Test func thousandsAreHeldBackInOrder() {
        for number in 1...3000 { schedule.offer(number, ("orders", ConnectionLimits(concurrent: 3))) }
        var order = schedule.take()
        var index = 0
        while index < order.count {
            schedule.finish(order[index])
            order += schedule.take()
            index += 1
        }
        #expect(order == Array(1...3000))
        #expect(!schedule.isBusy)
    }
}
