public import FlowModel

/// A place in a journal to which its execution can go back: after the request to create it, before its answer.
public struct StoredSavepoint: Sendable, Equatable {
    /// The id of the savepoint.
    public let id: SavepointID
    /// The execution it belongs to.
    public let execution: ExecutionID
    /// The name that the script gave it; empty when it gave none.
    public let name: String
    /// The host call that created it.
    public let call: UInt64
    /// The line of that call.
    public let line: Int
    /// When it was created.
    public let createdAt: ScriptTime
    /// The last turn of the journal at that time.
    public let journalHead: Int64
    /// The generation at that time.
    public let generation: Int64
    /// The fields of the execution at that time, but script and inputs.
    public let fields: JSONObject
    /// The host calls of other lanes that waited at that time.
    public let openCalls: [OpenCall]
    /// The answers that the script had not seen at that time.
    public let arrivals: [Arrival]
    /// How often it was loaded.
    public var loadCount: Int64 = 0

    /// Describes a savepoint that is created now.
    public init(
        id: SavepointID, name: String, call: UInt64, line: Int, at time: ScriptTime, of row: StoredExecution,
        journalHead: Int64
    ) {
        self.id = id
        self.execution = row.id
        self.name = name
        self.call = call
        self.line = line
        self.createdAt = time
        self.journalHead = journalHead
        self.generation = row.generation
        self.fields = JSONObject(row.record.fields.entries.filter { $0.key != "script" && $0.key != "input_value" })
        self.openCalls = row.openCalls
        self.arrivals = row.arrivals
    }

    /// Takes over a stored savepoint.
    public init(
        id: SavepointID, execution: ExecutionID, name: String, call: UInt64, line: Int, createdAt: ScriptTime,
        journalHead: Int64, generation: Int64, fields: JSONObject, openCalls: [OpenCall], arrivals: [Arrival],
        loadCount: Int64
    ) {
        self.id = id
        self.execution = execution
        self.name = name
        self.call = call
        self.line = line
        self.createdAt = createdAt
        self.journalHead = journalHead
        self.generation = generation
        self.fields = fields
        self.openCalls = openCalls
        self.arrivals = arrivals
        self.loadCount = loadCount
    }
}
