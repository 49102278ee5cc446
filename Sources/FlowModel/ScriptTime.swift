/// A moment as scripts see it: microseconds since 1970-01-01T00:00:00Z, leap seconds aside.
public struct ScriptTime: Sendable, Hashable, Comparable {
    /// The moments that have a text with a year of four digits; times of scripts stay within.
    public static let range =
        ScriptTime(
            microseconds: -62_135_596_800_000_000)...ScriptTime(
            microseconds: 253_402_300_799_999_999
        )

    /// Microseconds since 1970, negative before.
    public let microseconds: Int64

    /// Makes the moment that many microseconds after 1970.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The moment that many seconds after 1970, rounded to a microsecond; `nil` outside of ``range`` or not a number.
    public init?(seconds: Double) {
        let microseconds = (seconds * 1_000_000).rounded()
        guard abs(microseconds) < 1e18 else { return nil }
        self.init(microseconds: Int64(microseconds))
        guard Self.range.contains(self) else { return nil }
    }

    /// Whole seconds since 1970, rounded down.
    public var wholeSeconds: Int64 {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The moment that much later, kept within ``range``; a duration that is not a number counts as zero.
    public func advanced(bySeconds seconds: Double) -> ScriptTime {
        guard !seconds.isNaN else { return self }
        let step = min(max((seconds * 1_000_000).rounded(), -4e17), 4e17)
        let (sum, overflow) = microseconds.addingReportingOverflow(Int64(step))
        let moment = overflow ? (step < 0 ? Int64.min : Int64.max) : sum
        return min(max(ScriptTime(microseconds: moment), Self.range.lowerBound), Self.range.upperBound)
    }

    /// Tells whether the first moment is before the second.
    public static func < (left: ScriptTime, right: ScriptTime) -> Bool {
        left.microseconds < right.microseconds
    }
}
