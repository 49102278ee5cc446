public import FlowModel
import FoundationEssentials
import Glibc

/// The connector SCP: files to and from other machines, by the `sftp` of OpenSSH.
public final class SCPConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.scp

    private let root: String
    private let egress: EgressGate

    /// Makes a connector.
    ///
    /// - Parameters:
    ///   - root: The folder that files of this side are in.
    ///   - egress: Where connections may go.
    public convenience init(root: String, egress: EgressPolicy = .unrestricted) {
        self.init(root: root, egress: egress, resolver: .system)
    }

    init(root: String, egress: EgressPolicy, resolver: HostResolver) {
        self.root = root
        self.egress = EgressGate(egress, resolver: resolver)
    }

    /// The host that the inputs name.
    public func host(of inputs: JSONObject) -> String? { inputs["host"]?.text?.lowercased() }

    /// Copies a file.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: What the operation gives.
    /// - Throws: `ResourceNotFoundError`, `ConnectionFailedError` with the kind in `details.reason` where ssh fails,
    ///   `TimeoutExceededError`, `PermissionDenied`, and the errors of wrong inputs. They hold no key, no password and no content.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try SCPOrder(inputs)
        let session = SSHSession(access: order.access, target: order.target, timeout: order.timeout)
        let transfer = SFTPTransfer(
            order: order, session: session, program: try SSHSession.program("sftp", target: order.target),
            limiter: try SSHSession.program("prlimit", target: order.target),
            address: try await session.admitted(by: egress), key: request.idempotencyKey, root: root)
        var files = order.access.files
        if case .upload(.content(let bytes), _, _) = order.action {
            files.append(.init(name: SFTPTransfer.contentFile, content: bytes, mode: 0o644))
        }
        let result = await PrivateFolder.use(files) { folder in await transfer.perform(in: folder) }
        guard let result else {
            throw FlowError(.connectionFailed, "\(order.target): no temporary folder could be made")
        }
        return try result.get()
    }
}
