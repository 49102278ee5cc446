import FlowModel

/// What mails a search is for.
struct IMAPSearch: Sendable, Equatable {
    let command: IMAPCommand

    /// Reads the table `search` of the inputs; everything is looked for where it is empty.
    ///
    /// - Throws: `InvalidInputError` that names the field.
    init(_ fields: JSONObject) throws(FlowError) {
        var parts: [IMAPCommand.Part] = []
        for (name, isSet, isNotSet) in [
            ("seen", "SEEN", "UNSEEN"), ("flagged", "FLAGGED", "UNFLAGGED"), ("answered", "ANSWERED", "UNANSWERED"),
            ("deleted", "DELETED", "UNDELETED"),
        ] {
            if let value = fields[name] { parts.append(.word(value == true ? isSet : isNotSet)) }
        }
        for (name, word) in [
            ("from", "FROM"), ("to", "TO"), ("cc", "CC"), ("subject", "SUBJECT"), ("body", "BODY"), ("text", "TEXT"),
            ("message_id", "HEADER Message-ID"),
        ] {
            guard let text = fields[name]?.text else { continue }
            guard !text.isEmpty, text.utf8.count <= 1000,
                text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
            else {
                throw FlowError(
                    .invalidInput, "IMAP: search.\(name) must have 1 to 1000 bytes and no control character")
            }
            parts += [.word(word), .text(text)]
        }
        for (name, word) in [("since", "SINCE"), ("before", "BEFORE")] {
            guard let text = fields[name]?.text else { continue }
            guard let date = CivilDate(text) else {
                throw FlowError(.invalidInput, "IMAP: search.\(name) must be a day such as 2026-11-26")
            }
            parts.append(.word("\(word) \(date.day)-\(CivilDate.months[date.month - 1])-\(date.year)"))
        }
        for (name, word) in [("larger", "LARGER"), ("smaller", "SMALLER")] {
            if let size = fields[name]?.integer { parts.append(.word("\(word) \(size)")) }
        }
        // A range up to the last mail has that one in it even if it comes before.
        if let uid = fields["after_uid"]?.integer { parts.append(.word("UID \(uid + 1):*")) }
        if parts.isEmpty { parts = [.word("ALL")] }
        let isInternational = IMAPCommand(parts).isInternational
        command = IMAPCommand([.word(isInternational ? "UID SEARCH CHARSET UTF-8" : "UID SEARCH")] + parts)
    }
}
