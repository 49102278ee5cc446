import FlowModel
import FlowStore
import GRDB

extension SQLiteTransaction: FlowTransaction {
    private static let runnable: Int64 = 1
    private static let paused: Int64 = 2
    private static let watched: Int64 = 4

    func flowScript(named name: String) throws(StoreError) -> String? {
        try first("SELECT s.text FROM flow f JOIN script s ON s.number = f.script WHERE f.name = ?", [name]) { $0[0] }
    }

    func flowNames() throws(StoreError) -> [String] {
        try all("SELECT name FROM flow ORDER BY name", []) { $0[0] }
    }

    func putFlow(named name: String, script: String) throws(StoreError) {
        try change("INSERT OR REPLACE INTO flow (name, script) VALUES (?, ?)", [name, try scriptNumber(script)])
    }

    func execution(_ id: ExecutionID) throws(StoreError) -> StoredExecution? {
        // Columns are read by their places: finding them by name takes longer than all the rest.
        try first(
            """
            SELECT s.text, e.fields, e.inputs, e.seed, e.flags, e.generation, e.journal_head, e.call_count,
              e.ready_priority, e.wake_at, e.divergence, e.open_calls, e.arrivals, e.cause
            FROM execution e JOIN script s ON s.number = e.script WHERE e.id = ?
            """, [id]
        ) { row throws(StoreError) in
            var fields = try StoredJSON.value(row[1], "fields").object ?? [:]
            fields["script"] = .string(row[0])
            fields["input_value"] = try StoredJSON.value(row[2], "inputs")
            let flags: Int64 = row[4]
            var stored = StoredExecution(
                record: ExecutionRecord(id: id, stored: fields), seed: UInt64(bitPattern: row[3]),
                isRunnable: flags & Self.runnable != 0)
            stored.generation = row[5]
            stored.journalHead = row[6]
            stored.callCount = UInt64(row[7] as Int64)
            stored.isReady = (row[8] as Int64?) != nil
            stored.isPaused = flags & Self.paused != 0
            stored.isWatched = flags & Self.watched != 0
            stored.wakeAt = row[9]
            stored.divergence = row[10]
            if let text: String = row[11] {
                stored.openCalls = try Self.known(
                    StoredWaits.openCalls(from: try StoredJSON.value(text, "open_calls")), "open_calls", of: id)
            }
            if let text: String = row[12] {
                stored.arrivals = try Self.known(
                    StoredWaits.arrivals(from: try StoredJSON.value(text, "arrivals")), "arrivals", of: id)
            }
            if let text: String = row[13] { stored.cause = EndCause(json: try StoredJSON.value(text, "cause")) }
            return stored
        }
    }

    private static func known<Value>(
        _ value: Value?, _ column: String, of id: ExecutionID
    ) throws(StoreError) -> Value {
        guard let value else { throw StoreError(.damaged, "the column '\(column)' of the execution \(id) is damaged") }
        return value
    }

    func insert(_ row: StoredExecution) throws(StoreError) {
        let top = row.record.topID
        var arguments: StatementArguments = [
            row.id, row.record.parentID, top == row.id ? nil : top, Int64(bitPattern: row.seed),
            try scriptNumber(row.record.script), StoredJSON.text(row.record.inputs),
        ]
        arguments += changing(row)
        try change(
            """
            INSERT INTO execution (id, parent, top, seed, script, inputs, generation, fields, journal_head, call_count,
                open_calls, arrivals, flags, ready_priority, wake_at, ended_at, cause, divergence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, arguments)
    }

    func update(_ row: StoredExecution) throws(StoreError) {
        let before = try first("SELECT number, generation, journal_head FROM execution WHERE id = ?", [row.id]) { row in
            (number: row[0] as Int64, generation: row[1] as Int64, head: row[2] as Int64?)
        }
        guard let before else { throw StoreError(.damaged, "the execution \(row.id) is not there") }
        if before.generation != row.generation {
            if let head = before.head {
                try change("INSERT INTO branch (execution, head) VALUES (?, ?)", [before.number, head])
            }
            try change(
                "UPDATE execution SET inputs = ?, script = ? WHERE number = ?",
                [StoredJSON.text(row.record.inputs), try scriptNumber(row.record.script), before.number])
        }
        var arguments = changing(row)
        arguments += [before.number]
        try change(
            """
            UPDATE execution SET generation = ?, fields = ?, journal_head = ?, call_count = ?, open_calls = ?,
                arrivals = ?, flags = ?, ready_priority = ?, wake_at = ?, ended_at = ?, cause = ?, divergence = ?
            WHERE number = ?
            """, arguments)
    }

    /// The columns that change, in the order of both statements.
    private func changing(_ row: StoredExecution) -> StatementArguments {
        var flags: Int64 = 0
        if row.isRunnable { flags |= Self.runnable }
        if row.isPaused { flags |= Self.paused }
        if row.isWatched { flags |= Self.watched }
        return [
            row.generation, StoredJSON.text(.object(row.record.storedFields)), row.journalHead, Int64(row.callCount),
            row.openCalls.isEmpty ? nil : StoredJSON.text(StoredWaits.value(of: row.openCalls)),
            row.arrivals.isEmpty ? nil : StoredJSON.text(StoredWaits.value(of: row.arrivals)), flags,
            row.isReady ? row.record.priority : nil, row.wakeAt,
            row.record.status.isEnded ? row.record.endedAt : nil, row.cause.map { StoredJSON.text($0.json) },
            row.divergence,
        ]
    }

    private func scriptNumber(_ text: String) throws(StoreError) -> Int64 {
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
