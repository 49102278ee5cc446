public import FlowModel

/// What made a step stop.
public enum Step: Sendable {
    /// A lane asks the host. Answer now or later; other lanes can be stepped meanwhile.
    case hostCall(HostCall)
    /// Every lane waits for an answer, or for another lane.
    case idle
    /// The time slice is over: step again to go on, after others had their turn.
    case sliceOver
    /// The execution is debugged and stands before that line of the script: step again to go on.
    case stopped(line: Int)
    /// The script returned, and all its tasks have ended; nil if it returned nothing or nil. Host objects can be part of the value.
    case returned(HostValue?)
    /// The script was ended by `HostAnswer.end`, with this text.
    case ended(String)
    /// An error that the script did not catch, which ends its tasks too; or one of a task that nobody joined.
    case failed(ScriptFailure)
    /// A limit ended the script.
    case killed(Kill)

    /// Whether nothing can follow.
    public var isFinal: Bool {
        switch self {
        case .hostCall, .idle, .sliceOver, .stopped: false
        case .returned, .ended, .failed, .killed: true
        }
    }
}

/// An error that a script did not catch.
public struct ScriptFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The class of the error; `LuaError` for errors that are plain texts.
    public let type: String
    /// The message.
    ///
    /// Those of Lua begin with `chunk:line:`.
    public let message: String
    /// The script or module of the innermost Lua function.
    public let chunk: String?
    /// The line in it, from 1.
    public let line: Int?
    /// At most 20 frames, the innermost first.
    public let traceback: String

    /// Type, message and traceback.
    public var description: String {
        let head = type == "LuaError" ? message : "\(type): \(message)"
        return traceback.isEmpty ? head : "\(head)\n\(traceback)"
    }
}

/// The end of an execution that reached a limit.
public struct Kill: Error, Sendable, Equatable, CustomStringConvertible {
    /// Which limit it was.
    public enum Reason: String, Sendable {
        /// Processor time.
        case time
        /// Bytes of the heap.
        case memory
        /// Bytes of the coroutine stacks.
        case depth
        /// The host asked for it.
        case host
        /// A failure of the host or the Lua library itself.
        case `internal`
    }

    /// Which limit it was.
    public let reason: Reason
    /// What happened, in words.
    public let message: String
    /// The script or module that ran.
    public let chunk: String?
    /// The line that ran, from 1.
    public let line: Int?
    /// At most 20 frames, the innermost first; empty when the state could not be read any more.
    public let traceback: String

    /// The message with the place.
    public var description: String {
        guard let chunk, let line else { return message }
        return "\(chunk):\(line): \(message)"
    }
}
