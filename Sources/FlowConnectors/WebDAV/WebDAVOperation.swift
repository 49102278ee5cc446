import CCurl
import FlowModel

/// Carries out what an order asks for, in a session on the thread that calls it.
struct WebDAVOperation {
    let order: WebDAVOrder
    let session: CurlSession

    private var path: JSONValue { .string(order.path.text) }

    /// Carries it out.
    func perform() throws(CurlFault) -> JSONValue {
        switch order.action {
        case .list(let limit): return try list(limit: limit)
        case .get(let asBase64): return try get(asBase64: asBase64)
        case .put(let bytes, let createsFolders):
            if createsFolders { try makeFolders(of: order.path) }
            let reply = try send("PUT", order.path, order.conditions, upload: bytes, expects: [200, 201, 204])
            var output: JSONObject = ["path": path, "bytes": .integer(Int64(bytes.count))]
            output["etag"] = reply.header("etag").map(JSONValue.string)
            return .object(output)
        case .delete(let mustExist):
            let reply = try send("DELETE", order.path, order.conditions, expects: [200, 202, 204, 404])
            if reply.status == 404, mustExist { throw CurlFault(reason: .code(CURLE_REMOTE_FILE_NOT_FOUND)) }
            return ["path": path, "deleted": .bool(reply.status != 404)]
        case .move(let target, let createsFolders, let overwrites):
            if createsFolders { try makeFolders(of: target) }
            let destination = "Destination: \(order.base.origin)\(order.address(target))"
            _ = try send(
                "MOVE", order.path, [destination, "Overwrite: \(overwrites ? "T" : "F")"], expects: [201, 204])
            return ["path": path, "to": .string(target.text)]
        case .makeFolder(let createsFolders):
            if createsFolders { try makeFolders(of: order.path) }
            let reply = try send("MKCOL", order.path, isFolder: true, expects: [201, 405])
            return ["path": path, "created": .bool(reply.status == 201)]
        case .info: return try info()
        }
    }

    private func list(limit: Int) throws(CurlFault) -> JSONValue {
        guard let listing = try properties(order.path, isFolder: true, depth: 1) else {
            throw CurlFault(reason: .code(CURLE_REMOTE_FILE_NOT_FOUND))
        }
        let own = WebDAVListing.path(order.address(order.path))
        guard listing.entries.first(where: { $0.path == own })?.isFolder != false else {
            throw CurlFault(reason: .said("it is no folder"))
        }
        let entries = listing.entries.filter { $0.path != own }
        return [
            "path": path, "entries": .array(entries.prefix(limit).map { .object($0.output) }),
            "is_complete": .bool(entries.count <= limit),
        ]
    }

    private func get(asBase64: Bool) throws(CurlFault) -> JSONValue {
        let reply = try send("GET", order.path, expects: [200])
        var output: JSONObject = ["path": path]
        output["etag"] = reply.header("etag").map(JSONValue.string)
        output["content_type"] = reply.header("content-type").map(JSONValue.string)
        return try RemoteContent.output(reply.body, asBase64: asBase64, output)
    }

    private func info() throws(CurlFault) -> JSONValue {
        guard let entry = try properties(order.path, isFolder: order.path.names.isEmpty, depth: 0)?.entries.first else {
            return ["path": path, "exists": false]
        }
        var output = entry.output
        output["name"] = nil
        output["path"] = path
        output["exists"] = true
        return .object(output)
    }

    /// Asks for what a folder has, or for what something is; nil when there is nothing.
    private func properties(_ path: RemotePath, isFolder: Bool, depth: Int) throws(CurlFault) -> WebDAVListing? {
        let question = """
            <?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/>\
            <getetag/><getcontenttype/><getlastmodified/></prop></propfind>
            """
        var reply = try send(
            "PROPFIND", path, isFolder: isFolder, ["Depth: \(depth)", "Content-Type: application/xml; charset=utf-8"],
            upload: Array(question.utf8), expects: [207, 404, 301])
        // A folder whose address lacks its slash at the end; its own address is known, so that nobody leads anywhere.
        if reply.status == 301, !isFolder {
            reply = try send(
                "PROPFIND", path, isFolder: true, ["Depth: \(depth)", "Content-Type: application/xml; charset=utf-8"],
                upload: Array(question.utf8), expects: [207, 404])
        }
        if reply.status == 404 { return nil }
        guard reply.status == 207, let listing = WebDAVListing(reply.body) else {
            throw CurlFault(reason: .said("what came back is no list of files; is url a folder of WebDAV?"))
        }
        return listing
    }

    private func makeFolders(of path: RemotePath) throws(CurlFault) {
        for folder in path.ancestors { _ = try send("MKCOL", folder, isFolder: true, expects: [201, 405]) }
    }

    private func send(
        _ method: String, _ path: RemotePath, isFolder: Bool = false, _ headers: [String] = [], upload: [UInt8]? = nil,
        expects statuses: [Int]
    ) throws(CurlFault) -> CurlReply {
        // Nobody is asked whether a body may come: many servers do not answer, and libcurl waits for a second.
        let headers = ["Expect:", "User-Agent: moonflow", "Accept: */*"] + headers
        let reply = try session.perform(
            CurlTransfer(
                path: order.address(path, isFolder: isFolder),
                settings: [.text(CURLOPT_CUSTOMREQUEST, method), .texts(CURLOPT_HTTPHEADER, headers)], upload: upload,
                byteLimit: order.endpoint.byteLimit))
        guard !statuses.contains(reply.status) else { return reply }
        switch reply.status {
        case 401, 407:
            throw CurlFault(reason: .said("HttpError \(reply.status): wrong username or password, or another auth"))
        case 403: throw CurlFault(reason: .said("HttpError 403: the server does not permit it"))
        case 404: throw CurlFault(reason: .code(CURLE_REMOTE_FILE_NOT_FOUND))
        case 409: throw CurlFault(reason: .said("HttpError 409: a folder on the way is not there; see create_folders"))
        case 412: throw CurlFault(reason: .said("HttpError 412: if_match or overwrite do not allow it"))
        case 423: throw CurlFault(reason: .said("HttpError 423: somebody has locked it"))
        case 507: throw CurlFault(reason: .said("HttpError 507: the server has no space left"))
        case 300...399:
            throw CurlFault(reason: .said("HttpError \(reply.status): it leads elsewhere, which is not followed"))
        default: throw CurlFault(reason: .said("HttpError \(reply.status)"))
        }
    }
}
