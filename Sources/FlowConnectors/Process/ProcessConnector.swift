public import FlowModel
import Glibc

/// The connector PROCESS: programs of the machine that Moonflow runs on.
public final class ProcessConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.process

    private let programs: GrantedPrograms
    private let grace: Duration

    /// Makes a connector.
    ///
    /// - Parameter grant: What may be run.
    public convenience init(grant: ProcessGrant = .none) {
        self.init(grant: grant, grace: .seconds(5))
    }

    init(grant: ProcessGrant, grace: Duration) {
        programs = GrantedPrograms(grant: grant, searchPath: Self.searchPath)
        self.grace = grace
    }

    /// Runs a program and gives what it wrote.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: Exit code and outputs.
    /// - Throws: `PermissionDenied`, `ResourceNotFoundError`, `TimeoutExceededError`, `ConnectionFailedError` for an end that
    ///   is not expected, and the errors of wrong inputs. They hold nothing of the environment.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try ProcessOrder(inputs, programs: programs)
        let deadline = ContinuousClock.now + .seconds(order.timeout)
        let key = request.idempotencyKey
        let result = await PrivateFolder.use { folder in
            let place = order.workingDirectory ?? folder.path
            // Nothing of the environment of this process, which may hold the key of the vault.
            var environment = [
                "PATH": Self.searchPath, "HOME": place, "TMPDIR": folder.path, "LANG": "C.UTF-8",
            ]
            environment.merge(order.environment) { $1 }
            environment[ProcessOrder.keyVariable] = key
            let process = BoundedProcess(
                path: order.path, arguments: order.arguments, environment: environment, workingDirectory: place,
                input: order.input, outputLimit: order.outputLimit, grace: self.grace)
            return await process.result(until: deadline)
        }
        switch result {
        case .success(let ending)?:
            return try order.report.output(ending, target: order.target, redactor: order.redactor)
        case .failure(let fault)?:
            throw fault.error(target: order.target, seconds: order.timeout, limit: order.outputLimit)
        case nil: throw FlowError(.connectionFailed, "\(order.target): no temporary folder could be made")
        }
    }

    /// Where programs are looked for.
    static let searchPath =
        getenv("PATH").map { String(cString: $0) } ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
}

extension BoundedProcess {
    /// Runs it, with the fault in what comes back.
    func result(until deadline: ContinuousClock.Instant) async -> Result<Ending, Fault> {
        do throws(Fault) {
            return .success(try await run(until: deadline))
        } catch {
            return .failure(error)
        }
    }
}
