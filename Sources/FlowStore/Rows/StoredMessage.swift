public import FlowModel

/// A message that an execution sent to people, and their answer.
public struct StoredMessage: Sendable, Equatable {
    /// The id of the message.
    public let id: MessageID
    /// The execution that sent it.
    public let sender: ExecutionID
    /// What it says: `subject`, `message`, `request` or `body`, `message_type`.
    public let content: JSONObject
    /// When it was sent.
    public let createdAt: ScriptTime
    /// The answer; nil while there is none.
    public var response: JSONValue?

    /// Describes a message without an answer.
    public init(id: MessageID, sender: ExecutionID, content: JSONObject, createdAt: ScriptTime) {
        self.id = id
        self.sender = sender
        self.content = content
        self.createdAt = createdAt
    }
}

/// An execution that waits for the answer to a message.
public struct ResponseWaiter: Sendable, Equatable {
    /// The execution that waits.
    public let waiter: ExecutionID
    /// The host call that waits.
    public let call: UInt64

    /// Describes a waiter.
    public init(waiter: ExecutionID, call: UInt64) {
        self.waiter = waiter
        self.call = call
    }
}
