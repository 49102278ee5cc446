public import FlowModel
public import FlowStore
public import LuaHost

/// A new execution that begins as another one did, and goes another way from one answer on.
///
/// The original is not touched. The fork has the script, the inputs, the seed and the beginning of the journal of the
/// original, so its replay comes to the same place; from there it runs by itself. What the original did outside until then
/// is not done again: children and messages are those of the original, locks are not held.
public struct ExecutionFork: Sendable {
    /// Why there can be no fork at that place.
    public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
        /// What is wrong, and what to do.
        public let description: String
    }

    /// The row of the new execution.
    public var row: StoredExecution
    /// Its journal so far, one packed turn.
    public let journal: [UInt8]
    private let original: ExecutionID

    /// Makes a fork.
    ///
    /// - Parameters:
    ///   - original: The execution that it begins as.
    ///   - turns: The journal of the original.
    ///   - header: What that was written with; nil when that is not known.
    ///   - call: The number of the call whose answer is another one.
    ///   - answer: That answer.
    ///   - id: The id of the new execution.
    ///   - environment: What scripts can reach.
    /// - Throws: ``Fault`` when there is no such call, or other calls were open when it was answered.
    public init(
        of original: StoredExecution, _ turns: [[UInt8]], header: JournalHeader?, at call: UInt64,
        answering answer: HostAnswer, id: ExecutionID, environment: SandboxEnvironment
    ) throws {
        self.original = original.id
        journal = try Self.prefix(
            of: turns, at: call, answer: EncodedAnswer(answer), from: LiveExecution.startTime(of: original))
        let replay = try ReplayedExecution(original, turns, header: header, environment: environment)
        var record = Self.record(of: original.record, id: id)
        replay.observeCall = { host in record = Self.record(record, after: host) }
        // What the replaced call itself saved stays: its effect came before its answer.
        if case .failed(let report) = replay.go(to: .call(call)) { throw Fault(description: report) }
        record.set([
            "status": "RUNNING", "started_at": original.record["started_at"],
            "description": .string("fork of \(original.id) at call \(call)"),
        ])
        var row = StoredExecution(record: record, seed: original.seed, limits: original.limits)
        (row.callCount, row.header) = (try Self.callCount(journal), original.header)
        self.row = row
    }

    /// Stores it, ready to run.
    public func create(_ transitions: ExecutionTransitions) throws(StoreError) {
        try transitions.create(row, journal: journal)
        // It has no more rights than the original.
        try transitions.copyRoles(of: original, to: row.id)
    }

    // MARK: - The journal

    private static func prefix(
        of turns: [[UInt8]], at call: UInt64, answer: EncodedAnswer, from start: ScriptTime
    ) throws -> [UInt8] {
        var writer = JournalWriter(callCount: 0, time: start)
        var open: Set<UInt64> = []
        var count: UInt64 = 0
        for turn in turns {
            var reader = try JournalReader(turn)
            while let event = try reader.next() {
                switch event {
                case .call:
                    count = reader.callCount
                    open.insert(count)
                    writer.append(event)
                case .answer(call, _, let time, let isAwaited):
                    open.remove(call)
                    guard open.isEmpty else {
                        let others = open.sorted().map(String.init).joined(separator: ", ")
                        throw Fault(
                            description:
                                "other tasks waited for the answers to the calls \(others) at that moment, which a "
                                + "fork could not give them; fork at a call while no other is open")
                    }
                    writer.append(.answer(call: call, answer, time: time, isAwaited: isAwaited))
                    return writer.bytes
                case .answer(let other, _, _, _):
                    open.remove(other)
                    writer.append(event)
                }
            }
        }
        throw Fault(
            description: call >= 1 && call <= count
                ? "the call \(call) has no answer yet" : "there is no call \(call); the journal has \(count)")
    }

    private static func callCount(_ journal: [UInt8]) throws(JournalError) -> UInt64 {
        var reader = try JournalReader(journal)
        while try reader.next() != nil {}
        return reader.callCount
    }

    // MARK: - The record

    /// The record as it was before the script ran; who created it, and when, is what the script's time counts from.
    private static func record(of original: ExecutionRecord, id: ExecutionID) -> ExecutionRecord {
        var record = ExecutionRecord(
            id: id, name: original.name, script: original.script, inputs: original.inputs,
            createdAt: original.createdAt ?? ScriptTime(microseconds: 0))
        let kept = [
            "flow_name", "input_schema", "output_schema", "priority", "max_runtime_minutes", "savepoint_retention",
            "breakpoints", "roles", "project_id", "bundle_id",
        ]
        record.set(JSONObject(kept.map { .init(key: $0, value: original[$0]) }))
        record.set(["type": original["type"], "is_productive": false, "use_breakpoints": true])
        return record
    }

    /// What the script has saved of its own fields is not in the journal, but in the calls that a replay makes again.
    private static func record(_ record: ExecutionRecord, after call: HostCall) -> ExecutionRecord {
        guard call.receiver.id == "self", ["save", "set_output"].contains(call.method),
            let signature = HostCatalogue.current.signature(call.receiver.className, call.method)
        else { return record }
        var state = ExecutionState(record: record)
        let context = CallContext(
            receiver: call.receiver, call: call.id.number, line: call.line ?? 0,
            now: record.createdAt ?? ScriptTime(microseconds: 0))
        _ = state.call(signature, call.arguments, context)
        return state.record
    }
}
