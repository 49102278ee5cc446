import NIOCore
import NIOPosix
import Synchronization

/// A port of 127.0.0.1 that leads to another one, until the way is cut.
final class CuttingProxy: Sendable {
    private let listener: any Channel
    private let ways: Ways

    init(to port: Int) async throws {
        let ways = Ways()
        self.ways = ways
        listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { near in
                ways.add(near)
                return ClientBootstrap(group: near.eventLoop)
                    .channelInitializer { far in
                        far.eventLoop.makeCompletedFuture {
                            try far.pipeline.syncOperations.addHandler(Forward(to: near))
                        }
                    }
                    .connect(host: "127.0.0.1", port: port)
                    .flatMapThrowing { far in
                        ways.add(far)
                        try near.pipeline.syncOperations.addHandler(Forward(to: far))
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit { listener.close(promise: nil) }

    var port: Int { listener.localAddress?.port ?? 0 }

    /// Closes every connection in the middle of whatever it is doing.
    func cut() { ways.close() }

    private final class Ways: Sendable {
        private let channels = Mutex<[any Channel]>([])

        func add(_ channel: any Channel) { channels.withLock { $0.append(channel) } }

        func close() { for channel in channels.withLock({ $0 }) { channel.close(promise: nil) } }
    }

    private final class Forward: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let other: any Channel

        init(to other: any Channel) { self.other = other }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            other.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }
    }
}
