/// An answer that is decided and stored, and that the script has not seen.
public struct Arrival: Sendable, Equatable {
    /// The number of the open call.
    public let call: UInt64
    /// The answer.
    public let answer: EncodedAnswer

    /// Pairs a call with its answer.
    public init(call: UInt64, answer: EncodedAnswer) {
        self.call = call
        self.answer = answer
    }
}
