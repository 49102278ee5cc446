import FlowModel

extension ExecutionTransitions {
    /// Moves executions to the trash, or back, or removes one for good.
    ///
    /// One that has not ended stays where it is: its script could go on, and others may wait for it.
    ///
    /// - Parameters:
    ///   - order: Which, and what.
    ///   - actor: Who asks.
    ///   - time: The moment of the call.
    /// - Returns: Why it cannot be done; nil when it is done.
    /// - Throws: A `StoreError` when the store fails.
    func carryOut(_ order: TrashOrder, by actor: Entry, at time: ScriptTime) throws(StoreError) -> FlowError? {
        guard let entry = try entry(order.execution) else { return notFound(order.execution) }
        switch order.action {
        case .delete:
            if let refusal = refusal(entry) { return refusal }
            setTrash(entry, actor, time)
        case .deleteTree: try deleteTree(of: entry, by: actor, at: time)
        case .remove:
            if let refusal = refusal(entry) { return refusal }
            try flush()
            let id = entry.row.id
            guard try transaction.executions(.children(of: id)).isEmpty,
                try transaction.executions(.tree(id)) == [id]
            else {
                return FlowError(
                    .invalidInput,
                    "the execution \(id) has descendants, which name it; delete them for good first")
            }
            forget(id)
            try transaction.removeExecution(id)
        case .restore:
            guard entry.row.record["is_deleted"] == true else { return nil }
            entry.row.record.set(["is_deleted": false, "deleted_at": .null, "deleted_by": .null])
            noteChange(entry, by: actor.row.id, at: time)
        }
        return nil
    }

    private func refusal(_ entry: Entry) -> FlowError? {
        guard !entry.row.record.status.isEnded else { return nil }
        return FlowError(
            .invalidInput,
            "the execution \(entry.row.id) has not ended, so it cannot be deleted; cancel it first")
    }

    private func deleteTree(of entry: Entry, by actor: Entry, at time: ScriptTime) throws(StoreError) {
        try flush()
        var staying = 0
        for id in try transaction.executions(.tree(entry.row.record.topID)) {
            guard let member = try self.entry(id) else { continue }
            if member.row.record.status.isEnded {
                setTrash(member, actor, time)
            } else if id != actor.row.id {
                staying += 1
            }
        }
        guard staying > 0 else { return }
        let text = "delete_process: executions that have not ended and so stay: \(staying)"
        let note = LogEntry(time: time, level: .warning, subject: "trash", content: .markdown(text))
        try log([note], of: actor)
    }

    private func setTrash(_ entry: Entry, _ actor: Entry, _ time: ScriptTime) {
        guard entry.row.record["is_deleted"] != true else { return }
        entry.row.record.set([
            "is_deleted": true, "deleted_at": .string(time.iso8601), "deleted_by": .string(actor.row.id.description),
        ])
        noteChange(entry, by: actor.row.id, at: time)
    }

    /// Notes that another execution has changed this one.
    func noteChange(_ entry: Entry, by actor: ExecutionID, at time: ScriptTime) {
        entry.row.record.set([
            "modified_at": .string(time.iso8601), "modified_by": .string(actor.description),
        ])
        touch(entry)
    }
}
