/// Performs connections of some types: one interaction with a system outside.
///
/// The engine calls it after the commit that says the connection is under way, and commits what comes back. A process that
/// dies in between leaves a connection of which nobody knows whether it reached the other side: the next process performs
/// it again, with the same ``ConnectorRequest/idempotencyKey``.
///
/// It runs as a Swift task, which is cancelled when the connection ends otherwise: cancelled by somebody, over its runtime,
/// or by the end of the engine. What it returns after that is dropped.
public protocol Connector: Sendable {
    /// Performs one connection.
    ///
    /// - Parameter request: What is to be done.
    /// - Returns: The `output_value` of the connection.
    /// - Throws: `FlowError`; its type and message become the message of the connection, which ends with `ENDED_ERROR`.
    func perform(_ request: ConnectorRequest) async throws(FlowError) -> JSONValue
}

/// One connection to be performed.
public struct ConnectorRequest: Sendable {
    /// The execution of type CONNECTION.
    public let execution: ExecutionID
    /// Which kind of system it is for, such as REST.
    public let connectorType: String
    /// The name of the connector, which a connection ad hoc may have as a label; nil for none.
    public let connectorName: String?
    /// The name of the record of type connector that it was made by; nil for a connection ad hoc.
    public var connectorRecord: String?
    /// What the script gave.
    public let inputs: JSONValue
    /// Stays the same when the connection is performed again after a crash, and no other connection has it.
    public let idempotencyKey: String
    /// The JSON Schema that the output has to fit, which the engine checks; nil for none.
    public let outputSchema: JSONValue?
    /// The only hosts that it may go to, by its connector: `api.example.com`, `*.example.com`; nil for all.
    public var allowedHosts: [String]?
    /// What the connection may do; nil when that is everything.
    public var rights: Rights?
    /// The secrets that the value of its connector names: whoever may run the connector may have them used.
    public var connectorSecrets: Set<String> = []
    /// It was begun before, by a process that died or stopped meanwhile: nobody knows whether it reached the other side.
    public var isRepetition = false
    /// Where secrets come from that the inputs name; nil for nowhere.
    public var secrets: (any SecretSource)?
    /// Finds what was filled in for the secrets that the inputs name.
    package var filledIn = Redactor()

    /// Describes a connection.
    public init(
        execution: ExecutionID, connectorType: String, connectorName: String?, inputs: JSONValue,
        idempotencyKey: String, outputSchema: JSONValue? = nil
    ) {
        self.execution = execution
        self.connectorType = connectorType
        self.connectorName = connectorName
        self.inputs = inputs
        self.idempotencyKey = idempotencyKey
        self.outputSchema = outputSchema
    }

    /// Describes the connection that an execution of type CONNECTION stands for.
    ///
    /// - Parameters:
    ///   - record: The fields of the execution.
    ///   - generation: The generation of the execution.
    public init(_ record: ExecutionRecord, generation: Int64) {
        let schema = record["output_schema"]
        self.init(
            execution: record.id, connectorType: record["connector_type"].text ?? "",
            connectorName: record["connector_name"].text, inputs: record.inputs,
            idempotencyKey: "\(record.id)-\(generation)",
            outputSchema: schema == .null ? Optional.none : schema)
        if record["connector_id"] != .null { connectorRecord = record["connector_name"].text }
    }
}

extension ConnectorRequest {
    /// Tells whether its connector lets the connection go to a host.
    ///
    /// - Parameter host: The host, in lower case; nil for none that is known.
    /// - Returns: True also where its connector says nothing of hosts.
    public func allows(host: String?) -> Bool {
        guard let allowedHosts else { return true }
        return allowedHosts.contains { $0 == SecretBinding.anyHost || SecretBinding.matches(host, $0) }
    }
}

extension ConnectorRequest: Equatable {
    /// Tells whether both ask for the same; where secrets come from does not matter.
    public static func == (left: ConnectorRequest, right: ConnectorRequest) -> Bool {
        left.execution == right.execution && left.connectorType == right.connectorType
            && left.connectorName == right.connectorName && left.connectorRecord == right.connectorRecord
            && left.inputs == right.inputs && left.idempotencyKey == right.idempotencyKey
            && left.outputSchema == right.outputSchema && left.allowedHosts == right.allowedHosts
            && left.isRepetition == right.isRepetition
    }
}

extension ExecutionRecord {
    /// A connector performs it; it has no script.
    public var isConnection: Bool { self["type"].text == "CONNECTION" }
}
