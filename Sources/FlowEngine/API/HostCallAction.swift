public import FlowModel
public import FlowStore

/// What the engine has to do about a host call.
public enum HostCallAction: Sendable, Equatable {
    /// The call returns the object that it was made on.
    case returnItself
    /// The call returns these values.
    case returnValues([HostValue])
    /// The call raises the error.
    case raise(FlowError)
    /// The store decides.
    case request(Request)
    /// The script ends.
    case end(ExecutionStatus, message: String?)
    /// The script ends with this error, which it cannot catch.
    case fail(FlowError)
    /// The call returns the object that it was made on, and the execution stops if it is debugged.
    case stop
    /// The script starts over with these inputs.
    case startOver(inputs: JSONValue)
}

/// The circumstances of one host call.
public struct CallContext {
    /// The object it was made on.
    public let receiver: ObjectReference
    /// The number of the call.
    public let call: UInt64
    /// The line of the call; 0 when it is unknown.
    public let line: Int
    /// The moment.
    public let now: ScriptTime
    /// Fields of the execution that the call makes or saves which follow from records: where it lies, and its roles.
    var setup = JSONObject()
    /// The execution that `save` of held fields makes has been made: whatever becomes of it until the commit, the call
    /// has been allowed to change it, not to make it once more.
    var isSaved = false
    /// The records that calls can name.
    let resources: Resources

    /// Describes a call that can name no records.
    public init(receiver: ObjectReference, call: UInt64, line: Int, now: ScriptTime) {
        self.init(receiver: receiver, call: call, line: line, now: now, resources: Resources(nil))
    }

    init(receiver: ObjectReference, call: UInt64, line: Int, now: ScriptTime, resources: Resources) {
        self.resources = resources
        self.receiver = receiver
        self.call = call
        self.line = line
        self.now = now
    }
}
