import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation

/// What records, listings and wrappers cost a script.
enum RecordWork {
    static func measure(_ place: Place) async throws {
        try await measureSettings(place)
        try await measureListings(place)
        try await measureWrappers(place)
    }

    /// Runs a script to its end, and returns the output.
    private static func run(_ script: String, _ engine: ExecutionEngine) async throws -> JSONValue {
        let row = try await engine.end(of: try await engine.start(Records.record(script), seed: 1))
        precondition(row.record.status == .endedSuccess, "\(row.record.message ?? "")")
        return row.record.output
    }

    /// Settings are read and written within a turn: by its one commit.
    private static func measureSettings(_ place: Place) async throws {
        let count = 5000
        let counter = CommitCounter()
        let engine = try ExecutionEngine.benchmark(try SQLiteStore(path: place.file("settings.db")), observer: counter)
        _ = try await run("system:setting('n'):save{value = 0}", engine)
        let before = counter.count
        let time = Line.seconds(
            try await ContinuousClock().measure {
                _ = try await run(
                    """
                    local setting = system:setting("n")
                    for i = 1, \(count) do setting:save{value = setting:get("value") + 1} end
                    """, engine)
            })
        engine.stop()
        Line.write(
            "read and write of a setting, \(count) in a turn", "\(Int(time / Double(count) * 1e6)) us each",
            "\(counter.count - before) commits for the whole execution")
    }

    /// Listings of many executions: all of them, and by filters.
    private static func measureListings(_ place: Place) async throws {
        let count = Place.executionCount
        let engine = try ExecutionEngine.benchmark(try SQLiteStore(path: place.file("listing.db")))
        for start in stride(from: 0, to: count, by: 1000) {
            let rows = (start..<min(count, start + 1000)).map { number in
                var record = Records.record("return {}")
                record.set(["name": .string("job \(number % (count / 10))")])
                record.move(to: .running, at: record.createdAt ?? SystemClock().now())
                record.end(number % 1000 == 0 ? .endedError : .endedSuccess, message: nil, at: SystemClock().now())
                return StoredExecution(record: record, seed: 1, isRunnable: false)
            }
            try await engine.change { transitions throws(StoreError) in
                for row in rows { try transitions.create(row) }
            }
        }
        let found = "local n = 0 for each in system:executions{filter = %} do n = n + 1 end return {n = n}"
        let memory = Line.residentMemory()
        for (name, filter) in [
            ("by name, 10", "{field = 'name', op = 'eq', value = 'job 7'}"),
            ("by status, a thousandth", "{field = 'status', op = 'eq', value = 'ENDED_ERROR'}"),
            ("by a pattern that few fit", "{field = 'name', op = 'like', value = 'job 77%'}"),
            ("all", "{}"),
        ] {
            var output = JSONValue.null
            let time = Line.seconds(
                try await ContinuousClock().measure {
                    output = try await run(found.replacing("%", with: filter), engine)
                })
            let hits = output.object?["n"]?.integer ?? 0
            Line.write(
                "listing of \(count) executions \(name)", "\(String(format: "%.1f", time * 1000)) ms",
                "\(hits) found, \(Int(time / Double(max(1, hits)) * 1e6)) us each, "
                    + "memory \((Line.residentMemory() - memory) / 1024) KiB more")
        }
        engine.stop()
    }

    /// A child within a wrapper, beside a child, and beside a child within a child: what a wrapper is.
    private static func measureWrappers(_ place: Place) async throws {
        let (count, rounds) = (100, 10)
        let engine = try ExecutionEngine.benchmark(try SQLiteStore(path: place.file("wrappers.db")))
        _ = try await run("system:wrapper('w'):save{script = 'return this:child()'}", engine)
        let calls = [
            "this:script('return {}')", "this:using('w'):script('return {}')",
            "this:script([[this:script('return {}')]])",
        ]
        let comparison = try await Comparison(of: calls.count, rounds: rounds) { index in
            _ = try await run("for i = 1, \(count) do \(calls[index]) end", engine)
        }
        engine.stop()
        let (times, processor) = (comparison.seconds, comparison.processor)
        let each = Double(count * rounds)
        Line.write(
            "a child within a wrapper", "\(Int(times[1] / each * 1e6)) us",
            "\(Int(times[1] / times[2] * 100)) % of a child within a child (\(Int(times[2] / each * 1e6)) us), "
                + "CPU \(Int(processor[1] / processor[2] * 100)) %; \(Int(times[1] / times[0] * 100)) % of a child alone"
        )
    }
}
