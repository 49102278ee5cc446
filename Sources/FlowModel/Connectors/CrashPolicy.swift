/// What becomes of a connection that was under way when its process died: nobody knows whether it reached the other side.
public enum CrashPolicy: String, Sendable, CaseIterable {
    /// It is performed again, with the same idempotency key.
    case atLeastOnce = "at_least_once"
    /// It pauses and says what is unknown: the effect happens at most once, until somebody decides.
    case ask
}

extension ConnectorInput {
    /// What every connector takes: what becomes of the connection after a crash.
    public static let afterCrash = ConnectorInput(
        "after_crash", .choice(CrashPolicy.allCases.map(\.rawValue)),
        "What becomes of the connection when the process dies while it is under way: it is performed again with the same idempotency key, or pauses and asks."
    )
}
