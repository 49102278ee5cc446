import FlowModel

extension ExecutionTransitions {
    /// Begins the wait of an open call, or answers it at once when there is nothing to wait for.
    func register(_ call: OpenCall, of entry: Entry) throws(StoreError) {
        switch call.wait {
        case .moment(let moment):
            if moment <= now { try arrive(entry, call, call.success) }
        case .executions(let ids, let mode): try register(call, on: ids, mode, of: entry)
        case .status(let id, let statuses):
            guard let target = try self.entry(id) else {
                return try arrive(entry, call, EncodedAnswer(.failure(notFound(id))))
            }
            if statuses.contains(target.row.record.status) { return try arrive(entry, call, call.success) }
            if target.row.record.status.isEnded {
                let status = target.row.record.status.rawValue
                let error = FlowError(.dependencyFailed, "the execution \(id) ended with \(status) instead")
                return try arrive(entry, call, EncodedAnswer(.failure(error)))
            }
            target.row.isWatched = true
            touch(target)
            try transaction.insert(StatusWatch(waiter: entry.row.id, call: call.call, target: id))
        case .lock(let name, let takes, let keeps):
            // Who holds it need not queue behind those who wait for exactly that.
            if takes, var held = try transaction.lock(name), held.holder == entry.row.id {
                held.count += 1
                held.isKept = held.isKept || keeps
                try transaction.put(held)
                return try arrive(entry, call, call.success)
            }
            try transaction.insert(
                LockWaiter(name: name, waiter: entry.row.id, call: call.call, takes: takes, keeps: keeps))
            try grant(name)
        case .response(let id):
            guard let message = try transaction.message(id) else {
                let error = FlowError(.resourceNotFound, "there is no message \(id)")
                return try arrive(entry, call, EncodedAnswer(.failure(error)))
            }
            if message.response != nil { return try arrive(entry, call, call.success) }
            try transaction.insert(ResponseWaiter(waiter: entry.row.id, call: call.call), for: id)
        case .resumption: entry.row.isPaused = true
        }
    }

    private func register(
        _ call: OpenCall, on ids: [ExecutionID], _ mode: ReturnWhen, of entry: Entry
    ) throws(StoreError) {
        var unfinished: [ExecutionID] = []
        var seen: Set<ExecutionID> = []
        var firstEnded: ExecutionID?
        for id in ids {
            guard let target = try self.entry(id) else {
                return try arrive(entry, call, EncodedAnswer(.failure(notFound(id))))
            }
            let status = target.row.record.status
            guard status.isEnded else {
                // Waiting twice for one execution is waiting for it once: it ends once.
                if seen.insert(id).inserted { unfinished.append(id) }
                continue
            }
            firstEnded = firstEnded ?? id
            if mode.effect(of: status, others: 1) == .failed {
                return try arrive(entry, call, EncodedAnswer(.failure(failure(of: target.row))))
            }
        }
        if mode == .firstEnded, let firstEnded {
            return try arrive(entry, call, reference(firstEnded))
        }
        guard !unfinished.isEmpty else { return try arrive(entry, call, call.success) }
        let dependency = StoredDependency(
            waiter: entry.row.id, call: call.call, mode: mode, remaining: unfinished.count, createdAt: now)
        _ = try transaction.insert(dependency, on: unfinished)
    }

    /// Ends what ``register(_:of:)`` began.
    func unregister(_ call: OpenCall, of id: ExecutionID) throws(StoreError) {
        switch call.wait {
        case .moment: break
        case .resumption: try entry(id)?.row.isPaused = false
        case .executions(let ids, _):
            for target in ids {
                for found in try transaction.openDependencies(on: target)
                where found.waiter == id && found.call == call.call {
                    var dependency = counted.removeValue(forKey: found.number) ?? found
                    dependency.isOpen = false
                    return try transaction.update(dependency)
                }
            }
        case .status: try transaction.removeWatch(waiter: id, call: call.call)
        case .lock: try transaction.removeLockWaiter(id, call: call.call)
        case .response: try transaction.removeResponseWaiter(id, call: call.call)
        }
    }

    /// Tells those who wait for `target` that it has ended.
    func resolveDependencies(on target: StoredExecution) throws(StoreError) {
        for found in try transaction.openDependencies(on: target.id) {
            var dependency = counted.removeValue(forKey: found.number) ?? found
            dependency.remaining -= 1
            let effect = dependency.mode.effect(of: target.record.status, others: dependency.remaining)
            guard effect != .waits else {
                counted[dependency.number] = dependency
                continue
            }
            dependency.isOpen = false
            try transaction.update(dependency)
            guard let waiter = try entry(dependency.waiter),
                let call = waiter.row.openCalls.first(where: { $0.call == dependency.call })
            else { continue }
            switch effect {
            case .failed: try arrive(waiter, call, EncodedAnswer(.failure(failure(of: target))))
            default: try arrive(waiter, call, dependency.mode == .firstEnded ? reference(target.id) : call.success)
            }
        }
    }

    /// Tells those who watch `target` what status it has now.
    func resolveWatches(on target: StoredExecution) throws(StoreError) {
        guard target.isWatched else { return }
        for watch in try transaction.watches(on: target.id) {
            guard let waiter = try entry(watch.waiter),
                let call = waiter.row.openCalls.first(where: { $0.call == watch.call })
            else { continue }
            try register(call, of: waiter, again: watch)
        }
    }

    private func register(_ call: OpenCall, of entry: Entry, again watch: StatusWatch) throws(StoreError) {
        try transaction.removeWatch(waiter: watch.waiter, call: watch.call)
        try register(call, of: entry)
    }

    /// The error of a wait for an execution that did not succeed.
    func failure(of row: StoredExecution) -> FlowError {
        let status = row.record.status.rawValue
        let reason = row.record.message.map { ": \($0)" } ?? ""
        return FlowError(
            .dependencyFailed, "the execution '\(row.record.name)' (\(row.id)) ended with \(status)\(reason)",
            details: [
                "execution_id": .string(row.id.description), "status": .string(status),
                "message": row.record.message.map(JSONValue.string) ?? .null,
            ])
    }

    func reference(_ id: ExecutionID) -> EncodedAnswer {
        EncodedAnswer(.value(.reference(.execution(id))))
    }
}
