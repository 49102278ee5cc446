import FlowModel
import Glibc

/// Why an operation on files came to nothing: a fault of the system with its number, or a reason of ours.
struct FileFault: Error {
    let number: Int32
    let reason: String?

    /// The fault of the call that has just failed.
    init() { self.init(errno) }

    /// A fault of the system.
    init(_ number: Int32) {
        self.number = number
        reason = nil
    }

    /// A fault of another kind.
    init(reason: String) {
        number = 0
        self.reason = reason
    }

    /// The error for the script.
    func error(_ order: FileOrder) -> FlowError { error(target: order.name) }

    /// The error for the script.
    ///
    /// - Parameter target: Connector and file.
    /// - Returns: The error.
    func error(target: String) -> FlowError {
        let errorClass: FlowErrorClass =
            switch number {
            case ENOENT: .resourceNotFound
            case ELOOP, EACCES, EPERM, EROFS: .permissionDenied
            default: .connectionFailed
            }
        return FlowError(errorClass, "\(target): \(reason ?? text)")
    }

    private var text: String {
        switch number {
        case ENOENT: "there is no such file or folder"
        case ELOOP: "a symbolic link is on the way, and none is followed"
        case EACCES, EPERM, EROFS: "the system does not permit it"
        case EEXIST: "there is something already"
        case ENOTDIR: "a part of the path is no folder"
        case EISDIR: "it is a folder"
        case ENOTEMPTY: "the folder is not empty; see recursive"
        case ENXIO: "it is no ordinary file"
        default: String(cString: strerror(number))
        }
    }
}
