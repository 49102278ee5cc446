import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation

/// A store under a steady load whose ended executions go after a second: how large it is as time passes.
enum Retention {
    private static let script = """
        this:log("begun", {text = ("x"):rep(200)})
        this:set_output("n", 1)
        this:script("return {}")
        """
    private static let callers = 64

    static func measure(_ place: Place) async throws {
        // Each flow has a child.
        let count = Place.executionCount / 2
        let store = try SQLiteStore(path: place.file("retention.db"), durability: .normal)
        let engine = try ExecutionEngine.benchmark(store) { $0.retention = 1 }
        let sizes = Sizes(place, "retention.db")
        let clock = ContinuousClock()
        var (begin, processor) = (clock.now, Line.processorTime())
        let step = max(1, count / 10)
        var half = (file: 0, log: 0)
        for number in 1...10 {
            try await run(step, engine)
            let seconds = Line.seconds(begin.duration(to: clock.now))
            let microseconds = (Line.processorTime() - processor) / Double(step * 2) * 1e6
            (begin, processor) = (clock.now, Line.processorTime())
            let (file, log) = sizes.now
            if number == 5 { half = (file, log) }
            let rows = try store.read { transaction throws(StoreError) in try transaction.executions(.all).count }
            Line.write(
                "retention of 1 s, after \(number * step * 2) executions", "\(file >> 10) KiB, log \(log >> 10) KiB",
                "\(rows) rows; \(Int(Double(step * 2) / seconds)) executions/s, \(Int(microseconds)) us CPU each")
        }
        let end = sizes.now
        while try store.read({ transaction throws(StoreError) in try transaction.executions(.all).count }) > 0 {
            try await Task.sleep(for: .milliseconds(100))
        }
        let rest = sizes.now
        engine.stop()
        Line.write(
            "retention, the second half beside the first",
            "file \(percent(end.file, half.file)) %, log \(percent(end.log, half.log)) %",
            "at rest: \(rest.file >> 10) KiB, log \(rest.log >> 10) KiB; flat is about 100 %")
    }

    private static func percent(_ value: Int, _ base: Int) -> Int { base == 0 ? 100 : value * 100 / base }

    private static func run(_ count: Int, _ engine: ExecutionEngine) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    for _ in 0..<(count / callers + (caller < count % callers ? 1 : 0)) {
                        let id = try await engine.start(Records.record(script), seed: 1)
                        _ = try await engine.end(of: id)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private struct Sizes {
        let path: String

        init(_ place: Place, _ name: String) { path = place.file(name) }

        var now: (file: Int, log: Int) {
            func size(_ path: String) -> Int {
                (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
            }
            return (size(path), size(path + "-wal"))
        }
    }
}
