public import FlowModel
import Glibc

/// The connector GIT: files, refs and commits of repositories elsewhere, by the `git` of the system.
public final class GitConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.git

    private let folder: String?
    private let egress: EgressGate

    /// Makes a connector.
    ///
    /// - Parameters:
    ///   - folder: A folder whose repositories may be named by `file://`; nil for none.
    ///   - egress: Where connections may go.
    public convenience init(folder: String? = nil, egress: EgressPolicy = .unrestricted) {
        self.init(folder: folder, egress: egress, resolver: .system)
    }

    init(folder: String?, egress: EgressPolicy, resolver: HostResolver) {
        self.folder = folder
        self.egress = EgressGate(egress, resolver: resolver)
    }

    /// The host of the repository.
    public func host(of inputs: JSONObject) -> String? {
        guard let address = try? RepositoryAddress(inputs["repository"]?.text ?? ""), !address.host.isEmpty else {
            return nil
        }
        return address.host
    }

    /// A commit finds itself by its key; the others change nothing.
    public func crashPolicy(of inputs: JSONObject) -> CrashPolicy { .atLeastOnce }

    /// Performs an operation on a repository.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: What the operation gives.
    /// - Throws: `ResourceNotFoundError`, `ConnectionFailedError` with the kind in `details.reason`, `TimeoutExceededError`,
    ///   `PermissionDenied`, and the errors of wrong inputs. They hold no key and no password.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try GitOrder(inputs)
        let deadline = ContinuousClock.now + .seconds(order.timeout)
        var address: NetworkAddress?
        if order.address.scheme == .file {
            try await check(order)
        } else {
            address = try await egress.admit(order.address.host, target: order.target, seconds: order.timeout)
        }
        let programs = (
            try SSHSession.program("git", target: order.target), try SSHSession.program("prlimit", target: order.target)
        )
        let shell = order.access == nil ? nil : try SSHSession.program("ssh", target: order.target)
        let key = request.idempotencyKey
        // The time in the id of the execution, in milliseconds.
        let start = Int(request.execution.high >> 16) / 1000
        let result = await PrivateFolder.use(GitClone.files(of: order)) { [address] folder in
            let clone = GitClone(
                order: order, folder: folder, address: address, deadline: deadline, program: programs.0,
                limiter: programs.1, shell: shell, allowsFiles: order.address.scheme == .file)
            return await Self.perform(order.action, in: clone, key: key, start: start)
        }
        guard let result else {
            throw FlowError(.connectionFailed, "\(order.target): no temporary folder could be made")
        }
        return try result.get()
    }

    private static func perform(
        _ action: GitOrder.Action, in clone: GitClone, key: String, start: Int
    ) async -> Result<JSONValue, FlowError> {
        do throws(FlowError) {
            switch action {
            case .get(let ref, let patterns, let asBase64):
                return .success(
                    try await GitReading(clone: clone).files(at: ref, patterns, asBase64: asBase64))
            case .listRefs(let pattern): return .success(try await GitReading(clone: clone).refs(pattern))
            case .commit(let change):
                return .success(
                    try await GitWriting(clone: clone, change: change, key: key, start: start).perform())
            }
        } catch {
            return .failure(error)
        }
    }

    /// Holds a repository of this machine to the folder of the operator.
    private func check(_ order: GitOrder) async throws(FlowError) {
        guard let folder else {
            throw FlowError(
                .permissionDenied, "\(order.target): repositories of this machine may not be reached here")
        }
        let path = order.address.path
        let isInside = await BlockingWork.run { _ -> Bool in
            guard let root = realpath(folder, nil), let place = realpath(path, nil) else { return false }
            defer {
                free(root)
                free(place)
            }
            return String(cString: place).hasPrefix(String(cString: root) + "/")
        }
        guard isInside == true else {
            throw FlowError(
                .permissionDenied,
                "\(order.target): it is not in the folder of repositories that may be reached here, or not there")
        }
    }
}
