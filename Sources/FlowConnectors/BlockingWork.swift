import Glibc
import Synchronization

/// Work that blocks a thread, which must not be one of Swift's own: each piece has a thread of its own.
enum BlockingWork {
    /// Runs work on a new thread.
    ///
    /// - Parameter work: What is to be done. It has to return soon when the cancellation is requested, which happens when the
    ///   task that waits for it is cancelled.
    /// - Returns: What the work returned; nil when there was no thread to be had.
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable (_ cancellation: BlockingCancellation) -> Value
    ) async -> Value? {
        let cancellation = BlockingCancellation()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let piece = Piece { continuation.resume(returning: work(cancellation)) }
                if !piece.start() { continuation.resume(returning: nil) }
            }
        } onCancel: {
            cancellation.request()
        }
    }

    /// Runs work that may be deaf to its cancellation for a while, such as one step of a library that computes.
    ///
    /// - Parameters:
    ///   - stackSize: Bytes of stack that the work may need.
    ///   - patience: How long it is waited for after the cancellation. Its thread goes on until it is done; nobody gets what it
    ///     returns.
    ///   - abandoned: What is returned for work that was not waited for.
    ///   - work: What is to be done.
    /// - Returns: What the work returned; nil when there was no thread to be had.
    static func run<Value: Sendable>(
        stackSize: Int, patience: Duration, abandoned: Value,
        _ work: @escaping @Sendable (_ cancellation: BlockingCancellation) -> Value
    ) async -> Value? {
        let cancellation = BlockingCancellation()
        let answer = FirstAnswer<Value?>()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                answer.wait(continuation)
                let piece = Piece { answer.give(work(cancellation)) }
                if !piece.start(stackSize: stackSize) { answer.give(nil) }
            }
        } onCancel: {
            cancellation.request()
            // A handler of cancellation cannot wait itself.
            Task.detached {
                try? await Task.sleep(for: patience)
                answer.give(abandoned)
            }
        }
    }

    /// A closure as a thread takes it.
    private final class Piece: Sendable {
        private let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }

        func start(stackSize: Int = 1 << 20) -> Bool {
            var attributes = pthread_attr_t()
            pthread_attr_init(&attributes)
            defer { pthread_attr_destroy(&attributes) }
            pthread_attr_setstacksize(&attributes, stackSize)
            pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
            var thread = pthread_t()
            let argument = Unmanaged.passRetained(self)
            let status = pthread_create(
                &thread, &attributes,
                { argument in
                    if let argument { Unmanaged<Piece>.fromOpaque(argument).takeRetainedValue().body() }
                    return nil
                }, argument.toOpaque())
            if status != 0 { argument.release() }
            return status == 0
        }
    }
}

/// Tells work on a thread that nobody waits for it any more.
final class BlockingCancellation: Sendable {
    private let requested = Atomic(false)
    /// A descriptor that becomes readable when the cancellation is requested, for `poll`; -1 where there was none to be had.
    let descriptor: Int32
    private let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) != 0 { ends = [-1, -1] }
        for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        descriptor = ends[0]
        writing = ends[1]
    }

    deinit { for end in [descriptor, writing] where end >= 0 { close(end) } }

    /// Nobody waits any more.
    var isRequested: Bool { requested.load(ordering: .acquiring) }

    /// Requests the end of the work.
    func request() {
        guard !requested.exchange(true, ordering: .acquiringAndReleasing), writing >= 0 else { return }
        _ = write(writing, [UInt8(1)], 1)
    }
}
