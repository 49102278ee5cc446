/// An error that a script meets as a table `{type, message, traceback}`.
public struct FlowError: Error, Sendable, Equatable {
    /// The name of the class, usually one of ``FlowErrorClass``.
    public let type: String
    /// What happened and what to do about it.
    public let message: String
    /// Facts for the script, by the class's own rules.
    public let details: JSONValue?

    /// Makes an error of the class named `type`, which need not be one of ours.
    public init(type: String, message: String, details: JSONValue? = nil) {
        self.type = type
        self.message = message
        self.details = details
    }

    /// Makes an error of one of our classes.
    public init(_ errorClass: FlowErrorClass, _ message: String, details: JSONValue? = nil) {
        self.init(type: errorClass.rawValue, message: message, details: details)
    }
}

extension FlowError: CustomStringConvertible {
    /// The text `Type: message`.
    public var description: String { "\(type): \(message)" }
}
