public import FlowModel
import FoundationEssentials

/// The connector SSH: commands on other machines, by the `ssh` of OpenSSH.
public final class SSHConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.ssh

    private let egress: EgressGate

    /// Makes a connector.
    ///
    /// - Parameter egress: Where connections may go.
    public convenience init(egress: EgressPolicy = .unrestricted) {
        self.init(egress: egress, resolver: .system)
    }

    init(egress: EgressPolicy, resolver: HostResolver) {
        self.egress = EgressGate(egress, resolver: resolver)
    }

    /// The host that the inputs name.
    public func host(of inputs: JSONObject) -> String? { inputs["host"]?.text?.lowercased() }

    /// Runs a command on the other side.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: Exit code and outputs.
    /// - Throws: `ConnectionFailedError` with the kind in `details.reason` where ssh fails, and with `details.exit_code` for
    ///   an end that is not expected; `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the errors
    ///   of wrong inputs. They hold no key and no password.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try SSHOrder(inputs, idempotencyKey: request.idempotencyKey)
        let session = SSHSession(access: order.access, target: order.target, timeout: order.timeout)
        let program = try SSHSession.program("ssh", target: order.target)
        let address = try await session.admitted(by: egress)
        let result = await PrivateFolder.use(order.access.files) { folder in
            // What ssh says goes into a file of its own: the other side can write what it likes to stderr.
            let log = folder.file("log")
            let process = BoundedProcess(
                path: program,
                arguments: order.access.options(in: folder, pinned: address)
                    + ["-T", "-a", "-x", "-E", log, "--", order.access.host, order.remoteCommand],
                environment: order.access.environment(in: folder), workingDirectory: folder.path, input: order.input,
                outputLimit: order.outputLimit)
            let ending = await process.result(until: session.deadline)
            // An end of 255 may be that of the command.
            var text = ""
            if case .success(let ending) = ending, ending.status == .exited(255) {
                text = await Self.text(of: log)
                // The one thing that ssh says elsewhere, as its last words.
                let end = Array("Connection to \(address?.text ?? order.access.host) closed by remote host.\r\n".utf8)
                if text.isEmpty, ending.errors.suffix(end.count) == end[...] {
                    text = String(decoding: end, as: UTF8.self)
                }
            }
            return (ending, SSHFailure(log: text))
        }
        guard let (ending, failure) = result else {
            throw FlowError(.connectionFailed, "\(order.target): no temporary folder could be made")
        }
        if let failure { throw failure.error(target: order.target, redactor: order.redactor) }
        switch ending {
        case .success(let ending):
            return try order.report.output(ending, target: order.target, redactor: order.redactor)
        case .failure(let fault):
            throw fault.error(target: order.target, seconds: order.timeout, limit: order.outputLimit)
        }
    }

    private static func text(of file: String) async -> String {
        let data = await BlockingWork.run { _ in FileManager.default.contents(atPath: file) }
        return String(decoding: (data ?? nil)?.prefix(100_000) ?? Data(), as: UTF8.self)
    }
}
