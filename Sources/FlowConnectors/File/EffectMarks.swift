import Glibc

/// What connections have begun, remembered by their idempotency keys in a folder below the root: a connection that is
/// performed again finds out that it was performed before.
struct EffectMarks: Sendable {
    private static let folder = "\(FilePlace.reserved)marks"
    /// Seconds after which a connection that was under way at a crash is not expected to be performed again.
    private static let age = 7 * 86_400

    /// The name of the mark of a connection.
    let name: String

    /// The mark of the connection with that key.
    init(_ idempotencyKey: String) {
        let isPlain = idempotencyKey.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || byte == UInt8(ascii: "-")
        }
        // Any other text becomes one that a file may be called.
        name =
            isPlain && 1...200 ~= idempotencyKey.utf8.count
            ? idempotencyKey : "x" + idempotencyKey.utf8.prefix(100).map { String(Int($0) + 256, radix: 16) }.joined()
    }

    /// The number in the mark; nil when there is none.
    func value(in root: borrowing Descriptor) throws(FileFault) -> Int? {
        do throws(FileFault) {
            let file = try root.folder(Self.folder).open(name, O_RDONLY)
            return Int(String(decoding: try file.read(at: 0, count: 32), as: UTF8.self))
        } catch {
            if error.number == ENOENT { return nil }
            throw error
        }
    }

    /// Leaves the mark on the disk.
    func leave(_ value: Int, in root: borrowing Descriptor) throws(FileFault) {
        let folder = try root.folder(Self.folder, creating: true)
        try folder.put(Array("\(value)".utf8), as: name, temporary: "\(name).tmp")
    }

    /// Removes marks that are so old that nobody asks for them.
    static func removeOld(in root: borrowing Descriptor, now: Int) throws(FileFault) {
        let folder: Descriptor
        do throws(FileFault) {
            folder = try root.folder(Self.folder)
        } catch {
            if error.number == ENOENT { return }
            throw error
        }
        for name in try folder.names() {
            if let status = try folder.status(of: name), status.isFile, status.modifiedAt < now - age {
                try folder.remove(name)
            }
        }
    }
}
