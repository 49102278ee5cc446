import FlowModel
import Foundation
import Testing

/// Kills a real process at every crash point of every example flow; what comes of it afterwards must be the same.
///
/// `scripts/test` takes a sample, `scripts/test --all` every point.
@Suite struct CrashEverywhereTests {
    private static let folder = root.appending(path: "scripts/flows").path
    private static let flows = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".lua") && !$0.hasSuffix(".spec.lua") }.map { String($0.dropLast(4)) }.sorted()
    private static let isComplete = ProcessInfo.processInfo.environment["MOONFLOW_TEST_ALL"] != nil

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private struct Run {
        let status: Int32
        let output: String
    }

    /// Runs the flow on the store, to its end or to the crash point.
    private func run(_ flow: String, on store: URL, commitsEachCall: Bool, crashAt point: Int) throws -> Run {
        let process = Process()
        process.executableURL = try binary()
        process.arguments = [store.path, Self.folder, flow, commitsEachCall ? "yes" : "no", "\(point)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return Run(status: status, output: String(decoding: text, as: UTF8.self))
    }

    private func binary() throws -> URL {
        let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let bundle = URL(fileURLWithPath: CommandLine.arguments.first { $0.contains(".xctest") } ?? "")
        let places = [runner, bundle.deletingLastPathComponent()].map { $0.appending(path: "crash-kit") }
        return try #require(places.first { FileManager.default.fileExists(atPath: $0.path) })
    }

    private func result(_ run: Run) throws -> (points: Int, executions: JSONValue) {
        #expect(run.status == 0)
        let value = try JSONParser.parse(run.output) as JSONValue
        let fields = try #require(value.object)
        return (Int(try #require(fields["points"]?.integer)), fields["executions"] ?? .null)
    }

    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test(arguments: flows, [false, true])
    func nothingIsLostAndNothingIsDoneTwice(_ flow: String, _ commitsEachCall: Bool) throws {
        try inFolder { folder in
            let untouched = try result(
                try run(flow, on: folder.appending(path: "untouched"), commitsEachCall: commitsEachCall, crashAt: 0))
            #expect(untouched.points > 0)
            for point in points(upTo: untouched.points, flow, commitsEachCall) {
                let store = folder.appending(path: "killed-\(point)")
                let killed = try run(flow, on: store, commitsEachCall: commitsEachCall, crashAt: point)
                // How calls fall into commits varies a little, and with it how many points there are.
                let isReached = killed.status == -SIGKILL || (killed.status == 0 && point > untouched.points * 3 / 4)
                #expect(isReached, "point \(point) of \(untouched.points) of \(flow): status \(killed.status)")
                let resumed = try result(try run(flow, on: store, commitsEachCall: commitsEachCall, crashAt: 0))
                #expect(resumed.executions == untouched.executions, "killed at point \(point) of \(flow)")
                try? FileManager.default.removeItem(at: store)
            }
        }
    }

    /// All points, or a few of them: the same each time.
    private func points(upTo count: Int, _ flow: String, _ commitsEachCall: Bool) -> [Int] {
        guard !Self.isComplete else { return Array(1...count) }
        var state = UInt64(truncatingIfNeeded: flow.utf8.reduce(7) { $0 &* 31 &+ Int($1) }) | 1
        var chosen: Set<Int> = []
        while chosen.count < min(count, commitsEachCall ? 3 : 6) {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            chosen.insert(Int(state >> 33) % count + 1)
        }
        return chosen.sorted()
    }
}
