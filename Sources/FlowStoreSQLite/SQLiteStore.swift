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
    private let path: String
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
            pool = try DatabasePool(path: path, configuration: configuration)
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
                var result: Result?
                try database.inTransaction(.immediate) {
                    let held = try Int64.fetchOne(
                        database.cachedStatement(sql: "SELECT value FROM meta WHERE name = 'epoch'"))
                    guard held == epoch || !isFenced else {
                        throw StoreError(.fenced, "\(path) was taken over by another process; this one writes no more")
                    }
                    result = try body(SQLiteTransaction(database, rows: rows))
                    return .commit
                }
                guard let result else { throw StoreError(.failed, "\(path): a transaction gave no result") }
                return result
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
            return try pool.read { database in try body(SQLiteTransaction(database)) }
        } catch {
            throw Self.translate(error, path)
        }
    }

    /// Gives space of removed rows back to the disk, a little at a time, and shortens the write-ahead log.
    ///
    /// - Parameter pages: At most so many pages.
    /// - Throws: `StoreError` when the store cannot be written.
    public func reclaim(pages: Int = 1000) throws(StoreError) {
        do {
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA incremental_vacuum(\(pages))")
                _ = try database.checkpoint(.passive)
            }
        } catch {
            throw Self.translate(error, path)
        }
    }

    /// Copies the store, as it is committed now, to another file while it is in use.
    ///
    /// The file has its name once it is whole: a process that dies before leaves one that ends in `.part`.
    ///
    /// - Parameter target: A file that is not there yet.
    /// - Throws: `StoreError` when it cannot be written.
    public func backUp(to target: String) throws(StoreError) {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw StoreError(.failed, "\(target) is there already; name a new file for the backup")
        }
        do {
            let part = target + ".part"
            for leftover in [part, part + "-journal"] { try? FileManager.default.removeItem(atPath: leftover) }
            let copy = try DatabaseQueue(path: part)
            try pool.backup(to: copy)
            try copy.close()
            try FileManager.default.moveItem(atPath: part, toPath: target)
        } catch {
            throw Self.translate(error, target)
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

    private static func makeFolder(of path: String) throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError(.unreachable, "\(folder) cannot be made: \(error.localizedDescription)")
        }
    }

    // The page layout has to be chosen before the first table. A process that died just then leaves an empty file, or the
    // journal that makes it one.
    private static func prepare(_ path: String) throws {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard size ?? 0 == 0 || FileManager.default.fileExists(atPath: path + "-journal") else { return }
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            guard try Int.fetchOne(database, sql: "PRAGMA page_count") == 0 else { return }
            try database.execute(
                sql: "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = \(StoreSchema.applicationID)")
        }
        try queue.close()
    }

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

    static func translate(_ error: any Error, _ path: String) -> StoreError {
        if let error = error as? StoreError { return error }
        guard let error = error as? DatabaseError else { return StoreError(.failed, "\(path): \(error)") }
        let reason = error.message ?? "\(error)"
        switch error.resultCode {
        case .SQLITE_FULL:
            return StoreError(.full, "\(path): the disk is full; make room, then moonflow resume goes on")
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
