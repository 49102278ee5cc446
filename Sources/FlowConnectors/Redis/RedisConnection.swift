import FlowModel
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A connection to a server of Redis, for one connection of a flow.
final class RedisConnection: Sendable {
    private struct Standing {
        var channel: (any Channel)?
        var handler: NIOLoopBound<RedisHandler>?
        var isClosed = false
    }

    private let order: RedisOrder
    private let standing = Mutex(Standing())

    /// Makes a connection that is not connected yet.
    init(_ order: RedisOrder) { self.order = order }

    /// Connects, and presents itself.
    ///
    /// - Parameter addresses: The addresses to try, in this order.
    /// - Throws: `ConnectionFailedError` or `TimeoutExceededError`.
    func open(_ addresses: [NetworkAddress]) async throws(FlowError) {
        let outcome = await withDeadline(seconds: order.connectTimeout) { () -> Result<Void, FlowError> in
            do throws(FlowError) {
                try await self.connect(addresses)
                try await self.present()
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        if let outcome { return try outcome.get() }
        let hint = order.tls == nil ? "" : "; a server without TLS needs tls = \"none\""
        throw Task.isCancelled
            ? FlowError(.connectionFailed, "\(order.target): cancelled")
            : FlowError(
                .timeoutExceeded,
                "\(order.target): not reached within \(order.connectTimeout) s (connect_timeout_sec)\(hint)")
    }

    /// Sends commands together, and waits for their replies.
    func exchange(_ commands: [RedisCommand]) async throws(FlowError) -> [RESPReply] {
        let (open, bound) = standing.withLock { $0.isClosed ? (nil, nil) : ($0.channel, $0.handler) }
        guard let channel = open, let bound else {
            throw FlowError(.connectionFailed, "\(order.target): cancelled")
        }
        var bytes: [UInt8] = []
        for command in commands { command.write(into: &bytes) }
        let buffer = channel.allocator.buffer(bytes: bytes)
        let promise = channel.eventLoop.makePromise(of: [RESPReply].self)
        channel.eventLoop.execute {
            // A connection that has failed says why, also when it has failed before.
            bound.value.expect(commands.count, promise)
            channel.writeAndFlush(buffer, promise: nil)
        }
        return try await finished(promise.futureResult)
    }

    /// Closes it, whatever it is doing.
    func close() {
        let channel = standing.withLock { standing in
            standing.isClosed = true
            return standing.channel
        }
        channel?.close(promise: nil)
    }

    private func connect(_ addresses: [NetworkAddress]) async throws(FlowError) {
        var failure: FlowError?
        for address in addresses {
            do throws(FlowError) {
                return try await connect(address)
            } catch {
                failure = failure ?? error
            }
        }
        throw failure ?? FlowError(.connectionFailed, "\(order.target): could not connect")
    }

    private func connect(_ address: NetworkAddress) async throws(FlowError) {
        let (order, byteLimit) = (order, order.byteLimit)
        let future: EventLoopFuture<any Channel>
        do {
            let context = try order.tls.map { try NIOSSLContext(configuration: $0) }
            let place = try SocketAddress(ipAddress: address.text, port: order.server.port)
            future = ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                // The deadline of the whole ends it earlier, and says more.
                .connectTimeout(.seconds(Int64(order.connectTimeout) + 60))
                .channelInitializer { channel in
                    let isWanted = self.standing.withLock { standing in
                        standing.channel = channel
                        return !standing.isClosed
                    }
                    return channel.eventLoop.makeCompletedFuture {
                        guard isWanted else { throw ChannelError.eof }
                        let pipeline = channel.pipeline.syncOperations
                        if let context { try pipeline.addHandler(Self.secured(by: context, order)) }
                        let handler = RedisHandler(byteLimit: byteLimit)
                        let bound = NIOLoopBound(handler, eventLoop: channel.eventLoop)
                        self.standing.withLock { $0.handler = bound }
                        try pipeline.addHandler(handler)
                    }
                }
                .connect(to: place)
        } catch {
            throw FlowError(.connectionFailed, "\(order.target): \(ChannelFault.text(error))")
        }
        _ = try await finished(future)
    }

    private static func secured(by context: NIOSSLContext, _ order: RedisOrder) throws -> NIOSSLClientHandler {
        let host = order.server.host
        guard !order.server.isAddress, order.tls?.certificateVerification == .fullVerification else {
            return try NIOSSLClientHandler(context: context, serverHostname: order.server.isAddress ? nil : host)
        }
        return try NIOSSLClientHandler._makeSSLClientHandler(context: context, serverHostname: host) {
            certificate, channel in
            CertificateNames.cover(host, in: certificate)
                ? channel.eventLoop.makeSucceededVoidFuture()
                : channel.eventLoop.makeFailedFuture(ChannelFault.WrongName())
        }
    }

    private func present() async throws(FlowError) {
        let replies = try await exchange(order.greeting)
        if let text = replies.lazy.compactMap(\.errorText).first {
            throw FlowError(
                .connectionFailed, order.redactor.redacted("\(order.target): refused: \(text)"),
                details: ["code": .string(RedisOrder.code(of: text))])
        }
    }

    /// Waits; when the task is cancelled, the connection closes, and what was waited for fails.
    private func finished<Value: Sendable>(_ future: EventLoopFuture<Value>) async throws(FlowError) -> Value {
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                future.whenComplete { continuation.resume(returning: $0) }
            }
        } onCancel: {
            close()
        }
        switch outcome {
        case .success(let value): return value
        case .failure(let error): throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> FlowError {
        if standing.withLock({ $0.isClosed }) { return FlowError(.connectionFailed, "\(order.target): cancelled") }
        let text =
            switch error {
            case RESPParser.Fault.malformed: "what came back is not the protocol of Redis"
            case RESPParser.Fault.tooLarge: "more than \(order.byteLimit) bytes came back (max_response_bytes)"
            case RESPParser.Fault.tooDeep: "what came back is nested too deep"
            default: ChannelFault.text(error)
            }
        return FlowError(.connectionFailed, order.redactor.redacted("\(order.target): \(text)"))
    }
}
