import ArgumentParser
import Glibc

/// How long ended executions stay in the store.
struct RetentionOptions: ParsableArguments {
    /// Two weeks, and two more in which one may miss them.
    private static let usualDays = 28.0

    @Option(
        name: .customLong("retention-days"),
        help: ArgumentHelp(
            "Executions that ended so many days ago are removed, with their journals and logs; 0 to keep all. "
                + "$MOONFLOW_RETENTION_DAYS or 28 unless given.", valueName: "days"))
    var days: Double?

    func validate() throws {
        if let days, !Self.range.contains(days) { throw ValidationError("--retention-days must be 0 to 36500.") }
    }

    /// Whoever waits for an end must find it.
    private static let leastSeconds = 60.0
    private static let range = 0.0...36500

    /// Seconds that they stay; nil for ever.
    ///
    /// - Throws: `CommandFailure` when the environment says something that is no number of days.
    func seconds() throws(CommandFailure) -> Double? {
        let days = try chosenDays()
        return days == 0 ? nil : max(Self.leastSeconds, days * 86400)
    }

    /// Days that they stay; 0 for ever.
    ///
    /// - Throws: `CommandFailure` when the environment says something that is no number of days.
    func chosenDays() throws(CommandFailure) -> Double {
        if let days { return days }
        if let text = getenv("MOONFLOW_RETENTION_DAYS").map({ String(cString: $0) }), !text.isEmpty {
            guard let number = Double(text), Self.range.contains(number) else {
                throw CommandFailure("$MOONFLOW_RETENTION_DAYS is '\(text)'; it must be a number from 0 to 36500")
            }
            return number
        }
        return Self.usualDays
    }
}
