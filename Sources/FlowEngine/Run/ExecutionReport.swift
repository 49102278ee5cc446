public import FlowModel

/// How an execution ended, or where it rests.
public struct ExecutionReport: Sendable {
    /// The record at the end.
    public let record: ExecutionRecord
    /// What ended it; nil when it rests: it waits for something that nobody will bring.
    public let cause: EndCause?
    /// How its replay differed from its journal, if that is why it rests.
    public let divergence: String?

    /// Makes a report.
    public init(record: ExecutionRecord, cause: EndCause?, divergence: String? = nil) {
        self.divergence = divergence
        self.record = record
        self.cause = cause
    }
}
