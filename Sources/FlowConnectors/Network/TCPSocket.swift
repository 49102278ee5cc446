import FlowModel
import Glibc

/// Connecting by TCP on a thread that may block, for libraries that take a connected socket.
enum TCPSocket {
    /// Connects to the first address that answers.
    ///
    /// - Parameters:
    ///   - addresses: The addresses to try, in this order.
    ///   - port: The port.
    ///   - poll: Until when, and what ends it.
    ///   - target: Connector and target, for messages.
    ///   - seconds: How long it may take, for the message.
    /// - Returns: The socket, which blocks, and which the caller closes.
    /// - Throws: `ConnectionFailedError` or `TimeoutExceededError`.
    static func connect(
        to addresses: [NetworkAddress], port: Int, _ poll: SocketPoll, target: String, seconds: Double
    ) throws(FlowError) -> Int32 {
        var number = EHOSTUNREACH
        for address in addresses {
            let raw = socket(
                address.bytes.count == 4 ? AF_INET : AF_INET6,
                Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
            guard raw >= 0 else {
                number = errno
                continue
            }
            number = begin(raw, address, port)
            if number == EINPROGRESS {
                switch poll.wait(raw, for: POLLOUT) {
                case .ready: number = pendingError(raw)
                case .late:
                    close(raw)
                    throw FlowError(
                        .timeoutExceeded, "\(target): not reached within \(seconds) s (connect_timeout_sec)")
                case .cancelled:
                    close(raw)
                    throw FlowError(.connectionFailed, "\(target): cancelled")
                }
            }
            guard number == 0 else {
                close(raw)
                continue
            }
            _ = fcntl(raw, F_SETFL, fcntl(raw, F_GETFL) & ~O_NONBLOCK)
            return raw
        }
        throw FlowError(
            .connectionFailed, "\(target): could not connect: \(String(cString: strerror(number)).lowercased())")
    }

    private static func begin(_ raw: Int32, _ address: NetworkAddress, _ port: Int) -> Int32 {
        var place = sockaddr_storage()
        let length = withUnsafeMutableBytes(of: &place) { bytes -> Int in
            if address.bytes.count == 4 {
                var four = sockaddr_in()
                four.sin_family = sa_family_t(AF_INET)
                four.sin_port = in_port_t(port).bigEndian
                withUnsafeMutableBytes(of: &four.sin_addr) { $0.copyBytes(from: address.bytes) }
                withUnsafeBytes(of: four) { bytes.copyMemory(from: $0) }
                return MemoryLayout<sockaddr_in>.size
            }
            var six = sockaddr_in6()
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = in_port_t(port).bigEndian
            withUnsafeMutableBytes(of: &six.sin6_addr) { $0.copyBytes(from: address.bytes) }
            withUnsafeBytes(of: six) { bytes.copyMemory(from: $0) }
            return MemoryLayout<sockaddr_in6>.size
        }
        let status = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(raw, $0, socklen_t(length))
            }
        }
        return status == 0 ? 0 : errno
    }

    private static func pendingError(_ raw: Int32) -> Int32 {
        var number: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(raw, SOL_SOCKET, SO_ERROR, &number, &length) == 0 ? number : errno
    }
}
