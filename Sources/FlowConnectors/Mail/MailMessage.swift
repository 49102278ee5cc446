import FlowModel

/// A mail as it goes over the line (RFC 5322 and MIME).
struct MailMessage: Sendable {
    /// A file that goes with it.
    struct Attachment: Sendable, Equatable {
        let name: String
        let contentType: String
        let content: [UInt8]
    }

    var from: MailAddress
    var to: [MailAddress] = []
    var cc: [MailAddress] = []
    var replyTo: [MailAddress] = []
    var subject = ""
    /// Without angle brackets.
    var messageID: String
    /// Seconds since 1970.
    var date: Int64
    var text: String?
    var html: String?
    var attachments: [Attachment] = []
    var headers: [(name: String, value: String)] = []

    /// All of it, in lines that end as mail has them.
    var bytes: [UInt8] {
        var lines = ["From: \(from.field)"]
        for (name, addresses) in [("To", to), ("Cc", cc), ("Reply-To", replyTo)] where !addresses.isEmpty {
            lines.append("\(name): \(addresses.map(\.field).joined(separator: ",\r\n "))")
        }
        // Mail without anybody to read in its head is taken for rubbish by many.
        if to.isEmpty, cc.isEmpty { lines.append("To: undisclosed-recipients:;") }
        lines += [
            "Subject: \(EncodedWord.text(subject))", "Date: \(Self.text(ofDate: date))", "Message-ID: <\(messageID)>",
        ]
        for (name, value) in headers { lines.append("\(name): \(EncodedWord.text(value))") }
        lines.append("MIME-Version: 1.0")
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8) + body.bytes + [0x0D, 0x0A]
    }

    // MARK: - Parts

    /// Headers about the content, an empty line, and the content.
    private struct Part {
        let bytes: [UInt8]

        init(_ headers: [String], _ content: [UInt8]) {
            bytes = Array((headers.joined(separator: "\r\n") + "\r\n\r\n").utf8) + content
        }

        /// Parts one after the other.
        init(_ kind: String, _ parts: [Part]) {
            // It begins with letters that no coding of a part gives.
            let boundary = "=_moonflow_\(kind)"
            var content: [UInt8] = []
            for part in parts { content += Array("--\(boundary)\r\n".utf8) + part.bytes + [0x0D, 0x0A] }
            content += Array("--\(boundary)--".utf8)
            self.init(["Content-Type: multipart/\(kind); boundary=\"\(boundary)\""], content)
        }
    }

    private var body: Part {
        let texts = [text.map { Self.part($0, "plain") }, html.map { Self.part($0, "html") }].compactMap { $0 }
        let body = texts.count == 2 ? Part("alternative", texts) : texts.first ?? Self.part("", "plain")
        return attachments.isEmpty ? body : Part("mixed", [body] + attachments.map(Self.part))
    }

    private static func part(_ text: String, _ kind: String) -> Part {
        Part(
            ["Content-Type: text/\(kind); charset=utf-8", "Content-Transfer-Encoding: quoted-printable"],
            TransferCoding.quotedPrintable(text))
    }

    private static func part(_ attachment: Attachment) -> Part {
        let name = attachment.name
        let isPlain = name.utf8.allSatisfy { 0x20...0x7E ~= $0 && !"\"\\".utf8.contains($0) }
        let parameter = isPlain ? "filename=\"\(name)\"" : "filename*=UTF-8''\(PercentCoding.encoded(name))"
        return Part(
            [
                "Content-Type: \(attachment.contentType)", "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment;\r\n \(parameter)",
            ], TransferCoding.base64(attachment.content))
    }

    // MARK: - Dates

    /// A moment as mail writes it, such as `Thu, 26 Nov 2026 07:00:00 +0000`.
    static func text(ofDate seconds: Int64) -> String {
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let second = Int(seconds) - days * 86_400
        let date = CivilDate(days: days)
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let weekday = names[((days % 7) + 7) % 7]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(weekday), \(date.day) \(CivilDate.months[date.month - 1]) \(date.year) "
            + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) +0000"
    }
}

/// A day of the calendar.
struct CivilDate: Sendable, Equatable {
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    let year: Int
    /// From 1 on.
    let month: Int
    let day: Int

    /// The day so many days after the first of 1970.
    init(days: Int) {
        // Years that begin in March, in periods of 400 years.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Reads `2026-11-26`; nil for what is no day.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || 0x30...0x39 ~= $0 }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), 1...12 ~= month
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard 1...lengths[month - 1] ~= day else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }
}
