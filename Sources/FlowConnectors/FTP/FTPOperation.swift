import CCurl
import FlowModel
import FoundationEssentials

/// Carries out what an order asks for, in a session on the thread that calls it.
struct FTPOperation {
    let order: FTPOrder
    let session: CurlSession

    private var path: JSONValue { .string(order.path.text) }
    private var dialect: FTPDialect { order.dialect }

    /// Carries it out.
    func perform() throws(CurlFault) -> JSONValue {
        switch order.action {
        case .list(let limit):
            let entries = try list(order.path).entries
            return [
                "path": path, "entries": .array(entries.prefix(limit).map(\.output)),
                "is_complete": .bool(entries.count <= limit),
            ]
        case .get(let asBase64): return try get(asBase64: asBase64)
        case .put(let bytes, let createsFolders): return try put(bytes, createsFolders: createsFolders)
        case .delete(let mustExist): return try delete(mustExist: mustExist)
        case .move(let target, let createsFolders):
            try run((createsFolders ? folders(of: target) : []) + dialect.rename(order.path, to: target))
            return ["path": path, "to": .string(target.text)]
        case .makeFolder(let createsFolders): return try makeFolder(createsFolders: createsFolders)
        case .info: return try info()
        }
    }

    private func run(_ commands: [String]) throws(CurlFault) {
        _ = try session.perform(dialect.commands(commands))
    }

    /// Commands that make the folders on the way to a path; those that are there are no failure.
    private func folders(of path: RemotePath) -> [String] {
        path.ancestors.map { FTPDialect.mayFail(dialect.makeFolder($0)) }
    }

    private func list(_ folder: RemotePath) throws(CurlFault) -> FTPListing {
        func transfer(_ settings: [CurlSetting]) -> CurlTransfer {
            CurlTransfer(
                path: dialect.address(folder, isFolder: true),
                // In the folder, so that the name of the folder is no argument, which servers take for options or patterns.
                settings: [.number(CURLOPT_FTP_FILEMETHOD, Int(CURLFTPMETHOD_SINGLECWD.rawValue))] + settings,
                byteLimit: order.endpoint.byteLimit)
        }
        if case .ftp = dialect {
            do throws(CurlFault) {
                let reply = try session.perform(transfer([.text(CURLOPT_CUSTOMREQUEST, "MLSD")]))
                if let listing = FTPListing(machineReadable: reply.body) { return listing }
            } catch {
                // Servers that do not know the command, or not enough of it.
                guard error.code == CURLE_FTP_COULDNT_RETR_FILE, 500...504 ~= error.reply.status else { throw error }
            }
        }
        let reply = try session.perform(transfer([]))
        guard let listing = FTPListing(reply.body) else {
            throw CurlFault(reason: .said("the list of the folder has a form that is not known"))
        }
        return listing
    }

    private func get(asBase64: Bool) throws(CurlFault) -> JSONValue {
        let reply = try session.perform(
            CurlTransfer(path: dialect.address(order.path, isFolder: false), byteLimit: order.endpoint.byteLimit))
        return try RemoteContent.output(reply.body, asBase64: asBase64, ["path": path])
    }

    private func put(_ bytes: [UInt8], createsFolders: Bool) throws(CurlFault) -> JSONValue {
        if createsFolders, !order.path.ancestors.isEmpty { try run(folders(of: order.path)) }
        let temporary = order.path.sibling(order.temporaryName)
        do throws(CurlFault) {
            _ = try session.perform(
                CurlTransfer(path: dialect.address(temporary, isFolder: false), upload: bytes))
            try replace(order.path, by: temporary)
        } catch {
            try? run([FTPDialect.mayFail(dialect.removeFile(temporary))])
            throw error
        }
        return ["path": path, "bytes": .integer(Int64(bytes.count))]
    }

    private func replace(_ path: RemotePath, by temporary: RemotePath) throws(CurlFault) {
        do throws(CurlFault) {
            try run(dialect.rename(temporary, to: path))
        } catch {
            guard error.code == CURLE_QUOTE_ERROR else { throw error }
            // SFTP, and some servers of FTP, do not put a file in the place of another.
            try run([FTPDialect.mayFail(dialect.removeFile(path))] + dialect.rename(temporary, to: path))
        }
    }

    private func delete(mustExist: Bool) throws(CurlFault) -> JSONValue {
        do throws(CurlFault) {
            try run([dialect.removeFile(order.path)])
        } catch {
            // A server says only that it does not do it: why, the folder tells.
            guard error.code == CURLE_QUOTE_ERROR else { throw error }
            guard let entry = try find() else {
                if mustExist { throw CurlFault(reason: .code(CURLE_REMOTE_FILE_NOT_FOUND)) }
                return ["path": path, "deleted": false]
            }
            guard entry.type == "folder" else { throw error }
            // The connection is in the folder that was listed, and the path begins elsewhere.
            var transfer = dialect.commands([dialect.removeFolder(order.path)])
            transfer.settings.append(.number(CURLOPT_FRESH_CONNECT, 1))
            _ = try session.perform(transfer)
        }
        return ["path": path, "deleted": true]
    }

    private func makeFolder(createsFolders: Bool) throws(CurlFault) -> JSONValue {
        do throws(CurlFault) {
            try run((createsFolders ? folders(of: order.path) : []) + [dialect.makeFolder(order.path)])
        } catch {
            guard error.code == CURLE_QUOTE_ERROR, try find()?.type == "folder" else { throw error }
            return ["path": path, "created": false]
        }
        return ["path": path, "created": true]
    }

    private func info() throws(CurlFault) -> JSONValue {
        guard order.path.name != nil else {
            _ = try list(order.path)
            return ["path": path, "exists": true, "type": "folder"]
        }
        guard let entry = try find() else { return ["path": path, "exists": false] }
        var output = entry.output.object ?? [:]
        output["name"] = nil
        output["path"] = path
        output["exists"] = true
        return .object(output)
    }

    /// Looks the path up in its folder; nil when there is none, or no folder.
    private func find() throws(CurlFault) -> FTPListing.Entry? {
        do throws(CurlFault) {
            return try list(order.path.folder).entry(named: order.path.name ?? "")
        } catch {
            guard error.code == CURLE_REMOTE_ACCESS_DENIED || error.code == CURLE_REMOTE_FILE_NOT_FOUND else {
                throw error
            }
            return nil
        }
    }
}

/// The content of a file that came from a server.
enum RemoteContent {
    /// Adds it to an output.
    ///
    /// - Throws: `CurlFault` for what is wanted as text and is none.
    static func output(_ bytes: [UInt8], asBase64: Bool, _ more: JSONObject) throws(CurlFault) -> JSONValue {
        var output = more
        output["bytes"] = .integer(Int64(bytes.count))
        if asBase64 {
            output["content_base64"] = .string(Data(bytes).base64EncodedString())
        } else if let text = String(validating: bytes, as: UTF8.self) {
            output["text"] = .string(text)
        } else {
            throw CurlFault(reason: .said("it is no text in UTF-8; get it with encoding = \"base64\""))
        }
        return .object(output)
    }
}
