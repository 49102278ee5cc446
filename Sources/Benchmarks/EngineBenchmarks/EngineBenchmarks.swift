import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import LuaHost

/// Measures durable executions on a store in a file with FULL durability, beside what SQLite itself does on this disk.
///
/// Usage: `engine-benchmarks [NAME...]`. The machine's own speed is in every line; trust the ratios to the first one.
@main
struct EngineBenchmarks {
    static let known = [
        "flows", "steps", "children", "sleepers", "recovery", "replay", "wake", "growth", "wakes", "retention",
        "records",
    ]

    static func main() async throws {
        var arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "hold", let path = arguments.last { return try await Recovery.hold(path) }
        guard arguments.allSatisfy(known.contains) else {
            print("usage: scripts/bench [NAME...], all of them or some of: \(known.joined(separator: " "))")
            return
        }
        if arguments.isEmpty { arguments = known[...] }
        let place = try Place()
        let commits = try RawCommits.rate(place.file("raw.db"))
        Line.write("limit: one row a commit, FULL", "\(Int(commits)) commits/s", "SQLite alone, this disk, this run")
        if arguments.contains("flows") { try await Throughput.flows(place) }
        if arguments.contains("steps") { try await Throughput.steps(place) }
        if arguments.contains("children") { try await Throughput.children(place) }
        if arguments.contains("sleepers") { try await Sleepers.measure(place) }
        if arguments.contains("recovery") { try await Recovery.measure(place) }
        if arguments.contains("replay") { try await Replay.measure(place) }
        if arguments.contains("growth") { try await LongJournals.measureStep(place) }
        if arguments.contains("wakes") { try await LongJournals.measureWakes(place) }
        if arguments.contains("retention") { try await Retention.measure(place) }
        if arguments.contains("records") { try await RecordWork.measure(place) }
        if arguments.contains("wake") { try await Wake.measure(place, commits) }
    }
}

/// A folder for stores, which goes away at the end.
final class Place {
    /// How many executions benchmarks of many take.
    static let executionCount = Int(ProcessInfo.processInfo.environment["MOONFLOW_BENCH_COUNT"] ?? "") ?? 100_000

    private let folder = FileManager.default.currentDirectoryPath + "/.bench-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func file(_ name: String) -> String { "\(folder)/\(name)" }

    /// The bytes of a store on the disk.
    func size(_ name: String) -> Int {
        ["", "-wal"].reduce(0) { sum, suffix in
            let attributes = try? FileManager.default.attributesOfItem(atPath: file(name) + suffix)
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }
}

/// Counts commits that changed something.
final class CommitCounter: EngineObserver, @unchecked Sendable {
    // Unchecked Sendable because the engine commits on one thread, and the count is read when it rests.
    private(set) var count = 0

    func changed(_ standings: [CommitOutcome.Standing]) { count += 1 }
}

extension ExecutionEngine {
    /// An engine with the usual limits.
    static func benchmark(
        _ store: any FlowStore, observer: (any EngineObserver)? = nil,
        _ body: (inout EngineConfiguration) -> Void = { _ in }
    ) throws -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.observer = observer
        body(&configuration)
        return ExecutionEngine(store: store, environment: try .flow(), configuration: configuration)
    }
}

/// Makes records.
enum Records {
    static func record(_ script: String) -> ExecutionRecord {
        var generator = SystemRandomNumberGenerator()
        let now = SystemClock().now()
        return ExecutionRecord(
            id: ExecutionID(createdAt: now, using: &generator), name: "bench", script: script, inputs: [:],
            createdAt: now)
    }

    /// Adds many in a few commits.
    static func create(_ count: Int, _ script: String, _ engine: ExecutionEngine) async throws {
        for start in stride(from: 0, to: count, by: 1000) {
            let records = (start..<min(count, start + 1000)).map { _ in record(script) }
            try await engine.change { transitions throws(StoreError) in
                for record in records { try transitions.create(StoredExecution(record: record, seed: 1)) }
            }
        }
    }
}

/// Several ways of doing something, each in its turn, so that all of them see the same machine.
struct Comparison {
    /// Seconds that each has taken.
    private(set) var seconds: [Double]
    /// Seconds of processor time that each has taken.
    private(set) var processor: [Double]

    /// Does all of them that many times, one after the other.
    init(of count: Int, rounds: Int, _ body: (Int) async throws -> Void) async throws {
        (seconds, processor) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for _ in 0..<rounds {
            for index in 0..<count {
                let before = Line.processorTime()
                seconds[index] += Line.seconds(try await ContinuousClock().measure { try await body(index) })
                processor[index] += Line.processorTime() - before
            }
        }
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

    /// Processor time of this process, in seconds.
    static func processorTime() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    /// Resident memory of this process, in bytes.
    static func residentMemory() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
