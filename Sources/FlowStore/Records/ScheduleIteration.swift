public import FlowModel

/// What an execution of a schedule runs.
public struct ScheduleIteration: Sendable {
    /// The script of its scheduler; nil when that is not there.
    public let script: String?
    /// What the scheduler needs to know of the schedule.
    public let inputs: JSONValue
    /// The priority of its executions.
    public let priority: JSONValue

    /// Reads what a schedule points to.
    ///
    /// - Parameters:
    ///   - schedule: The schedule.
    ///   - schedulers: The scripts of the schedulers that come with Moonflow, by name.
    ///   - find: Finds a record by its id.
    /// - Throws: A `StoreError` when a record cannot be read.
    public init(
        _ schedule: StoredRecord, schedulers: [String: String],
        find: (RecordID) throws(StoreError) -> StoredRecord?
    ) throws(StoreError) {
        func found(_ field: String) throws(StoreError) -> StoredRecord? {
            guard let id = schedule.fields[field]?.text.flatMap(RecordID.init), let record = try find(id),
                !record.isDeleted
            else { return nil }
            return record
        }
        let scheduler = try found("scheduler_id")
        let flow = try found("flow_id")
        let setting = try found("setting_id")
        let bundled = schedule.fields["bundled_scheduler"]?.text
        script = scheduler?.fields["script"]?.text ?? bundled.flatMap { schedulers[$0] }
        priority = scheduler?.fields["priority"] ?? 10
        inputs = [
            "schedule_id": .string(schedule.id.description), "schedule_name": .string(schedule.name ?? ""),
            "flow_id": schedule.fields["flow_id"] ?? .null, "flow_name": flow?.fields["name"] ?? .null,
            "setting_id": schedule.fields["setting_id"] ?? .null,
            "value": schedule.fields["value"] ?? setting?.fields["value"] ?? .null,
        ]
    }
}
