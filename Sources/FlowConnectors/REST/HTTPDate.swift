import Glibc

/// Points in time as headers of HTTP have them.
enum HTTPDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, with dashes instead of blanks and years of two digits as well.
    ///
    /// - Returns: Seconds since 1970; nil for what is no date.
    static func seconds(_ text: String) -> Int? {
        let parts = text.split { $0 == " " || $0 == "-" || $0 == "," }
        guard parts.count >= 5, let day = Int(parts[1]), 1...31 ~= day,
            let month = months.firstIndex(of: parts[2].lowercased()), let year = Int(parts[3]), 0...9999 ~= year
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, 0...23 ~= clock[0], 0...59 ~= clock[1], 0...60 ~= clock[2] else { return nil }
        var fields = tm()
        fields.tm_mday = Int32(day)
        fields.tm_mon = Int32(month)
        fields.tm_year = Int32(year < 70 ? year + 100 : year < 100 ? year : year - 1900)
        (fields.tm_hour, fields.tm_min, fields.tm_sec) = (Int32(clock[0]), Int32(clock[1]), Int32(clock[2]))
        return timegm(&fields)
    }

    /// Seconds since 1970, now.
    static var now: Int { time(nil) }
}
