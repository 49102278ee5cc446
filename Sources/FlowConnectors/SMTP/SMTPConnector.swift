public import FlowModel
import Glibc

/// The connector SMTP: sends mails.
public struct SMTPConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.smtp

    private let gate: EgressGate

    /// Makes a connector.
    ///
    /// - Parameter egress: Where connections may go.
    public init(egress: EgressPolicy = .unrestricted) { self.init(egress: egress, resolver: .system) }

    init(egress: EgressPolicy, resolver: HostResolver) { gate = EgressGate(egress, resolver: resolver) }

    /// The mail server.
    public func host(of inputs: JSONObject) -> String? { inputs["host"]?.text?.lowercased() }

    /// Sends a mail.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: The Message-ID, and who it was accepted for.
    /// - Throws: `ConnectionFailedError`, also when the server refuses a recipient, `TimeoutExceededError`, `PermissionDenied`
    ///   for what the policy refuses, and the errors of wrong inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        // The clock goes into the header Date alone, and no script sees it.
        let order = try SMTPOrder(inputs, idempotencyKey: request.idempotencyKey, now: Int64(time(nil)))
        return try await CurlSession.run(order.endpoint, through: gate) { session in
            do throws(CurlFault) {
                let reply = try session.perform(order.transfer)
                return .success(SMTPConversation(reply.lines).output(of: order, answer: reply.lastAnswer))
            } catch {
                return .failure(SMTPConversation(error.reply.lines).fault(error).error(order.endpoint))
            }
        }
    }
}
