public import FlowModel
import Foundation

/// The rules of time zones that this machine knows.
///
/// They may differ elsewhere, and change with time: what a script is told is in its journal.
public struct SystemTimeZones: TimeZoneRules {
    /// Clocks were changed within so many seconds if ever they are: two years.
    private static let reach = 2 * 366 * 86400.0

    /// The rules of this machine.
    public init() {}

    /// The period of a zone that a moment is in.
    public func period(of zone: String, at moment: ScriptTime) -> ZonePeriod? {
        guard zone != "UTC" else { return .utc }
        // Abbreviations such as CET are ambiguous, and `TimeZone` would take them.
        guard zone.contains("/"), let zone = TimeZone(identifier: zone) else { return nil }
        let date = Date(timeIntervalSince1970: Double(moment.microseconds) / 1e6)
        var since: Date?
        var next = zone.nextDaylightSavingTimeTransition(after: date.addingTimeInterval(-Self.reach))
        while let change = next, change <= date {
            since = change
            next = zone.nextDaylightSavingTimeTransition(after: change)
        }
        let before = since.map { zone.secondsFromGMT(for: $0.addingTimeInterval(-1)) }
        return ZonePeriod(
            offset: Int64(zone.secondsFromGMT(for: date)), isDaylightSaving: zone.isDaylightSavingTime(for: date),
            abbreviation: zone.abbreviation(for: date) ?? "", since: since.map(Self.time),
            offsetBefore: before.map(Int64.init), until: next.map(Self.time))
    }

    private static func time(_ date: Date) -> ScriptTime {
        ScriptTime(microseconds: Int64((date.timeIntervalSince1970 * 1e6).rounded()))
    }
}
