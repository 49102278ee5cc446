import FlowModel

extension MemoryTables {
    func removeExecutions(
        endedBefore time: ScriptTime, after place: RemovalPlace?, limit: Int
    ) throws(StoreError) -> Removal {
        var removal = Removal()
        var place = place ?? RemovalPlace(endedAt: ScriptTime(microseconds: .min), number: .min)
        var rest = limit
        for root in endedRoots(before: time, after: place) where rest > 0 {
            let tree = executions.rows.values.filter { $0.row.record.topID == root.row.id && $0.row.id != root.row.id }
            let ended = tree.filter { end(of: $0.row).map { $0 < time } == true }.sorted { $0.number < $1.number }
            let chosen = ended.prefix(rest)
            for member in chosen { remove(member.row.id) }
            removal.count += chosen.count
            rest -= chosen.count
            guard rest > 0 else { break }
            if chosen.count == tree.count {
                remove(root.row.id)
                removal.count += 1
            }
            rest -= 1
            place = RemovalPlace(endedAt: end(of: root.row) ?? time, number: root.number)
        }
        removal.next = rest > 0 ? nil : place
        return removal
    }

    func removeExecution(_ id: ExecutionID) throws(StoreError) { remove(id) }

    func firstEnd() throws(StoreError) -> ScriptTime? {
        endedRoots(before: nil, after: nil).first.flatMap { end(of: $0.row) }
    }

    private func end(of row: StoredExecution) -> ScriptTime? {
        row.record.status.isEnded ? row.record.endedAt : nil
    }

    private func endedRoots(before time: ScriptTime?, after place: RemovalPlace?) -> [Numbered<StoredExecution>] {
        let roots = executions.rows.values.compactMap { entry -> (end: ScriptTime, root: Numbered<StoredExecution>)? in
            guard entry.row.record.topID == entry.row.id, let end = end(of: entry.row) else { return nil }
            if let time, end >= time { return nil }
            if let place, (end, entry.number) <= (place.endedAt, place.number) { return nil }
            return (end, entry)
        }
        return roots.sorted { ($0.end, $0.root.number) < ($1.end, $1.root.number) }.map(\.root)
    }

    private func remove(_ id: ExecutionID) {
        if let parent = executions[id]?.row.record.parentID { children[parent]?.removeAll { $0 == id } }
        for (key, record) in records.rows where record.belongs(to: id) { records[key] = nil }
        (executions[id], waking[id], ready[id], logs[id]) = (nil, nil, nil, nil)
        for (key, turn) in turns.rows where turn.execution == id { turns[key] = nil }
        for (key, row) in dependencies.rows where row.waiter == id {
            for target in dependencyTargets[key] ?? [] { awaited[target]?.removeAll { $0 == key } }
            (dependencies[key], dependencyTargets[key]) = (nil, nil)
        }
        for (key, entry) in messages.rows where entry.row.sender == id {
            messages[key] = nil
            for (call, waiter) in responseWaiters.rows where waiter.row.0 == key { responseWaiters[call] = nil }
        }
        for (key, entry) in savepoints.rows where entry.row.execution == id { savepoints[key] = nil }
        let text = JSONValue.string(id.description)
        for (key, record) in records.rows
        where record.fields["record_id"] == text || record.fields["identity_id"] == text {
            records[key] = nil
        }
    }
}
