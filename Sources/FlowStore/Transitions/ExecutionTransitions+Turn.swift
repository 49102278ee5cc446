import FlowModel

extension ExecutionTransitions {
    /// Makes a turn durable, with everything that it leads to.
    ///
    /// A turn is refused when the execution has ended, or went back to a savepoint, since the turn began: then nothing of
    /// it is kept.
    public func commit(_ turn: Turn) throws(StoreError) {
        guard let entry = try entry(turn.execution) else {
            outcome.refused.append(turn.execution)
            return
        }
        // Of a refused turn, too: what came of its execution meanwhile was put off until the turn is over.
        touch(entry)
        guard !entry.row.record.status.isEnded, entry.row.generation == turn.generation,
            entry.row.journalHead == turn.journalHead
        else {
            outcome.refused.append(turn.execution)
            return
        }
        if case .diverged(let report) = turn.ending {
            (entry.row.divergence, entry.row.isPaused) = (report, true)
            return
        }
        guard try store(turn.records, by: turn.execution) else {
            outcome.refused.append(turn.execution)
            return
        }
        entry.row.processorTime = turn.processorTime
        if !turn.journal.isEmpty {
            if turn.journalHead == nil, let limits = turn.limits {
                entry.row.header = try headers?.number(limits, transaction)
            }
            entry.row.journalHead = try transaction.appendTurn(
                turn.journal, of: turn.execution, after: turn.journalHead)
            entry.row.callCount = turn.callCount
            entry.row.stop = nil
        }
        entry.row.record.move(to: .running, at: turn.startedAt)
        entry.row.arrivals.removeAll { turn.delivered.contains($0.call) }
        for change in turn.changes { apply(change, to: entry) }
        try log(turn.log, of: entry)
        for row in turn.created { try create(row, by: entry) }
        for message in turn.messages { try transaction.put(message) }
        for request in turn.requests {
            try decide(request, of: entry)
            // A request may end its own execution, or send it back to a savepoint.
            guard !entry.row.record.status.isEnded, entry.row.generation == turn.generation else { return }
        }
        switch turn.ending {
        case .continues: entry.row.isRunnable = true
        case .stops(let stop):
            (entry.row.stop, entry.row.isRunnable, entry.row.isPaused) = (stop, true, true)
            try noteStatus(entry, .paused)
        case .waits, .diverged: entry.row.isRunnable = false
        case .ended(let status, let message, let cause): try end(entry, status, message: message, cause)
        case .startsOver(let inputs): try startOver(entry, inputs: inputs)
        }
    }

    private func apply(_ change: RecordChange, to entry: Entry) {
        switch change {
        case .save(let fields, let time): entry.row.record.saveChecked(fields, at: time)
        case .output(let entries, let time): entry.row.record.mergeOutput(entries, at: time)
        }
    }

    func log(_ entries: [LogEntry], of entry: Entry) throws(StoreError) {
        guard !entries.isEmpty else { return }
        try transaction.appendLog(entries, of: entry.row.id)
        let (id, root, name) = (entry.row.id, entry.row.record.topID, entry.row.record.name)
        outcome.log += entries.map { .init(execution: id, root: root, name: name, entry: $0) }
    }

    // MARK: - Requests

    private func decide(_ request: Request, of entry: Entry) throws(StoreError) {
        for control in request.controls {
            if let error = try refusal(of: control) {
                return try answer(request, of: entry, with: .failure(error))
            }
            guard try perform(control, by: entry.row.id) else {
                return try answer(request, of: entry, with: .failure(notFound(control.target)))
            }
            if entry.row.record.status.isEnded { return }
        }
        switch request.question {
        case .answer(let answer): arrive(entry, request, answer)
        case .wait(let wait, let timeout, let success):
            let call = OpenCall(call: request.call, wait: wait, timeout: timeout, success: success, now: request.time)
            entry.row.openCalls.append(call)
            try register(call, of: entry)
        case .read(let query): try answer(request, of: entry, with: try read(query))
        case .clone(let order): try clone(order, for: request, of: entry)
        case .create(let row, let changes, let success):
            if let error = try make(row, orSave: changes, by: entry) {
                try answer(request, of: entry, with: .failure(error))
            } else {
                arrive(entry, request, success)
            }
        case .release(let name): try answer(request, of: entry, with: try release(name))
        case .createSavepoint(let id, let name, let line):
            try answer(
                request, of: entry,
                with: try createSavepoint(id, name: name, call: request.call, line: line, at: request.time, entry))
        case .removeSavepoints(let id, let name):
            for savepoint in try transaction.savepoints(of: id) where name == nil || savepoint.name == name {
                try transaction.removeSavepoint(savepoint.id)
            }
            arrive(entry, request, .receiver)
        case .trash(let order):
            let error = try carryOut(order, by: entry, at: request.time)
            try answer(request, of: entry, with: error.map { .failure($0) } ?? .receiver)
        case .loadSavepoint(let id, let choice):
            if let error = try loadSavepoint(of: id, choice) {
                try answer(request, of: entry, with: .failure(error))
            } else if id != entry.row.id {
                arrive(entry, request, .receiver)
            }
        }
    }

    /// Adds an execution below its parent, which may be any; or changes the one that is there.
    private func make(
        _ row: StoredExecution, orSave changes: JSONObject, by actor: Entry
    ) throws(StoreError) -> FlowError? {
        if try entry(row.id) != nil {
            let control = Control(.save(changes), .execution(row.id))
            if let error = try refusal(of: control) { return error }
            _ = try perform(control, by: actor.row.id)
            return nil
        }
        var row = row
        if let parent = row.record.parentID {
            guard let above = try entry(parent) else { return notFound(parent) }
            row.record.set(["top_execution_id": .string(above.row.record.topID.description)])
        }
        try create(row, by: actor)
        return nil
    }

    private func clone(_ order: CloneOrder, for request: Request, of entry: Entry) throws(StoreError) {
        guard let original = try self.entry(order.original)?.row.record else {
            return try answer(request, of: entry, with: .failure(notFound(order.original)))
        }
        var row = order.row
        var inputs = original.inputs.object ?? [:]
        inputs.merge(row.record.inputs.object ?? [:])
        row.record.set([
            "type": original.fields["type"] ?? "SCRIPT", "flow_name": original["flow_name"],
            "flow_id": original["flow_id"], "script": .string(original.script), "input_value": .object(inputs),
            "connector_name": original["connector_name"], "connector_id": original["connector_id"],
            "connector_type": original["connector_type"], "wrapper_id": original["wrapper_id"],
            "wrapper_name": original["wrapper_name"], "wrapped": original["wrapped"],
        ])
        for name in CloneOrder.copied where !order.given.contains(name) {
            row.record.set([name: original[name]])
        }
        try create(row, by: entry)
        let child = reference(row.id)
        guard let mode = order.mode else { return arrive(entry, request, child) }
        let call = OpenCall(
            call: request.call, wait: .executions([row.id], mode), timeout: order.timeout, success: child,
            now: request.time)
        entry.row.openCalls.append(call)
        try register(call, of: entry)
    }

    private func answer(_ request: Request, of entry: Entry, with answer: HostAnswer) throws(StoreError) {
        arrive(entry, request, EncodedAnswer(answer))
    }

    private func arrive(_ entry: Entry, _ request: Request, _ answer: EncodedAnswer) {
        entry.row.arrivals.append(Arrival(call: request.call, answer: answer))
    }

    func notFound(_ target: Control.Target) -> FlowError {
        switch target {
        case .execution(let id), .tree(let id, _): notFound(id)
        }
    }

    func notFound(_ id: ExecutionID) -> FlowError {
        FlowError(.resourceNotFound, "there is no execution \(id)")
    }
}
