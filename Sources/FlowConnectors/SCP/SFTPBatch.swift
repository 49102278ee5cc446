/// The lines that `sftp` is given to do.
///
/// What sftp would take for a pattern it takes for what it is between quotes.
struct SFTPBatch: Sendable, Equatable {
    private(set) var lines: [String] = []

    var bytes: [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }

    /// The name under which a file is on its way: the same when the connection is performed again.
    static func temporary(for path: String, key: String) -> String {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        return "\(folder)\(FilePlace.reserved)\(EffectMarks(key).name).tmp"
    }

    /// Puts a file of this side where others see it whole or not at all.
    static func upload(
        _ source: String, to path: String, mode: String?, createsFolders: Bool, key: String
    ) -> SFTPBatch {
        var batch = SFTPBatch()
        if createsFolders {
            for folder in folders(above: path) { batch.lines.append("-mkdir \(QuotedPath.text(folder))") }
        }
        let temporary = temporary(for: path, key: key)
        batch.lines.append("put \(QuotedPath.text(source)) \(QuotedPath.text(temporary))")
        if let mode { batch.lines.append("chmod \(mode) \(QuotedPath.text(temporary))") }
        batch.lines.append("rename \(QuotedPath.text(temporary)) \(QuotedPath.text(path))")
        return batch
    }

    /// Removes what an upload has left.
    static func removal(of path: String) -> SFTPBatch {
        var batch = SFTPBatch()
        batch.lines = ["-rm \(QuotedPath.text(path))"]
        return batch
    }

    /// Gets a file.
    static func download(_ path: String, to target: String) -> SFTPBatch {
        var batch = SFTPBatch()
        batch.lines = ["get \(QuotedPath.text(path)) \(QuotedPath.text(target))"]
        return batch
    }

    /// The folders on the way to a file, the outermost first.
    static func folders(above path: String) -> [String] {
        path.indices.filter { path[$0] == "/" && $0 != path.startIndex }
            .map { String(path[..<$0]) }
            .filter { !$0.hasSuffix("/") }
    }
}
