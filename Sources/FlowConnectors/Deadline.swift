/// Runs an operation for so many seconds at most, and cancels it then.
///
/// - Returns: What the operation gave; nil when it was over its time, or was cancelled from outside.
func withDeadline<Result: Sendable>(
    seconds: Double, _ operation: @escaping @Sendable () async -> Result
) async -> Result? {
    await withTaskGroup(of: Result?.self) { group in
        group.addTask { await operation() }
        group.addTask {
            try? await Task.sleep(for: .seconds(seconds))
            return nil
        }
        let first = await group.next() ?? nil
        group.cancelAll()
        return first
    }
}
