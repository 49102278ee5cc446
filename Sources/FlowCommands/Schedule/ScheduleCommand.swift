import ArgumentParser
import FlowModel
import FlowStore
import FlowStoreSQLite

/// `moonflow schedule`: looks at schedules of a store, and enables or disables them.
struct ScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Lists schedules, and enables or disables them.",
        discussion: """
            A schedule is made by a script:

              system:schedule("nightly"):save{
                  flow_name = "report", bundled_scheduler = "cron", is_enabled = true,
                  value = {cron = "30 2 * * *", time_zone = "Europe/Berlin"},
              }

            While it is enabled, exactly one execution of it is active; moonflow resume, or whichever process holds the store, \
            runs it.

            Examples:

              moonflow schedule list
              moonflow schedule disable nightly
            """,
        subcommands: [ListSchedulesCommand.self, EnableScheduleCommand.self, DisableScheduleCommand.self])
}

/// `moonflow schedule list`.
struct ListSchedulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists all schedules, and what each of them does.")

    @OptionGroup var storage: StoreOptions
    @Flag(name: .long, help: "Print JSON.") var json = false

    func run() throws {
        try reporting {
            let rows = try storage.openToRead().read { transaction throws(StoreError) in try Self.rows(transaction) }
            try ExecutionTable.print(.array(rows.map { .object($0.json) }), isJSON: json) {
                rows.isEmpty ? ["there is no schedule"] : rows.map(\.line)
            }
        }
    }

    private struct Row {
        let schedule: JSONObject
        let flow: String?
        let execution: StoredExecution?

        var json: JSONObject {
            var fields = schedule
            fields["flow_name"] = flow.map(JSONValue.string) ?? .null
            fields["status"] = execution.map { .string($0.record.status.rawValue) } ?? .null
            fields["scheduled_for"] = execution?.record["scheduled_for"] ?? .null
            fields["message"] = execution?.record["message"] ?? .null
            return fields
        }

        /// Name, whether it is enabled, flow, and what its execution says.
        var line: String {
            let isEnabled = schedule["is_enabled"] == true
            let name = (schedule["name"]?.text ?? "").padded(to: 24)
            let message = execution?.record.message.map { "  \($0.prefix { $0 != "\n" })" } ?? ""
            let status = execution.map { "  \($0.record.status.rawValue)\(message)" } ?? ""
            return "\(name)  \(isEnabled ? "enabled " : "disabled")  \(flow ?? "")\(isEnabled ? status : "")"
        }
    }

    private static func rows(_ transaction: any FlowTransaction) throws(StoreError) -> [Row] {
        let query = RecordQuery(type: "schedule", moment: ScriptTime.range.upperBound)
        var rows: [Row] = []
        for record in try transaction.records(query, after: nil, limit: .max) {
            func id(_ field: String) -> RecordID? { record.fields[field]?.text.flatMap(RecordID.init) }
            var (flow, execution): (StoredRecord?, StoredExecution?)
            if let id = id("flow_id") { flow = try transaction.record(id) }
            if let id = id("execution_id") { execution = try transaction.execution(id) }
            let fields = DataModel.current.type("schedule").map(record.allFields) ?? record.fields
            rows.append(Row(schedule: fields, flow: flow?.name, execution: execution))
        }
        return rows
    }
}

/// A schedule that is named on the command line.
struct ScheduleArgument: ParsableArguments {
    @OptionGroup var storage: StoreOptions
    @Argument(help: ArgumentHelp("The name or id of the schedule.", valueName: "schedule")) var schedule: String

    /// Enables or disables the schedule, and says so.
    func set(isEnabled: Bool, _ done: String) throws {
        let record = try storage.openToRead().read { transaction throws(StoreError) in
            if let id = RecordID(schedule) { return try transaction.record(id) }
            return try transaction.record(ofType: "schedule", named: schedule)
        }
        guard let record, record.type == "schedule", !record.isDeleted else {
            throw CommandFailure("there is no schedule '\(schedule)'; moonflow schedule list shows those there are")
        }
        try storage.perform(.schedule(record.id, isEnabled: isEnabled))
        Console.note("\(Console.printable(record.name ?? "")) (\(record.id)) \(done)")
    }
}

/// `moonflow schedule enable`.
struct EnableScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Enables a schedule: an execution of it begins to wait for its next moment.")

    @OptionGroup var schedule: ScheduleArgument

    func run() throws {
        try reporting {
            try schedule.set(
                isEnabled: true, "is enabled; moonflow resume runs it, unless a process holds the store")
        }
    }
}

/// `moonflow schedule disable`.
struct DisableScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Disables a schedule: its execution is cancelled; a flow that it started goes on.")

    @OptionGroup var schedule: ScheduleArgument

    func run() throws { try reporting { try schedule.set(isEnabled: false, "is disabled") } }
}
