import CCurl
import Glibc
import Synchronization

/// What libcurl calls back while a transfer is under way: it gives bytes, takes bytes, and asks whether to go on.
final class CurlExchange {
    private(set) var reply = CurlReply()
    /// More came back than may.
    private(set) var isOverLimit = false
    /// What libcurl says of a failure.
    let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    private let byteLimit: Int
    private let upload: [UInt8]
    private var sent = 0
    private let isToEnd: () -> Bool
    private var lineBytes = 0
    /// libcurl takes leave of the server, whose answers to that say nothing about the transfer.
    private var isLeaving = false

    /// Begins a transfer.
    ///
    /// - Parameters:
    ///   - transfer: What is asked for.
    ///   - isToEnd: Tells whether nobody waits any more.
    init(_ transfer: CurlTransfer, isToEnd: @escaping () -> Bool) {
        byteLimit = transfer.byteLimit
        upload = transfer.upload ?? []
        self.isToEnd = isToEnd
        errorText[0] = 0
    }

    deinit { errorText.deallocate() }

    /// Notes the number of the answer.
    func end(status: Int) { reply.status = status }

    static let callbacks = ccurl_callbacks(
        body: { bytes, size, count, context in
            CurlExchange.at(context)?.receive(bytes, size * count) ?? 0
        },
        header: { bytes, size, count, context in
            CurlExchange.at(context)?.receiveLine(bytes, size * count) ?? 0
        },
        read: { buffer, size, count, context in
            CurlExchange.at(context)?.send(buffer, size * count) ?? 0
        },
        seek: { context, offset, origin in
            CurlExchange.at(context)?.seek(Int(offset), origin) ?? CURL_SEEKFUNC_FAIL
        },
        debug: { _, kind, bytes, count, context in
            if kind == CURLINFO_HEADER_OUT { CurlExchange.at(context)?.noteCommand(bytes, count) }
            return 0
        },
        progress: { context, _, _, _, _ in
            guard let exchange = CurlExchange.at(context) else { return 1 }
            // After a transfer that was refused here libcurl still waits for what the server says to it.
            return exchange.isOverLimit || exchange.isToEnd() ? 1 : 0
        },
        open: { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            return Unmanaged<CurlSockets>.fromOpaque(context).takeUnretainedValue().open(address)
        },
        close: { context, socket in
            guard let context else { return 1 }
            return Unmanaged<CurlSockets>.fromOpaque(context).takeUnretainedValue().close(socket)
        })

    private static func at(_ context: UnsafeMutableRawPointer?) -> CurlExchange? {
        context.map { Unmanaged<CurlExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func receive(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard reply.body.count + count <= byteLimit else {
            isOverLimit = true
            return 0
        }
        reply.body += UnsafeRawBufferPointer(start: bytes, count: count)
        return count
    }

    private func receiveLine(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        lineBytes += count
        guard lineBytes <= 1 << 20 else {
            isOverLimit = true
            return 0
        }
        let text = Self.text(UnsafeRawBufferPointer(start: bytes, count: count))
        guard !isLeaving else { return count }
        // Of several responses of HTTP the last counts.
        if text.hasPrefix("HTTP/") { reply.lines = [] }
        if !text.isEmpty { reply.lines.append(CurlReply.Line(isSent: false, text: text)) }
        return count
    }

    /// Keeps the commands whose answers are looked at; never those with credentials.
    private func noteCommand(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) {
        let command = UnsafeRawBufferPointer(start: bytes, count: count)
        if ["QUIT\r\n", " LOGOUT\r\n"].contains(where: { command.suffix($0.utf8.count).elementsEqual($0.utf8) }) {
            isLeaving = true
        }
        guard command.starts(with: Array("RCPT ".utf8)) else { return }
        reply.lines.append(CurlReply.Line(isSent: true, text: Self.text(command)))
    }

    /// A line without its end; what is not UTF-8 is written as question marks.
    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        var line = bytes[...]
        while let last = line.last, last == 0x0A || last == 0x0D { line = line.dropLast() }
        return String(validating: line, as: UTF8.self)
            ?? String(decoding: line.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }

    private func send(_ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int) -> Int {
        let part = upload[sent...].prefix(capacity)
        guard let buffer, !part.isEmpty else { return 0 }
        part.withUnsafeBytes {
            UnsafeMutableRawPointer(buffer).copyMemory(from: $0.baseAddress ?? .init(buffer), byteCount: $0.count)
        }
        sent += part.count
        return part.count
    }

    private func seek(_ offset: Int, _ origin: Int32) -> Int32 {
        guard origin == SEEK_SET, 0...upload.count ~= offset else { return CURL_SEEKFUNC_CANTSEEK }
        sent = offset
        return CURL_SEEKFUNC_OK
    }
}

/// The sockets of a session: opened to addresses that were admitted and to no others, and broken off where closing them
/// properly takes too long.
final class CurlSockets: Sendable {
    private struct State {
        /// A second descriptor of each socket: libcurl closes some of its own without a word, and their numbers are given
        /// to others at once.
        var open: [curl_socket_t: Int32] = [:]
        var refused: NetworkAddress?
    }

    private let addresses: [NetworkAddress]
    private let state = Mutex(State())

    /// Allows addresses.
    init(_ addresses: [NetworkAddress]) { self.addresses = addresses }

    /// The address that libcurl wanted and did not get.
    var refused: NetworkAddress? { state.withLock { $0.refused } }

    /// Opens a socket for an address.
    func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = Int(ccurl_address_bytes(address, &bytes))
        let wanted = NetworkAddress(bytes: Array(bytes.prefix(count)))
        return state.withLock { state in
            guard count > 0, addresses.contains(wanted) else {
                state.refused = wanted
                return CURL_SOCKET_BAD
            }
            let socket = ccurl_open_socket(address)
            guard socket != CURL_SOCKET_BAD else { return socket }
            if let old = state.open.removeValue(forKey: socket) { Glibc.close(old) }
            let second = fcntl(socket, F_DUPFD_CLOEXEC, 0)
            if second >= 0 { state.open[socket] = second }
            return socket
        }
    }

    /// Closes a socket.
    func close(_ socket: curl_socket_t) -> Int32 {
        state.withLock { state in
            if let second = state.open.removeValue(forKey: socket) { Glibc.close(second) }
            return Glibc.close(socket)
        }
    }

    /// Breaks off what is open, so that whoever waits for it goes on.
    func breakOff() {
        state.withLock { state in
            for second in state.open.values { shutdown(second, Int32(SHUT_RDWR)) }
        }
    }

    /// Lets go of what is left, after libcurl has closed everything.
    func end() {
        state.withLock { state in
            for second in state.open.values { Glibc.close(second) }
            state.open = [:]
        }
    }
}
