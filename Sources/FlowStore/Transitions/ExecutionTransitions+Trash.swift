import FlowModel

extension ExecutionTransitions {
    /// Moves executions to the trash, or back.
    ///
    /// One that has not ended stays where it is: its script could go on, and others may wait for it.
    ///
    /// - Parameters:
    ///   - order: Which, and what.
    ///   - actor: Who asks.
    ///   - time: The moment of the call.
    /// - Returns: Why it cannot be done; nil when it is done.
    /// - Throws: A `StoreError` when the store fails.
    func carryOut(
        _ order: TrashOrder, by actor: ExecutionID, at time: ScriptTime
    ) throws(StoreError) -> FlowError? {
        guard let entry = try entry(order.execution) else { return notFound(order.execution) }
        switch order.action {
        case .delete:
            guard entry.row.record.status.isEnded else {
                return FlowError(
                    .invalidInput,
                    "delete: the execution \(order.execution) has not ended, so it cannot go to the trash; cancel it first")
            }
            setTrash(entry, actor, time)
        case .deleteTree:
            try flush()
            for id in try transaction.executions(.tree(entry.row.record.topID)) {
                guard let member = try self.entry(id), member.row.record.status.isEnded else { continue }
                setTrash(member, actor, time)
            }
        case .restore:
            guard entry.row.record.fields["is_deleted"] == true else { return nil }
            entry.row.record.set(["is_deleted": false, "deleted_at": .null, "deleted_by": .null])
            noteChange(entry, actor, time)
        }
        return nil
    }

    private func setTrash(_ entry: Entry, _ actor: ExecutionID, _ time: ScriptTime) {
        guard entry.row.record.fields["is_deleted"] != true else { return }
        entry.row.record.set([
            "is_deleted": true, "deleted_at": .string(time.iso8601), "deleted_by": .string(actor.description),
        ])
        noteChange(entry, actor, time)
    }

    private func noteChange(_ entry: Entry, _ actor: ExecutionID, _ time: ScriptTime) {
        entry.row.record.set([
            "modified_at": .string(time.iso8601), "modified_by": .string(actor.description),
        ])
        touch(entry)
    }
}
