import FlowModel
import Glibc
import NIOHTTP1

/// Carries out what an order asks for.
struct S3Exchange: Sendable {
    let client: WebClient
    let order: S3Order
    let idempotencyKey: String

    /// The metadata by which a put finds its own object again.
    private static let ownMark = "x-amz-meta-moonflow-key"

    /// Carries it out.
    func perform() async throws(FlowError) -> JSONObject {
        switch order.operation {
        case .get: try await get()
        case .put: try await put()
        case .delete: try await delete()
        case .list: try await list()
        case .head: try await head()
        case .copy: try await copy()
        case .presign: presign()
        }
    }

    // MARK: - Operations

    private func get() async throws(FlowError) -> JSONObject {
        var own: JSONObject = [:]
        for name in ["save_to", "max_file_bytes"] { own[name] = order.inputs[name] }
        let response = try await send("GET", own)
        var output = facts(response.headers)
        output["bytes"] = .integer(Int64(response.file?.bytes ?? response.body.count))
        response.put(into: &output)
        return output
    }

    private func put() async throws(FlowError) -> JSONObject {
        var (own, headers) = (JSONObject(), JSONObject())
        var type = "application/octet-stream"
        if let text = order.inputs["content"] {
            own["body"] = text
            type = "text/plain; charset=utf-8"
        } else if let json = order.inputs["json"] {
            own["json"] = json
            type = "application/json"
        } else if let base64 = order.inputs["content_base64"] {
            own["body_base64"] = base64
        } else {
            own["body_file"] = order.inputs["body_file"]
        }
        headers["content-type"] = order.inputs["content_type"] ?? .string(type)
        for (name, value) in RESTOrder.pairs(order.inputs["metadata"]) {
            headers["x-amz-meta-\(name.lowercased())"] = .string(PercentCoding.headerValue(value))
        }
        let overwrites = order.inputs["overwrite"] != false
        if !overwrites {
            headers["if-none-match"] = "*"
            headers[Self.ownMark] = .string(idempotencyKey)
        }
        own["headers"] = .object(headers)
        // 412 is the answer to what is there already.
        if !overwrites { own["expected_status"] = ["200-299", 412] }
        let request = try await signed(try rest("PUT", own))
        let response = try await client.response(to: request)
        var output: JSONObject = ["key": .string(order.key)]
        guard response.status != 412 else {
            let there = try await send("HEAD")
            guard there.headers.first(name: Self.ownMark) == idempotencyKey else {
                throw FlowError(
                    .connectionFailed,
                    "\(request.target(request.method, request.address)): there is an object already (overwrite)",
                    details: ["code": "PreconditionFailed", "status_code": 412])
            }
            output["etag"] = Self.etag(there.headers)
            output["bytes"] = there.headers.first(name: "content-length").flatMap { Int64($0) }.map { .integer($0) }
            return output
        }
        output["etag"] = Self.etag(response.headers)
        output["version"] = response.headers.first(name: "x-amz-version-id").map { .string($0) }
        if case .bytes(let bytes)? = request.body?.content { output["bytes"] = .integer(Int64(bytes.count)) }
        return output
    }

    private func delete() async throws(FlowError) -> JSONObject {
        _ = try await send("DELETE")
        return ["key": .string(order.key)]
    }

    private func head() async throws(FlowError) -> JSONObject {
        let response = try await send("HEAD", ["expected_status": ["200-299", 404]])
        guard response.status != 404 else { return ["key": .string(order.key), "exists": false] }
        var output = facts(response.headers)
        output["exists"] = true
        output["bytes"] = response.headers.first(name: "content-length").flatMap { Int64($0) }.map { .integer($0) }
        return output
    }

    private func copy() async throws(FlowError) -> JSONObject {
        let bucket = order.inputs["source_bucket"]?.text ?? order.bucket
        let source = "/\(bucket)/\(S3Order.encoded(order.inputs["source_key"]?.text ?? ""))"
        let request = try await signed(
            try rest("PUT", ["headers": ["x-amz-copy-source": .string(source)]]))
        let response = try await client.response(to: request)
        let target = request.target(request.method, request.address)
        // The store answers before it has copied: a failure comes with a status that is none.
        if let error = Self.error(response, target, request.redactor) { throw error }
        guard let root = try? XMLReader.read(response.body), let etag = root["ETag"]?.text else {
            throw FlowError(.connectionFailed, "\(target): what came back is no answer to a copy")
        }
        var output: JSONObject = ["key": .string(order.key), "etag": .string(S3Listing.unquoted(etag))]
        output["version"] = response.headers.first(name: "x-amz-version-id").map { .string($0) }
        return output
    }

    private func list() async throws(FlowError) -> JSONObject {
        let limit = Int(order.inputs["max_entries"]?.integer ?? 1000)
        var continuation = order.inputs["continuation"]?.text
        var (entries, folders): ([JSONValue], [JSONValue]) = ([], [])
        repeat {
            let left = limit - entries.count - folders.count
            var query: [(name: String, value: String)] = [("list-type", "2"), ("encoding-type", "url")]
            query.append(("max-keys", "\(min(left, 1000))"))
            for name in ["prefix", "delimiter"] {
                if let value = order.inputs[name]?.text, !value.isEmpty { query.append((name, value)) }
            }
            if let continuation { query.append(("continuation-token", continuation)) }
            let request = try await signed(try rest("GET", [:], query: query))
            let response = try await client.response(to: request)
            let page: S3Listing
            do throws(XMLFault) {
                page = try S3Listing(response.body)
            } catch {
                throw FlowError(
                    .connectionFailed,
                    "\(request.target(request.method, request.address)): what came back \(error.reason)")
            }
            guard page.continuation != continuation || continuation == nil else {
                throw FlowError(
                    .connectionFailed,
                    "\(request.target(request.method, request.address)): the list goes on where it was")
            }
            entries += page.entries
            folders += page.folders.map { .string($0) }
            continuation = page.continuation
        } while continuation != nil && entries.count + folders.count < limit
        var output: JSONObject = ["entries": .array(entries), "is_complete": .bool(continuation == nil)]
        if order.inputs["delimiter"] != nil { output["folders"] = .array(folders) }
        output["continuation"] = continuation.map { .string($0) }
        return output
    }

    private func presign() -> JSONObject {
        let address = order.signer.presigned(
            order.inputs["method"]?.text ?? "GET", order.address,
            seconds: Int(order.inputs["expires_sec"]?.integer ?? 3600), at: time(nil))
        return ["key": .string(order.key), "url": .string(address.text)]
    }

    // MARK: - Requests

    private func send(_ method: String, _ own: JSONObject = [:]) async throws(FlowError) -> RESTResponse {
        try await client.response(to: try await signed(try rest(method, own)))
    }

    private func rest(
        _ method: String, _ own: JSONObject, query: [(name: String, value: String)] = []
    ) throws(FlowError) -> RESTOrder {
        var inputs = own
        for name in WebInputs.names { inputs[name] = order.inputs[name] }
        var address = order.address
        address.add(query)
        inputs["url"] = .string(address.text)
        inputs["method"] = .string(method)
        // Where a store sends its clients away, the signature does not hold any more.
        inputs["follow_redirects"] = 0
        var request = try RESTOrder(inputs, idempotencyKey: idempotencyKey, for: "S3")
        request.redactor = Redactor()
        for secret in [order.signer.secretKey, order.signer.sessionToken ?? ""] { request.redactor.hide(secret) }
        let redactor = request.redactor
        request.explanation = { Self.error($0, $1, redactor) }
        return request
    }

    private func signed(_ request: RESTOrder) async throws(FlowError) -> RESTOrder {
        let payload: String
        switch request.body?.content {
        case .bytes(let bytes)?: payload = SignatureV4.hash(bytes)
        case .file(let place)?:
            let target = request.target(request.method, request.address)
            do {
                payload = try await OutgoingFile.open(place, below: try client.granted("body_file", target: target))
                    .sha256()
            } catch let fault as FileFault {
                throw fault.error(target: "\(target): body_file '\(place.text)'")
            } catch let failure as RESTFailure {
                throw failure.error
            } catch {
                throw FlowError(.connectionFailed, "\(target): cancelled")
            }
        case nil: payload = SignatureV4.emptyHash
        }
        var request = request
        let (signer, headers) = (order.signer, request.headers)
        request.signature = { hop, time in
            signer.headers(hop.method, hop.address, headers, payload: payload, at: time)
        }
        return request
    }

    // MARK: - Answers

    private func facts(_ headers: HTTPHeaders) -> JSONObject {
        var output: JSONObject = ["key": .string(order.key)]
        output["etag"] = Self.etag(headers)
        output["content_type"] = headers.first(name: "content-type").map { .string($0) }
        output["last_modified"] = headers.first(name: "last-modified").map { .string($0) }
        var metadata = JSONObject()
        for (name, value) in headers {
            let name = name.lowercased()
            guard name.hasPrefix("x-amz-meta-"), name != Self.ownMark else { continue }
            metadata[String(name.dropFirst(11))] = .string(PercentCoding.decoded(value))
        }
        output["metadata"] = .object(metadata)
        return output
    }

    private static func etag(_ headers: HTTPHeaders) -> JSONValue? {
        headers.first(name: "etag").map { .string(S3Listing.unquoted($0)) }
    }

    /// The error that a store describes in XML; nil where it describes none.
    private static func error(_ response: RESTResponse, _ target: String, _ redactor: Redactor) -> FlowError? {
        let root = try? XMLReader.read(response.body)
        let code = root?.localName == "Error" ? root?["Code"]?.text : nil
        guard let code else {
            return response.status == 404
                ? FlowError(
                    .resourceNotFound, "\(target): there is no such object or bucket", details: ["status_code": 404])
                : nil
        }
        let text = redactor.redacted(root?["Message"]?.text ?? "").prefix(300)
        return FlowError(
            ["NoSuchKey", "NoSuchBucket", "NoSuchUpload"].contains(code) ? .resourceNotFound : .connectionFailed,
            "\(target): \(code)\(text.isEmpty ? "" : ": \(text)")",
            details: ["code": .string(code), "status_code": .integer(Int64(response.status))])
    }
}
