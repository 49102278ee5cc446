import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTP server on a port of its own on 127.0.0.1, which does what a test says.
final class HTTPTestServer: Sendable {
    /// What a client asked.
    struct Request: Sendable {
        let method: String
        let uri: String
        let headers: HTTPHeaders
        let body: [UInt8]

        var path: String { String(uri.prefix { $0 != "?" }) }
        var query: String { String(uri.drop { $0 != "?" }.dropFirst()) }
        var text: String { String(decoding: body, as: UTF8.self) }

        func header(_ name: String) -> String? { headers.first(name: name) }
    }

    /// What is done about a request, one step after the other.
    enum Step: Sendable {
        case head(Int, [(String, String)])
        case body([UInt8])
        case end
        /// One byte every few milliseconds, for ever.
        case drip
        case close
        /// Nothing more, for ever.
        case hang
    }

    private let channel: any Channel
    private let record: Record

    /// How it is found out what is to be done about a request.
    fileprivate enum Answer: Sendable {
        case now(@Sendable (Request) -> [Step])
        case later(@Sendable (Request) async -> [Step])
    }

    /// Starts a server.
    convenience init(tls: NIOSSLContext? = nil, _ answer: @escaping @Sendable (Request) -> [Step]) async throws {
        try await self.init(tls, .now(answer))
    }

    /// Starts a server that takes its time for each answer.
    convenience init(
        tls: NIOSSLContext? = nil, answering answer: @escaping @Sendable (Request) async -> [Step]
    ) async throws {
        try await self.init(tls, .later(answer))
    }

    private init(_ tls: NIOSSLContext?, _ answer: Answer) async throws {
        let record = Record()
        self.record = record
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try pipeline.addHandler(Exchange(record, answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit { channel.close(promise: nil) }

    var port: Int { channel.localAddress?.port ?? 0 }
    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { record.requests.withLock { $0 } }

    /// Waits until so many more connections have been closed.
    func untilClosed(_ count: Int) async {
        var left = count
        for await _ in record.closings.stream {
            left -= 1
            if left == 0 { return }
        }
    }

    /// A reply that is whole.
    static func reply(_ status: Int = 200, _ headers: [(String, String)] = [], _ body: [UInt8] = []) -> [Step] {
        let length = headers.contains { $0.0 == "transfer-encoding" } ? [] : [("content-length", "\(body.count)")]
        return [.head(status, headers + length), .body(body), .end]
    }

    /// A reply of JSON.
    static func json(_ text: String, status: Int = 200) -> [Step] {
        reply(status, [("content-type", "application/json; charset=utf-8")], Array(text.utf8))
    }

    /// A reply of text.
    static func text(_ text: String, status: Int = 200) -> [Step] {
        reply(status, [("content-type", "text/plain")], Array(text.utf8))
    }

    /// What happened, shared with the connections.
    fileprivate final class Record: Sendable {
        let requests = Mutex<[Request]>([])
        let closings = AsyncStream<Void>.makeStream()
    }
}

/// One connection.
private final class Exchange: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let record: HTTPTestServer.Record
    private let answer: HTTPTestServer.Answer
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(_ record: HTTPTestServer.Record, _ answer: HTTPTestServer.Answer) {
        self.record = record
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let part): body += part.readableBytesView
        case .end:
            guard let head else { return }
            let request = HTTPTestServer.Request(
                method: head.method.rawValue, uri: head.uri, headers: head.headers, body: body)
            record.requests.withLock { $0.append(request) }
            switch answer {
            case .now(let answer): for step in answer(request) { carryOut(step, context) }
            case .later(let answer):
                let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                let loop = context.eventLoop
                Task {
                    let steps = await answer(request)
                    loop.execute {
                        let (handler, context) = bound.value
                        for step in steps { handler.carryOut(step, context) }
                    }
                }
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        record.closings.continuation.yield()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func carryOut(_ step: HTTPTestServer.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .head(let status, let headers):
            let head = HTTPResponseHead(
                version: .http1_1, status: .init(statusCode: status), headers: HTTPHeaders(headers))
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
        case .body(let bytes):
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
        case .end: context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .drip:
            carryOut(.body([UInt8(ascii: ".")]), context)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(5)) {
                let (handler, context) = bound.value
                if context.channel.isActive { handler.carryOut(.drip, context) }
            }
        case .close: context.close(promise: nil)
        case .hang: break
        }
    }
}

/// A server that answers the first bytes of every connection with bytes of its own.
final class RawTestServer: Sendable {
    private let channel: any Channel

    init(_ bytes: [UInt8]) async throws {
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RawAnswer(bytes))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit { channel.close(promise: nil) }

    var port: Int { channel.localAddress?.port ?? 0 }
}

private final class RawAnswer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        context.close(promise: nil)
    }
}
