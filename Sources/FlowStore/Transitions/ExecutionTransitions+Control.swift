public import FlowModel

extension ExecutionTransitions {
    /// Why an action of a script cannot be carried out; nil when it can, or when there is nothing to carry it out on.
    func refusal(of control: Control) throws(StoreError) -> FlowError? {
        guard case .execution(let id) = control.target, let record = try entry(id)?.row.record else { return nil }
        switch control.action {
        case .save, .output:
            guard record["is_deleted"] == true else { return nil }
            return FlowError(
                .invalidInput, "the execution \(id) is in the trash; restore it before it is changed")
        case .run:
            guard let workspace = record["remote_workspace_name"].text, !record.status.isEnded else { return nil }
            return FlowError(
                .invalidInput,
                "the execution \(id) is to run in the workspace '\(workspace)', but there is no link to another workspace"
            )
        default: return nil
        }
    }

    /// Carries out an action on all that it concerns.
    ///
    /// - Returns: False when the execution does not exist, or an outsider's action comes after its end.
    func perform(_ control: Control, by actor: ExecutionID?) throws(StoreError) -> Bool {
        switch control.target {
        case .execution(let id):
            guard let entry = try entry(id) else { return false }
            guard !entry.row.record.status.isEnded else { return actor != nil }
            try perform(control.action, on: entry)
            if let actor, actor != id { noteChange(entry, by: actor, at: now) }
            return true
        case .tree(let member, let last):
            guard let top = try entry(member)?.row.record.topID else { return false }
            try flush()
            var ids = try transaction.executions(.tree(top))
            if let last, ids.contains(last) { ids = ids.filter { $0 != last } + [last] }
            for id in ids {
                guard let entry = try entry(id), !entry.row.record.status.isEnded else { continue }
                try perform(control.action, on: entry)
            }
            return true
        }
    }

    private func perform(_ action: Control.Action, on entry: Entry) throws(StoreError) {
        touch(entry)
        switch action {
        case .cancel(let message):
            try end(entry, .endedCancelled, message: message, EndCause(.stopped))
        case .pause(let message):
            entry.row.isPaused = true
            if let message { entry.row.record.saveChecked(["message": .string(message)], at: now) }
            try noteStatus(entry, .paused)
        case .run:
            entry.row.divergence = nil
            if !entry.row.record.isStarted, entry.row.openCalls.isEmpty { entry.row.isRunnable = true }
            let pauses = entry.row.openCalls.filter { $0.wait == .resumption }
            for call in pauses { try arrive(entry, call, call.success) }
            entry.row.isPaused = false
        case .save(let fields): entry.row.record.saveChecked(fields, at: now)
        case .output(let entries): entry.row.record.mergeOutput(entries, at: now)
        case .log(let entries): try log(entries, of: entry)
        case .ignore(let status): try ignore(status, entry)
        }
    }

    // Those who watch for a pause see it at once, not only when the row is written.
    func noteStatus(_ entry: Entry, _ status: ExecutionStatus) throws(StoreError) {
        entry.row.record.move(to: status, at: now)
        try resolveWatches(on: entry.row)
    }

    private func ignore(_ status: ExecutionStatus?, _ entry: Entry) throws(StoreError) {
        if entry.row.startsAt != nil, status == nil || status == .waitingScheduled { entry.row.isRunnable = true }
        let calls = entry.row.openCalls.filter { call in
            call.wait != .resumption && (status == nil || call.wait.status == status)
        }
        for call in calls {
            var lockName: String?
            if case .lock(let name, _, _) = call.wait { lockName = name }
            try arrive(entry, call, call.success)
            if let lockName { try grant(lockName) }
        }
    }

    /// Gives an execution another script, which fits its journal: the caller has tried.
    ///
    /// A connection has no script and stays as it is.
    public func replaceScript(of id: ExecutionID, with script: String) throws(StoreError) {
        guard let entry = try entry(id), !entry.row.record.isConnection else { return }
        entry.row.record.set(["script": .string(script)])
        entry.row.generation += 1
        entry.row.stop = nil
        if entry.row.divergence != nil { (entry.row.divergence, entry.row.isPaused) = (nil, false) }
        if entry.row.openCalls.isEmpty, entry.row.arrivals.isEmpty { entry.row.isRunnable = true }
        touch(entry)
    }

    /// Answers a message; everybody who waits for the answer goes on.
    ///
    /// - Returns: An error when there is no such message, or it has an answer.
    public func respond(to id: MessageID, with response: JSONValue) throws(StoreError) -> FlowError? {
        guard var message = try transaction.message(id) else {
            return FlowError(.resourceNotFound, "there is no message \(id)")
        }
        guard message.response == nil else { return FlowError(.invalidInput, "the message \(id) has been answered") }
        message.response = response
        try transaction.put(message)
        for waiter in try transaction.waiters(forResponseTo: id) {
            guard let entry = try entry(waiter.waiter),
                let call = entry.row.openCalls.first(where: { $0.call == waiter.call })
            else { continue }
            try arrive(entry, call, call.success)
        }
        return nil
    }
}
