import FlowModel
import FlowStore
import Foundation

/// What a store holds, for comparison.
enum Outcome {
    /// The latest moment that the store knows, from which a virtual clock goes on.
    static func latestMoment(_ store: some FlowStore, from start: ScriptTime) throws -> ScriptTime {
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

    /// Every execution with its fields, log, journal and children, by id.
    ///
    /// Children stand in the order of their creation. That of executions of different parents is nobody's concern: who gets
    /// a processor first decides it.
    static func executions(_ store: some FlowStore) throws -> JSONValue {
        try store.read { transaction throws(StoreError) -> JSONValue in
            var executions: [JSONValue] = []
            for id in try transaction.executions(.all).sorted() {
                guard let row = try transaction.execution(id) else { continue }
                var fields = row.record.fields
                let children = try transaction.executions(.children(of: id))
                fields["children"] = .array(children.map { .string($0.description) })
                fields["script"] = nil
                fields["logs"] = .array(try transaction.log(of: id).map(\.record))
                fields["divergence"] = row.divergence.map(JSONValue.string)
                fields["journal"] = .array(try transaction.turns(upTo: row.journalHead).flatMap(events(of:)))
                executions.append(.object(fields))
            }
            return .array(executions)
        }
    }

    /// The bytes of all journals, turn by turn, by the ids of their executions.
    static func turns(_ store: some FlowStore) throws -> JSONValue {
        try store.read { transaction throws(StoreError) -> JSONValue in
            var journals: JSONObject = [:]
            for id in try transaction.executions(.all) {
                let turns = try transaction.turns(upTo: try transaction.execution(id)?.journalHead)
                journals[id.description] = .array(
                    turns.map { turn in
                        .string(turn.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
                    })
            }
            return .object(journals)
        }
    }

    /// What the files of a folder hold, by their paths below it.
    static func files(in folder: String) throws -> JSONValue {
        var files: JSONObject = [:]
        let paths = FileManager.default.enumerator(atPath: folder)
        while let path = paths?.nextObject() as? String {
            // How the connector remembers what it has done is its own affair.
            guard !path.hasPrefix("."), let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
                continue
            }
            files[path] = .string(String(decoding: data, as: UTF8.self))
        }
        return .object(files)
    }

    /// The events of a turn as texts.
    private static func events(of turn: [UInt8]) -> [JSONValue] {
        var events: [JSONValue] = []
        do throws(JournalError) {
            var reader = try JournalReader(turn)
            while let event = try reader.next() { events.append(.string("\(event)")) }
        } catch {
            events.append(.string("\(error)"))
        }
        return events
    }
}
