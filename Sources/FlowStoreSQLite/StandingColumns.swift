import FlowModel
import FlowStore
import GRDB

/// The columns of an execution that change, in groups: a column that is not written leaves the pages of its indexes clean,
/// and each page more costs every commit.
struct StandingColumns: OptionSet {
    let rawValue: Int

    /// Open calls and arrivals.
    static let waits = StandingColumns(rawValue: 1)
    /// Columns of indexes: who could run, who wakes, who has ended.
    static let order = StandingColumns(rawValue: 2)
    /// Generation, cause of the end, divergence, header, stop, name.
    static let rare = StandingColumns(rawValue: 4)
    static let all: StandingColumns = [.waits, .order, .rare]

    static let runnable: Int64 = 1
    static let paused: Int64 = 2
    static let watched: Int64 = 4
    static let inDoubt: Int64 = 8

    init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The groups in which two states of a row differ.
    init(changedFrom before: StoredExecution, to after: StoredExecution) {
        self = []
        if before.openCalls != after.openCalls || before.arrivals != after.arrivals { insert(.waits) }
        if Self.order(before) != Self.order(after) || Self.endStatus(before) != Self.endStatus(after) {
            insert(.order)
        }
        if before.generation != after.generation || before.cause != after.cause
            || before.divergence != after.divergence || before.header != after.header || before.stop != after.stop
            || before.record["name"] != after.record["name"]
        {
            insert(.rare)
        }
    }

    private static func order(_ row: StoredExecution) -> [Int64?] {
        [
            row.isReady ? row.record.priority : nil, row.wakeAt?.microseconds,
            row.record.status.isEnded ? row.record.endedAt?.microseconds : nil,
        ]
    }

    private static func endStatus(_ row: StoredExecution) -> String? {
        row.record.status.isEnded ? row.record.status.rawValue : nil
    }

    /// The statement that writes these groups and what always changes; its last argument is the number of the row.
    var update: String { Self.updates[rawValue] }

    private static let updates = (0...Self.all.rawValue).map { value in
        let columns = StandingColumns(rawValue: value)
        var sql = "UPDATE execution SET fields = ?, journal_head = ?, call_count = ?, flags = ?, processor_time = ?"
        if columns.contains(.waits) { sql += ", open_calls = ?, arrivals = ?" }
        if columns.contains(.order) { sql += ", ready_priority = ?, wake_at = ?, ended_at = ?, end_status = ?" }
        if columns.contains(.rare) {
            sql += ", generation = ?, cause = ?, divergence = ?, header = ?, stop = ?, label = ?"
        }
        return sql + " WHERE number = ?"
    }

    /// The values, in the order of the statement.
    func arguments(_ row: StoredExecution) -> StatementArguments {
        var flags: Int64 = 0
        if row.isRunnable { flags |= Self.runnable }
        if row.isPaused { flags |= Self.paused }
        if row.isWatched { flags |= Self.watched }
        if row.isInDoubt { flags |= Self.inDoubt }
        var arguments: StatementArguments = [
            StoredJSON.text(.object(row.record.storedFields)), row.journalHead, Int64(row.callCount), flags,
            row.processorTime,
        ]
        if contains(.waits) {
            arguments += [
                row.openCalls.isEmpty ? nil : StoredJSON.text(StoredWaits.value(of: row.openCalls)),
                row.arrivals.isEmpty ? nil : StoredJSON.text(StoredWaits.value(of: row.arrivals)),
            ]
        }
        if contains(.order) { arguments += StatementArguments(Self.order(row)) + [Self.endStatus(row)] }
        if contains(.rare) {
            arguments += [
                row.generation, row.cause.map { StoredJSON.text($0.json) }, row.divergence, row.header,
                row.stop.map { StoredJSON.text($0.json) }, row.record.name,
            ]
        }
        return arguments
    }
}
