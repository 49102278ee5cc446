import FlowModel
import Foundation
import Testing

/// Kills the removal of executions that have ended, at every point.
@Suite struct PruneTests {
    @Test func whatIsLeftIsWholeAndGoesNextTime() async throws {
        let problems = try await KitProcess.blocking { try Self.problems() }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }

    private static func problems() throws -> [String] {
        let check = CrashCheck(folder: "Tests/CrashTests/Flows", flow: "effects_in_children")
        return try CrashCheck.inFolder { folder in
            var problems: [String] = []
            let whole = try byID(check.outcome(of: check.start("points", in: folder).end()).executions)
            let (points, _) = try prune("points", in: folder)
            for point in CrashCheck.isComplete ? Array(1...points) : [1, 2, 5, 6, points] {
                let name = "killed-\(point)"
                _ = try check.outcome(of: check.start(name, in: folder).end())
                let status = try start(name, in: folder, ["--crash-at", "\(point)"]).end().status
                if status != -SIGKILL { problems.append("point \(point): status \(status)") }
                let left = try byID(outcome(of: start(name, in: folder, ["--only-look"]).end()).executions)
                for execution in left where whole[execution.key] != execution.value {
                    problems.append("point \(point): \(execution.key) is not whole")
                }
                if point > 3, left.count >= whole.count { problems.append("point \(point): nothing is gone") }
                let rest = try prune(name, in: folder).left
                if !rest.isEmpty { problems.append("point \(point): \(rest.keys) stay") }
            }
            return problems
        }
    }

    private static func start(_ store: String, in folder: URL, _ options: [String]) throws -> KitProcess {
        let place = folder.appending(path: store)
        return try KitProcess(["prune", "--store", place.appending(path: "store.db").path] + options, in: place)
    }

    private static func prune(_ store: String, in folder: URL) throws -> (points: Int, left: [String: JSONValue]) {
        let outcome = try outcome(of: start(store, in: folder, []).end())
        return (outcome.points.count, byID(outcome.executions))
    }

    private static func outcome(of end: KitProcess.End) throws -> CrashCheck.Outcome {
        try CrashCheck(folder: "", flow: "prune").outcome(of: end)
    }

    /// Executions by their ids, without what is derived from others.
    private static func byID(_ executions: JSONValue) -> [String: JSONValue] {
        guard case .array(let list) = executions else { return [:] }
        var byID: [String: JSONValue] = [:]
        for case .object(var fields) in list {
            fields["children"] = nil
            if let id = fields["id"]?.text { byID[id] = .object(fields) }
        }
        return byID
    }
}
