import Foundation
import Testing

/// Kills a real process at every crash point of every flow; what comes of it afterwards must be the same, and the far side
/// must have seen the same effects.
///
/// `scripts/test` takes a sample, `scripts/test --all` every point. With `MOONFLOW_CRASH_FLOWS=hello,schedules` only these
/// examples are killed.
@Suite struct CrashEverywhereTests {
    private static let chosen = ProcessInfo.processInfo.environment["MOONFLOW_CRASH_FLOWS"]?.split(separator: ",")
    private static let examples = CrashCheck.flows(in: "scripts/flows").filter { name in
        // What needs servers that are not there is killed in its spec.
        !CrashCheck.isThere("scripts/flows/\(name).servers.json") && chosen?.contains { $0 == name } ?? true
    }
    private static let effects = CrashCheck.flows(in: "Tests/CrashTests/Flows")
    /// The examples that act on a service.
    private static let acting = examples.filter { CrashCheck.isThere("scripts/flows/\($0).service.json") }

    @Test(arguments: examples.filter { !acting.contains($0) }, [false, true])
    func nothingIsLostAndNothingIsDoneTwice(_ flow: String, _ commitsEachCall: Bool) async throws {
        try await expectNoProblem(
            CrashCheck(
                folder: "scripts/flows", flow: flow, commitsEachCall: commitsEachCall,
                sample: commitsEachCall ? 3 : 6))
    }

    @Test(arguments: acting, [false, true])
    func effectsOfExamplesAreMadeOnce(_ flow: String, _ commitsEachCall: Bool) async throws {
        try await expectNoProblem(
            CrashCheck(
                folder: "scripts/flows", flow: flow, commitsEachCall: commitsEachCall,
                sample: commitsEachCall ? 3 : 8))
    }

    @Test(arguments: effects, [false, true])
    func effectsAreMadeOnce(_ flow: String, _ commitsEachCall: Bool) async throws {
        try await expectNoProblem(
            CrashCheck(
                folder: "Tests/CrashTests/Flows", flow: flow, commitsEachCall: commitsEachCall,
                sample: commitsEachCall ? 7 : 14))
    }

    private func expectNoProblem(_ check: CrashCheck) async throws {
        let problems = try await KitProcess.blocking { try check.problems() }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }

    /// The flows are there, and the points that matter for effects are among those that are passed.
    @Test func thereIsSomethingToKill() async throws {
        #expect(Self.examples.count >= 20 || Self.chosen != nil)
        #expect(Self.effects.count >= 6)
        #expect(Self.acting.count >= 15 || Self.chosen != nil)
        for check in [
            CrashCheck(folder: "Tests/CrashTests/Flows", flow: "sequential_effects"),
            CrashCheck(folder: "scripts/flows", flow: "rented_server"),
        ] {
            let outcome = try await KitProcess.blocking {
                try CrashCheck.inFolder { folder in
                    try check.outcome(of: check.start("untouched", in: folder).end())
                }
            }
            #expect(
                Set(outcome.points) == [
                    "beforeTurn", "beforeCommit", "inCommit", "afterCommit", "beforeEffect", "duringEffect",
                    "afterEffect",
                ])
            #expect(outcome.effects.count >= 4)
        }
        let written = try await KitProcess.blocking {
            let check = CrashCheck(folder: "scripts/flows", flow: "report_file")
            return try CrashCheck.inFolder { folder in
                try check.outcome(of: check.start("untouched", in: folder).end())
            }
        }
        #expect(written.files == ["reports/done.csv": "n,square\n1,1\n2,4\n3,9\n"])
    }
}
