import FlowModel
import Foundation
import Testing

/// Many processes go on with copies of one store that was left in the middle.
@Suite struct ReplayTests {
    @Test(arguments: ["retried_effects", "effect_and_savepoint"])
    func twentyProcessesReplayByteEqually(_ flow: String) async throws {
        let journals = try await KitProcess.blocking { try Self.journals(of: flow, processes: 20) }
        #expect(journals.count == 20)
        #expect(Set(journals).count == 1)
        #expect(journals.first.map { $0.utf8.count > 200 } == true)
    }

    /// The bytes of all journals, as each process left them.
    private static func journals(of flow: String, processes: Int) throws -> [String] {
        let check = CrashCheck(folder: "Tests/CrashTests/Flows", flow: flow)
        return try CrashCheck.inFolder { folder in
            let points = try check.outcome(of: check.start("whole", in: folder).end()).points.count
            let end = try check.start("middle", in: folder, ["--crash-at", "\(points * 2 / 3)"]).end()
            guard end.status == -SIGKILL else { throw CrashCheck.Failure(description: "\(flow) was not killed") }
            return try (0..<processes).map { number in
                let copy = "copy-\(number)"
                try FileManager.default.copyItem(
                    at: folder.appending(path: "middle"), to: folder.appending(path: copy))
                return JSONWriter.text(try check.outcome(of: check.start(copy, in: folder).end()).turns)
            }
        }
    }
}
