/// A stretch of time in which the clocks of a time zone are not changed.
public struct ZonePeriod: Sendable, Equatable {
    /// How far local time is ahead of UTC, in seconds.
    public let offset: Int64
    /// Daylight saving time is in force.
    public let isDaylightSaving: Bool
    /// What the time is called, such as CET.
    public let abbreviation: String
    /// When it began; nil when that was long ago.
    public let since: ScriptTime?
    /// How far local time was ahead of UTC before.
    public let offsetBefore: Int64
    /// When the clocks are changed next; nil when that is not known.
    public let until: ScriptTime?

    /// Describes a period.
    public init(
        offset: Int64, isDaylightSaving: Bool = false, abbreviation: String, since: ScriptTime? = nil,
        offsetBefore: Int64? = nil, until: ScriptTime? = nil
    ) {
        self.offset = offset
        self.isDaylightSaving = isDaylightSaving
        self.abbreviation = abbreviation
        self.since = since
        self.offsetBefore = offsetBefore ?? offset
        self.until = until
    }

    /// Coordinated universal time.
    public static let utc = ZonePeriod(offset: 0, abbreviation: "UTC")
}

/// Where the rules of time zones come from.
public protocol TimeZoneRules: Sendable {
    /// The period of a zone, such as `Europe/Berlin`, that a moment is in; nil when there is no such zone.
    func period(of zone: String, at moment: ScriptTime) -> ZonePeriod?
}
