/// A host call that has no answer yet, as it is stored with its execution.
public struct OpenCall: Sendable, Equatable {
    /// The number of the call.
    public let call: UInt64
    /// What it waits for.
    public let wait: Wait
    /// When it gives up; nil for never.
    public let deadline: ScriptTime?
    /// How long it was to wait at most, in seconds, for the message of the error.
    public let timeout: Double
    /// What it answers when the wait is fulfilled, unless the wait itself yields something.
    public let success: EncodedAnswer

    /// Describes an open call.
    ///
    /// - Parameters:
    ///   - call: Its number.
    ///   - wait: What it waits for.
    ///   - timeout: Seconds after `now` at which it gives up; nil for never.
    ///   - success: What it answers when the wait is fulfilled.
    ///   - now: The moment of the request.
    public init(
        call: UInt64, wait: Wait, timeout: Double? = nil, success: EncodedAnswer = .receiver, now: ScriptTime
    ) {
        self.call = call
        self.wait = wait
        self.timeout = timeout ?? 0
        self.success = success
        deadline = timeout.map { now.advanced(bySeconds: max(0, $0)) }
    }

    init(call: UInt64, wait: Wait, deadline: ScriptTime?, timeout: Double, success: EncodedAnswer) {
        self.call = call
        self.wait = wait
        self.deadline = deadline
        self.timeout = timeout
        self.success = success
    }

    /// When time alone ends the wait; nil when it does not.
    public var wakesAt: ScriptTime? {
        if case .moment(let moment) = wait { min(moment, deadline ?? moment) } else { deadline }
    }

    /// What time alone answers at ``wakesAt``.
    public var timedAnswer: EncodedAnswer {
        if case .moment = wait { success } else { EncodedAnswer(.failure(wait.timeoutError(after: timeout))) }
    }
}
