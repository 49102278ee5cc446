import Crypto
public import FlowModel
import Foundation
import Glibc

/// What secrets are sealed with: 256 bits that the store never sees.
///
/// A key is kept as base64 in a file that only its owner may read, or in the environment.
public struct VaultKey: Sendable {
    let key: SymmetricKey
    /// Tells keys apart, and nothing else about them: eight hexadecimal digits.
    public let id: String

    private static let byteCount = 32

    private init(_ key: SymmetricKey) {
        self.key = key
        let digest = SHA256.hash(data: Data("moonflow vault key\n".utf8) + key.withUnsafeBytes { Data($0) })
        id = digest.prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Makes a new key, by the random numbers of the system.
    public init() {
        self.init(SymmetricKey(size: .bits256))
    }

    /// Reads a key.
    ///
    /// - Parameters:
    ///   - text: 32 bytes in base64; blanks and line breaks around it do not matter.
    ///   - place: Where it is from, for the message.
    /// - Throws: `InvalidInputError`, which does not repeat the text.
    public init(text: String, from place: String) throws(FlowError) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let data = Data(base64Encoded: trimmed), data.count == Self.byteCount else {
            throw FlowError(
                .invalidInput,
                "\(place) is no key: it has to be \(Self.byteCount) bytes in base64, as moonflow secret new-key makes them"
            )
        }
        self.init(SymmetricKey(data: data))
    }

    /// Reads a key from a file.
    ///
    /// - Throws: `ResourceNotFoundError` when there is no such file; `PermissionDenied` when others than its owner may read it;
    ///   `InvalidInputError` when it holds no key.
    public init(file path: String) throws(FlowError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let (isMissing, reason) = (errno == ENOENT, String(cString: strerror(errno)))
            throw FlowError(
                isMissing ? .resourceNotFound : .permissionDenied,
                "the key \(path) cannot be read: \(reason)"
                    + (isMissing ? "; moonflow secret new-key \(path) makes a key" : ""))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw FlowError(.invalidInput, "the key \(path) is not a file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw FlowError(
                .permissionDenied, "the key \(path) may be read by others than its owner: chmod 600 \(path)")
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &buffer, buffer.count)
        try self.init(text: String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self), from: "the file \(path)")
    }

    /// Writes the key to a new file that only its owner may read; folders on the way are made.
    ///
    /// - Throws: `InvalidInputError` when there is such a file already, `ConnectionFailedError` when it cannot be written.
    public func write(to path: String) throws(FlowError) {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw FlowError(
                .invalidInput,
                errno == EEXIST
                    ? "there is a file \(path) already, and it may be a key that secrets are sealed with"
                    : "the key \(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        let text = Array("\(key.withUnsafeBytes { Data($0) }.base64EncodedString())\n".utf8)
        guard Glibc.write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            unlink(path)
            throw FlowError(.invalidInput, "the key \(path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }
}
