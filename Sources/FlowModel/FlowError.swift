/// An error that a script meets as a table `{type, message, traceback}`.
public struct FlowError: Error, Sendable, Equatable {
    /// The name of the class, usually one of ``FlowErrorClass``.
    public let type: String
    /// What happened and what to do about it.
    public let message: String
    /// Facts for the script, by the class's own rules.
    public let details: JSONValue?

    public init(type: String, message: String, details: JSONValue? = nil) {
        self.type = type
        self.message = message
        self.details = details
    }

    public init(_ errorClass: FlowErrorClass, _ message: String, details: JSONValue? = nil) {
        self.init(type: errorClass.rawValue, message: message, details: details)
    }
}

extension FlowError: CustomStringConvertible {
    public var description: String { "\(type): \(message)" }
}
