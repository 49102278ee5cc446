// A process that the crash tests kill: runs one flow on a store and a virtual clock, and ends itself with SIGKILL at the
// crash point of the number given. Called again without a number, it goes on where it was.
//
//     crash-kit STORE FOLDER FLOW COMMIT-EACH-CALL CRASH-AT
//
// Prints what came of the flow and how many crash points were passed, as JSON.
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import LuaHost
import Synchronization

let start = ScriptTime(microseconds: 1_767_225_600_000_000)
let mainID = ExecutionID(createdAt: start, random: (1, 2))
let passed = Mutex(0)

/// Goes on from the latest moment that the store knows.
func latestMoment(_ store: SQLiteStore) throws -> ScriptTime {
    try store.read { transaction throws(StoreError) in
        var latest = start
        for id in try transaction.executions(.all) {
            let fields = try transaction.execution(id)?.record.fields
            let times =
                [fields?["modified_at"]] + (try transaction.log(of: id).map { $0.record.object?["time"] })
            latest = times.compactMap { $0?.text.flatMap(ScriptTime.init(iso8601:)) }.reduce(latest, max)
        }
        return latest
    }
}

/// The events of a turn as texts.
func events(of turn: [UInt8]) -> [JSONValue] {
    var events: [JSONValue] = []
    do throws(JournalError) {
        var reader = try JournalReader(turn)
        while let event = try reader.next() { events.append(.string("\(event)")) }
    } catch {
        events.append(.string("\(error)"))
    }
    return events
}

func outcome(_ store: SQLiteStore) throws -> JSONValue {
    try store.read { transaction throws(StoreError) -> JSONValue in
        var executions: [JSONValue] = []
        for id in try transaction.executions(.all) {
            guard let row = try transaction.execution(id) else { continue }
            var fields = row.record.fields
            fields["script"] = nil
            fields["logs"] = .array(try transaction.log(of: id).map(\.record))
            fields["divergence"] = row.divergence.map(JSONValue.string)
            fields["journal"] = .array(try transaction.turns(upTo: row.journalHead).flatMap(events(of:)))
            executions.append(.object(fields))
        }
        return .array(executions)
    }
}

let arguments = CommandLine.arguments
guard arguments.count == 6, let crashAt = Int(arguments[5]) else {
    print("usage: crash-kit STORE FOLDER FLOW COMMIT-EACH-CALL CRASH-AT")
    exit(64)
}
let (folder, flow) = (arguments[2], arguments[3])
// A killed process loses nothing that the system has, so the tests need not wait for the disk.
let store = try SQLiteStore(path: arguments[1], durability: .normal)
var scripts: [(name: String, script: String)] = []
for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
where file.hasSuffix(".lua") && !file.hasSuffix(".spec.lua") {
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    scripts.append((String(file.dropLast(4)), text))
}

var configuration = EngineConfiguration()
configuration.clock = VirtualClock(start: try latestMoment(store))
configuration.flows = StoredFlows(store)
configuration.workers = 1
configuration.commitsEveryCall = arguments[4] == "yes"
configuration.crashPoint = {
    let number = passed.withLock { passed in
        passed += 1
        return passed
    }
    if number == crashAt { kill(getpid(), SIGKILL) }
}
let engine = ExecutionEngine(store: store, environment: try .flow(), configuration: configuration)
let (flows, script) = (scripts, scripts.first { $0.name == flow }?.script ?? "")
var inputs: JSONValue = [:]
if let data = FileManager.default.contents(atPath: "\(folder)/\(flow).input.json") {
    inputs = try JSONParser.parse([UInt8](data))
}
let given = inputs
try await engine.change { transitions throws(StoreError) in
    try transitions.putFlows(flows)
    // The same id every time, so a start that was committed before the kill is not made twice.
    guard try !transitions.isThere(mainID) else { return try transitions.recover() }
    let record = ExecutionRecord(id: mainID, name: flow, script: script, inputs: given, createdAt: start)
    try transitions.create(StoredExecution(record: record, seed: 1))
}
try await engine.idle()
engine.stop()
let result: JSONValue = ["points": .integer(Int64(passed.withLock { $0 })), "executions": try outcome(store)]
print(JSONWriter.text(result))
