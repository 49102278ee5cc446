/// Bytes that a C function writes its message to.
final class MessageBuffer {
    let size = 1024
    let bytes: UnsafeMutablePointer<CChar>

    /// A C string without characters that lives for ever.
    nonisolated(unsafe) static let empty: UnsafePointer<CChar> = {
        let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        byte.initialize(to: 0)
        return UnsafePointer(byte)
    }()

    init() {
        bytes = .allocate(capacity: size)
        bytes.initialize(repeating: 0, count: size)
    }

    deinit { bytes.deallocate() }

    var text: String { String(cString: bytes) }
}
