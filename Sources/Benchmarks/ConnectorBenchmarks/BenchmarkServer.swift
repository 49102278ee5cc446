import Foundation
import NIOCore
import NIOPosix

/// The other side of connections: answers at once, never, or with a gigabyte.
enum BenchmarkServer {
    static let largeSize = 1 << 30

    /// Serves until it is killed; prints its port first.
    static func serve() async throws {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 4096)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(BenchmarkExchange())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        try FileHandle.standardOutput.write(contentsOf: Data("\(channel.localAddress?.port ?? 0)\n".utf8))
        try await channel.closeFuture.get()
    }
}

/// One connection; a request comes in one piece here, for it is small.
private final class BenchmarkExchange: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let part = ByteBuffer(repeating: 7, count: 1 << 16)

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        let request = String(decoding: buffer.readableBytesView.prefix(64), as: UTF8.self)
        if request.hasPrefix("GET /large") {
            answer(context, "Content-Length: \(BenchmarkServer.largeSize)\r\n\r\n")
            send(context, left: BenchmarkServer.largeSize)
        } else if !request.hasPrefix("GET /never") {
            answer(context, "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nok")
        }
    }

    private func answer(_ context: ChannelHandlerContext, _ text: String) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 200 OK\r\n\(text)")), promise: nil)
    }

    /// The next part goes when the one before has.
    private func send(_ context: ChannelHandlerContext, left: Int) {
        guard left > 0 else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(Self.part)).whenSuccess {
            let (handler, context) = bound.value
            handler.send(context, left: left - Self.part.readableBytes)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
