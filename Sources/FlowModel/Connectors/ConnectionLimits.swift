/// How many connections may be performed: at a time, and within a minute.
public struct ConnectionLimits: Sendable, Equatable {
    /// How many at a time; nil for any number.
    public var concurrent: Int?
    /// How many may begin within any sixty seconds; nil for any number.
    public var perMinute: Int?

    /// Describes limits.
    ///
    /// - Parameters:
    ///   - concurrent: How many at a time, at least 1; nil for any number.
    ///   - perMinute: How many may begin within any sixty seconds, at least 1; nil for any number.
    public init(concurrent: Int? = nil, perMinute: Int? = nil) {
        self.concurrent = concurrent.map { max($0, 1) }
        self.perMinute = perMinute.map { max($0, 1) }
    }

    /// There are none.
    public var isEmpty: Bool { concurrent == nil && perMinute == nil }
}
