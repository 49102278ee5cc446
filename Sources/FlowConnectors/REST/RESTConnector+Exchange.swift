import AsyncHTTPClient
import FlowModel
import NIOCore
import NIOHTTP1

extension RESTConnector {
    /// Sends the request, and follows where it is led.
    func exchange(_ order: RESTOrder) async throws(RESTFailure) -> RESTResponse {
        var hop = Hop(order)
        var visited: Set<String> = []
        while true {
            let target = Self.target(hop.method, hop.address, order.redactor)
            guard visited.insert("\(hop.method) \(hop.address.text)").inserted else {
                throw RESTFailure(FlowError(.connectionFailed, "\(target): redirected in a circle"))
            }
            let response = try await response(to: hop, order, target: target)
            guard order.redirectLimit > 0, [301, 302, 303, 307, 308].contains(response.status),
                !order.expects(response.status), let location = response.headers.first(name: "location")
            else { return try checked(response, order, target: target) }
            guard visited.count <= order.redirectLimit else {
                throw RESTFailure(
                    FlowError(
                        .connectionFailed,
                        "\(target): redirected more than \(order.redirectLimit) times (follow_redirects)"))
            }
            try hop.follow(location, status: response.status, target: target)
        }
    }

    private func response(
        to hop: Hop, _ order: RESTOrder, target: String
    ) async throws(RESTFailure) -> RESTResponse {
        let pinned = try await admitted(hop.address.host, target: target)
        let address = hop.address
        do {
            return try await send(hop.request(order), to: pinned, order) { response in
                let status = Int(response.status.code)
                let isWanted = order.expects(status)
                let body = try await Self.body(
                    of: response, limit: isWanted ? order.byteLimit : min(order.byteLimit, 4096), isCut: !isWanted,
                    target: target)
                return RESTResponse(status: status, headers: response.headers, body: body, address: address)
            }
        } catch {
            throw RESTFailure(error, order, target: target)
        }
    }

    /// Reads a body as far as the limit; one that is longer is cut or refused.
    private static func body(
        of response: HTTPClientResponse, limit: Int, isCut: Bool, target: String
    ) async throws -> [UInt8] {
        var body: [UInt8] = []
        for try await part in response.body {
            body += part.readableBytesView.prefix(limit - body.count + 1)
            guard body.count > limit else { continue }
            if isCut { return Array(body.prefix(limit)) }
            throw RESTFailure(
                FlowError(
                    .connectionFailed, "\(target): the response has more than \(limit) bytes (max_response_bytes)"))
        }
        // The end of a body and the end of waiting for it look alike.
        try Task.checkCancellation()
        return body
    }

    private func checked(
        _ response: RESTResponse, _ order: RESTOrder, target: String
    ) throws(RESTFailure) -> RESTResponse {
        guard !order.expects(response.status) else { return response }
        let reason = HTTPResponseStatus(statusCode: response.status).reasonPhrase
        let beginning = response.beginning(order.redactor).map { "; the response begins: \($0)" } ?? ""
        let error = FlowError(
            .connectionFailed,
            "HttpError \(response.status)\(reason.isEmpty ? "" : " \(reason)") from \(target)\(beginning)",
            details: ["status_code": .integer(Int64(response.status))])
        throw RESTFailure(
            error, isPassing: order.retries.statuses.contains(response.status),
            pause: response.headers.first(name: "retry-after").flatMap(Double.init).map { min(max($0, 0), 3600) })
    }

    /// Checks a host by the policy.
    ///
    /// - Returns: The address to connect to, where addresses matter.
    private func admitted(
        _ host: String, target: String
    ) async throws(RESTFailure) -> (host: String, address: NetworkAddress)? {
        do throws(EgressGate.Refusal) {
            return try await egress.admit(host, target: target).map { (host, $0) }
        } catch {
            throw RESTFailure(error.error, isPassing: error.isPassing)
        }
    }
}

/// One request of a connection, of which each redirect makes another.
private struct Hop {
    private(set) var method: String
    private(set) var address: WebAddress
    private var body: RESTBody?
    /// The host that the caller named still: it alone gets what the caller gave.
    private var isAtOrigin = true

    init(_ order: RESTOrder) {
        method = order.method
        address = order.address
        body = order.body
    }

    func request(_ order: RESTOrder) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address.text)
        request.method = HTTPMethod(rawValue: method)
        if isAtOrigin {
            for (name, value) in order.headers { request.headers.add(name: name, value: value) }
            if let authorization = order.authorization { set("Authorization", authorization) }
            request.tlsConfiguration = order.tls
        } else if var tls = order.tls {
            tls.certificateChain = []
            tls.privateKey = nil
            request.tlsConfiguration = tls
        }
        func set(_ name: String, _ value: String) {
            if !request.headers.contains(name: name) { request.headers.add(name: name, value: value) }
        }
        set("User-Agent", "moonflow")
        set("Accept", "*/*")
        set("Accept-Encoding", "gzip, deflate")
        set("Idempotency-Key", order.idempotencyKey)
        if let body {
            let given = order.headers.first { $0.name.lowercased() == "content-type" }?.value
            set("Content-Type", given ?? body.contentType)
            request.body = .bytes(ByteBuffer(bytes: body.bytes))
        }
        return request
    }

    /// Goes where a response leads.
    mutating func follow(_ location: String, status: Int, target: String) throws(RESTFailure) {
        let next: WebAddress
        do throws(WebAddress.Fault) {
            next = try WebAddress(location, from: address)
        } catch {
            throw RESTFailure(
                FlowError(.connectionFailed, "\(target): redirected to an address that \(error.reason)"))
        }
        if address.isSecure, !next.isSecure {
            throw RESTFailure(
                FlowError(.connectionFailed, "\(target): redirected from https to http, which is not followed"))
        }
        if next.origin != address.origin { isAtOrigin = false }
        if status == 303 && method != "HEAD" || (status == 301 || status == 302) && method == "POST" {
            method = "GET"
            body = nil
        }
        address = next
    }
}
