import FlowModel
import Foundation
import Testing

/// Kills processes while they make the store, wherever they are then: no file may be left that is nobody's.
@Suite struct EarlyKillTests {
    @Test func aStoreThatWasBeingMadeIsMadeByTheNext() async throws {
        let problems = try await KitProcess.blocking { try Self.problems(count: CrashCheck.isComplete ? 300 : 40) }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }

    private static func problems(count: Int) throws -> [String] {
        let check = CrashCheck(folder: "Tests/CrashTests/Flows", flow: "effects_in_children")
        return try CrashCheck.inFolder { folder in
            let whole = try check.outcome(of: check.start("whole", in: folder).end())
            var problems: [String] = []
            for number in 0..<count {
                let name = "early-\(number)"
                let process = try check.start(name, in: folder)
                // From the start of the process until well after the store is there, on whatever machine.
                let store = folder.appending(path: name).appending(path: "store.db").path
                for _ in 0..<10_000 where !FileManager.default.fileExists(atPath: store) { usleep(100) }
                usleep(UInt32(number % 20) * 150)
                process.kill()
                _ = try process.end()
                let end = try check.start(name, in: folder).end()
                do {
                    let outcome = try check.outcome(of: end)
                    problems += check.differences(outcome, whole).map { "killed early, \(number): \($0)" }
                } catch {
                    problems.append("killed early, \(number): \(error)")
                }
            }
            return problems
        }
    }
}
