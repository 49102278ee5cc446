import Glibc

/// The time that a worker gives to one execution before it looks at the others, the engine's own work included: a script that
/// calls the host again and again never fills a slice of its interpreter.
struct WorkerSlice {
    private let end: Int64?
    private let processorStart: Int64

    /// Begins now, on the thread that runs it.
    ///
    /// - Parameter length: How long it is; nil for no end.
    init(_ length: Duration?) {
        end = length.map { Self.now(CLOCK_MONOTONIC) + $0.nanoseconds }
        processorStart = Self.now(CLOCK_THREAD_CPUTIME_ID)
    }

    /// It is time for another execution.
    var isOver: Bool { end.map { Self.now(CLOCK_MONOTONIC) >= $0 } ?? false }

    /// Processor time of this thread since the beginning.
    var processorTime: Duration { .nanoseconds(Self.now(CLOCK_THREAD_CPUTIME_ID) - processorStart) }

    private static func now(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

extension Duration {
    /// Whole nanoseconds.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
