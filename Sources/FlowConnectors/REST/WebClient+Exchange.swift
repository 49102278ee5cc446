import AsyncHTTPClient
import FlowModel
import NIOCore
import NIOHTTP1

extension WebClient {
    /// Sends the request, and follows where it is led.
    func exchange(_ order: RESTOrder) async throws(RESTFailure) -> RESTResponse {
        var hop = Hop(order)
        var visited: Set<String> = []
        while true {
            let target = order.target(hop.method, hop.address)
            guard visited.insert("\(hop.method) \(hop.address.text)").inserted else {
                throw RESTFailure(FlowError(.connectionFailed, "\(target): redirected in a circle"))
            }
            var response = try await response(to: hop, order, target: target)
            hop.jar.take(response.headers["set-cookie"], from: hop.address, now: HTTPDate.now)
            guard order.redirectLimit > 0, [301, 302, 303, 307, 308].contains(response.status),
                !order.expects(response.status), let location = response.headers.first(name: "location")
            else {
                response.cookies = hop.jar.cookies(for: hop.address)
                return try checked(response, order, target: target)
            }
            guard visited.count <= order.redirectLimit else {
                throw RESTFailure(
                    FlowError(
                        .connectionFailed,
                        "\(target): redirected more than \(order.redirectLimit) times (follow_redirects)"))
            }
            try hop.follow(location, status: response.status, order)
            if let allows = order.allowsHost, !allows(hop.address.host) {
                throw RESTFailure(
                    FlowError(
                        .permissionDenied,
                        "\(target): redirected to \(hop.address.host), which is not among the allowed_hosts of the connector"
                    ))
            }
        }
    }

    private func response(
        to hop: Hop, _ order: RESTOrder, target: String
    ) async throws(RESTFailure) -> RESTResponse {
        let route = try await route(to: hop.address, order, target: target)
        let address = hop.address
        do {
            let upload = try await outgoingFile(order, target: target)
            return try await send(hop.request(order, file: upload), by: route, order) { response in
                let status = Int(response.status.code)
                let isWanted = order.expects(status)
                if isWanted, let place = order.saveTo {
                    let file = try await self.saved(response, as: place, order, target: target)
                    return RESTResponse(
                        status: status, headers: response.headers, body: [], file: file, address: address)
                }
                let body = try await Self.body(
                    of: response, limit: isWanted ? order.byteLimit : min(order.byteLimit, 4096), isCut: !isWanted,
                    order, target: target)
                return RESTResponse(status: status, headers: response.headers, body: body, address: address)
            }
        } catch {
            throw RESTFailure(error, order, target: target)
        }
    }

    /// Reads a body as far as the limit; one that is longer is cut or refused.
    private static func body(
        of response: HTTPClientResponse, limit: Int, isCut: Bool, _ order: RESTOrder, target: String
    ) async throws -> [UInt8] {
        let tooLarge = RESTFailure(
            FlowError(
                .connectionFailed, "\(target): the response has more than \(limit) bytes (max_response_bytes)"))
        if !isCut, length(of: response, order) > limit { throw tooLarge }
        var body: [UInt8] = []
        for try await part in response.body {
            body += part.readableBytesView.prefix(limit - body.count + 1)
            guard body.count > limit else { continue }
            if isCut { return Array(body.prefix(limit)) }
            throw tooLarge
        }
        // The end of a body and the end of waiting for it look alike.
        try Task.checkCancellation()
        return body
    }

    /// Puts a body into a file as it arrives: no more of it is in memory than a part.
    private func saved(
        _ response: HTTPClientResponse, as place: FilePlace, _ order: RESTOrder, target: String
    ) async throws -> IncomingFile.Saved {
        let limit = order.fileByteLimit
        let tooLarge = RESTFailure(
            FlowError(.connectionFailed, "\(target): the response has more than \(limit) bytes (max_file_bytes)"))
        guard Self.length(of: response, order) <= limit else { throw tooLarge }
        do {
            let file = try await IncomingFile.open(
                place, below: try granted("save_to", target: target), key: order.idempotencyKey)
            do {
                var size = 0
                for try await part in response.body {
                    size += part.readableBytes
                    guard size <= limit else { throw tooLarge }
                    try await file.append(part)
                }
                try Task.checkCancellation()
                return try await file.finish()
            } catch {
                await file.discard()
                throw error
            }
        } catch let fault as FileFault {
            throw RESTFailure(fault.error(target: "\(target): save_to '\(place.text)'"))
        }
    }

    /// The bytes that a body will have at least, as its headers say.
    private static func length(of response: HTTPClientResponse, _ order: RESTOrder) -> Int {
        // What is packed becomes more, but an answer to HEAD is none.
        guard order.method != "HEAD" else { return 0 }
        return response.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    }

    /// Opens the file that is to be sent, where the body is one.
    private func outgoingFile(_ order: RESTOrder, target: String) async throws -> OutgoingFile? {
        guard case .file(let place)? = order.body?.content else { return nil }
        do {
            return try await OutgoingFile.open(place, below: try granted("body_file", target: target))
        } catch let fault as FileFault {
            throw RESTFailure(fault.error(target: "\(target): body_file '\(place.text)'"))
        }
    }

    /// The folder of files.
    func granted(_ input: String, target: String) throws(RESTFailure) -> String {
        guard let files else {
            throw RESTFailure(
                FlowError(.permissionDenied, "\(target): \(input) needs a folder of files, and none is granted here"))
        }
        return files
    }

    private func checked(
        _ response: RESTResponse, _ order: RESTOrder, target: String
    ) throws(RESTFailure) -> RESTResponse {
        guard !order.expects(response.status) else { return response }
        let reason = HTTPResponseStatus(statusCode: response.status).reasonPhrase
        let beginning = response.beginning(order.redactor).map { "; the response begins: \($0)" } ?? ""
        let error =
            order.explanation?(response, target)
            ?? FlowError(
                .connectionFailed,
                "HttpError \(response.status)\(reason.isEmpty ? "" : " \(reason)") from \(target)\(beginning)",
                details: ["status_code": .integer(Int64(response.status))])
        throw RESTFailure(
            error, isPassing: order.retries.statuses.contains(response.status), pause: Self.pause(response.headers))
    }

    /// Seconds that the other side asks to be left alone for.
    private static func pause(_ headers: HTTPHeaders) -> Double? {
        guard let text = headers.first(name: "retry-after") else { return nil }
        let seconds = Double(text) ?? HTTPDate.seconds(text).map { Double($0 - HTTPDate.now) }
        return seconds.map { min(max($0, 0), 3600) }
    }

    /// Checks where a request goes by the policy, and the proxy on the way.
    private func route(
        to address: WebAddress, _ order: RESTOrder, target: String
    ) async throws(RESTFailure) -> Route {
        var route = Route()
        route.pinned = try await admitted(address.host, target: target).map { (address.host, $0) }
        guard let proxy = order.proxy else { return route }
        // A proxy is told the address that was checked: it looks up no name itself.
        guard (route.pinned?.address ?? NetworkAddress(address.host))?.bytes.count != 16 else {
            throw RESTFailure(
                FlowError(
                    .connectionFailed, "\(target): the host has an IPv6 address, which is not reached by a proxy"))
        }
        let place = try await admitted(proxy.host, target: "\(target): the proxy \(proxy.host)")
        route.proxy = .server(
            host: place?.text ?? proxy.host, port: proxy.port,
            authorization: proxy.credentials.map { .basic(username: $0.username, password: $0.password) })
        return route
    }

    private func admitted(_ host: String, target: String) async throws(RESTFailure) -> NetworkAddress? {
        do throws(EgressGate.Refusal) {
            return try await egress.admit(host, target: target)
        } catch {
            throw RESTFailure(error.error, isPassing: error.isPassing)
        }
    }
}
