import Synchronization

/// Remembers what it is told.
final class HostList: Sendable {
    private let told = Mutex<[String]>([])

    var hosts: [String] { told.withLock { $0 } }

    func add(_ host: String) { told.withLock { $0.append(host) } }
}
