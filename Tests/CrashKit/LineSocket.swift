import FlowModel
import Foundation

/// A Unix socket over which JSON values go, one a line.
final class LineSocket: Sendable {
    /// What went wrong, with the reason of the system.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(description: String) { self.description = description }

        init(_ action: String) { description = "\(action): \(String(cString: strerror(errno)))" }
    }

    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Connects to a socket that somebody listens to.
    convenience init(connectingTo path: String) throws {
        self.init(try Self.make())
        guard try Self.withAddress(of: path, { connect(descriptor, $0, $1) }) == 0 else { throw Failure("connect") }
    }

    deinit { close(descriptor) }

    /// Listens at a path.
    ///
    /// - Returns: What ``accept(from:)`` takes.
    static func listen(at path: String) throws -> LineSocket {
        let socket = LineSocket(try make())
        unlink(path)
        guard try withAddress(of: path, { bind(socket.descriptor, $0, $1) }) == 0 else { throw Failure("bind") }
        guard Glibc.listen(socket.descriptor, 64) == 0 else { throw Failure("listen") }
        return socket
    }

    /// The next one that connects.
    func accept() throws -> LineSocket {
        let other = Glibc.accept(descriptor, nil, nil)
        guard other >= 0 else { throw Failure("accept") }
        return LineSocket(other)
    }

    /// Lets nothing more through: who reads is at the end.
    func finish() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    func write(_ value: JSONValue) throws {
        var bytes = Array((JSONWriter.text(value) + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure("send") }
            bytes = bytes.dropFirst(count)
        }
    }

    /// The next value; nil when the other end has closed.
    func read() throws -> JSONValue? {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while line.last != UInt8(ascii: "\n") {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw Failure("recv") }
            if count == 0 { return nil }
            line += buffer.prefix(count)
        }
        return try JSONParser.parse(line)
    }

    private static func make() throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure("socket") }
        return descriptor
    }

    private static func withAddress(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { place -> Bool in
            guard path.utf8.count < place.count else { return false }
            place.copyBytes(from: path.utf8)
            return true
        }
        guard fits else { throw Failure(description: "the path of the socket is too long: \(path)") }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
