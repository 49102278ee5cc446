import CConnectors
import FlowModel
import GRDBSQLite
import Glibc

/// An open database of SQLite, used by one thread; closed when it is let go.
final class SQLiteConnection {
    let target: String
    private let raw: OpaquePointer
    private let watch: Watch
    let gate = SQLiteGuard()

    /// Bytes that the definitions of tables, views and triggers have.
    private var schemaBytes = 0

    /// Bytes that a text, a blob or a row may have.
    private static let lengthLimit = 256 << 20
    /// Bytes that a statement may have.
    ///
    /// SQLite reads what nests by calling itself, and views nest across definitions. The limits of bytes and ``stackSize`` belong
    /// together: a level takes 20 bytes of SQL at least, and 2 KB of stack at most.
    private static let statementLimit = 256 << 10
    /// Bytes that all definitions may have.
    private static let schemaLimit = 512 << 10
    /// Bytes of stack that a thread needs for it.
    static let stackSize = 128 << 20

    /// Opens a database.
    ///
    /// - Parameters:
    ///   - order: Which one.
    ///   - root: The folder that the operator allows.
    ///   - fileLimit: Bytes that the file may come to have.
    ///   - cancellation: Ends the work.
    /// - Throws: What `SQLiteOrder.path(below:)` throws; `ConnectionFailedError` for what is no database.
    init(
        _ order: SQLiteOrder, root: String, fileLimit: Int, _ cancellation: BlockingCancellation
    ) throws(FlowError) {
        target = order.target
        watch = Watch(cancellation, lockTimeout: order.lockTimeout)
        let path = try order.path(below: root)
        var flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
        if order.creates { flags |= SQLITE_OPEN_CREATE }
        var opened: OpaquePointer?
        let status = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_EXRESCODE, "unix")
        guard let opened else { throw FlowError(.connectionFailed, "\(target): out of memory") }
        raw = opened
        guard status == SQLITE_OK else { throw failure("") }
        guard cconnectors_defend_sqlite(UnsafeMutableRawPointer(raw)) == SQLITE_OK else { throw failure("") }
        limit()
        try listen()
        let pageSize = try number("PRAGMA page_size")
        try command("PRAGMA max_page_count = \(max(1, fileLimit / max(1, pageSize)))")
        try grow(by: try number("SELECT sum(length(sql)) FROM sqlite_schema"))
    }

    deinit { sqlite3_close_v2(raw) }

    private func limit() {
        for (limit, value) in [
            (SQLITE_LIMIT_LENGTH, Self.lengthLimit), (SQLITE_LIMIT_SQL_LENGTH, Self.statementLimit),
            (SQLITE_LIMIT_ATTACHED, 1),
            (SQLITE_LIMIT_EXPR_DEPTH, 500), (SQLITE_LIMIT_TRIGGER_DEPTH, 100), (SQLITE_LIMIT_WORKER_THREADS, 0),
            (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
        ] {
            sqlite3_limit(raw, limit, Int32(value))
        }
        // Those of old full-text search call themselves as deep as a text of the script says.
        let names = ["fts5", "fts5vocab", "json_each", "json_tree", "rtree", "rtree_i32"]
        var kept = names.map { strdup($0) }
        kept.append(nil)
        defer { for name in kept { free(name) } }
        kept.withUnsafeMutableBufferPointer { names in
            // SQLite only reads the names.
            names.withMemoryRebound(to: UnsafePointer<CChar>?.self) { _ = sqlite3_drop_modules(raw, $0.baseAddress) }
        }
    }

    private func listen() throws(FlowError) {
        // Both live as long as the connection, which closes before they go.
        let watch = Unmanaged.passUnretained(watch).toOpaque()
        let gate = Unmanaged.passUnretained(gate).toOpaque()
        sqlite3_progress_handler(
            raw, 1000,
            { watch in
                guard let watch else { return 1 }
                return Unmanaged<Watch>.fromOpaque(watch).takeUnretainedValue().isCancelled ? 1 : 0
            }, watch)
        sqlite3_busy_handler(
            raw,
            { watch, count in
                guard let watch else { return 0 }
                return Unmanaged<Watch>.fromOpaque(watch).takeUnretainedValue().waits(try: count) ? 1 : 0
            }, watch)
        sqlite3_set_authorizer(
            raw,
            { gate, action, first, second, _, _ in
                guard let gate else { return SQLITE_DENY }
                return Unmanaged<SQLiteGuard>.fromOpaque(gate).takeUnretainedValue().decide(
                    action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
            }, gate)
        // A file from elsewhere is looked at more closely, and is not mapped into memory.
        try command("PRAGMA cell_size_check = ON")
        try command("PRAGMA mmap_size = 0")
        try command("PRAGMA foreign_keys = ON")
    }

    /// The database as SQLite knows it, for the statements of an extension.
    var handle: OpaquePointer { raw }

    /// The work has been cancelled.
    var isCancelled: Bool { watch.isCancelled }

    /// Runs a statement of ours, which gives nothing.
    func command(_ sql: String) throws(FlowError) {
        gate.reset()
        gate.isOpen = true
        let status = sqlite3_exec(raw, sql, nil, nil, nil)
        gate.isOpen = false
        guard status == SQLITE_OK else { throw failure("") }
    }

    /// Counts definitions that are there, or are about to be.
    ///
    /// - Throws: `ConnectionFailedError` when they are too long.
    func grow(by count: Int) throws(FlowError) {
        schemaBytes += count
        guard schemaBytes <= Self.schemaLimit else {
            throw FlowError(
                .connectionFailed,
                "\(target): the definitions of its tables, views and triggers have more than \(Self.schemaLimit) bytes")
        }
    }

    /// The number that a statement of ours gives; 0 for null.
    private func number(_ sql: String) throws(FlowError) -> Int {
        var statement: OpaquePointer?
        gate.reset()
        gate.isOpen = true
        defer {
            sqlite3_finalize(statement)
            gate.isOpen = false
        }
        guard sqlite3_prepare_v2(raw, sql, -1, &statement, nil) == SQLITE_OK,
            sqlite3_step(statement) == SQLITE_ROW
        else { throw failure("") }
        return Int(sqlite3_column_int64(statement, 0))
    }

    /// The error that SQLite has just reported.
    ///
    /// - Parameters:
    ///   - place: Which of several statements it was; empty for the only one.
    ///   - sql: The statement, to find the line of the mistake.
    /// - Returns: The error for the script.
    func failure(_ place: String, sql: String = "") -> FlowError {
        let code = sqlite3_extended_errcode(raw)
        let prefix = place.isEmpty ? target : "\(target): \(place)"
        if let reason = gate.refusal { return FlowError(.permissionDenied, "\(prefix): \(reason)") }
        switch code & 0xFF {
        case SQLITE_INTERRUPT where isCancelled: return FlowError(.connectionFailed, "\(target): cancelled")
        case SQLITE_BUSY, SQLITE_LOCKED:
            if isCancelled { return FlowError(.connectionFailed, "\(target): cancelled") }
            return FlowError(
                .lockTimeout,
                "\(prefix): somebody else has written to it for more than \(watch.lockTimeout) s (lock_timeout_sec)")
        case SQLITE_NOTADB: return FlowError(.connectionFailed, "\(prefix): the file is no database of SQLite")
        case SQLITE_CANTOPEN where code >> 8 == 6:
            return FlowError(.permissionDenied, "\(prefix): a symbolic link is on the way, and none is followed")
        default: break
        }
        var message = String(cString: sqlite3_errmsg(raw))
        var details: JSONObject = ["code": .integer(Int64(code))]
        let offset = sqlite3_error_offset(raw)
        if offset >= 0, !sql.isEmpty {
            let lines = sql.utf8.prefix(Int(offset)).split(separator: 0x0A, omittingEmptySubsequences: false)
            let character = String(decoding: lines.last ?? "".utf8[...], as: UTF8.self).unicodeScalars.count + 1
            details["line"] = .integer(Int64(max(1, lines.count)))
            details["character"] = .integer(Int64(character))
            message += " (at line \(max(1, lines.count)), character \(character) of the statement)"
        }
        if code & 0xFF == SQLITE_READONLY {
            message += "; what only fetches is read-only unless read_only = false or effect_table says otherwise"
        }
        return FlowError(.connectionFailed, "\(prefix): error \(code): \(message)", details: .object(details))
    }

    /// Tells SQLite when to stop.
    private final class Watch {
        private let cancellation: BlockingCancellation
        let lockTimeout: Double
        private var lockDeadline = ContinuousClock.now

        init(_ cancellation: BlockingCancellation, lockTimeout: Double) {
            self.cancellation = cancellation
            self.lockTimeout = lockTimeout
        }

        var isCancelled: Bool { cancellation.isRequested }

        /// Waits a little for somebody who has locked the file.
        ///
        /// - Parameter count: How often it was waited for this lock.
        /// - Returns: Whether it may be tried again.
        func waits(try count: Int32) -> Bool {
            if count == 0 { lockDeadline = .now + .seconds(lockTimeout) }
            guard !isCancelled, ContinuousClock.now < lockDeadline else { return false }
            var end = pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&end, 1, min(1 + count, 25))
            return !isCancelled
        }
    }
}
