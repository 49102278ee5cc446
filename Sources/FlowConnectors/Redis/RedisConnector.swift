public import FlowModel

/// The connector REDIS: commands to a server of Redis.
///
/// Each connection of a flow has a connection to the server of its own, which is closed in every case.
public struct RedisConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.redis

    private let egress: EgressGate

    /// Makes a connector.
    ///
    /// - Parameter egress: Where connections may go.
    public init(egress: EgressPolicy = .unrestricted) {
        self.init(egress: egress, resolver: .system)
    }

    init(egress: EgressPolicy, resolver: HostResolver) {
        self.egress = EgressGate(egress, resolver: resolver)
    }

    /// The host of the server.
    public func host(of inputs: JSONObject) -> String? { ServerEndpoint.host(of: inputs) }

    /// Performed again when all commands only read, or with `once`.
    public func crashPolicy(of inputs: JSONObject) -> CrashPolicy { RedisOrder.crashPolicy(of: inputs) }

    /// Sends commands and gives the replies.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: The replies.
    /// - Throws: `ConnectionFailedError`, for what Redis refuses too, with `code` and `index` among its details;
    ///   `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the errors of wrong inputs. They name
    ///   host and database, never the password.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try RedisOrder(inputs)
        let (egress, key) = (egress, request.idempotencyKey)
        return try await performTimed(seconds: order.timeout, target: order.target) {
            () async throws(FlowError) -> JSONValue in
            let addresses = try await egress.addresses(of: order.server.host, target: order.target)
            let connection = RedisConnection(order)
            defer { connection.close() }
            try await connection.open(addresses)
            return try Self.output(try await Self.replies(order, connection, key), order)
        }
    }

    private static func replies(
        _ order: RedisOrder, _ connection: RedisConnection, _ key: String
    ) async throws(FlowError) -> [RESPReply] {
        if order.isOnce {
            let once = RedisOnce(order.commands, idempotencyKey: key)
            let reply = try await connection.exchange([once.command])[0]
            if let text = reply.errorText { throw failure(text, index: nil, [], order) }
            guard case .bulk(let bytes) = reply, let replies = RedisOnce.replies(bytes, count: order.commands.count)
            else {
                throw FlowError(
                    .connectionFailed, "\(order.target): what is stored for this connection is not what was stored")
            }
            return replies
        }
        guard order.isTransaction else { return try await connection.exchange(order.commands) }
        let replies = try await connection.exchange([RedisCommand("MULTI")] + order.commands + [RedisCommand("EXEC")])
        // One that cannot be queued is told at once, and then none happens.
        if let refused = replies.dropLast().firstIndex(where: { $0.errorText != nil }) {
            throw failure(replies[refused].errorText ?? "", index: refused, [], order)
        }
        guard case .array(let results)? = replies.last, results.count == order.commands.count else {
            throw failure(replies.last?.errorText ?? "the transaction was not carried out", index: nil, [], order)
        }
        return results
    }

    private static func output(_ replies: [RESPReply], _ order: RedisOrder) throws(FlowError) -> JSONValue {
        if let index = replies.firstIndex(where: { $0.errorText != nil }) {
            throw failure(replies[index].errorText ?? "", index: index + 1, order.isSingle ? [] : replies, order)
        }
        return order.isSingle ? ["result": replies[0].value] : ["results": .array(replies.map(\.value))]
    }

    /// The error for a script.
    ///
    /// - Parameters:
    ///   - text: What Redis said.
    ///   - index: Which command it was, from 1; nil for none of them.
    ///   - replies: What all commands gave.
    ///   - order: What was to be done.
    /// - Returns: The error.
    private static func failure(
        _ text: String, index: Int?, _ replies: [RESPReply], _ order: RedisOrder
    ) -> FlowError {
        var message = "\(order.target): "
        var details: JSONObject = ["code": .string(RedisOrder.code(of: text))]
        if let index, order.commands.indices ~= index - 1 {
            if !order.isSingle {
                message += "commands[\(index)]: "
                details["index"] = .integer(Int64(index))
            }
            message += "\(order.commands[index - 1].name): "
        }
        if !replies.isEmpty { details["results"] = .array(replies.map(\.value)) }
        return FlowError(
            .connectionFailed, order.redactor.redacted(message + text), details: .object(details))
    }
}
