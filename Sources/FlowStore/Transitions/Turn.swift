public import FlowModel

/// What one turn of a script leads to, to be made durable in one transaction.
public struct Turn: Sendable {
    /// What the script does after the turn.
    public enum Ending: Sendable, Equatable {
        /// It computes on; the turn was committed because it was long.
        case continues
        /// Every lane waits.
        case waits
        /// The execution is debugged and stops here; it could run on.
        case stops(ExecutionStop)
        /// The execution ended.
        case ended(ExecutionStatus, message: String?, EndCause)
        /// The replay differs from the journal: nothing of the turn is kept but this report.
        case diverged(String)
        /// The execution starts over with these inputs.
        case startsOver(inputs: JSONValue)
    }

    /// The execution.
    public let execution: ExecutionID
    /// The generation that the turn belongs to.
    public let generation: Int64
    /// The head of the journal that the turn follows.
    public let journalHead: Int64?
    /// The packed events; empty when there are none.
    public var journal: [UInt8] = []
    /// How many calls the journal has with this turn.
    public var callCount: UInt64
    /// Nanoseconds of processor time that the script has used by the end of the turn.
    public var processorTime: Int64
    /// The limits of memory that the script runs with; nil for a turn without a script.
    public var limits: JournalHeader.Limits?
    /// The calls whose answers the script has seen.
    public var delivered: [UInt64] = []
    /// Changes of the execution's own fields, in their order.
    public var changes: [RecordChange] = []
    /// Log entries, in their order.
    public var log: [LogEntry] = []
    /// Executions that the script created.
    public var created: [StoredExecution] = []
    /// Messages that the script sent.
    public var messages: [StoredMessage] = []
    /// Changes of records, and what they were decided by.
    public var records = RecordChanges()
    /// Host calls that the store has to decide, in their order.
    public var requests: [Request] = []
    /// What comes next.
    public var ending = Ending.waits
    /// When the turn began, and when the execution started if it is the first.
    public let startedAt: ScriptTime

    /// Begins a turn.
    public init(
        execution: ExecutionID, generation: Int64, journalHead: Int64?, callCount: UInt64, processorTime: Int64 = 0,
        startedAt: ScriptTime
    ) {
        self.processorTime = processorTime
        self.execution = execution
        self.generation = generation
        self.journalHead = journalHead
        self.callCount = callCount
        self.startedAt = startedAt
    }
}

/// A change of an execution's own fields by its script.
public enum RecordChange: Sendable, Equatable {
    /// Fields with their new values, already checked.
    case save(JSONObject, at: ScriptTime)
    /// Keys that are merged into the output.
    case output(JSONObject, at: ScriptTime)
}

/// A host call that the store decides, because it is about more than the execution's own fields.
public struct Request: Sendable, Equatable {
    /// What the call asks, after its controls have been carried out.
    public enum Question: Sendable, Equatable {
        /// To wait; nil as timeout for ever.
        case wait(Wait, timeout: Double?, success: EncodedAnswer)
        /// Nothing more: the answer is this.
        case answer(EncodedAnswer)
        /// To read.
        case read(StoreQuery)
        /// To release a lock, which any execution may.
        case release(lock: String)
        /// To run an execution again as a child.
        case clone(CloneOrder)
        /// To make an execution that does not start; or, when it is there, to change these fields of it.
        case create(StoredExecution, orSave: JSONObject, answer: EncodedAnswer)
        /// To mark this place of the journal.
        case createSavepoint(SavepointID, name: String, line: Int)
        /// To send an execution back to a savepoint.
        case loadSavepoint(of: ExecutionID, SavepointChoice)
        /// To forget savepoints of an execution: those of that name, or all.
        case removeSavepoints(of: ExecutionID, name: String?)
        /// To move executions to the trash, or back.
        case trash(TrashOrder)
    }

    /// The number of the host call.
    public let call: UInt64
    /// What is done to executions first.
    public var controls: [Control]
    /// What the call asks then.
    public let question: Question
    /// The moment of the call.
    public let time: ScriptTime

    /// Describes a request.
    public init(call: UInt64, controls: [Control] = [], _ question: Question, at time: ScriptTime) {
        self.call = call
        self.controls = controls
        self.question = question
        self.time = time
    }
}

/// How a savepoint is chosen.
public enum SavepointChoice: Sendable, Equatable {
    /// By its id.
    case id(SavepointID)
    /// The newest of that name.
    case name(String)
}

/// What somebody does to an execution from outside its script.
public struct Control: Sendable, Equatable {
    /// What can be done.
    public enum Action: Sendable, Equatable {
        /// To end it as cancelled.
        case cancel(message: String?)
        /// To process it no further for now.
        case pause(message: String?)
        /// To start it, or to go on after a pause.
        case run
        /// To change fields, already checked.
        case save(JSONObject)
        /// To merge keys into its output.
        case output(JSONObject)
        /// To add to its log.
        case log([LogEntry])
        /// To end its wait of that status as if it were fulfilled; nil for any wait.
        case ignore(ExecutionStatus?)
    }

    /// Whom it concerns.
    public enum Target: Sendable, Equatable {
        /// One execution.
        case execution(ExecutionID)
        /// The whole tree that an execution belongs to; the one that asks comes last.
        case tree(of: ExecutionID, last: ExecutionID?)
    }

    /// What is done.
    public let action: Action
    /// To whom.
    public let target: Target

    /// Describes an action.
    public init(_ action: Action, _ target: Target) {
        self.action = action
        self.target = target
    }
}

/// What can be read of the store by a script.
public enum StoreQuery: Sendable, Equatable {
    /// Fields of an execution, one value each.
    case fields(ExecutionID, [String], in: ExecutionSelector.Places = .normal)
    /// Fields of an execution as a table; all when none are named.
    case dictionary(ExecutionID, [String], in: ExecutionSelector.Places = .normal)
    /// Whether an execution is there.
    case exists(ExecutionID, in: ExecutionSelector.Places = .normal)
    /// One of the executions that one created, by id or name; the newest of several.
    case child(of: ExecutionID, String)
    /// The executions that one created, as references.
    case children(ExecutionID)
    /// The tree below a root, as references.
    case tree(ExecutionID)
    /// The log of an execution, as records.
    case log(ExecutionID)
    /// The savepoints of an execution, as records.
    case savepoints(ExecutionID)
    /// The waits of an execution, as records; only the open one when `openOnly`.
    case dependencies(ExecutionID, openOnly: Bool)
    /// The record that a field of an execution points to, as a reference; null for none.
    case relation(of: ExecutionID, field: String, asker: ExecutionID)
    /// What people set of an execution, with its script and inputs.
    case export(ExecutionID)
    /// The waits that an execution is or was awaited in, as records.
    case awaited(ExecutionID)
    /// Fields of a message, one value each.
    case message(MessageID, [String])
}

/// Executions that go to the trash, or come back.
public struct TrashOrder: Sendable, Equatable {
    /// What happens to them.
    public enum Action: Sendable, Equatable {
        /// One execution goes; it has to have ended.
        case delete
        /// All members of its tree that have ended go.
        case deleteTree
        /// One execution goes for good; it has to have ended, and to have no descendants.
        case remove
        /// It comes back.
        case restore
    }

    /// The execution.
    public let execution: ExecutionID
    /// What happens.
    public let action: Action

    /// Describes an order.
    public init(_ action: Action, _ execution: ExecutionID) {
        self.action = action
        self.execution = execution
    }
}

/// A new execution after the model of another, whose script and inputs only the store knows.
public struct CloneOrder: Sendable, Equatable {
    /// The model.
    public let original: ExecutionID
    /// The new row, without script; its inputs are merged over those of the model.
    public let row: StoredExecution
    /// The fields that the new row has of its own.
    public let given: Set<String>
    /// What to wait for; nil to go on at once.
    public let mode: ReturnWhen?
    /// How long to wait at most, in seconds.
    public let timeout: Double?

    /// The fields that a copy has of the model unless it is given its own.
    public static let copied = [
        "name", "description", "priority", "max_runtime_minutes", "savepoint_retention", "input_schema",
        "output_schema", "breakpoints", "use_breakpoints", "use_only_explicit_breakpoints",
    ]

    /// Describes an order.
    public init(
        original: ExecutionID, row: StoredExecution, given: Set<String>, mode: ReturnWhen?, timeout: Double?
    ) {
        self.original = original
        self.row = row
        self.given = given
        self.mode = mode
        self.timeout = timeout
    }
}
