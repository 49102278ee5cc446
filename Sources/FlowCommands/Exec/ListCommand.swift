import ArgumentParser
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite

/// `moonflow exec list`.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists executions, newest first.",
        discussion: """
            Those that have not ended; with --all, or a --status of the ended ones, those too. On a terminal at most 50, \
            unless --limit says otherwise; when piped, all of them, as a JSON array with one execution a line.

            Examples:

              moonflow exec list
              moonflow exec list --all --limit 200
              moonflow exec list --status ended_error --since 2h
              moonflow exec list --all --name nightly | jq -r '.[].id'
            """)

    @OptionGroup var storage: StoreOptions
    @Flag(name: .long, help: "Those that have ended, too.") var all = false
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only those with this status, such as running or ended_error; may be given several times.",
            valueName: "status"))
    var status: [ExecutionStatus] = []
    @Option(name: .long, help: "Only those of exactly this name.") var name: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only those created since then: a time as 2026-01-31T08:00:00Z, or how long ago: 30m, 2h, 7d.",
            valueName: "time"))
    var since: Moment?
    @Option(name: .long, help: ArgumentHelp("At most so many; 0 for all.", valueName: "number")) var limit: Int?
    @Flag(name: .long, help: "Print JSON.") var json = false

    private static let pageSize = 200
    private static let usualLimit = 50

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit must be 0 (for all) or more.") }
    }

    func run() throws {
        try reporting {
            let store = try storage.openToRead()
            let isTable = !json && Console.isTerminal(.output)
            var rest = limit ?? (isTable ? Self.usualLimit : 0)
            if rest == 0 { rest = .max }
            var output = ListOutput(isTable: isTable, isPretty: json)
            var place: Int64?
            var isMore = true
            while isMore, rest > 0 {
                // A transaction a page: whoever reads slowly does not keep the log of the store from being cut.
                let (rows, next) = try page(min(rest, Self.pageSize), before: place, store)
                for row in rows { try output.write(row) }
                rest -= rows.count
                (place, isMore) = (next, next != nil)
            }
            try output.finish()
            if isMore, limit == nil {
                Console.note("these are the newest \(Self.usualLimit); --limit N shows more, --limit 0 all")
            }
        }
    }

    private func page(
        _ size: Int, before place: Int64?, _ store: SQLiteStore
    ) throws(StoreError) -> (rows: [StoredExecution], next: Int64?) {
        try store.read { transaction throws(StoreError) in
            let page = try transaction.executions(query, before: place, limit: size)
            var rows: [StoredExecution] = []
            for id in page.ids { if let row = try transaction.execution(id) { rows.append(row) } }
            return (rows, page.next)
        }
    }

    private var query: ExecutionQuery {
        var query = ExecutionQuery()
        query.isUnfinished = !all && status.isEmpty
        query.statuses = Set(status)
        query.name = name
        query.createdSince = since?.time(now: SystemClock().now())
        return query
    }
}

/// Writes executions one after the other: a line for people, or an element of a JSON array.
private struct ListOutput {
    let isTable: Bool
    let isPretty: Bool
    private var isEmpty = true

    init(isTable: Bool, isPretty: Bool) {
        (self.isTable, self.isPretty) = (isTable, isPretty)
    }

    mutating func write(_ row: StoredExecution) throws {
        defer { isEmpty = false }
        guard !isTable else { return try Console.print(Console.printable(ExecutionTable.line(of: row))) }
        let record = ExecutionTable.record(of: row)
        let text = isPretty ? JSONWriter.prettyText(record) : JSONWriter.text(record)
        try Console.print((isEmpty ? "[" : ",\n") + text, ending: "")
    }

    func finish() throws {
        if isTable { return isEmpty ? try Console.print("nothing") : () }
        try Console.print(isEmpty ? "[]" : "]")
    }
}

/// A moment on the command line: a time, or how long ago.
struct Moment: ExpressibleByArgument {
    private enum Form {
        case at(ScriptTime)
        case ago(seconds: Double)
    }

    private let form: Form

    init?(argument: String) {
        if let time = ScriptTime(iso8601: argument) ?? ScriptTime(iso8601: argument + "T00:00:00Z") {
            form = .at(time)
            return
        }
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Double(argument.dropLast()), count >= 0,
            count * unit < 1e10
        else { return nil }
        form = .ago(seconds: count * unit)
    }

    /// The moment, if it is now that time.
    func time(now: ScriptTime) -> ScriptTime {
        switch form {
        case .at(let time): time
        case .ago(let seconds): now.advanced(bySeconds: -seconds)
        }
    }
}

extension ExecutionStatus: ExpressibleByArgument {
    /// Reads a status in any case.
    public init?(argument: String) {
        self.init(rawValue: argument.uppercased())
    }
}
