import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import GRDB

/// What SQLite does by itself.
enum RawCommits {
    /// Commits a second of one row each, with FULL.
    static func rate(_ path: String) throws -> Double {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        try queue.write { try $0.execute(sql: "CREATE TABLE row (number INTEGER PRIMARY KEY, bytes BLOB)") }
        let bytes = Data(repeating: 7, count: 100)
        let count = 1000
        let time = try ContinuousClock().measure {
            for _ in 0..<count {
                try queue.write {
                    try $0.cachedStatement(sql: "INSERT INTO row (bytes) VALUES (?)").execute(arguments: [bytes])
                }
            }
        }
        return Double(count) / Line.seconds(time)
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
    static func steps(_ place: Place, _ commits: Double) async throws {
        for (name, isEach, count) in [("each committed", true, 2000), ("committed by turn", false, 200_000)] {
            let counter = CommitCounter()
            let store = try SQLiteStore(path: place.file("steps-\(isEach).db"))
            let engine = try ExecutionEngine.benchmark(store, observer: counter) {
                $0.commitsEveryCall = isEach
            }
            let script = "for i = 1, \(count) do this:set_output('n', i) end"
            let time = try await ContinuousClock().measure {
                let row = try await engine.end(of: try await engine.start(Records.record(script), seed: 1))
                precondition(row.record.status == .endedSuccess, "\(row.record.message ?? "")")
            }
            engine.stop()
            let rate = Double(count) / Line.seconds(time)
            let limit = isEach ? "\(Int(rate / commits * 100)) % of the limit; at least 80 %" : "at least 200000"
            Line.write("W2 steps of one flow, \(name)", "\(Int(rate)) steps/s", "\(counter.count) commits; \(limit)")
        }
    }

    /// W3: children of one flow.
    static func children(_ place: Place) async throws {
        let engine = try ExecutionEngine.benchmark(try SQLiteStore(path: place.file("children.db")))
        let script = """
            local children = {}
            for i = 1, 500 do children[i] = this:script("return {}", {wait = false}) end
            this:wait_for(children)
            """
        let time = try await ContinuousClock().measure {
            let row = try await engine.end(of: try await engine.start(Records.record(script), seed: 1))
            precondition(row.record.status == .endedSuccess, "\(row.record.message ?? "")")
        }
        engine.stop()
        Line.write("W3 500 children", "\(Int(500 / Line.seconds(time))) children/s", "at least 10000")
    }
}
