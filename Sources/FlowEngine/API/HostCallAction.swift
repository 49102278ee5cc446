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
    /// The script starts over with these inputs.
    case startOver(inputs: JSONValue)
}

/// The circumstances of one host call.
public struct CallContext: Sendable {
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

    /// Describes a call.
    public init(receiver: ObjectReference, call: UInt64, line: Int, now: ScriptTime) {
        self.receiver = receiver
        self.call = call
        self.line = line
        self.now = now
    }
}
