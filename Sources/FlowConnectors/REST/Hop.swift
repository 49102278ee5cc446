import AsyncHTTPClient
import FlowModel
import Glibc
import NIOCore
import NIOHTTP1

/// One request of a connection, of which each redirect makes another.
struct Hop: Sendable {
    private(set) var method: String
    private(set) var address: WebAddress
    private var body: RESTBody?
    /// The origin that the caller named still: it alone gets what the caller gave.
    private var isAtOrigin = true
    /// What was set on the way.
    var jar = CookieJar()

    init(_ order: RESTOrder) {
        method = order.method
        address = order.address
        body = order.body
    }

    /// The request as the client takes it.
    ///
    /// - Parameters:
    ///   - order: What the caller gave.
    ///   - file: The file of the body, where the body is one.
    /// - Returns: The request.
    func request(_ order: RESTOrder, file: OutgoingFile?) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address.text)
        request.method = HTTPMethod(rawValue: method)
        var cookies = jar.cookies(for: address).map { ($0.name, $0.value) }
        if isAtOrigin {
            for (name, value) in order.headers { request.headers.add(name: name, value: value) }
            if let (name, value) = order.authorization { set(name, value) }
            request.tlsConfiguration = order.tls
            let names = Set(cookies.map(\.0))
            cookies = order.cookies.filter { !names.contains($0.name) } + cookies
        } else if var tls = order.tls {
            tls.certificateChain = []
            tls.privateKey = nil
            request.tlsConfiguration = tls
        }
        func set(_ name: String, _ value: String) {
            if !request.headers.contains(name: name) { request.headers.add(name: name, value: value) }
        }
        if !cookies.isEmpty {
            let all = request.headers["cookie"] + cookies.map { "\($0)=\($1)" }
            request.headers.replaceOrAdd(name: "Cookie", value: all.joined(separator: "; "))
        }
        set("User-Agent", "moonflow")
        set("Accept", "*/*")
        set("Accept-Encoding", order.saveTo == nil ? "gzip, deflate" : "identity")
        set("Idempotency-Key", order.idempotencyKey)
        if let body {
            set("Content-Type", body.contentType)
            switch body.content {
            case .bytes(let bytes): request.body = .bytes(ByteBuffer(bytes: bytes))
            case .file: request.body = file.map { .stream($0, length: .known(Int64($0.size))) }
            }
        }
        for (name, value) in order.signature?(self, time(nil)) ?? [] {
            request.headers.replaceOrAdd(name: name, value: value)
        }
        return request
    }

    /// Goes where a response leads.
    mutating func follow(_ location: String, status: Int, _ order: RESTOrder) throws(RESTFailure) {
        func refused(_ reason: String) -> RESTFailure {
            RESTFailure(FlowError(.connectionFailed, "\(order.target(method, address)): redirected \(reason)"))
        }
        let next: WebAddress
        do throws(WebAddress.Fault) {
            next = try WebAddress(location, from: address)
        } catch {
            throw refused("to an address that \(error.reason)")
        }
        if address.isSecure, !next.isSecure { throw refused("from https to http, which is not followed") }
        if next.origin != address.origin { isAtOrigin = false }
        if status == 303 && method != "HEAD" || (status == 301 || status == 302) && method == "POST" {
            method = "GET"
            body = nil
        }
        // Some services repeat the query where they lead to, and some lead wherever a query says.
        guard next.host == order.address.host || order.secrets.redacted(next.text) == next.text else {
            throw refused("to another host with a secret in its address, which is not followed")
        }
        // A body may hold secrets that are for the first origin and for no other.
        guard body == nil || next.origin == address.origin else {
            throw refused(
                "to \(order.redactor.redacted(next.origin)), which is not sent the body; give that address as url")
        }
        address = next
    }
}
