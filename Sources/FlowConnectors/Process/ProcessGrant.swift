import FlowModel
import Glibc

/// What programs scripts may run: nothing unless somebody who runs Moonflow says otherwise.
///
/// A program that may be run may be run with any arguments, as the user that Moonflow runs as, and can do what that user
/// can. This is no sandbox: grant programs that do one thing, or everything where scripts are trusted.
public enum ProcessGrant: Sendable, Equatable {
    /// No program.
    case none
    /// Programs by absolute path, or by a name that is looked up in PATH.
    case programs([String])
    /// Every program, and the shell.
    case everything
}

/// Finds programs, and holds them to a grant.
struct GrantedPrograms: Sendable {
    let grant: ProcessGrant
    /// Folders with programs, with colons between them.
    let searchPath: String

    /// The place of a program that may be run.
    ///
    /// - Parameters:
    ///   - command: Its name, or an absolute path.
    ///   - target: Connector and program, for messages.
    /// - Returns: An absolute path.
    /// - Throws: `PermissionDenied`, `ResourceNotFoundError`, `InvalidInputError`.
    func path(of command: String, target: String) throws(FlowError) -> String {
        guard !command.isEmpty, !command.utf8.contains(0) else {
            throw FlowError(.invalidInput, "\(target): command is empty, or has a zero byte")
        }
        guard command.isAbsolutePath || !command.utf8.contains(UInt8(ascii: "/")) else {
            throw FlowError(
                .invalidInput, "\(target): command must be the name of a program, or an absolute path of one")
        }
        let place = find(command)
        switch grant {
        case .none:
            throw FlowError(
                .permissionDenied,
                "\(target): no programs may be run here; whoever runs Moonflow allows them, with --allow-program")
        case .programs(let names):
            guard let place, names.contains(where: { find($0) == place }) else {
                throw FlowError(
                    .permissionDenied,
                    "\(target): the program is not among those that may be run here; whoever runs Moonflow allows it, with --allow-program"
                )
            }
            return place
        case .everything:
            guard let place else {
                throw FlowError(
                    .resourceNotFound,
                    "\(target): there is no such program that may be executed"
                        + (command.contains(" ") ? "; give arguments apart from it, or a script with shell = true" : "")
                )
            }
            return place
        }
    }

    /// The place of a program in a spelling that is the same for all paths to its folder; nil when there is none.
    private func find(_ command: String) -> String? {
        if command.isAbsolutePath { return Self.program(command) }
        guard !command.isEmpty, !command.utf8.contains(UInt8(ascii: "/")) else { return nil }
        for folder in searchPath.split(separator: ":") where folder.hasPrefix("/") {
            if let place = Self.program("\(folder)/\(command)") { return place }
        }
        return nil
    }

    private static func program(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(path, X_OK) == 0,
            let slash = path.lastIndex(of: "/")
        else { return nil }
        // The last part stays as it is: one file may be several programs, told apart by what it is called.
        guard let folder = realpath(slash == path.startIndex ? "/" : String(path[..<slash]), nil) else { return nil }
        defer { free(folder) }
        let name = path[path.index(after: slash)...]
        let parent = String(cString: folder)
        return parent == "/" ? "/\(name)" : "\(parent)/\(name)"
    }
}
