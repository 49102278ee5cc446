import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation

/// What a long journal costs an execution that goes on.
enum LongJournals {
    /// One more step of an execution with a short journal and of one with a long journal, in turns.
    static func measureStep(_ place: Place) async throws {
        let (short, long, rounds, each) = (1000, 1_000_000, 40, 25)
        let engine = try ExecutionEngine.benchmark(try SQLiteStore(path: place.file("growth.db")))
        var ids: [ExecutionID] = []
        for length in [short, long] {
            let script = """
                for i = 1, \(length) do this:set_output("n", i) end
                while true do this:pause() end
                """
            ids.append(try await engine.start(Records.record(script), seed: 1))
            try await engine.quiet()
        }
        let comparison = try await Comparison(of: ids.count, rounds: rounds) { index in
            let id = ids[index]
            for _ in 0..<each {
                try await engine.change { transitions throws(StoreError) in
                    _ = try transitions.carryOut(Control(.run, .execution(id)))
                }
                try await engine.quiet()
            }
        }
        engine.stop()
        let (times, processor) = (comparison.seconds, comparison.processor)
        let count = Double(rounds * each)
        Line.write(
            "one more step after \(long) calls", "\(Int(times[1] / count * 1e6)) us",
            "\(Int(times[1] / times[0] * 100)) % of that after \(short) (\(Int(times[0] / count * 1e6)) us), "
                + "CPU \(Int(processor[1] / processor[0] * 100)) %; at most 110 %")
    }

    /// An execution with a long journal that wakes each minute, kept in memory and dropped from it.
    static func measureWakes(_ place: Place) async throws {
        let (calls, wakes) = (500_000, 1000)
        let store = try SQLiteStore(path: place.file("wakes.db"))
        let script = """
            local count = 0
            for i = 1, \(calls) do this:get("name") count = count + 1 end
            for stage = 1, 3 do
                this:pause()
                for i = 1, \(wakes) do this:sleep(60) count = count + 1 end
            end
            return count
            """
        let clock = VirtualClock(start: SystemClock().now())
        let first = try ExecutionEngine.benchmark(store) { $0.clock = clock }
        let id = try await first.start(Records.record(script), seed: 1)
        try await first.quiet()
        let hot = try await stage(id, first)
        first.stop()
        let second = try ExecutionEngine.benchmark(store) { $0.clock = clock }
        let dropped = try await stage(id, second)
        let again = try await stage(id, second)
        let row = try await second.end(of: id)
        second.stop()
        precondition(row.record["output_value"] == ["result": .integer(Int64(calls + 3 * wakes))])
        func each(_ seconds: Double) -> String { String(format: "%.2f ms", seconds / Double(wakes) * 1000) }
        Line.write(
            "a wake in a loop of \(calls) calls", "\(each(hot))",
            "\(each(again)) after a restart, which takes \(Int((dropped - again) * 1000)) ms once; at most 5 ms")
    }

    /// The seconds from one pause to the next.
    private static func stage(_ id: ExecutionID, _ engine: ExecutionEngine) async throws -> Double {
        Line.seconds(
            try await ContinuousClock().measure {
                try await engine.change { transitions throws(StoreError) in
                    _ = try transitions.carryOut(Control(.run, .execution(id)))
                }
                try await engine.idle()
            })
    }
}
