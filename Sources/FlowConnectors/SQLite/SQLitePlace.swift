import FlowModel
import Glibc

extension SQLiteOrder {
    /// Finds the file of the database.
    ///
    /// The folders on the way are entered name by name, and none may be a symbolic link. SQLite opens by path only; it is told
    /// to follow no link either, so that what is put in between in the meantime is refused, too.
    ///
    /// - Parameter root: The folder that the operator allows.
    /// - Returns: A path without links.
    /// - Throws: `ResourceNotFoundError`, `PermissionDenied`, or what the system says.
    func path(below root: String) throws(FlowError) -> String {
        do throws(FileFault) {
            let folder = try place.folder(in: try Descriptor.root(root), creating: creates)
            let name = place.names.last ?? ""
            if let status = try folder.status(of: name) {
                guard !status.isLink else { throw FileFault(ELOOP) }
                guard status.isFile else { throw FileFault(status.isFolder ? EISDIR : ENXIO) }
            } else if !creates {
                throw FileFault(ENOENT)
            }
            return try folder.path() + "/" + name
        } catch {
            var failure = error.error(target: target)
            if error.number == ENOENT {
                failure = FlowError(.resourceNotFound, "\(target): there is no such file; create = true makes one")
            }
            throw failure
        }
    }
}

extension Descriptor {
    /// Where it is: a path without links.
    func path() throws(FileFault) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/fd/\(raw)", &buffer, buffer.count - 1)
        guard count > 0 else { throw FileFault() }
        guard let path = String(validatingCString: buffer) else { throw FileFault(EILSEQ) }
        return path
    }
}
