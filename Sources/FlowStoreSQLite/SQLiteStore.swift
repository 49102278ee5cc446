public import FlowStore
import Foundation
import GRDB

/// A store in one SQLite file, with a write-ahead log beside it.
public final class SQLiteStore: FlowStore {
    /// When a commit counts as durable.
    public enum Durability: String, Sendable {
        /// When the disk has it: a power cut loses nothing that was committed.
        case full
        /// When the system has it: a killed process loses nothing; a power cut may lose the last commits, never parts
        /// of one.
        case normal
    }

    /// What tests leave out, to show what it is there for.
    package struct Omissions: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        /// The lock on the file beside the store, as if the other process were on another machine.
        package static let hold = Omissions(rawValue: 1)
        /// The look at the fencing epoch.
        package static let fence = Omissions(rawValue: 2)
    }

    let pool: DatabasePool
    let path: String
    private let hold: StoreHold?
    private let epoch: Int64
    private let rows = RowCache()
    private let isFenced: Bool

    /// Opens a store, or makes one where there is none.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - durability: When a commit counts as durable.
    ///   - isHolding: Whether to write: takes the hold of the store and raises its fencing epoch. Without it the store
    ///     can only be read, also while another process holds it.
    /// - Throws: `StoreError`: `.held`, `.foreign`, `.newer`, `.readOnly`, `.damaged`, `.unreachable`.
    public convenience init(path: String, durability: Durability = .full, isHolding: Bool = true) throws(StoreError) {
        try self.init(path: path, durability: durability, isHolding: isHolding, omitting: [])
    }

    /// Opens a store as tests want it: without what they leave out, as an older version would make it, or telling them of
    /// the places between two steps of a migration.
    package init(
        path: String, durability: Durability, isHolding: Bool = true, omitting omissions: Omissions = [],
        version: Int? = nil, betweenSteps: () throws -> Void = {}
    ) throws(StoreError) {
        self.path = path
        isFenced = !omissions.contains(.fence)
        if !isHolding, !FileManager.default.fileExists(atPath: path) {
            throw StoreError(.unreachable, "\(path): there is no store; moonflow run makes one")
        }
        try Self.checkHeader(path)
        if isHolding { try Self.makeFolder(of: path) }
        hold = isHolding && !omissions.contains(.hold) ? try StoreHold(path: path) : nil
        var configuration = Configuration()
        configuration.readonly = !isHolding
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            guard isHolding else { return }
            try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
            try database.execute(sql: "PRAGMA cache_size = -65536")
        }
        do {
            if isHolding { try Self.prepare(path) }
            let place = isHolding ? path : try Self.placeToRead(path)
            pool = try DatabasePool(path: place, configuration: configuration)
            if isHolding {
                // Not before: a pool that opens sets the writer to NORMAL.
                try pool.writeWithoutTransaction { database in
                    try database.execute(sql: "PRAGMA synchronous = \(durability.rawValue)")
                }
            }
            epoch = try Self.open(
                pool, path, isHolding: isHolding, version ?? StoreSchema.migrations.count, betweenSteps)
        } catch {
            throw Self.translate(error, path)
        }
    }

    /// Runs `body` in one transaction.
    public func write<Result>(
        _ body: (any FlowTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        do {
            return try pool.writeWithoutTransaction { database in
                try Self.transaction(database, "BEGIN IMMEDIATE") {
                    let held = try Int64.fetchOne(
                        database.cachedStatement(sql: "SELECT value FROM meta WHERE name = 'epoch'"))
                    guard held == epoch || !isFenced else {
                        throw StoreError(.fenced, "\(path) was taken over by another process; this one writes no more")
                    }
                    return try body(SQLiteTransaction(database, rows: rows))
                }
            }
        } catch {
            rows.removeAll()
            throw Self.translate(error, path)
        }
    }

    /// Runs `body` on what is committed.
    public func read<Result>(
        _ body: (any FlowTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        do {
            return try pool.unsafeRead { database in
                try Self.transaction(database, "BEGIN") { try body(SQLiteTransaction(database)) }
            }
        } catch {
            throw Self.translate(error, path)
        }
    }

    // The library's own transactions compile their statements anew each time, which took a sixth of a short flow.
    private static func transaction<Result>(
        _ database: Database, _ begin: String, _ body: () throws -> Result
    ) throws -> Result {
        try database.cachedStatement(sql: begin).execute()
        do {
            let result = try body()
            try database.cachedStatement(sql: "COMMIT").execute()
            return result
        } catch {
            // Some errors, as a full disk, have ended the transaction already.
            if database.isInsideTransaction { try? database.cachedStatement(sql: "ROLLBACK").execute() }
            throw error
        }
    }

    /// Gives space of removed rows back to the disk once a good part of the file is free, a little at a time, and shortens
    /// a write-ahead log that has grown.
    ///
    /// Some free space stays in the file: under a steady load the next rows fill it.
    ///
    /// - Throws: `StoreError` when the store cannot be written.
    public func reclaim() throws(StoreError) {
        let log = Self.size(of: path + "-wal")
        do {
            try pool.writeWithoutTransaction { database in
                let free = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
                let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                if free > max(Self.reservedPages, pages / 4) {
                    try database.execute(sql: "PRAGMA incremental_vacuum(\(Self.pagesAtOnce))")
                }
                if log > Self.usualLogSize { try Self.shorten(log, database) }
            }
        } catch {
            throw Self.translate(error, path)
        }
    }

    /// Writes the log into the file and closes it: what is done with the store afterwards fails.
    ///
    /// A store that is not closed loses nothing, but a copy of its file alone does. While another process reads it, its log
    /// stays beside it.
    public func close() {
        // All is safe as it is, so what hinders this is no error.
        try? pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA busy_timeout = 1000")
            _ = try database.checkpoint(.truncate)
        }
        try? pool.close()
    }

    private static let reservedPages = 1000
    private static let pagesAtOnce = 250
    /// Bytes of write-ahead log below which SQLite's own checkpoints do.
    private static let usualLogSize = 16 << 20
    /// Bytes of write-ahead log that it is cut to when it begins anew, and above which readers are waited for.
    private static let longestLog = 64 << 20

    static func size(of path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    // A reader that is always there keeps the log from beginning anew. Waiting for it holds up the writer, so it is for a
    // moment only; a reader that stays for longer makes the log grow until it goes.
    private static func shorten(_ log: Int, _ database: Database) throws {
        _ = try database.checkpoint(.passive)
        guard log > longestLog else { return }
        try database.execute(sql: "PRAGMA busy_timeout = 20")
        do {
            _ = try database.checkpoint(.truncate)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {}
        try database.execute(sql: "PRAGMA busy_timeout = 10000")
    }

    /// Gives space of removed rows back to the disk, and shortens the write-ahead log.
    ///
    /// - Parameter pages: At most so many pages.
    /// - Throws: `StoreError` when the store cannot be written.
    public func reclaim(pages: Int) throws(StoreError) {
        do {
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA incremental_vacuum(\(pages))")
                _ = try database.checkpoint(.passive)
            }
        } catch {
            throw Self.translate(error, path)
        }
    }

    // MARK: - Opening

    private static func checkHeader(_ path: String) throws(StoreError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw StoreError(.unreachable, "\(path) is a folder; name a file in it, as \(path)/store.db")
        }
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        defer { try? file.close() }
        let header = (try? file.read(upToCount: 16)) ?? Data()
        guard header.isEmpty || header == Data("SQLite format 3\0".utf8) else {
            throw StoreError(.foreign, "\(path) is not a store of moonflow; name another file with --store")
        }
    }

    /// Where to read from: the path itself, or, where even the files that readers need cannot be made, a name that says
    /// that nothing changes there.
    private static func placeToRead(_ path: String) throws(StoreError) -> String {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard access(folder, W_OK) != 0, access(path + "-shm", F_OK) != 0 else { return path }
        guard size(of: path + "-wal") == 0 else {
            throw StoreError(
                .readOnly,
                "\(folder) cannot be written, and reading a store that was not closed needs that; copy \(path) and \(path)-wal elsewhere"
            )
        }
        let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%;"))
        let name = URL(fileURLWithPath: path).path.addingPercentEncoding(withAllowedCharacters: allowed)
        return name.map { "file:\($0)?immutable=1" } ?? path
    }

    private static func makeFolder(of path: String) throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError(.unreachable, "\(folder) cannot be made: \(error.localizedDescription)")
        }
    }

    // The page layout has to be chosen before the first table, in one transaction with the mark that says whose file it is: a
    // process that dies in between must not leave a file that belongs to nobody. An empty database without a mark is such a
    // file, made by an older program.
    private static func prepare(_ path: String) throws {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= largestEmptyFile || FileManager.default.fileExists(atPath: path + "-journal") else { return }
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
            guard isEmpty, try Int.fetchOne(database, sql: "PRAGMA application_id") == 0,
                try Int.fetchOne(database, sql: "PRAGMA user_version") == 0
            else { return }
            // Not IMMEDIATE, which makes the first page before the layout is chosen.
            try database.execute(
                sql: """
                    BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = \(StoreSchema.applicationID); COMMIT
                    """)
        }
        try queue.close()
    }

    private static let largestEmptyFile = 65536

    private static func open(
        _ pool: DatabasePool, _ path: String, isHolding: Bool, _ newest: Int, _ betweenSteps: () throws -> Void
    ) throws -> Int64 {
        let (version, mark) = try pool.read { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
                try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            )
        }
        guard version <= StoreSchema.migrations.count else {
            throw StoreError(
                .newer,
                "\(path) was written by a newer moonflow (store version \(version), this one knows \(StoreSchema.migrations.count)); use that"
            )
        }
        guard mark == StoreSchema.applicationID else {
            throw StoreError(
                .foreign, "\(path) is a database, but no store of moonflow; name another file with --store")
        }
        guard isHolding else {
            guard version > 0 else {
                throw StoreError(
                    .failed,
                    "\(path) has no tables: it is being made right now, or was copied without the file \(path)-wal beside it"
                )
            }
            guard version == StoreSchema.migrations.count else {
                throw StoreError(
                    .failed, "\(path) was written by an older moonflow; moonflow run or resume brings it up to date")
            }
            return 0
        }
        return try pool.writeWithoutTransaction { database in
            let faults = try String.fetchAll(database, sql: "PRAGMA quick_check(5)")
            guard faults == ["ok"] else {
                throw StoreError(
                    .damaged, "\(path) is damaged (\(faults.joined(separator: "; "))); go back to a backup of it")
            }
            try betweenSteps()
            for number in version..<max(version, newest) {
                try database.inTransaction(.immediate) {
                    try database.execute(sql: StoreSchema.migrations[number])
                    try betweenSteps()
                    try database.execute(sql: "PRAGMA user_version = \(number + 1)")
                    try betweenSteps()
                    return .commit
                }
                try betweenSteps()
            }
            var epoch: Int64 = 0
            try database.inTransaction(.immediate) {
                try database.execute(sql: "UPDATE meta SET value = value + 1 WHERE name = 'epoch'")
                epoch = try Int64.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'epoch'") ?? 0
                return .commit
            }
            return epoch
        }
    }

    static func translate(
        _ error: any Error, _ path: String, advice: String = "make room, then moonflow resume goes on"
    ) -> StoreError {
        if let error = error as? StoreError { return error }
        guard let error = error as? DatabaseError else { return StoreError(.failed, "\(path): \(error)") }
        let reason = error.message ?? "\(error)"
        switch error.resultCode {
        case .SQLITE_FULL:
            return StoreError(.full, "\(path): the disk is full; \(advice)")
        case .SQLITE_READONLY, .SQLITE_PERM:
            return StoreError(.readOnly, "\(path) cannot be written (\(reason)); check its permissions")
        case .SQLITE_NOTADB:
            return StoreError(.foreign, "\(path) is not a store of moonflow; name another file with --store")
        case .SQLITE_CORRUPT: return StoreError(.damaged, "\(path) is damaged (\(reason)); go back to a backup of it")
        case .SQLITE_CANTOPEN: return StoreError(.unreachable, "\(path) cannot be opened (\(reason))")
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE:
            return StoreError(.full, "\(path) cannot be written (\(reason)); is the disk full?")
        default: return StoreError(.failed, "\(path): \(reason)")
        }
    }
}
