import ArgumentParser
import FlowModel
import FlowStore
import FlowStoreSQLite

/// Removes everything that has ended from a store, one execution at a time, or dies at a crash point.
///
/// Prints what is left, as JSON.
struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Removes executions that have ended.")

    @Option(help: "The store.") var store: String
    @Option(help: "The crash point at which to die, as in 7 or duringEffect:2.") var crashAt: Crash?
    @Flag(help: "Only print what there is.") var onlyLook = false

    func run() throws {
        let store = try SQLiteStore(path: store, durability: .normal)
        let points = CrashPoints(crash: crashAt, stopAt: 0)
        while !onlyLook {
            points.pass("beforeCommit", canStop: false)
            let removal = try store.write { transaction throws(StoreError) in
                defer { points.pass("inCommit", canStop: false) }
                return try transaction.removeExecutions(
                    endedBefore: ScriptTime(microseconds: .max), after: nil, limit: 1)
            }
            points.pass("afterCommit", canStop: false)
            try store.reclaim()
            if removal.next == nil { break }
        }
        let result: JSONValue = [
            "points": .array(points.passed.map(JSONValue.string)), "executions": try Outcome.executions(store),
        ]
        print(JSONWriter.text(result))
    }
}
