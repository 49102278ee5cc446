import FlowModel
import Foundation
import Testing

/// Stops a process in the middle of a flow, has another one take over its store, and wakes the first.
///
/// The lock on the store is left out, as if the two were on different machines. Blocks.
struct StaleEngineCheck: Sendable {
    /// Whether the process that is woken looks at the fencing epoch.
    var isFenced = true

    /// What is not as it should be, for stops at so many points in the first half of the flow.
    func problems(sample: Int) throws -> [String] {
        let check = CrashCheck(folder: "Tests/CrashTests/Flows", flow: "effects_in_children")
        return try CrashCheck.inFolder { folder in
            var problems: [String] = []
            let untouched = try check.outcome(of: check.start("untouched", in: folder).end())
            let half = untouched.points.count / 2
            for point in stride(from: half, to: 0, by: -max(1, half / sample)).prefix(sample) {
                let name = "stale-\(point)"
                let fence = isFenced ? [] : ["--without-fence"]
                let stale = try check.start(
                    name, in: folder, ["--without-hold", "--stop-at", "\(point)"] + fence)
                guard stale.isStopped() else {
                    problems.append("it did not stop at \(point)")
                    continue
                }
                let next = try check.start(name, in: folder, ["--without-hold"]).end()
                stale.resume()
                let end = try stale.end()
                if end.status != 3 || !end.output.contains(#""error":"fenced""#) {
                    problems.append("stopped at \(point): not refused: status \(end.status) \(end.output.prefix(200))")
                }
                for end in [next, try check.start(name, in: folder).end()] {
                    do {
                        problems += check.differences(try check.outcome(of: end), untouched)
                    } catch let failure as CrashCheck.Failure {
                        problems.append("stopped at \(point): \(failure)")
                    }
                }
            }
            return problems
        }
    }
}

@Suite struct StaleEngineTests {
    @Test func anEngineThatWasTakenOverWritesNoMore() async throws {
        let problems = try await KitProcess.blocking {
            try StaleEngineCheck().problems(sample: CrashCheck.isComplete ? 60 : 6)
        }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }
}
