import Glibc

/// What the system has counted for a socket.
enum SocketBytes {
    /// Where `tcpi_bytes_received` stands in the structure of Linux, which the C library has without its last fields.
    private static let offset = 128

    /// How many bytes have come in by a socket of TCP, read or not; 0 where the system does not tell.
    static func received(_ socket: Int32) -> Int {
        var facts = [UInt8](repeating: 0, count: 256)
        var size = socklen_t(facts.count)
        guard getsockopt(socket, Int32(IPPROTO_TCP), TCP_INFO, &facts, &size) == 0, Int(size) >= offset + 8 else {
            return 0
        }
        return facts.withUnsafeBytes {
            Int(truncatingIfNeeded: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
    }
}
