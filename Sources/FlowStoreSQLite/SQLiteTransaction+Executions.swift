import FlowModel
import FlowStore
import GRDB

extension SQLiteTransaction: FlowTransaction {
    private static let runnable = StandingColumns.runnable
    private static let paused = StandingColumns.paused
    private static let watched = StandingColumns.watched
    private static let inDoubt = StandingColumns.inDoubt

    func flowScript(named name: String) throws(StoreError) -> String? {
        try first("SELECT s.text FROM flow f JOIN script s ON s.number = f.script WHERE f.name = ?", [name]) { $0[0] }
    }

    func flowNames() throws(StoreError) -> [String] {
        try all("SELECT name FROM flow ORDER BY name", []) { $0[0] }
    }

    func putFlow(named name: String, script: String) throws(StoreError) {
        try change("INSERT OR REPLACE INTO flow (name, script) VALUES (?, ?)", [name, try scriptNumber(script)])
    }

    func execution(_ id: ExecutionID) throws(StoreError) -> StoredExecution? { try entry(id)?.row }

    private func entry(_ id: ExecutionID) throws(StoreError) -> RowCache.Entry? {
        if let known = rows?[id] { return known }
        // Columns are read by their places: finding them by name takes longer than all the rest.
        let found = try first(
            """
            SELECT e.number, s.text, e.fields, e.inputs, e.seed, e.flags, e.generation, e.journal_head, e.call_count,
              e.ready_priority, e.wake_at, e.divergence, e.open_calls, e.arrivals, e.cause, e.header, e.processor_time,
              e.limits, e.stop
            FROM execution e JOIN script s ON s.number = e.script WHERE e.id = ?
            """, [id]
        ) { row throws(StoreError) in
            var fields = try StoredJSON.value(row[2], "fields").object ?? [:]
            fields["script"] = .string(row[1])
            fields["input_value"] = try StoredJSON.value(row[3], "inputs")
            let flags: Int64 = row[5]
            var stored = StoredExecution(
                record: ExecutionRecord(id: id, stored: fields), seed: UInt64(bitPattern: row[4]),
                isRunnable: flags & Self.runnable != 0)
            stored.generation = row[6]
            stored.journalHead = row[7]
            stored.callCount = UInt64(row[8] as Int64)
            stored.isReady = (row[9] as Int64?) != nil
            stored.isPaused = flags & Self.paused != 0
            stored.isWatched = flags & Self.watched != 0
            stored.isInDoubt = flags & Self.inDoubt != 0
            stored.wakeAt = row[10]
            stored.divergence = row[11]
            if let text: String = row[12] {
                stored.openCalls = try Self.known(
                    StoredWaits.openCalls(from: try StoredJSON.value(text, "open_calls")), "open_calls", of: id)
            }
            if let text: String = row[13] {
                stored.arrivals = try Self.known(
                    StoredWaits.arrivals(from: try StoredJSON.value(text, "arrivals")), "arrivals", of: id)
            }
            if let text: String = row[14] { stored.cause = EndCause(json: try StoredJSON.value(text, "cause")) }
            stored.header = row[15]
            stored.processorTime = row[16]
            if let text: String = row[17] {
                stored.limits = ExecutionLimits(json: try StoredJSON.value(text, "limits"))
            }
            if let text: String = row[18] { stored.stop = ExecutionStop(json: try StoredJSON.value(text, "stop")) }
            return RowCache.Entry(number: row[0], row: stored)
        }
        if let found { rows?[id] = found }
        return found
    }

    private static func known<Value>(
        _ value: Value?, _ column: String, of id: ExecutionID
    ) throws(StoreError) -> Value {
        guard let value else { throw StoreError(.damaged, "the column '\(column)' of the execution \(id) is damaged") }
        return value
    }

    func insert(_ row: StoredExecution) throws(StoreError) {
        let top = row.record.topID
        let number = try add(
            """
            INSERT INTO execution (id, parent, top, seed, script, inputs, limits, fields, journal_head, call_count, flags,
                processor_time, open_calls, arrivals, ready_priority, wake_at, ended_at, end_status, generation, cause,
                divergence, header, stop, label)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.id, row.record.parentID, top == row.id ? nil : top, Int64(bitPattern: row.seed),
                try scriptNumber(row.record.script), StoredJSON.text(row.record.inputs),
                row.limits.map { StoredJSON.text($0.json) },
            ] + StandingColumns.all.arguments(row))
        try noteReferences(of: row.record)
        rows?[row.id] = RowCache.Entry(number: number, row: row)
    }

    func update(_ row: StoredExecution) throws(StoreError) {
        guard let before = try entry(row.id) else {
            throw StoreError(.damaged, "the execution \(row.id) is not there")
        }
        if before.row.generation != row.generation {
            if let head = before.row.journalHead {
                try change("INSERT INTO branch (execution, head) VALUES (?, ?)", [before.number, head])
            }
            try change(
                "UPDATE execution SET inputs = ?, script = ? WHERE number = ?",
                [StoredJSON.text(row.record.inputs), try scriptNumber(row.record.script), before.number])
        }
        let columns = StandingColumns(changedFrom: before.row, to: row)
        try change(columns.update, columns.arguments(row) + [before.number])
        try noteReferences(of: row.record, before: before.row.record)
        rows?[row.id] = RowCache.Entry(number: before.number, row: row)
    }

    func scriptNumber(_ text: String) throws(StoreError) -> Int64 {
        if let known = rows?.scripts[text] { return known }
        let number = try storedScriptNumber(text)
        rows?.scripts[text] = number
        return number
    }

    private func storedScriptNumber(_ text: String) throws(StoreError) -> Int64 {
        let digest = Self.digest(text)
        let known = try all("SELECT number, text FROM script WHERE digest = ?", [digest]) { row in
            (number: row[0] as Int64, text: row[1] as String)
        }
        if let same = known.first(where: { $0.text == text }) { return same.number }
        return try add("INSERT INTO script (digest, text) VALUES (?, ?)", [digest, text])
    }

    // Finds candidates only: the texts are compared, so equal digests of different texts do no harm.
    private static func digest(_ text: String) -> Int64 {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return Int64(bitPattern: digest)
    }

    func executions(_ selection: ExecutionSelection) throws(StoreError) -> [ExecutionID] {
        switch selection {
        case .all: try all("SELECT id FROM execution ORDER BY number", []) { $0[0] }
        case .unfinished:
            try all(
                "SELECT id FROM execution INDEXED BY execution_open WHERE ended_at IS NULL ORDER BY number", []
            ) { $0[0] }
        case .children(let parent):
            try all("SELECT id FROM execution WHERE parent = ? ORDER BY number", [parent]) { $0[0] }
        case .tree(let top):
            try all(
                "SELECT id FROM execution WHERE id = ? UNION ALL SELECT * FROM (SELECT id FROM execution WHERE top = ? ORDER BY number)",
                [top, top]
            ) { $0[0] }
        }
    }

    func newestChild(of parent: ExecutionID, named name: String) throws(StoreError) -> ExecutionID? {
        try first(
            """
            SELECT id FROM execution WHERE parent = ? AND label = ?
            ORDER BY number DESC LIMIT 1
            """, [parent, name]
        ) { $0[0] }
    }

    func readyExecutions(limit: Int) throws(StoreError) -> [ExecutionID] {
        try all(
            "SELECT id FROM execution WHERE ready_priority IS NOT NULL ORDER BY ready_priority DESC, number LIMIT ?",
            [limit]
        ) { $0[0] }
    }

    func dueExecutions(at time: ScriptTime, limit: Int) throws(StoreError) -> [ExecutionID] {
        try all(
            "SELECT id FROM execution WHERE wake_at <= ? ORDER BY wake_at, number LIMIT ?", [time, limit]
        ) { $0[0] }
    }

    func nextWake() throws(StoreError) -> ScriptTime? {
        try first("SELECT wake_at FROM execution WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1", []) { $0[0] }
    }
}
