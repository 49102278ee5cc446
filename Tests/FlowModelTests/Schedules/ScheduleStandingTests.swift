import FlowModel
import Testing

@Suite struct ScheduleStandingTests {
    private let now = ScriptTime(microseconds: 1_000_000_000)
    private let schedule = RecordID(high: 1, low: 1)
    private let executions = [RecordID(high: 2, low: 1), RecordID(high: 2, low: 2)]

    private func steps(
        _ isEnabled: Bool, _ active: [ExecutionID], _ lastEnd: (ExecutionStatus, Double)? = nil
    ) -> [ScheduleStanding.Step] {
        let end = lastEnd.map { (status: $0.0, at: now.advanced(bySeconds: $0.1)) }
        return ScheduleStanding.steps(
            for: [ScheduleStanding(id: schedule, isEnabled: isEnabled, active: active, lastEnd: end)], now: now)
    }

    @Test func oneThatIsEnabledIsStartedOnce() {
        #expect(steps(true, []) == [.start(schedule, at: now)])
        #expect(steps(true, [executions[0]]) == [])
        #expect(steps(true, executions) == [.end(executions[1])])
    }

    @Test func oneThatIsDisabledIsEnded() {
        #expect(steps(false, []) == [])
        #expect(steps(false, executions) == [.end(executions[0]), .end(executions[1])])
        #expect(steps(false, [], (.endedError, 0)) == [])
    }

    @Test func afterAnErrorOrACancelItWaitsAMinute() {
        #expect(steps(true, [], (.endedSuccess, 0)) == [.start(schedule, at: now)])
        for status in [ExecutionStatus.endedError, .endedCancelled] {
            #expect(steps(true, [], (status, 0)) == [.start(schedule, at: now.advanced(bySeconds: 60))])
            #expect(steps(true, [], (status, -45)) == [.start(schedule, at: now.advanced(bySeconds: 15))])
            #expect(steps(true, [], (status, -90)) == [.start(schedule, at: now)])
        }
    }

    @Test func eachScheduleIsForItself() {
        let other = RecordID(high: 1, low: 2)
        let found = ScheduleStanding.steps(
            for: [
                ScheduleStanding(id: schedule, isEnabled: false, active: [executions[0]]),
                ScheduleStanding(id: other, isEnabled: true, active: []),
            ], now: now)
        #expect(found == [.end(executions[0]), .start(other, at: now)])
    }
}
