import NIOCore
import NIOPosix
import Synchronization

/// A server on a port of its own on 127.0.0.1 that speaks first and answers line by line, as those of mail and files do.
final class LineTestServer: Sendable {
    /// What is done about a line.
    enum Step: Sendable {
        case send(String)
        case close
        /// A line every few milliseconds, for ever.
        case drip(String)
    }

    private let channel: any Channel
    private let record = Record()

    /// Starts a server that greets who connects, and answers lines, which come without their ends.
    init(_ greeting: [Step], _ answer: @escaping @Sendable (String) -> [Step] = { _ in [] }) async throws {
        let record = record
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Conversation(record, greeting, answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit { channel.close(promise: nil) }

    var port: Int { channel.localAddress?.port ?? 0 }
    /// The lines that came.
    var lines: [String] { record.lines.withLock { $0 } }

    /// Waits until somebody has said something, or connected.
    func untilConnected() async { for await _ in record.openings.stream { return } }

    /// Waits until a connection has been closed.
    func untilClosed() async { for await _ in record.closings.stream { return } }

    fileprivate final class Record: Sendable {
        let lines = Mutex<[String]>([])
        let openings = AsyncStream<Void>.makeStream()
        let closings = AsyncStream<Void>.makeStream()
    }
}

private final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let record: LineTestServer.Record
    private let greeting: [LineTestServer.Step]
    private let answer: @Sendable (String) -> [LineTestServer.Step]
    private var rest: [UInt8] = []

    init(
        _ record: LineTestServer.Record, _ greeting: [LineTestServer.Step],
        _ answer: @escaping @Sendable (String) -> [LineTestServer.Step]
    ) {
        self.record = record
        self.greeting = greeting
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        record.openings.continuation.yield()
        for step in greeting { carryOut(step, context) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest += unwrapInboundIn(data).readableBytesView
        while let end = rest.firstIndex(of: 0x0A) {
            let line = String(decoding: rest[..<end].filter { $0 != 0x0D }, as: UTF8.self)
            rest.removeFirst(end + 1)
            record.lines.withLock { $0.append(line) }
            for step in answer(line) { carryOut(step, context) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) { record.closings.continuation.yield() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func carryOut(_ step: LineTestServer.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .send(let text):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .close: context.close(promise: nil)
        case .drip(let text):
            carryOut(.send(text), context)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(5)) {
                let (handler, context) = bound.value
                if context.channel.isActive { handler.carryOut(.drip(text), context) }
            }
        }
    }
}
