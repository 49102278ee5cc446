internal import CLuaHost
public import FlowModel

/// One execution of a script: a Lua state in an arena of its own, driven step by step.
///
/// A sandbox never blocks, never calls back, and knows no time but what it is told: the host answers its calls. It may
/// move between threads, but only one may use it at a time. Run it on a thread with at least 1 MiB of C stack that is not
/// part of Swift's cooperative pool, such as those of `ScriptThreads`: a step runs for up to a time slice.
///
/// ```swift
/// let sandbox = try Sandbox(environment: environment)
/// sandbox.start(script, inputs: .object([:]))
/// var step = sandbox.step()
/// while case .hostCall(let call) = step {
///     step = sandbox.answerAndStep(call.id, .value(.integer(42)))
/// }
/// ```
public final class Sandbox {
    /// What an execution has used.
    public struct Usage: Sendable, Equatable {
        /// Bytes of the Lua heap in use.
        public let heapBytes: Int
        /// The most there ever were.
        public let heapPeakBytes: Int
        /// Bytes of coroutine stacks.
        public let stackBytes: Int
        /// Bytes of the arena that were ever touched.
        public let residentBytes: Int
        /// Processor time of all steps.
        public let processorTime: Duration
        /// Heap allocations so far.
        public let allocations: Int
        /// A digest of every heap allocation: operation, sizes and place.
        ///
        /// Equal for equal executions.
        public let traceDigest: UInt64
    }

    private let environment: SandboxEnvironment
    let handle: OpaquePointer
    private var output: [UInt8] = []

    /// Makes a fresh execution.
    ///
    /// - Parameters:
    ///   - environment: The host interface and modules.
    ///   - limits: What it may use.
    ///   - seed: Decides what `math.random` yields.
    ///   - startTime: What `os.time()` says until the first answer; `os.clock()` counts from it.
    /// - Throws: `SandboxError` when there is no address space for one more arena.
    public init(
        environment: SandboxEnvironment, limits: SandboxLimits = .init(), seed: UInt64 = 0,
        startTime: ScriptTime = ScriptTime(microseconds: 0)
    ) throws(SandboxError) {
        var shimLimits = limits.shimLimits
        let messages = MessageBuffer()
        let created = clh_create(
            environment.handle, &shimLimits, seed, startTime.microseconds, messages.bytes, messages.size)
        guard let created else { throw SandboxError(message: messages.text) }
        self.environment = environment
        handle = created
    }

    deinit { clh_drop(handle) }

    /// Sets what the first step runs.
    ///
    /// - Parameters:
    ///   - script: The script; its chunk runs, then its global function `handler`, if there is one.
    ///   - inputs: What `handler(system, this, inputs)` gets.
    ///   - parameters: What it gets as a fourth argument; nil for none.
    public func start(_ script: Script, inputs: JSONValue, parameters: JSONValue? = nil) {
        output.removeAll(keepingCapacity: true)
        JSONWriter.write(inputs, into: &output)
        script.bytecode.withUnsafeBytes { code in
            output.withUnsafeBytes { text in
                clh_start(handle, characters(code), code.count, characters(text), text.count)
            }
        }
        guard let parameters else { return }
        output.removeAll(keepingCapacity: true)
        JSONWriter.write(parameters, into: &output)
        output.withUnsafeBytes { text in clh_set_parameters(handle, characters(text), text.count) }
    }

    /// Runs until the host has to be told something.
    public func step() -> Step {
        var event = clh_event()
        clh_step(handle, &event)
        return translate(event)
    }

    /// Answers an open host call; its lane goes on in a later step, in the order of the answers.
    ///
    /// - Parameters:
    ///   - call: The open call.
    ///   - answer: What it gives back.
    ///   - time: What `os.time()` says from now on; never goes back. Nil leaves it.
    /// - Returns: False if that call is not open.
    @discardableResult
    public func answer(_ call: HostCall.ID, _ answer: HostAnswer, at time: ScriptTime? = nil) -> Bool {
        withText(of: answer) { kind, text in
            clh_answer(handle, call.number, kind, characters(text), text.count, time?.microseconds ?? .min)
        }
    }

    /// Answers an open host call with bytes of a journal, as `answer(_:_:at:)` does.
    @discardableResult
    public func answer(_ call: HostCall.ID, recorded answer: EncodedAnswer, at time: ScriptTime? = nil) -> Bool {
        answer.bytes.withUnsafeBytes { text in
            clh_answer(
                handle, call.number, shimKind(answer.kind), characters(text), text.count, time?.microseconds ?? .min)
        }
    }

    /// Answers and runs on at once.
    ///
    /// - Parameters:
    ///   - call: The open call.
    ///   - answer: What it gives back.
    ///   - time: What `os.time()` says from now on; nil leaves it.
    /// - Returns: What made the step stop.
    public func answerAndStep(_ call: HostCall.ID, _ answer: HostAnswer, at time: ScriptTime? = nil) -> Step {
        var event = clh_event()
        let now = time?.microseconds ?? .min
        // The commonest answers without closures, which would count references.
        switch answer {
        case .nothing:
            clh_answer_and_step(handle, call.number, CLH_ANSWER_NONE, MessageBuffer.empty, 0, now, &event)
        case .receiver:
            clh_answer_and_step(handle, call.number, CLH_ANSWER_SELF, MessageBuffer.empty, 0, now, &event)
        case .value(.integer(var integer)):
            withUnsafeBytes(of: &integer) { bytes in
                clh_answer_and_step(
                    handle, call.number, CLH_ANSWER_INTEGER, characters(bytes), bytes.count, now, &event)
            }
        default:
            withText(of: answer) { kind, text in
                clh_answer_and_step(handle, call.number, kind, characters(text), text.count, now, &event)
            }
        }
        return translate(event)
    }

    /// Sets how much processor time counts as used, and how much may be: a replay is not at the cost of the script.
    ///
    /// - Parameters:
    ///   - used: What counts as used by now.
    ///   - limit: What all steps together may use; nil for no limit.
    public func setProcessorTime(used: Duration, limit: Duration?) {
        clh_set_cpu(handle, used.shimNanoseconds, limit.map { max(1, $0.shimNanoseconds) } ?? 0)
    }

    /// Ends the execution at its next instruction or step.
    ///
    /// The only method that another thread may call during a step.
    public func kill() { clh_request_kill(handle) }

    /// What it has used so far.
    public var usage: Usage {
        var usage = clh_usage()
        clh_usage_of(handle, &usage)
        return Usage(
            heapBytes: Int(usage.heap_bytes), heapPeakBytes: Int(usage.heap_peak_bytes),
            stackBytes: Int(usage.stack_bytes), residentBytes: Int(usage.resident_bytes),
            processorTime: .nanoseconds(Int64(clamping: usage.cpu_nanoseconds)), allocations: Int(usage.allocations),
            traceDigest: usage.trace_digest)
    }

    // MARK: - Translation

    // The buffer is taken out of the object while it is filled, so that its memory is used again by the next answer.
    private func withText<Result>(
        of answer: HostAnswer, _ body: (clh_answer_kind, UnsafeRawBufferPointer) -> Result
    ) -> Result {
        var text: [UInt8] = []
        swap(&text, &output)
        text.removeAll(keepingCapacity: true)
        let kind = shimKind(answer.encode(into: &text))
        let result = text.withUnsafeBytes { body(kind, $0) }
        swap(&text, &output)
        return result
    }

    private func shimKind(_ kind: EncodedAnswer.Kind) -> clh_answer_kind {
        switch kind {
        case .nothing: CLH_ANSWER_NONE
        case .receiver: CLH_ANSWER_SELF
        case .value: CLH_ANSWER_VALUE
        case .integer: CLH_ANSWER_INTEGER
        case .values: CLH_ANSWER_VALUES
        case .failure: CLH_ANSWER_ERROR
        case .end: CLH_ANSWER_END
        }
    }

    private func translate(_ event: clh_event) -> Step {
        switch event.kind {
        case CLH_EVENT_HOST_CALL:
            return .hostCall(
                HostCall(
                    id: HostCall.ID(number: event.call), argumentText: string(event.payload), digest: event.digest,
                    function: environment.function(event.function_number, ofClass: event.class_number),
                    receiverID: receiver(event), laneNumber: event.lane, lineNumber: event.line))
        case CLH_EVENT_IDLE: return .idle
        case CLH_EVENT_SLICE_OVER: return .sliceOver
        case CLH_EVENT_STOPPED: return .stopped(line: Int(event.line))
        case CLH_EVENT_RETURNED:
            if event.payload.length == 0 { return .returned(nil) }
            let value: HostValue? = try? HostValue.parse(bytes(event.payload))
            return .returned(value)
        case CLH_EVENT_ENDED: return .ended(string(event.payload))
        case CLH_EVENT_FAILED:
            return .failed(
                ScriptFailure(
                    type: string(event.error_type), message: string(event.payload), chunk: chunk(event),
                    line: line(event), traceback: string(event.traceback)))
        default:
            return .killed(
                Kill(
                    reason: reason(event.kill), message: string(event.payload), chunk: chunk(event), line: line(event),
                    traceback: string(event.traceback)))
        }
    }

    private func receiver(_ event: clh_event) -> String {
        environment.objectID(event.receiver_number) ?? string(event.receiver)
    }

    private func reason(_ reason: clh_kill_reason) -> Kill.Reason {
        switch reason {
        case CLH_KILL_TIME: .time
        case CLH_KILL_MEMORY: .memory
        case CLH_KILL_DEPTH: .depth
        case CLH_KILL_HOST: .host
        default: .internal
        }
    }

    private func line(_ event: clh_event) -> Int? { event.line > 0 ? Int(event.line) : nil }

    private func chunk(_ event: clh_event) -> String? {
        event.chunk.length > 0 ? string(event.chunk) : nil
    }

    private func bytes(_ lent: clh_bytes) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: lent.data, count: lent.length)
    }

    // Scripts can put any bytes into an error message; what is not UTF-8 becomes U+FFFD.
    private func string(_ lent: clh_bytes) -> String { String(decoding: bytes(lent), as: UTF8.self) }
}

/// The address of bytes for C, never null.
private func characters(_ bytes: UnsafeRawBufferPointer) -> UnsafePointer<CChar> {
    bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? MessageBuffer.empty
}
