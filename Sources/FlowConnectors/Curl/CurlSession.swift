import CCurl
import Dispatch
import Glibc

/// libcurl at work on an endpoint: one transfer after the other, by the same connection where the protocol has it.
///
/// It belongs to the thread that made it, which it blocks; `BlockingWork` gives it one.
final class CurlSession {
    private let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer
    private let endpoint: CurlEndpoint
    private let route: CurlRoute
    private let cancellation: BlockingCancellation
    private let sockets: CurlSockets
    private var exchange: CurlExchange
    private var isAdded = false
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var files: [Int32] = []

    // Once a process, and before the first handle; never undone, for others in the process may use libcurl as well.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Begins a session; nil when libcurl cannot.
    ///
    /// - Parameters:
    ///   - endpoint: Where it goes.
    ///   - route: By which addresses, and until when.
    ///   - cancellation: Tells that nobody waits any more.
    init?(_ endpoint: CurlEndpoint, _ route: CurlRoute, _ cancellation: BlockingCancellation) {
        guard Self.isReady, let easy = curl_easy_init() else { return nil }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            return nil
        }
        // The thread ends with the session: a write to a connection that was broken off is an error, and no signal.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        self.easy = easy
        self.multi = multi
        self.endpoint = endpoint
        self.route = route
        self.cancellation = cancellation
        sockets = CurlSockets(route.addresses)
        exchange = CurlExchange(CurlTransfer()) { true }
    }

    /// Takes leave of the server, which may take a second.
    deinit {
        let sockets = sockets
        if isToEnd {
            sockets.breakOff()
        } else {
            DispatchQueue.global().asyncAfter(deadline: .now() + 1) { sockets.breakOff() }
        }
        remove()
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
        sockets.end()
        for file in files { close(file) }
    }

    private var isToEnd: Bool { cancellation.isRequested || route.deadline <= .now }

    /// Carries out a transfer.
    ///
    /// - Returns: What came of it.
    /// - Throws: `CurlFault`; with ``CurlReply/lines`` of the answers until then.
    func perform(_ transfer: CurlTransfer) throws(CurlFault) -> CurlReply {
        try add(transfer)
        defer { remove() }
        return try run()
    }

    /// Connects, makes the connection safe and logs in, and leaves the rest to ``send(_:)`` and ``receive()``.
    func connect() throws(CurlFault) {
        try add(CurlTransfer(settings: [.number(CURLOPT_CONNECT_ONLY, 1)]))
        _ = try run()
    }

    /// Sends bytes by the connection that ``connect()`` has made.
    func send(_ bytes: [UInt8]) throws(CurlFault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            var count = 0
            let code = rest.withUnsafeBytes { curl_easy_send(easy, $0.baseAddress, $0.count, &count) }
            rest = rest.dropFirst(count)
            if code == CURLE_AGAIN {
                try wait(for: Int16(POLLOUT))
            } else if code != CURLE_OK {
                throw fault(code)
            }
        }
    }

    /// Waits for bytes of the connection that ``connect()`` has made; none come at its end.
    func receive() throws(CurlFault) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var count = 0
            let code = buffer.withUnsafeMutableBytes { curl_easy_recv(easy, $0.baseAddress, $0.count, &count) }
            if code == CURLE_OK { return Array(buffer.prefix(count)) }
            guard code == CURLE_AGAIN else { throw fault(code) }
            try wait(for: Int16(POLLIN))
        }
    }

    // MARK: - Settings

    private func add(_ transfer: CurlTransfer) throws(CurlFault) {
        remove()
        curl_easy_reset(easy)
        exchange = CurlExchange(transfer) { [cancellation, route] in cancellation.isRequested || route.deadline <= .now
        }
        var callbacks = CurlExchange.callbacks
        let code = ccurl_set_callbacks(
            easy, &callbacks, Unmanaged.passUnretained(exchange).toOpaque(),
            Unmanaged.passUnretained(sockets).toOpaque())
        guard code == CURLE_OK else { throw fault(code) }
        ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, exchange.errorText)
        for setting in Self.common + route.settings + endpoint.settings { try set(setting) }
        try set(.text(CURLOPT_URL, endpoint.origin + transfer.path))
        if let upload = transfer.upload {
            try set(.number(CURLOPT_UPLOAD, 1))
            ccurl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(upload.count))
        }
        for setting in transfer.settings { try set(setting) }
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else { throw fault(CURLE_FAILED_INIT) }
        isAdded = true
    }

    private func remove() {
        if isAdded { curl_multi_remove_handle(multi, easy) }
        isAdded = false
        for list in lists { curl_slist_free_all(list) }
        lists = []
    }

    private static let common: [CurlSetting] = [
        .number(CURLOPT_NOSIGNAL, 1),
        .text(CURLOPT_PROXY, ""),
        .text(CURLOPT_NOPROXY, "*"),
        .number(CURLOPT_NETRC, 0),
        .number(CURLOPT_FOLLOWLOCATION, 0),
        // libcurl gives up by itself after two minutes without an answer; the deadline of the connection counts.
        .number(CURLOPT_SERVER_RESPONSE_TIMEOUT, 86_400 * 2),
        // The addresses are looked up already.
        .number(CURLOPT_DNS_CACHE_TIMEOUT, -1),
        .number(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2),
        .number(CURLOPT_FTP_SKIP_PASV_IP, 1),
        .number(CURLOPT_QUICK_EXIT, 1),
    ]

    private func set(_ setting: CurlSetting) throws(CurlFault) {
        let code: CURLcode
        switch setting {
        case .text(let option, let text): code = ccurl_set_text(easy, option, text)
        case .number(let option, let number): code = ccurl_set_number(easy, option, number)
        case .bytes(let option, let bytes): code = ccurl_set_bytes(easy, option, bytes, bytes.count)
        case .texts(let option, let texts):
            var list: UnsafeMutablePointer<curl_slist>?
            for text in texts { list = curl_slist_append(list, text) ?? list }
            if let list { lists.append(list) }
            code = ccurl_set_list(easy, option, list)
        case .file(let option, let bytes):
            let file = ccurl_memory_file(bytes, bytes.count)
            guard file >= 0 else { throw fault(CURLE_OUT_OF_MEMORY) }
            files.append(file)
            code = ccurl_set_text(easy, option, "/proc/self/fd/\(file)")
        }
        guard code == CURLE_OK else { throw fault(code) }
    }

    // MARK: - The work

    private func run() throws(CurlFault) -> CurlReply {
        while true {
            var running: Int32 = 0
            guard curl_multi_perform(multi, &running) == CURLM_OK else { throw fault(CURLE_FAILED_INIT) }
            var left: Int32 = 0
            while let message = curl_multi_info_read(multi, &left) {
                guard message.pointee.msg == CURLMSG_DONE else { continue }
                let code = message.pointee.data.result
                var status = 0
                ccurl_number(easy, CURLINFO_RESPONSE_CODE, &status)
                exchange.end(status: status)
                guard code == CURLE_OK, !exchange.isOverLimit else { throw fault(code) }
                return exchange.reply
            }
            guard !isToEnd else { throw fault(CURLE_OK) }
            var ends = [curl_waitfd(fd: cancellation.descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)]
            curl_multi_poll(multi, &ends, cancellation.descriptor < 0 ? 0 : 1, millisecondsLeft, nil)
        }
    }

    private func wait(for events: Int16) throws(CurlFault) {
        guard !isToEnd else { throw fault(CURLE_OK) }
        var ends = [
            pollfd(fd: ccurl_active_socket(easy), events: events, revents: 0),
            pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&ends, 2, millisecondsLeft)
        guard !isToEnd else { throw fault(CURLE_OK) }
    }

    /// How long to wait for something at most: now and then it is looked whether anybody waits still.
    private var millisecondsLeft: Int32 {
        let left = route.deadline - .now
        return Int32(min(max(left / .milliseconds(1), 0), 1000)) + 1
    }

    private func fault(_ code: CURLcode) -> CurlFault {
        let reason: CurlFault.Reason =
            if cancellation.isRequested {
                .cancelled
            } else if route.deadline <= .now {
                .late
            } else if exchange.isOverLimit {
                .overLimit
            } else if let address = sockets.refused {
                .refused(address)
            } else {
                .code(code)
            }
        var systemError = 0
        ccurl_number(easy, CURLINFO_OS_ERRNO, &systemError)
        return CurlFault(
            reason: reason, reply: exchange.reply, text: String(cString: exchange.errorText),
            systemError: Int32(truncatingIfNeeded: systemError))
    }
}
