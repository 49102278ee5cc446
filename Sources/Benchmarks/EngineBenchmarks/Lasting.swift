import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation

/// W4: executions that sleep.
enum Sleepers {
    static func measure(_ place: Place) async throws {
        let count = Place.executionCount
        let engine = try ExecutionEngine.benchmark(try SQLiteStore(path: place.file("sleepers.db")))
        // The page cache of the store grows to its limit first, and so does the set of executions kept in memory.
        try await Records.create(count, "this:sleep(1000000)", engine)
        try await engine.quiet()
        let (memory, disk) = (Line.residentMemory(), place.size("sleepers.db"))
        let time = try await ContinuousClock().measure {
            try await Records.create(count, "this:sleep(1000000)", engine)
            try await engine.quiet()
        }
        let grown = Double(Line.residentMemory() - memory) / Double(count)
        let stored = Double(place.size("sleepers.db") - disk) / Double(count)
        engine.stop()
        Line.write(
            "W4 \(count) sleeping executions", "\(Int(grown)) bytes memory each",
            "\(Int(stored)) bytes of disk each, \(Int(Double(count) / Line.seconds(time))) started a second; at most 50"
        )
    }
}

/// W5: a process that is killed with many flows in the middle.
enum Recovery {
    static let count = 10_000
    private static let script = "this:set_output('first', 1) this:pause() this:set_output('second', 2)"

    /// Starts the flows on a store, says so, and waits to be killed.
    static func hold(_ path: String) async throws {
        let engine = try ExecutionEngine.benchmark(try SQLiteStore(path: path))
        try await Records.create(count, script, engine)
        try await engine.quiet()
        try FileHandle.standardOutput.write(contentsOf: Data("ready\n".utf8))
        try await Task.sleep(for: .seconds(600))
    }

    static func measure(_ place: Place) async throws {
        let path = place.file("recovery.db")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["hold", path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.availableData
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        var ended = 0
        let time = try await ContinuousClock().measure {
            let store = try SQLiteStore(path: path)
            let engine = try ExecutionEngine.benchmark(store)
            let paused = try store.read { transaction throws(StoreError) in try transaction.executions(.unfinished) }
            try await engine.recover()
            try await engine.change { transitions throws(StoreError) in
                for id in paused { _ = try transitions.carryOut(Control(.run, .execution(id))) }
            }
            try await engine.idle()
            engine.stop()
            ended = try store.read { transaction throws(StoreError) in
                try transaction.executions(.all).count - transaction.executions(.unfinished).count
            }
        }
        Line.write(
            "W5 \(count) flows in the middle, SIGKILL", "\(String(format: "%.2f", Line.seconds(time))) s",
            "\(ended) have ended; at most 3 s and their own work")
    }
}

/// W6: running along a journal.
enum Replay {
    static func measure(_ place: Place) async throws {
        for count in [10_000, 300_000] {
            let store = try SQLiteStore(path: place.file("replay-\(count).db"), durability: .normal)
            let script = "for i = 1, \(count) do this:get('name') end this:pause()"
            let first = try ExecutionEngine.benchmark(store)
            let id = try await first.start(Records.record(script), seed: 1)
            try await first.quiet()
            first.stop()
            let second = try ExecutionEngine.benchmark(store)
            let time = try await ContinuousClock().measure {
                try await second.change { transitions throws(StoreError) in
                    _ = try transitions.carryOut(Control(.run, .execution(id)))
                }
                let row = try await second.end(of: id)
                precondition(row.record.status == .endedSuccess, "\(row.record.message ?? row.divergence ?? "")")
            }
            second.stop()
            let limit = count == 10_000 ? "at most 20 ms" : "at least 1000000 calls/s"
            Line.write(
                "W6 replay of \(count) calls", "\(String(format: "%.1f", Line.seconds(time) * 1000)) ms",
                "\(Int(Double(count) / Line.seconds(time))) calls/s; \(limit)")
        }
    }
}

/// W7: from an event outside to the end of the flow that waited for it.
enum Wake {
    static func measure(_ place: Place, _ commits: Double) async throws {
        let store = try SQLiteStore(path: place.file("wake.db"))
        let engine = try ExecutionEngine.benchmark(store)
        try await Records.create(500, "this:pause()", engine)
        try await engine.quiet()
        let ids = try store.read { transaction throws(StoreError) in try transaction.executions(.unfinished) }
        var times: [Double] = []
        for id in ids {
            let time = try await ContinuousClock().measure {
                try await engine.change { transitions throws(StoreError) in
                    _ = try transitions.carryOut(Control(.run, .execution(id)))
                }
                _ = try await engine.end(of: id)
            }
            times.append(Line.seconds(time) * 1000)
        }
        engine.stop()
        times.sort()
        Line.write(
            "W7 event to end, two commits", "p50 \(String(format: "%.2f", times[times.count / 2])) ms",
            "p99 \(String(format: "%.2f", times[times.count * 99 / 100])) ms; one commit alone takes "
                + "\(String(format: "%.2f", 1000 / commits)) ms")
    }
}
