import FlowStore
import Foundation
import GRDB

extension SQLiteStore {
    /// Who has the hold of the store in that file, as `the process 123`; nil when nobody has.
    public static func holder(ofStoreAt path: String) -> String? { StoreHold.holder(path: path) }

    /// Copies the store, as it is committed now, to another file while it is in use.
    ///
    /// The file has its name once it is whole and on the disk; until then it is `target.part`, which goes away when the
    /// copy fails. What a process that died left under that name is overwritten.
    ///
    /// - Parameter target: A file that is not there yet.
    /// - Throws: `StoreError` when it cannot be written.
    public func backUp(to target: String) throws(StoreError) {
        let part = target + ".part"
        guard !FileManager.default.fileExists(atPath: target) else {
            throw StoreError(.unreachable, "\(target) is there already; name a new file for the backup")
        }
        let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw StoreError(.unreachable, "there is no folder \(folder); make it, or name another file for the backup")
        }
        func removePart() { for end in ["", "-wal", "-shm", "-journal"] { unlink(part + end) } }
        removePart()
        do {
            defer { removePart() }
            let copy = try DatabaseQueue(path: part)
            try pool.backup(to: copy)
            try copy.close()
            try Self.synchronize(part)
            // The copy is not there to be replaced: what has come to be of that name meanwhile stays.
            guard link(part, target) == 0 else {
                let reason = String(cString: strerror(errno))
                throw StoreError(.unreachable, "\(target) cannot be made: \(reason)")
            }
            try Self.synchronize(folder)
        } catch {
            throw Self.translate(error, target, advice: "make room for the backup, or write it elsewhere")
        }
    }

    private static func synchronize(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { Glibc.close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw StoreError(.failed, "\(path) cannot be brought to the disk: \(String(cString: strerror(errno)))")
        }
    }
}
