import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import GRDB

/// What SQLite does by itself.
final class RawCommits {
    private let queue: DatabaseQueue

    init(_ path: String) throws {
        queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        try queue.write { try $0.execute(sql: "CREATE TABLE row (number INTEGER PRIMARY KEY, bytes BLOB)") }
    }

    /// How long that many commits of one row each take, with FULL.
    func time(_ count: Int) throws -> Duration {
        let bytes = Data(repeating: 7, count: 100)
        return try ContinuousClock().measure {
            for _ in 0..<count {
                try queue.write {
                    try $0.cachedStatement(sql: "INSERT INTO row (bytes) VALUES (?)").execute(arguments: [bytes])
                }
            }
        }
    }

    /// Commits a second of one row each, with FULL.
    static func rate(_ path: String) throws -> Double {
        1000 / Line.seconds(try RawCommits(path).time(1000))
    }
}

/// W1 to W3: how many a second.
enum Throughput {
    /// W1: trivial flows from many callers, each of which waits for the end of its own.
    static func flows(_ place: Place) async throws {
        let (callers, each) = (128, 100)
        let counter = CommitCounter()
        let engine = try ExecutionEngine.benchmark(try SQLiteStore(path: place.file("flows.db")), observer: counter)
        let processor = Line.processorTime()
        let time = try await ContinuousClock().measure {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<callers {
                    group.addTask {
                        for _ in 0..<each {
                            let id = try await engine.start(Records.record("this:set_output('n', 1)"), seed: 1)
                            _ = try await engine.end(of: id)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let count = Double(callers * each)
        let microseconds = (Line.processorTime() - processor) / count * 1e6
        engine.stop()
        Line.write(
            "W1 trivial flows, \(callers) callers", "\(Int(count / Line.seconds(time))) flows/s",
            "\(Int(microseconds)) us CPU and \(String(format: "%.3f", Double(counter.count) / count)) commits a flow; "
                + "limit 5000, aim 20000")
    }

    /// W2: steps of one flow.
    static func steps(_ place: Place) async throws {
        try await stepsEachCommitted(place)
        let count = 200_000
        let counter = CommitCounter()
        let store = try SQLiteStore(path: place.file("steps.db"))
        let engine = try ExecutionEngine.benchmark(store, observer: counter)
        let time = try await steps(count, engine)
        engine.stop()
        let rate = Double(count) / Line.seconds(time)
        Line.write(
            "W2 steps of one flow, committed by turn", "\(Int(rate)) steps/s",
            "\(counter.count) commits; at least 200000")
    }

    /// In turns with SQLite alone, so that both see the same machine, and not before both logs have their size.
    private static func stepsEachCommitted(_ place: Place) async throws {
        let (rounds, warm, each) = (60, 20, 200)
        let raw = try RawCommits(place.file("steps-raw.db"))
        let counter = CommitCounter()
        let engine = try ExecutionEngine.benchmark(
            try SQLiteStore(path: place.file("steps-each.db")), observer: counter
        ) { $0.commitsEveryCall = true }
        var (alone, durable, rawProcessor, processor) = (0.0, 0.0, 0.0, 0.0)
        for round in 0..<rounds {
            let start = Line.processorTime()
            let limit = Line.seconds(try raw.time(each))
            let before = Line.processorTime()
            let time = Line.seconds(try await steps(each, engine))
            guard round >= warm else { continue }
            alone += limit
            durable += time
            rawProcessor += before - start
            processor += Line.processorTime() - before
        }
        engine.stop()
        let count = Double((rounds - warm) * each)
        Line.write(
            "W2 steps of one flow, each committed", "\(Int(count / durable)) steps/s",
            "\(Int(alone / durable * 100)) % of SQLite alone in turns (\(Int(count / alone))/s), at least 80 %; "
                + "\(Int(processor / count * 1e6)) us CPU each, SQLite alone \(Int(rawProcessor / count * 1e6)); "
                + "\(counter.count) commits")
    }

    private static func steps(_ count: Int, _ engine: ExecutionEngine) async throws -> Duration {
        let script = "for i = 1, \(count) do this:set_output('n', i) end"
        return try await ContinuousClock().measure {
            let row = try await engine.end(of: try await engine.start(Records.record(script), seed: 1))
            precondition(row.record.status == .endedSuccess, "\(row.record.message ?? "")")
        }
    }

    /// W3: children of one flow; the first round only makes everything warm.
    static func children(_ place: Place) async throws {
        let (count, rounds) = (500, 20)
        let engine = try ExecutionEngine.benchmark(try SQLiteStore(path: place.file("children.db")))
        let script = """
            local children = {}
            for i = 1, \(count) do children[i] = this:script("return {}", {wait = false}) end
            this:wait_for(children)
            """
        var times: [Double] = []
        var processor = 0.0
        for round in 0...rounds {
            let before = Line.processorTime()
            let time = try await ContinuousClock().measure {
                let row = try await engine.end(of: try await engine.start(Records.record(script), seed: 1))
                precondition(row.record.status == .endedSuccess, "\(row.record.message ?? "")")
            }
            guard round > 0 else { continue }
            times.append(Line.seconds(time))
            processor += Line.processorTime() - before
        }
        engine.stop()
        let median = times.sorted()[rounds / 2]
        Line.write(
            "W3 \(count) children, median of \(rounds)", "\(Int(Double(count) / median)) children/s",
            "\(Int(processor / Double(count * rounds) * 1e6)) us CPU each; at least 10000")
    }
}
