import FlowModel
import Testing

@Suite struct ExecutionIDTests {
    @Test func layoutIsVersion7() {
        let id = ExecutionID(createdAt: ScriptTime(microseconds: 0x0189_0a5d_ac96 * 1000), random: (.max, .max))
        #expect(id.description == "01890a5d-ac96-7fff-bfff-ffffffffffff")
        let zero = ExecutionID(createdAt: ScriptTime(microseconds: -5), random: (0, 0))
        #expect(zero.description == "00000000-0000-7000-8000-000000000000")
        #expect(ExecutionID("01890A5D-AC96-7FFF-BFFF-FFFFFFFFFFFF") == id)
    }

    @Test(arguments: [
        "", "x", "01890a5d-ac96-7fff-bfff-fffffffffff", "01890a5dac96-7fff-bfff-ffffffffffff-",
        "01890a5d-ac96-7fff-bfff-fffffffffffg",
    ])
    func refuses(_ text: String) {
        #expect(ExecutionID(text) == nil)
    }

    @Test func laterIdsSortLater() {
        var generator = SystemRandomNumberGenerator()
        let ids = (0..<50).map {
            ExecutionID(createdAt: ScriptTime(microseconds: $0 * 1000), using: &generator).description
        }
        #expect(ids == ids.sorted())
    }
}

@Suite struct ExecutionStatusTests {
    @Test func ended() {
        #expect(ExecutionStatus.allCases.count == 10)
        #expect(ExecutionStatus.allCases.filter(\.isEnded) == [.endedSuccess, .endedError, .endedCancelled])
        #expect(ExecutionStatus.allCases.filter(\.isSuccessful) == [.endedSuccess])
        #expect(ExecutionStatus.allCases.filter(\.isWaiting).count == 4)
    }

    @Test func transitions() {
        for status in ExecutionStatus.allCases {
            #expect(!status.successors.contains(status))
            #expect(status.successors.isEmpty == status.isEnded)
            #expect(status.isEnded || status.successors.isSuperset(of: [.endedSuccess, .endedError, .endedCancelled]))
        }
        #expect(
            ExecutionStatus.pending.successors.isDisjoint(with: [.waitingDependency, .waitingLock, .waitingResponse]))
        #expect(ExecutionStatus.allCases.filter { $0.successors.contains(.pending) } == [.waitingScheduled, .paused])
        #expect(ExecutionStatus.waitingLock.successors.contains(.running))
    }

    @Test(arguments: [
        ("ENDED_SUCCESS", ExecutionStatus.endedSuccess), ("success", .endedSuccess), ("Error", .endedError),
        ("cancelled", .endedCancelled), ("RUNNING", nil), ("", nil),
    ])
    func endNames(_ name: String, _ status: ExecutionStatus?) {
        #expect(ExecutionStatus(endNamed: name) == status)
    }
}

@Suite struct FlowErrorClassTests {
    @Test func tree() {
        #expect(FlowErrorClass.is("LockTimeoutError", "TimeoutExceededError"))
        #expect(FlowErrorClass.is("LockTimeoutError", "EngineException"))
        #expect(FlowErrorClass.is("ExecutionCancel", "LifecycleSignal"))
        #expect(!FlowErrorClass.is("TimeoutExceededError", "LockTimeoutError"))
        #expect(!FlowErrorClass.is("Mine", "EngineException"))
        #expect(FlowErrorClass.is("Mine", "Mine"))
        #expect(FlowErrorClass.allCases.count == 19)
        #expect(FlowErrorClass.allCases.allSatisfy { $0.lineage.last == .engineException })
    }
}

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("slep", "sleep"), ("logg", "log"), ("setoutput", "set_output"), ("outptu_value", "output_value"),
        ("Log", "log"),
        ("xyz", nil), ("", nil), ("sucess", "success"),
    ])
    func suggests(_ name: String, _ expected: String?) {
        let names = ["sleep", "sleep_until", "log", "log_data", "set_output", "output_value", "success"]
        #expect(NearestName.of(name, among: names) == expected)
    }
}
