import Testing

/// The checks of this suite, with an engine that is wrong on purpose: each must see it.
///
/// Without the fault the same checks find nothing: that is what `CrashEverywhereTests` says.
@Suite struct PlantedFaultTests {
    private func isSeen(
        _ fault: String, in flow: String, of folder: String = "Tests/CrashTests/Flows"
    ) async throws -> Bool {
        let check = CrashCheck(folder: folder, flow: flow, fault: fault, sample: 60)
        let problems = try await KitProcess.blocking { try check.problems(limit: 1) }
        // A run that was left alone says nothing about what a kill does.
        return problems.contains { $0.contains("killed at") }
    }

    @Test func aDroppedEntryIsSeen() async throws {
        #expect(try await isSeen("droppedEntry", in: "sequential_effects"))
    }

    @Test func answersInAnotherOrderAreSeen() async throws {
        #expect(try await isSeen("swappedAnswers", in: "effects_in_lanes"))
    }

    @Test func aDoubleStartIsSeen() async throws {
        #expect(try await isSeen("secondKey", in: "sequential_effects"))
    }

    @Test func aDoubleStartIsSeenByAnHTTPService() async throws {
        #expect(try await isSeen("secondKey", in: "sign_request", of: "scripts/flows"))
    }

    @Test func aLostTimerIsSeen() async throws {
        #expect(try await isSeen("lostTimer", in: "retried_effects"))
    }

    @Test func brokenFencingIsSeen() async throws {
        let check = StaleEngineCheck(isFenced: false)
        let problems = try await KitProcess.blocking { try check.problems(sample: 1) }
        #expect(problems.contains { $0.contains("not refused") }, "\(problems)")
    }
}
