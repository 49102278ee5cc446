public import FlowModel

extension ExecutionTransitions {
    func createSavepoint(
        _ id: SavepointID, name: String, call: UInt64, line: Int, at time: ScriptTime, _ entry: Entry
    ) throws(StoreError) -> HostAnswer {
        guard let head = entry.row.journalHead else {
            return .failure(FlowError(.internalError, "a savepoint before the first turn"))
        }
        let savepoint = StoredSavepoint(
            id: id, name: name, call: call, line: line, at: time, of: entry.row, journalHead: head)
        try transaction.put(savepoint)
        if entry.row.record["savepoint_retention"] != "ALL" {
            for old in try transaction.savepoints(of: entry.row.id) where old.name == name && old.id != id {
                try transaction.removeSavepoint(old.id)
            }
        }
        return .value(HostValue(savepoint.handle))
    }

    /// Sends an execution back to one of its savepoints.
    ///
    /// The execution's fields and journal are those of that moment again. Children, messages and everything outside stay;
    /// locks that it took since are released.
    ///
    /// - Returns: An error when there is no such savepoint.
    public func loadSavepoint(of id: ExecutionID, _ choice: SavepointChoice) throws(StoreError) -> FlowError? {
        guard let entry = try entry(id) else { return notFound(id) }
        let all = try transaction.savepoints(of: id)
        let chosen: StoredSavepoint? =
            switch choice {
            case .id(let wanted): all.first { $0.id == wanted }
            case .name(let name): all.last { $0.name == name }
            }
        guard var savepoint = chosen else {
            let names = all.map { $0.name.isEmpty ? $0.id.description : $0.name }.joined(separator: ", ")
            let hint = names.isEmpty ? "it has none" : "it has \(names)"
            return FlowError(.resourceNotFound, "the execution \(id) has no such savepoint; \(hint)")
        }
        savepoint.loadCount += 1
        try transaction.put(savepoint)
        try leaveWaits(entry)
        for lock in try transaction.locks(heldBy: id)
        where lock.generation > savepoint.generation || lock.takenAt > savepoint.call {
            try transaction.removeLock(lock.name)
            try grant(lock.name)
        }
        entry.row.record.restore(savepoint.fields, at: now)
        entry.row.generation += 1
        entry.row.journalHead = savepoint.journalHead
        entry.row.callCount = savepoint.call
        entry.row.cause = nil
        entry.row.divergence = nil
        entry.row.stop = nil
        entry.row.isPaused = false
        entry.row.isRunnable = false
        entry.row.arrivals = savepoint.arrivals
        entry.row.arrivals.append(
            Arrival(call: savepoint.call, answer: EncodedAnswer(.value(HostValue(savepoint.handle)))))
        entry.row.openCalls = savepoint.openCalls
        for call in savepoint.openCalls { try register(call, of: entry) }
        touch(entry)
        return nil
    }
}

extension StoredSavepoint {
    /// What the script gets: `{id, name, loaded}`.
    var handle: JSONValue {
        ["id": .string(id.description), "name": .string(name), "loaded": .integer(loadCount)]
    }
}
