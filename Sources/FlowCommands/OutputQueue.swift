import Glibc

/// Lines on their way to the output streams, written by a thread of its own: a reader that reads no more must not hold up
/// the executions, whose commits are what the lines tell of.
final class OutputQueue: @unchecked Sendable {
    // Unchecked Sendable because all but the constants is only touched while `lock` is held.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let write: @Sendable (String, Console.Stream) -> Void
    private var lines: [(text: String, stream: Console.Stream)] = []
    private var size = 0
    private var droppedCount = 0
    private var writtenCount = 0
    private var isWriting = false
    private var isOver = false

    /// Bytes that wait at most.
    private static let capacity = 4 << 20

    /// Starts the thread.
    ///
    /// - Parameter write: Writes a text to a stream; may take as long as it likes.
    init(_ write: @escaping @Sendable (String, Console.Stream) -> Void) {
        self.write = write
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let failure = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<OutputQueue>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context)
        if failure == 0 { pthread_detach(thread) }
    }

    deinit {
        pthread_mutex_destroy(lock)
        pthread_cond_destroy(changed)
        lock.deallocate()
        changed.deallocate()
    }

    /// Adds a text; drops it when too much waits already.
    func add(_ text: String, _ stream: Console.Stream) {
        pthread_mutex_lock(lock)
        if size < Self.capacity {
            lines.append((text, stream))
            size += text.utf8.count
            pthread_cond_broadcast(changed)
        } else {
            droppedCount += 1
        }
        pthread_mutex_unlock(lock)
    }

    /// Returns when all is written, or when nothing could be written for some seconds; nothing may be added afterwards.
    func finish(patience: Int = 5) {
        pthread_mutex_lock(lock)
        var (seen, deadline) = (writtenCount, Self.moment(after: patience))
        while isWriting || !lines.isEmpty || droppedCount > 0 {
            if seen != writtenCount { (seen, deadline) = (writtenCount, Self.moment(after: patience)) }
            if pthread_cond_timedwait(changed, lock, &deadline) == ETIMEDOUT, seen == writtenCount { break }
        }
        isOver = true
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(lock)
    }

    private static func moment(after seconds: Int) -> timespec {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        time.tv_sec += seconds
        return time
    }

    private func run() {
        pthread_mutex_lock(lock)
        while true {
            while lines.isEmpty, droppedCount == 0, !isOver { pthread_cond_wait(changed, lock) }
            guard !lines.isEmpty || droppedCount > 0 else { break }
            let (taken, dropped) = (lines, droppedCount)
            (lines, size, droppedCount, isWriting) = ([], 0, 0, true)
            pthread_mutex_unlock(lock)
            for line in taken {
                write(line.text, line.stream)
                pthread_mutex_lock(lock)
                writtenCount += 1
                pthread_mutex_unlock(lock)
            }
            if dropped > 0 { write("... \(dropped) lines not shown: moonflow exec logs\n", .error) }
            pthread_mutex_lock(lock)
            (isWriting, writtenCount) = (false, writtenCount + 1)
            pthread_cond_broadcast(changed)
        }
        pthread_mutex_unlock(lock)
    }
}
