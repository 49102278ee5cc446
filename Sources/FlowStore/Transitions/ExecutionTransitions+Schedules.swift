public import FlowModel

/// Schedules: one that is enabled has exactly one active execution, from the transaction that enables it to the one that does
/// away with it.
extension ExecutionTransitions {
    /// Brings the executions of a schedule into line with its record.
    ///
    /// - Parameters:
    ///   - id: The schedule.
    ///   - lastEnd: How its execution has ended just now; nil when the record was changed.
    ///   - actor: The execution that changed the record: it may disable its own schedule, and goes on to its end.
    /// - Throws: A `StoreError` when the store fails.
    func settleSchedule(
        _ id: RecordID, lastEnd: (status: ExecutionStatus, at: ScriptTime)? = nil, by actor: ExecutionID? = nil
    ) throws(StoreError) {
        guard let record = try transaction.record(id) else { return }
        let isEnabled = !record.isDeleted && record.fields["is_enabled"] == true
        let standing = ScheduleStanding(
            id: id, isEnabled: isEnabled, active: try active(of: record), lastEnd: lastEnd)
        try carryOut(ScheduleStanding.steps(for: [standing], now: now), by: actor)
    }

    /// Ends what is active of a schedule whose record is gone.
    func leaveSchedule(_ record: StoredRecord, by actor: ExecutionID?) throws(StoreError) {
        let standing = ScheduleStanding(id: record.id, isEnabled: false, active: try active(of: record))
        try carryOut(ScheduleStanding.steps(for: [standing], now: now), by: actor)
    }

    /// Starts the next execution of a schedule whose execution has ended.
    func goOnWithSchedule(of row: StoredExecution) throws(StoreError) {
        guard row.record["type"] == "SCHEDULE", let id = row.record["schedule_id"].text.flatMap(RecordID.init),
            let record = try transaction.record(id), record.fields["execution_id"]?.text == row.id.description
        else { return }
        try settleSchedule(id, lastEnd: (row.record.status, now))
    }

    private func active(of schedule: StoredRecord) throws(StoreError) -> [ExecutionID] {
        guard let id = schedule.fields["execution_id"]?.text.flatMap(ExecutionID.init), let entry = try entry(id),
            entry.row.record["schedule_id"].text == schedule.id.description, !entry.row.record.status.isEnded
        else { return [] }
        return [id]
    }

    private func carryOut(_ steps: [ScheduleStanding.Step], by actor: ExecutionID?) throws(StoreError) {
        for step in steps {
            switch step {
            case .start(let id, let moment): try startSchedule(id, at: moment)
            case .end(let id):
                guard id != actor, let entry = try entry(id) else { continue }
                try end(entry, .endedCancelled, message: "the schedule was disabled", EndCause(.stopped))
            }
        }
    }

    private func startSchedule(_ id: RecordID, at moment: ScriptTime) throws(StoreError) {
        guard var schedule = try transaction.record(id) else { return }
        schedule.version += 1
        let execution = RecordID(createdBy: id, generation: 0, call: UInt64(schedule.version), at: now)
        let iteration = try ScheduleIteration(schedule, schedulers: schedulers) { id throws(StoreError) in
            try transaction.record(id)
        }
        let name = schedule.name ?? ""
        let missing = "flow_api.raise('ResourceNotFoundError', 'the scheduler of this schedule is not there')"
        var record = ExecutionRecord(
            id: execution, name: name, script: iteration.script ?? missing, inputs: iteration.inputs, createdAt: now)
        record.set([
            "type": "SCHEDULE", "flow_name": .null, "schedule_id": .string(id.description),
            "schedule_name": .string(name), "priority": iteration.priority,
            "roles": schedule.fields["roles"] ?? .null,
        ])
        record.set(RecordLocation(schedule.fields).fields)
        var row = StoredExecution(record: record, seed: execution.low ^ execution.high.byteSwapped)
        if moment > now { row.delay(until: moment) }
        try create(row)
        if row.record["roles"] != .null { try copyRoles(of: id, to: execution) }
        schedule.fields["execution_id"] = .string(execution.description)
        try transaction.put(schedule)
    }
}

extension StoredExecution {
    /// When it starts; nil for one that has started, or waits for something else.
    var startsAt: ScriptTime? {
        guard record["type"] == "SCHEDULE", !record.isStarted, !isRunnable, openCalls.isEmpty else { return nil }
        return record["scheduled_for"].text.flatMap(ScriptTime.init(iso8601:))
    }

    /// Puts off the start of one that has not started.
    mutating func delay(until moment: ScriptTime) {
        isRunnable = false
        isReady = false
        record.schedule(for: moment)
    }
}
