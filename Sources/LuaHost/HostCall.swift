public import FlowModel

/// A script asks the host: a method was called on a host object, and its coroutine is paused until the answer.
public struct HostCall: Sendable {
    /// Which open call an answer is for; counts from 1 in the order of the calls.
    public struct ID: Sendable, Hashable {
        /// The position of the call among all calls of the execution.
        public let number: UInt64

        /// Names the call with that number.
        public init(number: UInt64) {
            self.number = number
        }
    }

    /// Which open call this is.
    public let id: ID
    /// The arguments as canonical JSON text, an array.
    ///
    /// Host objects stand in it as `@"Class:id"`, and an argument that was
    /// nil before one that was given as `@"nil:"`.
    public let argumentText: String
    /// A digest of the receiver and the arguments: equal for equal calls.
    public let digest: UInt64
    let function: HostFunction
    let receiverID: String
    let laneNumber: UInt32
    let lineNumber: Int32

    /// The coroutine lane that waits for the answer; 0 is the script's own.
    public var lane: Int { Int(laneNumber) }

    /// The object it was called on.
    public var receiver: ObjectReference { ObjectReference(className: function.names.className, id: receiverID) }

    /// The method.
    public var method: String { function.names.method }

    /// The line of the call in its chunk, from 1.
    public var line: Int? { lineNumber > 0 ? Int(lineNumber) : nil }

    /// The arguments.
    ///
    /// An object of class `nil` stands for an argument that was not given.
    public var arguments: [HostValue] {
        var text = argumentText
        let parsed: HostValue? = text.withUTF8 { try? HostValue.parse(UnsafeRawBufferPointer($0)) }
        guard case .array(let values)? = parsed else { return [] }
        return values
    }
}
