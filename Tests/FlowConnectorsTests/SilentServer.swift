import NIOCore
import NIOPosix
import Synchronization

/// A server on a port of its own on 127.0.0.1 that takes connections and never says anything.
final class SilentServer: Sendable {
    private let channel: any Channel

    init() async throws {
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit { channel.close(promise: nil) }

    var port: Int { channel.localAddress?.port ?? 0 }
}

/// Remembers what it is told.
final class HostList: Sendable {
    private let told = Mutex<[String]>([])

    var hosts: [String] { told.withLock { $0 } }

    func add(_ host: String) { told.withLock { $0.append(host) } }
}
