import FlowModel
import FlowStore

/// The flows and connectors that calls name, as one turn sees the records.
///
/// A store that fails is remembered here: whoever decides a call looks at ``failure`` before the decision counts.
final class Resources {
    private let session: RecordSession?
    /// Names may be told to the script, because it may do everything.
    private let tellsNames: Bool
    /// Why something could not be looked up.
    private(set) var failure: StoreError?

    /// Looks things up in a session; without one there is nothing.
    init(_ session: RecordSession?, tellsNames: Bool = true) {
        self.session = session
        self.tellsNames = tellsNames
    }

    /// The record of that type and name, or else id, that is not in the trash.
    func record(_ type: String, named text: String) -> StoredRecord? {
        if let record = find(type, RecordSelector(.name(text))) { return record }
        return RecordID(text).flatMap { find(type, RecordSelector(.id($0))) }
    }

    /// The record of that type and id that is not in the trash.
    func record(_ type: String, id: RecordID) -> StoredRecord? { find(type, RecordSelector(.id(id))) }

    /// The names of the records of a type that are not in the trash; of very many, those that were made first.
    ///
    /// None for an execution with roles: it may not know of the others.
    func names(_ type: String) -> [String] {
        guard tellsNames, let session, failure == nil else { return [] }
        do throws(StoreError) {
            let query = RecordQuery(type: type, moment: ScriptTime.range.upperBound)
            return try session.page(query, after: nil, limit: 1000).compactMap(\.name)
        } catch {
            failure = error
            return []
        }
    }

    /// What an execution of a schedule runs.
    func iteration(of schedule: StoredRecord) -> ScheduleIteration? {
        guard let session, failure == nil else { return nil }
        do throws(StoreError) {
            return try ScheduleIteration(schedule, schedulers: StandardLibrary.schedulers) { id throws(StoreError) in
                try session.record(id)
            }
        } catch {
            failure = error
            return nil
        }
    }

    private func find(_ type: String, _ selector: RecordSelector) -> StoredRecord? {
        guard let session, failure == nil, let type = session.model.type(type) else { return nil }
        do throws(StoreError) {
            return try session.record(type, selector)
        } catch {
            failure = error
            return nil
        }
    }
}

extension StoredRecord {
    /// What executions of a flow or connector have of it unless their creator says otherwise.
    var executionDefaults: JSONObject {
        let names = ["input_schema", "output_schema", "max_runtime_minutes", "priority", "savepoint_retention"]
        return JSONObject(
            names.compactMap { name in fields[name].map { JSONObject.Entry(key: name, value: $0) } })
    }
}
