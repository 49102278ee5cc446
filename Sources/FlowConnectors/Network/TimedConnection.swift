import FlowModel

/// Performs a connection within a time.
///
/// - Parameters:
///   - seconds: How long it may take in all; the work is cancelled then.
///   - target: Connector and target, for messages.
///   - work: What is to be done.
/// - Returns: What the work gave.
/// - Throws: The error of the work, `TimeoutExceededError`, or `ConnectionFailedError` when the connection is cancelled.
func performTimed(
    seconds: Double, target: String, _ work: @escaping @Sendable () async throws(FlowError) -> JSONValue
) async throws(FlowError) -> JSONValue {
    let outcome = await withDeadline(seconds: seconds) { () -> Result<JSONValue, FlowError> in
        do throws(FlowError) {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }
    if let outcome { return try outcome.get() }
    throw Task.isCancelled
        ? FlowError(.connectionFailed, "\(target): cancelled")
        : FlowError(.timeoutExceeded, "\(target): not done within \(seconds) s (timeout_sec)")
}

extension BlockingWork {
    /// Runs work on a thread of its own, and throws what it throws.
    ///
    /// - Parameters:
    ///   - target: Connector and target, for messages.
    ///   - work: What is to be done; it has to return soon when the cancellation is requested.
    /// - Returns: What the work gave.
    /// - Throws: What the work throws; `ConnectionFailedError` when there was no thread to be had.
    static func run(
        target: String,
        _ work: @escaping @Sendable (BlockingCancellation) throws(FlowError) -> JSONValue
    ) async throws(FlowError) -> JSONValue {
        let outcome = await run { cancellation -> Result<JSONValue, FlowError> in
            do throws(FlowError) {
                return .success(try work(cancellation))
            } catch {
                return .failure(error)
            }
        }
        guard let outcome else {
            throw FlowError(.connectionFailed, "\(target): the system has no thread left for it")
        }
        return try outcome.get()
    }
}
