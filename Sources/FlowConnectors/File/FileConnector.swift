public import FlowModel
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// The connector FILE: files below one folder, and nothing else of the disk.
public final class FileConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.file

    private let root: String
    private let fileLimit: Int
    private let count = Mutex(0)

    /// Makes a connector.
    ///
    /// - Parameters:
    ///   - root: The folder; it is made when something is done in it and it is not there.
    ///   - fileLimit: Bytes that no file may come to have.
    public init(root: String, fileLimit: Int = 1 << 30) {
        self.root = root
        self.fileLimit = fileLimit
    }

    /// Performs an operation on files.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: What the operation gives.
    /// - Throws: `ResourceNotFoundError`, `ConnectionFailedError` for what the system refuses, and the errors of wrong inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try FileOrder(inputs)
        let mark = EffectMarks(request.idempotencyKey)
        let (root, fileLimit) = (root, fileLimit)
        let removesOldMarks = count.withLock { count in
            defer { count += 1 }
            return count % 1000 == 0
        }
        let work = { @Sendable () -> Result<JSONValue, FlowError> in
            do throws(FileFault) {
                let folder = try Descriptor.root(root)
                if removesOldMarks { try EffectMarks.removeOld(in: folder, now: time(nil)) }
                return .success(try FileOperation(order: order, mark: mark, fileLimit: fileLimit).perform(in: folder))
            } catch {
                return .failure(error.error(order))
            }
        }
        // The disk may be slow; Swift's own threads must not wait for it.
        guard let result = try? await NIOThreadPool.singleton.runIfActive(work) else {
            throw FlowError(.connectionFailed, "\(order.name): cancelled")
        }
        return try result.get()
    }
}
