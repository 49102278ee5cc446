import FlowModel
import FoundationEssentials
import Glibc

/// Carries out what an order asks for, on the thread that calls it.
struct FileOperation {
    let order: FileOrder
    let mark: EffectMarks
    let fileLimit: Int

    private var path: JSONValue { .string(order.place.text) }
    private var name: String { order.place.names.last ?? "." }

    /// Carries it out below a folder.
    func perform(in root: borrowing Descriptor) throws(FileFault) -> JSONValue {
        switch order.action {
        case .read(let limit, let asBase64): try read(root, limit: limit, asBase64: asBase64)
        case .write(let bytes, let overwrites): try write(root, bytes, overwrites: overwrites)
        case .append(let bytes): try append(root, bytes)
        case .list(let isRecursive, let limit): try list(root, isRecursive: isRecursive, limit: limit)
        case .delete(let mustExist, let isRecursive):
            try delete(root, mustExist: mustExist, isRecursive: isRecursive)
        case .move(let target, let overwrites): try move(root, to: target, overwrites: overwrites)
        case .info: try info(root)
        }
    }

    private func read(
        _ root: borrowing Descriptor, limit: Int, asBase64: Bool
    ) throws(FileFault) -> JSONValue {
        let file = try order.place.folder(in: root).open(name, O_RDONLY)
        let status = try file.status()
        guard status.isFile else { throw FileFault(status.isFolder ? EISDIR : ENXIO) }
        guard status.size <= limit else {
            throw FileFault(reason: "it has \(status.size) bytes, more than \(limit) (max_bytes)")
        }
        let bytes = try file.read(at: 0, count: status.size)
        var output: JSONObject = ["path": path, "bytes": .integer(Int64(bytes.count))]
        if asBase64 {
            output["content_base64"] = .string(Data(bytes).base64EncodedString())
        } else if let text = String(validating: bytes, as: UTF8.self) {
            output["text"] = .string(text)
        } else {
            throw FileFault(reason: "it is no text in UTF-8; read it with encoding = \"base64\"")
        }
        return .object(output)
    }

    private func write(
        _ root: borrowing Descriptor, _ bytes: [UInt8], overwrites: Bool
    ) throws(FileFault) -> JSONValue {
        guard bytes.count <= fileLimit else { throw FileFault(reason: "a file has at most \(fileLimit) bytes here") }
        let folder = try order.place.folder(in: root, creating: true)
        let output: JSONValue = ["path": path, "bytes": .integer(Int64(bytes.count))]
        if try folder.status(of: name)?.isFolder == true { throw FileFault(EISDIR) }
        if !overwrites {
            if try mark.value(in: root) == nil {
                // A mark says that what is there is ours, so nothing may be there yet.
                guard try folder.status(of: name) == nil else { throw FileFault(EEXIST) }
                try mark.leave(0, in: root)
            } else if try folder.status(of: name) != nil {
                return output
            }
        }
        let temporary = "\(FilePlace.reserved)\(mark.name).tmp"
        try folder.put(bytes, as: name, temporary: temporary, replaces: overwrites)
        return output
    }

    private func append(_ root: borrowing Descriptor, _ bytes: [UInt8]) throws(FileFault) -> JSONValue {
        let folder = try order.place.folder(in: root, creating: true)
        let isNew = try folder.status(of: name) == nil
        let file = try folder.open(name, O_RDWR | O_CREAT)
        if isNew { try folder.sync() }
        try file.lock()
        let status = try file.status()
        guard status.isFile else { throw FileFault(ENXIO) }
        var size = status.size
        let output: JSONValue = ["path": path, "bytes": .integer(Int64(bytes.count))]
        if let start = try mark.value(in: root), start <= size {
            let there = try file.read(at: start, count: min(bytes.count, size - start))
            if there == bytes { return output }
            // The process died while it wrote: what is there of the text is taken away again.
            if start + there.count == size, bytes.starts(with: there) {
                try file.truncate(to: start)
                size = start
            }
        }
        guard size + bytes.count <= fileLimit else {
            throw FileFault(reason: "a file has at most \(fileLimit) bytes here")
        }
        try mark.leave(size, in: root)
        try file.write(bytes, at: size)
        try file.sync()
        return output
    }

    private func list(
        _ root: borrowing Descriptor, isRecursive: Bool, limit: Int
    ) throws(FileFault) -> JSONValue {
        var listing = FileListing(limit: limit, isRecursive: isRecursive)
        if let last = order.place.names.last {
            try listing.add(try order.place.folder(in: root).folder(last), prefix: "")
        } else {
            try listing.add(root, prefix: "")
        }
        return ["path": path, "entries": .array(listing.entries), "is_complete": .bool(listing.isComplete)]
    }

    private func delete(
        _ root: borrowing Descriptor, mustExist: Bool, isRecursive: Bool
    ) throws(FileFault) -> JSONValue {
        let done: JSONValue = ["path": path, "deleted": true]
        let wasBegun = try mark.value(in: root) != nil
        do throws(FileFault) {
            let folder = try order.place.folder(in: root)
            guard let status = try folder.status(of: name) else { throw FileFault(ENOENT) }
            if !wasBegun { try mark.leave(0, in: root) }
            if status.isFolder, isRecursive { try Self.empty(try folder.folder(name), depth: 0) }
            try folder.remove(name, isFolder: status.isFolder)
            try folder.sync()
            return done
        } catch {
            guard error.number == ENOENT else { throw error }
            if wasBegun { return done }
            if mustExist { throw error }
            return ["path": path, "deleted": false]
        }
    }

    /// Removes all that is in a folder; links are removed, never followed.
    private static func empty(_ folder: consuming Descriptor, depth: Int) throws(FileFault) {
        guard depth < 200 else { throw FileFault(reason: "folders are nested too deep") }
        for name in try folder.names() {
            guard let status = try folder.status(of: name) else { continue }
            if status.isFolder { try empty(try folder.folder(name), depth: depth + 1) }
            try folder.remove(name, isFolder: status.isFolder)
        }
    }

    private func move(
        _ root: borrowing Descriptor, to target: FilePlace, overwrites: Bool
    ) throws(FileFault) -> JSONValue {
        let output: JSONValue = ["path": path, "to": .string(target.text)]
        let newName = target.names.last ?? "."
        let wasBegun = try mark.value(in: root) != nil
        let new = try target.folder(in: root, creating: true)
        do throws(FileFault) {
            let old = try order.place.folder(in: root)
            guard let status = try old.status(of: name) else { throw FileFault(ENOENT) }
            if !overwrites {
                if try new.status(of: newName) != nil, !wasBegun { throw FileFault(EEXIST) }
                if !status.isFolder {
                    if !wasBegun { try mark.leave(0, in: root) }
                    try old.link(name, to: newName, in: new, mayExist: wasBegun)
                    try old.remove(name)
                    try new.sync()
                    try old.sync()
                    return output
                }
            }
            if !wasBegun { try mark.leave(0, in: root) }
            try old.rename(name, to: newName, in: new)
            try new.sync()
            try old.sync()
            return output
        } catch {
            guard error.number == ENOENT, wasBegun, try new.status(of: newName) != nil else { throw error }
            return output
        }
    }

    private func info(_ root: borrowing Descriptor) throws(FileFault) -> JSONValue {
        guard !order.place.names.isEmpty else { return ["path": "", "exists": true, "type": "folder"] }
        let status: Descriptor.Status?
        do throws(FileFault) {
            status = try order.place.folder(in: root).status(of: name)
        } catch {
            guard error.number == ENOENT else { throw error }
            status = nil
        }
        guard let status else { return ["path": path, "exists": false] }
        var output: JSONObject = ["path": path, "exists": true, "type": .string(status.type)]
        if status.isFile { output["bytes"] = .integer(Int64(status.size)) }
        return .object(output)
    }
}

extension FilePlace {
    /// Enters the folder that holds what the path names.
    ///
    /// - Parameters:
    ///   - root: Where the path begins.
    ///   - creating: Whether folders that are not there are made.
    /// - Returns: The folder, open.
    /// - Throws: The fault of the system, one for a symbolic link among them.
    func folder(in root: borrowing Descriptor, creating: Bool = false) throws(FileFault) -> Descriptor {
        var current = try root.folder(".")
        for name in names.dropLast() { current = try current.folder(name, creating: creating) }
        return current
    }
}
