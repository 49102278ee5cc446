/// Names one object of the host, such as the execution behind `this`.
public struct ObjectReference: Sendable, Hashable {
    /// The class that says which methods the object has, such as `Execution`; holds no colon.
    public let className: String
    /// Which object of the class it is.
    public let id: String

    /// Names the object `id` of a class.
    public init(className: String, id: String) {
        self.className = className
        self.id = id
    }

    /// Names an execution.
    public static func execution(_ id: ExecutionID) -> ObjectReference {
        ObjectReference(className: "Execution", id: id.description)
    }

    /// Names a message.
    public static func message(_ id: MessageID) -> ObjectReference {
        ObjectReference(className: "Message", id: id.description)
    }

    /// Reads `Class:id`; `nil` when the colon or the class is missing.
    public init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon != text.startIndex else { return nil }
        className = String(text[..<colon])
        id = String(text[text.utf8.index(after: colon)...])
    }
}

extension ObjectReference: CustomStringConvertible {
    /// The text `Class:id`.
    public var description: String { "\(className):\(id)" }
}
