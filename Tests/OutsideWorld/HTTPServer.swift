internal import FlowModel
import Foundation
import Synchronization

/// An HTTP server on a port of its own on 127.0.0.1, on threads of its own.
///
/// It serves one request a connection, so that nothing depends on which connections a client keeps.
package final class HTTPServer: Sendable {
    private let listener: Int32
    private let isStopped = Atomic(false)
    /// The port that it listens to.
    package let port: Int

    /// Starts a server.
    ///
    /// - Parameter answer: Called on a thread that may block.
    /// - Throws: `POSIXError` when there is no port to be had.
    package init(_ answer: @escaping @Sendable (WebRequest) -> WebAnswer) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 128) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isListening else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        Thread.detachNewThread {
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else {
                    // After a shutdown it is no listener any more.
                    if errno == EINVAL { break }
                    usleep(1000)
                    continue
                }
                Thread.detachNewThread {
                    let exchange = HTTPExchange(descriptor)
                    defer { exchange.close() }
                    guard let request = exchange.read() else { return }
                    exchange.write(answer(request))
                }
            }
            close(listener)
        }
    }

    deinit { stop() }

    /// Where it is reached, without a slash at the end.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// Stops to listen; requests under way are answered.
    package func stop() {
        // Wakes the thread that accepts, which then closes it.
        if !isStopped.exchange(true, ordering: .relaxed) { shutdown(listener, Int32(SHUT_RDWR)) }
    }
}

/// One request and its answer on a socket.
private struct HTTPExchange {
    private static let reasons = [
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 400: "Bad Request", 403: "Forbidden",
        404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 500: "Internal Server Error",
        503: "Service Unavailable",
    ]

    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    func close() { _ = Glibc.close(descriptor) }

    /// The request; nil when the other end has closed before it was complete, or sends something else.
    func read() -> WebRequest? {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        var headEnd: Int?
        while headEnd == nil {
            let from = max(0, bytes.count - 3)
            guard bytes.count < 1 << 20, receive(&bytes) else { return nil }
            headEnd = (from..<max(from, bytes.count - 3)).first { bytes[$0..<$0 + 4].elementsEqual(end) }
        }
        guard let headEnd else { return nil }
        let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).components(separatedBy: "\r\n")
        let parts = lines[0].split(separator: " ")
        guard parts.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        var body = Array(bytes[(headEnd + 4)...])
        let length = Int(headers["content-length"] ?? "0") ?? 0
        while body.count < length { guard receive(&body) else { return nil } }
        return WebRequest(method: String(parts[0]), uri: String(parts[1]), headers: headers, body: body)
    }

    func write(_ answer: WebAnswer) {
        var head = "HTTP/1.1 \(answer.status) \(Self.reasons[answer.status] ?? "Status")\r\nConnection: close\r\n"
        var body: [UInt8] = []
        if let value = answer.value {
            body = value.text.map { Array($0.utf8) } ?? Array(JSONWriter.text(value).utf8)
            head += "Content-Type: \(value.text == nil ? "application/json" : "text/plain; charset=utf-8")\r\n"
        }
        if answer.status != 204 { head += "Content-Length: \(body.count)\r\n" }
        var bytes = (Array((head + "\r\n").utf8) + body)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private func receive(_ bytes: inout [UInt8]) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        var count = recv(descriptor, &buffer, buffer.count, 0)
        while count < 0, errno == EINTR { count = recv(descriptor, &buffer, buffer.count, 0) }
        guard count > 0 else { return false }
        bytes += buffer.prefix(count)
        return true
    }
}
