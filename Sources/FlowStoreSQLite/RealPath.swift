import Glibc

/// Where a store really is: links to one file are one store.
public enum RealPath {
    /// The path without symbolic links; of a file that is not there yet, its folder without them.
    ///
    /// - Parameter path: A path, absolute or not.
    /// - Returns: The same place; the path as it is when not even the folder is there.
    public static func of(_ path: String) -> String {
        if let resolved = resolved(path) { return resolved }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last else { return path }
        let folder = parts.count == 1 ? "." : parts.dropLast().joined(separator: "/")
        return resolved(folder.isEmpty ? "/" : folder).map { $0 == "/" ? "/\(name)" : "\($0)/\(name)" } ?? path
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
