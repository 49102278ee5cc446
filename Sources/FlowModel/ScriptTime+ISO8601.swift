extension ScriptTime: CustomStringConvertible {
    /// The ISO 8601 text with microseconds and offset, such as `2031-05-06T07:08:09.000010+0000`.
    public var description: String { iso8601 }

    /// The ISO 8601 text in UTC with microseconds and offset, such as `2031-05-06T07:08:09.000010+0000`.
    public var iso8601: String {
        let seconds = wholeSeconds
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let second = Int(seconds - day * 86_400)
        let date = CalendarDate(dayNumber: Int(day))
        let fraction = Int(microseconds - seconds * 1_000_000)
        guard 0...9999 ~= date.year else {
            let day = "\(date.year)-\(Self.padded(date.month))-\(Self.padded(date.day))"
            return "\(day)T\(clockText(second)).\(String(1_000_000 + fraction).dropFirst())+0000"
        }
        // Digit by digit, because every change of a record writes a time or two.
        return String(unsafeUninitializedCapacity: 31) { buffer in
            var writer = DigitWriter(buffer: buffer)
            writer.write(date.year, width: 4, then: "-")
            writer.write(date.month, width: 2, then: "-")
            writer.write(date.day, width: 2, then: "T")
            writer.write(second / 3600, width: 2, then: ":")
            writer.write(second / 60 % 60, width: 2, then: ":")
            writer.write(second % 60, width: 2, then: ".")
            writer.write(fraction, width: 6, then: "+")
            writer.write(0, width: 4, then: nil)
            return writer.count
        }
    }

    /// The time of day in UTC, such as `07:08:09`.
    public var timeOfDay: String {
        let second = wholeSeconds % 86_400
        return clockText(Int(second < 0 ? second + 86_400 : second))
    }

    /// Reads an ISO 8601 text such as `2031-05-06T07:08:09.5+02:00`; `nil` for other texts and for dates that do not
    /// exist.
    ///
    /// The fraction may be missing, the offset may be `Z` or have no colon, and a blank may stand for the `T`.
    public init?(iso8601 text: String) {
        var scanner = DigitScanner(rest: text.utf8[...])
        guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2), scanner.take("-"),
            let day = scanner.number(2), scanner.take("T") || scanner.take("t") || scanner.take(" "),
            let hour = scanner.number(2), scanner.take(":"), let minute = scanner.number(2), scanner.take(":"),
            let second = scanner.number(2), hour < 24, minute < 60, second < 60,
            let date = CalendarDate(year: year, month: month, day: day),
            let fraction = scanner.take(".") ? scanner.fraction() : 0,
            let offset = scanner.offset(), scanner.rest.isEmpty
        else { return nil }
        let seconds = Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
        self.init(microseconds: seconds * 1_000_000 + Int64(fraction))
    }

    private func clockText(_ second: Int) -> String {
        [second / 3600, second / 60 % 60, second % 60].map(Self.padded).joined(separator: ":")
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}

/// Writes numbers of fixed width one after the other.
private struct DigitWriter {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    mutating func write(_ number: Int, width: Int, then mark: Unicode.Scalar?) {
        var rest = number
        for index in stride(from: count + width - 1, through: count, by: -1) {
            buffer[index] = UInt8(48 + rest % 10)
            rest /= 10
        }
        count += width
        guard let mark else { return }
        buffer[count] = UInt8(ascii: mark)
        count += 1
    }
}

/// Takes numbers of fixed width from the front of a text.
private struct DigitScanner {
    var rest: Substring.UTF8View

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(_ width: Int) -> Int? {
        let digits = rest.prefix(width)
        guard digits.count == width, digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
        rest.removeFirst(width)
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// Microseconds; digits after the sixth are dropped.
    mutating func fraction() -> Int? {
        let digits = rest.prefix { 48...57 ~= $0 }
        guard !digits.isEmpty else { return nil }
        rest.removeFirst(digits.count)
        return (0..<6).reduce(0) { value, index in
            value * 10 + (index < digits.count ? Int(digits[digits.index(digits.startIndex, offsetBy: index)] - 48) : 0)
        }
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : (take("-") ? -1 : 0)
        guard sign != 0, let hours = number(2) else { return nil }
        _ = take(":")
        guard let minutes = number(2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
