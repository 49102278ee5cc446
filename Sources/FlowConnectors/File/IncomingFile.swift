import Crypto
import FlowModel
import Glibc
import NIOCore
import Synchronization

/// A file that arrives in parts: under another name until it is whole and on the disk.
///
/// The disk is waited for on threads of its own. One task at a time may use it, and has to end with ``finish()`` or
/// ``discard()``.
final class IncomingFile: Sendable {
    /// What is known of a file that is whole.
    struct Saved: Sendable, Equatable {
        let path: String
        let bytes: Int
        /// In hexadecimal digits.
        let sha256: String

        /// As a script sees it.
        var output: JSONValue {
            ["path": .string(path), "bytes": .integer(Int64(bytes)), "sha256": .string(sha256)]
        }
    }

    private struct State {
        var waiting: [UInt8] = []
        var size = 0
        var hash = SHA256()
    }

    private static let partSize = 1 << 20

    private let place: FilePlace
    private let temporary: String
    private let folder: Descriptor
    private let file: Descriptor
    private let state = Mutex(State())

    private init(_ place: FilePlace, below root: String, key: String) throws(FileFault) {
        self.place = place
        temporary = "\(FilePlace.reserved)\(EffectMarks(key).name).tmp"
        guard let name = place.names.last else { throw FileFault(EISDIR) }
        folder = try place.folder(in: try Descriptor.root(root), creating: true)
        if try folder.status(of: name)?.isFolder == true { throw FileFault(EISDIR) }
        // Left over by a process that died.
        unlinkat(folder.raw, temporary, 0)
        file = try folder.open(temporary, O_WRONLY | O_CREAT | O_EXCL)
    }

    /// Opens a file below a folder; folders on the way are made.
    ///
    /// - Parameters:
    ///   - place: What it is called when it is whole; a file of that name is replaced then.
    ///   - root: The folder.
    ///   - key: The idempotency key of the connection, which names it until then.
    /// - Returns: The file, empty.
    /// - Throws: The fault of the system.
    static func open(_ place: FilePlace, below root: String, key: String) async throws(FileFault) -> IncomingFile {
        try await BlockingWork.result { () throws(FileFault) in
            try IncomingFile(place, below: root, key: key)
        }
    }

    /// Adds a part.
    func append(_ part: ByteBuffer) async throws(FileFault) {
        let isFull = state.withLock { state in
            state.waiting += part.readableBytesView
            return state.waiting.count >= Self.partSize
        }
        guard isFull else { return }
        try await BlockingWork.result { () throws(FileFault) in try self.write() }
    }

    /// Waits until it is on the disk, and gives it its name.
    func finish() async throws(FileFault) -> Saved {
        try await BlockingWork.result { () throws(FileFault) in
            try self.write()
            let name = self.place.names.last ?? ""
            if let old = try self.folder.status(of: name), old.isFile { fchmod(self.file.raw, old.mode) }
            try self.file.sync()
            try self.folder.rename(self.temporary, to: name, in: self.folder)
            try self.folder.sync()
            return self.state.withLock { state in
                Saved(path: self.place.text, bytes: state.size, sha256: Hexadecimal.text(state.hash.finalize()))
            }
        }
    }

    /// Removes what has arrived.
    func discard() async {
        _ = await BlockingWork.run { _ in _ = unlinkat(self.folder.raw, self.temporary, 0) }
    }

    private func write() throws(FileFault) {
        let fault = state.withLock { state -> FileFault? in
            do throws(FileFault) {
                try file.write(state.waiting, at: state.size)
            } catch {
                return error
            }
            state.hash.update(data: state.waiting)
            state.size += state.waiting.count
            state.waiting.removeAll(keepingCapacity: true)
            return nil
        }
        if let fault { throw fault }
    }
}

extension BlockingWork {
    /// Runs work on files on a new thread.
    static func result<Value: Sendable>(
        _ work: @escaping @Sendable () throws(FileFault) -> Value
    ) async throws(FileFault) -> Value {
        let result = await run { _ in
            do throws(FileFault) {
                return Result<Value, FileFault>.success(try work())
            } catch {
                return .failure(error)
            }
        }
        guard let result else { throw FileFault(EAGAIN) }
        return try result.get()
    }
}
