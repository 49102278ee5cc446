import CPostgreSQL
import FlowModel
import Glibc

/// A connection to a database of PostgreSQL, used by one thread that may block; closed when it is let go.
final class PostgreSQLConnection {
    let target: String
    let redactor: Redactor
    private let raw: OpaquePointer
    private let byteLimit: Int
    /// Milliseconds after which the server gives up a statement.
    let statementTimeout: Int
    /// Without a deadline: whoever waits for the thread cancels it when time is up.
    private let socket: SocketPoll
    /// Nothing more can be asked: what was under way was given up.
    private(set) var isAbandoned = false

    /// Connects.
    ///
    /// - Parameters:
    ///   - order: Where to connect to, and as whom.
    ///   - addresses: The addresses to try, in this order.
    ///   - cancellation: Ends the work.
    /// - Throws: `ConnectionFailedError` or `TimeoutExceededError`.
    init(
        _ order: PostgreSQLOrder, _ addresses: [NetworkAddress], _ cancellation: BlockingCancellation
    ) throws(FlowError) {
        target = order.target
        redactor = order.redactor
        byteLimit = order.sql.byteLimit
        // A little later than ours, which says more: it is for what goes on when nobody is left to cancel it.
        statementTimeout = min(Int(order.sql.timeout * 1000) + 2000, Int(Int32.max))
        socket = SocketPoll(cancellation: cancellation)
        raw = try Self.start(order, addresses) { (connection) throws(FlowError) in
            try Self.finishConnecting(connection, order, cancellation)
        }
        PQsetnonblocking(raw, 1)
    }

    deinit {
        if PQtransactionStatus(raw) == PQTRANS_ACTIVE { cancel() }
        PQfinish(raw)
    }

    private static func start(
        _ order: PostgreSQLOrder, _ addresses: [NetworkAddress], _ finish: (OpaquePointer) throws(FlowError) -> Void
    ) throws(FlowError) -> OpaquePointer {
        let target = order.target
        // libpq reads them while it connects, and never after.
        let authorities = try MemoryFile(order.certificates.authorities ?? "", target: target)
        let certificate = try MemoryFile(order.certificates.client ?? "", target: target)
        let key = try MemoryFile(order.certificates.key ?? "", target: target)
        var authoritiesPath = ""
        if order.isSecure, order.certificates.verifies {
            if order.certificates.authorities != nil {
                authoritiesPath = authorities.path
            } else if let path = PostgreSQLSettings.systemAuthorities() {
                authoritiesPath = path
            } else {
                throw FlowError(
                    .connectionFailed, "\(target): this system has no trusted certificates; give ca_certificate")
            }
        }
        let hasClient = order.certificates.client != nil
        let settings = PostgreSQLSettings(
            order, addresses, authorities: authoritiesPath, certificate: hasClient ? certificate.path : "",
            key: hasClient ? key.path : "")
        guard let connection = PQconnectStart(settings.text) else {
            throw FlowError(.connectionFailed, "\(target): out of memory")
        }
        // What a server says beside its answers would go to the standard error.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        do throws(FlowError) {
            try finish(connection)
        } catch {
            PQfinish(connection)
            throw error
        }
        return connection
    }

    private static func finishConnecting(
        _ connection: OpaquePointer, _ order: PostgreSQLOrder, _ cancellation: BlockingCancellation
    ) throws(FlowError) {
        let deadline = ContinuousClock.now + .seconds(order.connectTimeout)
        let poll = SocketPoll(cancellation: cancellation, deadline: deadline)
        var step = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while step != PGRES_POLLING_OK {
            guard step != PGRES_POLLING_FAILED else {
                let message = PostgreSQLFault.connectMessage(Self.message(connection))
                throw FlowError(
                    .connectionFailed, order.redactor.redacted("\(order.target): could not connect: \(message)"))
            }
            switch poll.wait(PQsocket(connection), for: step == PGRES_POLLING_READING ? POLLIN : POLLOUT) {
            case .ready: step = PQconnectPoll(connection)
            case .cancelled: throw FlowError(.connectionFailed, "\(order.target): cancelled")
            case .late:
                throw FlowError(
                    .timeoutExceeded,
                    "\(order.target): not reached within \(order.connectTimeout) s (connect_timeout_sec)")
            }
        }
    }

    private static func message(_ connection: OpaquePointer) -> String {
        PQerrorMessage(connection).map { String(cString: $0) } ?? ""
    }

    // MARK: Asking

    /// Runs statements of ours, which give nothing.
    ///
    /// - Returns: What the server says it has done, such as COMMIT.
    @discardableResult
    func command(_ sql: String) throws(FlowError) -> String {
        var tag = ""
        try exchange(sql, place: "") {
            PQsendQuery(raw, sql)
        } receive: { (result) throws(FlowError) in
            tag = String(cString: PQcmdStatus(result))
        }
        return tag
    }

    /// Sends something and takes what comes back.
    ///
    /// - Parameters:
    ///   - sql: The statement, for messages.
    ///   - place: Which of several it is; empty for the only one.
    ///   - isStreamed: A row at a time comes back.
    ///   - send: Hands it to libpq; gives 1 when that took it.
    ///   - receive: Takes each result that is no error.
    /// - Throws: What the database refuses, what `receive` throws, `ConnectionFailedError` when the connection breaks.
    func exchange(
        _ sql: String, place: String, isStreamed: Bool = false, send: () -> Int32,
        receive: (OpaquePointer) throws(FlowError) -> Void
    ) throws(FlowError) {
        guard !isAbandoned, send() == 1 else { throw broken() }
        if isStreamed { PQsetSingleRowMode(raw) }
        var fault: PostgreSQLFault?
        do throws(FlowError) {
            while let result = try nextResult() {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_COMMAND_OK: try receive(result)
                case PGRES_EMPTY_QUERY: throw FlowError(.invalidInput, "\(target): the statement is empty")
                case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                    throw FlowError(.invalidInput, "\(target): COPY sends data outside of statements; use fetch_all")
                default: fault = fault ?? PostgreSQLFault(result, sql: sql)
                }
            }
        } catch {
            isAbandoned = true
            // A server that ends a connection says why first.
            throw fault?.error(target: target, place: place, redactor) ?? error
        }
        if PQstatus(raw) == CONNECTION_BAD { isAbandoned = true }
        if let fault { throw fault.error(target: target, place: place, redactor) }
    }

    /// Waits for a result; nil when there is no more.
    private func nextResult() throws(FlowError) -> OpaquePointer? {
        let before = SocketBytes.received(PQsocket(raw))
        var isSent = false
        while true {
            if !isSent {
                let left = PQflush(raw)
                guard left >= 0 else { throw broken() }
                isSent = left == 0
            }
            if PQisBusy(raw) == 0 { return PQgetResult(raw) }
            // libpq keeps a row until it is whole: one that is too large must not be waited for.
            guard SocketBytes.received(PQsocket(raw)) - before <= byteLimit + Self.slack else {
                throw FlowError(
                    .connectionFailed, "\(target): more than \(byteLimit) bytes came back (max_response_bytes)")
            }
            switch socket.wait(PQsocket(raw), for: isSent ? POLLIN : POLLIN | POLLOUT) {
            case .ready: guard PQconsumeInput(raw) == 1 else { throw broken() }
            case .cancelled, .late: throw FlowError(.connectionFailed, "\(target): cancelled")
            }
        }
    }

    /// Bytes that may wait in the buffers of the system and of libpq beside those of one row.
    private static let slack = 8 << 20

    private func broken() -> FlowError {
        isAbandoned = true
        let message = PostgreSQLFault.connectMessage(Self.message(raw))
        return FlowError(.connectionFailed, redactor.redacted("\(target): the connection broke: \(message)"))
    }

    /// Asks the server to stop, on a thread that nobody waits for: reaching the server again may take long.
    private func cancel() {
        guard let handle = PQgetCancel(raw) else { return }
        let request = CancelRequest(handle: handle)
        Task.detached { _ = await BlockingWork.run { _ in request.send() } }
    }

    /// libpq's own copy of what is needed to cancel, which one thread uses and frees.
    private struct CancelRequest: @unchecked Sendable {
        let handle: OpaquePointer

        func send() {
            var reason = [CChar](repeating: 0, count: 256)
            PQcancel(handle, &reason, Int32(reason.count))
            PQfreeCancel(handle)
        }
    }

    /// The connection as libpq knows it, for the statements of an extension.
    var handle: OpaquePointer { raw }
}
