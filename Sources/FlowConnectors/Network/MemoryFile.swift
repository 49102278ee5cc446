import CConnectors
import FlowModel
import Glibc

/// A file in memory that only this process can read, for libraries that take certificates and keys by path only: nothing of
/// it reaches the disk, and nothing is left behind.
struct MemoryFile: ~Copyable {
    private let raw: Int32

    /// Makes a file.
    ///
    /// - Parameters:
    ///   - text: What it holds.
    ///   - target: Connector and target, for messages.
    /// - Throws: `ConnectionFailedError` when the system has no room for it.
    init(_ text: String, target: String) throws(FlowError) {
        raw = cconnectors_memory_file("moonflow")
        guard raw >= 0 else { throw Self.failure(target) }
        // Libraries refuse keys that others may read.
        fchmod(raw, 0o600)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(raw, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { throw Self.failure(target) }
            rest = rest.dropFirst(max(count, 0))
        }
    }

    deinit { if raw >= 0 { close(raw) } }

    /// Where this process finds it as long as it is there.
    var path: String { "/proc/self/fd/\(raw)" }

    private static func failure(_ target: String) -> FlowError {
        FlowError(.connectionFailed, "\(target): no room for a certificate: \(String(cString: strerror(errno)))")
    }
}
