import Crypto
import Glibc
import NIOCore

/// A file that is sent in parts, as often as somebody goes through it.
///
/// The disk is waited for on threads of its own.
final class OutgoingFile: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    /// How many bytes it had when it was opened; no more are sent.
    let size: Int
    private let file: Descriptor
    private static let partSize = 1 << 18

    private init(_ place: FilePlace, below root: String) throws(FileFault) {
        guard let name = place.names.last else { throw FileFault(EISDIR) }
        file = try place.folder(in: try Descriptor.root(root)).open(name, O_RDONLY)
        let status = try file.status()
        guard status.isFile else { throw FileFault(status.isFolder ? EISDIR : ENXIO) }
        size = status.size
    }

    /// Opens a file below a folder.
    ///
    /// - Throws: The fault of the system.
    static func open(_ place: FilePlace, below root: String) async throws(FileFault) -> OutgoingFile {
        try await BlockingWork.result { () throws(FileFault) in try OutgoingFile(place, below: root) }
    }

    /// The hash of what it holds, in hexadecimal digits.
    func sha256() async throws(FileFault) -> String {
        var hash = SHA256()
        var offset = 0
        while offset < size, !Task.isCancelled {
            let bytes = try await part(at: offset)
            guard !bytes.isEmpty else { break }
            hash.update(data: bytes)
            offset += bytes.count
        }
        return Hexadecimal.text(hash.finalize())
    }

    private func part(at offset: Int) async throws(FileFault) -> [UInt8] {
        let count = Swift.min(Self.partSize, size - offset)
        return try await BlockingWork.result { () throws(FileFault) in try self.file.read(at: offset, count: count) }
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let file: OutgoingFile
        private var offset = 0

        fileprivate init(_ file: OutgoingFile) { self.file = file }

        mutating func next() async throws -> ByteBuffer? {
            guard offset < file.size else { return nil }
            let bytes = try await file.part(at: offset)
            guard !bytes.isEmpty else { return nil }
            offset += bytes.count
            return ByteBuffer(bytes: bytes)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}
