import NIOCore

/// Takes what Redis sends on a connection and hands it over in groups of replies; on the event loop of its channel.
final class RedisHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var parser: RESPParser
    private var replies: [RESPReply] = []
    private var wanted = 0
    private var promise: EventLoopPromise<[RESPReply]>?
    private var failure: (any Error)?

    /// Makes a handler.
    ///
    /// - Parameter byteLimit: Bytes that all replies together may have.
    init(byteLimit: Int) { parser = RESPParser(byteLimit: byteLimit) }

    /// Succeeds when so many replies have come.
    func expect(_ count: Int, _ promise: EventLoopPromise<[RESPReply]>) {
        if let failure { return promise.fail(failure) }
        (wanted, self.promise) = (count, promise)
        handOver()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard failure == nil else { return }
        do throws(RESPParser.Fault) {
            replies += try parser.take(unwrapInboundIn(data).readableBytesView)
            handOver()
        } catch {
            fail(error)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { fail(ChannelError.eof) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    private func handOver() {
        guard let promise, replies.count >= wanted else { return }
        self.promise = nil
        let group = Array(replies.prefix(wanted))
        replies.removeFirst(wanted)
        promise.succeed(group)
    }

    /// The first failure says why; those after it follow from it.
    private func fail(_ error: any Error) {
        if failure == nil { failure = error }
        promise?.fail(failure ?? error)
        promise = nil
    }
}
