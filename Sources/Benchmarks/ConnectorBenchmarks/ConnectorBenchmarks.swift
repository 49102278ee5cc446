import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import LuaHost

/// Measures connections over HTTP, beside what the client alone does in the same run.
///
/// Usage: `connector-benchmarks [NAME...]`. The other side is a process of its own, so that its memory does not count.
@main
struct ConnectorBenchmarks {
    static let known = ["call", "connections", "download"]

    static func main() async throws {
        var arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "serve" { return try await BenchmarkServer.serve() }
        guard arguments.allSatisfy(known.contains) else {
            print("usage: scripts/bench [NAME...], all of them or some of: \(known.joined(separator: " "))")
            return
        }
        if arguments.isEmpty { arguments = known[...] }
        let place = try Place()
        let server = try OtherProcess()
        if arguments.contains("call") { try await Calls.measure(place, server.url) }
        if arguments.contains("connections") { try await ManyConnections.measure(place, server.url) }
        if arguments.contains("download") { try await Download.measure(place, server.url) }
    }
}

/// A folder for stores and files, which goes away at the end.
final class Place {
    let path = FileManager.default.currentDirectoryPath + "/.bench-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Seconds that it takes to put a few bytes on this disk.
    func secondsOfSync(_ count: Int) throws -> Double {
        let descriptor = open(file("sync"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(descriptor) }
        let bytes = [UInt8](repeating: 7, count: 4096)
        let time = ContinuousClock().measure {
            for _ in 0..<count {
                _ = write(descriptor, bytes, bytes.count)
                fdatasync(descriptor)
            }
        }
        return Line.seconds(time) / Double(count)
    }
}

/// The other side, in a process of its own.
final class OtherProcess {
    let url: String
    private let process = Process()

    init() throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        url = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))"
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }
}

/// Counts commits that changed something.
final class CommitCounter: EngineObserver, @unchecked Sendable {
    // Unchecked Sendable because the engine commits on one thread, and the count is read when it rests.
    private(set) var count = 0

    func changed(_ standings: [CommitOutcome.Standing]) { count += 1 }
}

/// An engine with REST.
enum Engines {
    static func engine(
        _ store: any FlowStore, _ connector: any Connector, observer: (any EngineObserver)? = nil
    ) throws -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.observer = observer
        configuration.connectors["REST"] = connector
        configuration.connectionLimit = 2000
        return ExecutionEngine(store: store, environment: try .flow(), configuration: configuration)
    }

    static func record(_ script: String, _ url: String) -> ExecutionRecord {
        var generator = SystemRandomNumberGenerator()
        let now = SystemClock().now()
        return ExecutionRecord(
            id: ExecutionID(createdAt: now, using: &generator), name: "bench", script: script,
            inputs: ["url": .string(url)], createdAt: now)
    }
}

/// What was measured, a line each.
enum Line {
    static func write(_ name: String, _ value: String, _ remark: String) {
        print(
            name.padding(toLength: 44, withPad: " ", startingAt: 0)
                + value.padding(toLength: 30, withPad: " ", startingAt: 0) + remark)
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    static func milliseconds(_ seconds: Double) -> String { "\(String(format: "%.3f", seconds * 1000)) ms" }

    /// Resident memory of this process, in bytes.
    static func residentMemory() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Sockets of this process.
    static func sockets() -> Int {
        let folder = "/proc/self/fd"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).count { name in
            ((try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")) ?? "").hasPrefix(
                "socket:")
        }
    }
}
