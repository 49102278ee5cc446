import FlowModel
import FlowStore
import LuaHost

@testable import FlowEngine

/// One execution that a test drives turn by turn, so that it can look into the sandbox: no children, no engine.
struct HandDrivenRun {
    /// What must be equal wherever and however the script is run.
    struct Trace: Equatable, Codable, Sendable {
        let status: String
        let output: String
        let journal: [[UInt8]]
        let digest: UInt64
        let allocations: Int
    }

    let script: String
    var limits = SandboxLimits()
    /// Gives the answers that came together one at a time, each in a turn of its own, as a busy engine might.
    var splitsArrivals = false

    private var record: ExecutionRecord {
        ExecutionRecord(
            id: ExecutionID(createdAt: TestFlow.start, random: (1, 2)), name: "flow", script: script, inputs: [:],
            createdAt: TestFlow.start)
    }

    private func sandbox() throws -> Sandbox {
        try Sandbox(environment: TestFlow.environment, limits: limits, seed: 1, startTime: TestFlow.start)
    }

    private func live(
        _ row: StoredExecution, _ turns: [[UInt8]], _ sandbox: Sandbox, _ clock: any FlowClock
    ) throws
        -> LiveExecution
    {
        let compiled = try Script(source: Array(script.utf8), name: "flow.lua")
        return LiveExecution(
            row: row, turns: turns, script: compiled, sandbox: sandbox, limits: limits, store: MemoryStore(),
            flows: FlowTable(), clock: clock)
    }

    /// Runs it to its end.
    func run() async throws -> Trace {
        let (store, clock, sandbox) = (MemoryStore(), VirtualClock(start: TestFlow.start), try sandbox())
        let row = StoredExecution(record: record, seed: 1)
        try store.write { transaction throws(StoreError) in try transaction.insert(row) }
        let live = try live(row, [], sandbox, clock)
        var arrivals: [Arrival] = []
        while true {
            guard case .turn(let turn) = live.advance(with: arrivals) else {
                arrivals = []
                continue
            }
            var standing = try commit(turn, to: store, at: clock)
            live.committed(journalHead: standing.journalHead)
            if standing.isEnded { return try trace(store, sandbox) }
            while !standing.isReady, let moment = standing.wakeAt {
                await clock.wait(until: moment)
                standing = try commit(nil, to: store, at: clock) ?? standing
            }
            arrivals = splitsArrivals ? Array(standing.arrivals.prefix(1)) : standing.arrivals
        }
    }

    /// Runs it again by its journal, and then to its end.
    func replay(_ trace: Trace) throws -> Trace {
        let (store, sandbox) = (MemoryStore(), try sandbox())
        var row = StoredExecution(record: record, seed: 1)
        try store.write { transaction throws(StoreError) in
            try transaction.insert(row)
            for turn in trace.journal {
                row.journalHead = try transaction.appendTurn(turn, of: row.id, after: row.journalHead)
            }
            row.callCount = try Self.callCount(trace.journal)
            try transaction.update(row)
        }
        let clock = VirtualClock(start: TestFlow.start.advanced(bySeconds: 1e6))
        let live = try live(row, trace.journal, sandbox, clock)
        while true {
            guard case .turn(let turn) = live.advance(with: []) else { continue }
            _ = try commit(turn, to: store, at: clock)
            return try self.trace(store, sandbox, journal: trace.journal)
        }
    }

    private static func callCount(_ journal: [[UInt8]]) throws(StoreError) -> UInt64 {
        do throws(JournalError) {
            var count: UInt64 = 0
            for turn in journal {
                var reader = try JournalReader(turn)
                while try reader.next() != nil {}
                count = reader.callCount
            }
            return count
        } catch {
            throw StoreError(.damaged, error.description)
        }
    }

    private func commit(
        _ turn: Turn?, to store: MemoryStore, at clock: VirtualClock
    ) throws
        -> CommitOutcome.Standing?
    {
        let outcome = try store.write { transaction throws(StoreError) in
            let transitions = ExecutionTransitions(transaction, now: clock.now())
            if let turn { try transitions.commit(turn) }
            _ = try transitions.wakeDue()
            return try transitions.finish()
        }
        return outcome.standings.last
    }

    private func commit(_ turn: Turn, to store: MemoryStore, at clock: VirtualClock) throws -> CommitOutcome.Standing {
        guard let standing = try commit(Optional(turn), to: store, at: clock) else {
            throw StoreError(.damaged, "a turn that changed nothing")
        }
        return standing
    }

    private func trace(_ store: MemoryStore, _ sandbox: Sandbox, journal: [[UInt8]]? = nil) throws -> Trace {
        let id = record.id
        let (row, turns) = try store.read { transaction throws(StoreError) in
            let row = try transaction.execution(id)
            return (row, try transaction.turns(upTo: row?.journalHead))
        }
        let record = row?.record
        return Trace(
            status: record?.status.rawValue ?? "",
            output: record.map { JSONWriter.text($0.output) + ($0.message ?? "") + (row?.divergence ?? "") } ?? "",
            journal: journal ?? turns, digest: sandbox.usage.traceDigest, allocations: sandbox.usage.allocations)
    }
}
