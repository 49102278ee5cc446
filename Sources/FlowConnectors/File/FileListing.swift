import FlowModel

/// What is in a folder, in the order of the names; a folder comes before what is in it.
struct FileListing {
    private(set) var entries: [JSONValue] = []
    /// There is nothing more than these.
    private(set) var isComplete = true
    private let limit: Int
    private let isRecursive: Bool

    /// Begins a listing.
    init(limit: Int, isRecursive: Bool) {
        self.limit = limit
        self.isRecursive = isRecursive
    }

    /// Adds what is in a folder; what others take away in the meantime is left out.
    mutating func add(_ folder: borrowing Descriptor, prefix: String) throws(FileFault) {
        for name in try folder.names() where !name.hasPrefix(FilePlace.reserved) {
            guard let status = try folder.status(of: name) else { continue }
            guard entries.count < limit else {
                isComplete = false
                return
            }
            var entry: JSONObject = ["path": .string(prefix + name), "type": .string(status.type)]
            if status.isFile { entry["bytes"] = .integer(Int64(status.size)) }
            entries.append(.object(entry))
            if status.isFolder, isRecursive, prefix.utf8.count < 4000 {
                try add(try folder.folder(name), prefix: "\(prefix)\(name)/")
            }
        }
    }
}

extension Descriptor.Status {
    /// The kind of file in a word.
    var type: String { isFile ? "file" : isFolder ? "folder" : "other" }
}
