import FlowStore
import Glibc

/// The claim of one process to a store: a lock on a file beside it, which the system gives up when the process ends.
final class StoreHold: Sendable {
    private let descriptor: Int32

    /// Takes the hold.
    ///
    /// - Throws: `.held` naming the process that has it; `.readOnly` or `.unreachable` when the file cannot be made.
    init(path: String) throws(StoreError) {
        let file = RealPath.of(path) + ".hold"
        descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            let code: StoreError.Code = errno == EROFS || errno == EACCES ? .readOnly : .unreachable
            throw StoreError(code, "\(file) cannot be made: \(reason); name another place with --store")
        }
        guard Self.lock(descriptor) else {
            let holder = Self.holder(of: descriptor)
            close(descriptor)
            throw StoreError(
                .held,
                "\(path) is held by \(holder); wait until it has ended, or end it (its executions are safe and go on later)"
            )
        }
        let text = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    deinit { close(descriptor) }

    // Whoever only asks for the holder has the lock for a moment, too.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<4 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(5000)
        }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// Who has the hold of a store now, as `the process 123`; nil when nobody has.
    static func holder(path: String) -> String? {
        let descriptor = open(RealPath.of(path) + ".hold", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : holder(of: descriptor)
    }

    private static func holder(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { $0 != 0x0A }
        return digits.isEmpty ? "another process" : "the process \(String(decoding: digits, as: UTF8.self))"
    }
}
