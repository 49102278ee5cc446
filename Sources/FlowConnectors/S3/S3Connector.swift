public import FlowModel
import NIOHTTP1

/// The connector S3: objects in buckets.
public final class S3Connector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.s3

    private let client: WebClient

    /// Makes a connector.
    ///
    /// - Parameters:
    ///   - egress: Where requests may go.
    ///   - files: The folder that large objects are read from and saved in; nil for none.
    public convenience init(egress: EgressPolicy = .unrestricted, files: String? = nil) {
        self.init(WebClient(egress: egress, files: files))
    }

    init(_ client: WebClient) { self.client = client }

    /// The host of the store, with the bucket where that is a part of it.
    public func host(of inputs: JSONObject) -> String? {
        guard
            let address = try? S3Order.address(
                inputs, bucket: inputs["bucket"]?.text ?? "", region: inputs["region"]?.text ?? "")
        else { return nil }
        var inputs = inputs
        inputs["url"] = .string(address.text)
        return RESTOrder.host(of: inputs)
    }

    /// Performs an operation on objects.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: What the operation gives.
    /// - Throws: `ResourceNotFoundError` for an object or bucket that there is not, `ConnectionFailedError` with the code of the
    ///   store in its details, `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the errors of wrong
    ///   inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try S3Order(inputs)
        let exchange = S3Exchange(client: client, order: order, idempotencyKey: request.idempotencyKey)
        return .object(try await exchange.perform())
    }
}
