internal import CLuaHost

/// What one execution may use.
///
/// Reaching a limit ends the execution in a way that no script can catch.
public struct SandboxLimits: Sendable {
    /// How running scripts are interrupted.
    public enum Interruption: Sendable {
        /// A watchdog sends the thread SIGURG when a slice or budget is over; scripts run without any hook.
        case signal
        /// A hook every so many Lua instructions looks at the watchdog's wish, for programs that cannot have the signal.
        /// Slows Lua code by a fifth to a factor of two.
        case countHook(instructions: Int)
    }

    /// Bytes of the Lua heap, as Lua requests them; at least 64 KiB, at most 1 GiB.
    ///
    /// The same script reaches it at the same point in every process. The arena may take up to three times as much
    /// when a script fragments its memory on purpose.
    public var memory = 64 * 1024 * 1024
    /// Bytes of all coroutine stacks together, beside the heap.
    public var stacks = 64 * 1024 * 1024
    /// Bytes of the longest string that a library function may build; more is an error that a script can catch.
    public var string = 32 * 1024 * 1024
    /// Processor time of all steps together; nil for no limit.
    public var processorTime: Duration? = .seconds(30)
    /// After how long a step pauses with `.sliceOver`; nil for never.
    ///
    /// Precise to about a millisecond.
    public var slice: Duration? = .milliseconds(10)
    /// How running scripts are interrupted.
    public var interruption = Interruption.signal
    /// Pauses at every count hook, so that tests can see that pauses change nothing.
    ///
    /// Needs `.countHook`.
    package var pausesAtEveryHook = false
    /// Runs a line hook that does nothing, so that tests can see that hooks change nothing.
    package var tracesLines = false

    /// The defaults: 64 MiB, 30 seconds of processor time, slices of 10 ms.
    public init() {}

    var shimLimits: clh_limits {
        var limits = clh_limits()
        limits.memory_bytes = UInt64(max(0, memory))
        limits.stack_bytes = UInt64(max(0, stacks))
        limits.string_bytes = UInt64(max(0, string))
        // At least 1, because 0 means "no limit" to the shim.
        limits.cpu_nanoseconds = processorTime.map { max(1, $0.shimNanoseconds) } ?? 0
        limits.slice_nanoseconds = slice.map { max(1, $0.shimNanoseconds) } ?? 0
        if case .countHook(let instructions) = interruption {
            limits.hook_instructions = UInt32(clamping: max(1, instructions))
        }
        limits.slice_at_every_hook = pausesAtEveryHook
        limits.trace_lines = tracesLines
        return limits
    }
}

extension Duration {
    /// The duration in nanoseconds; the most there can be for one that is too long.
    var shimNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = max(0, seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : UInt64(max(0, product + attoseconds / 1_000_000_000))
    }
}
