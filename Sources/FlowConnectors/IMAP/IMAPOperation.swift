import CCurl
import FlowModel

/// Carries out what an order asks for, in a session on the thread that calls it.
struct IMAPOperation {
    let order: IMAPOrder
    let client: IMAPClient

    /// Carries it out.
    func perform() throws(CurlFault) -> JSONValue {
        switch order.action {
        case .listFolders: return try listFolders()
        case .search(let search, let after, let limit):
            // To look at a folder marks nothing in it as seen.
            var output = try open("EXAMINE")
            let uids = try found(search.command).filter { $0 > after }
            output["uids"] = .array(uids.prefix(limit).map(JSONValue.integer))
            output["is_complete"] = .bool(uids.count <= limit)
            return .object(output)
        case .fetch(let uids, let extent): return try fetch(uids, extent)
        case .mark(let uids, let add, let remove):
            return try change(uids) { set throws(CurlFault) in
                if !add.isEmpty { try store(set, "+FLAGS", add) }
                if !remove.isEmpty { try store(set, "-FLAGS", remove) }
            }
        case .move(let uids, let target, let createsFolder):
            return try change(uids) { set throws(CurlFault) in
                do throws(CurlFault) {
                    try move(set, to: target)
                } catch {
                    guard createsFolder, case .missing = error.reason else { throw error }
                    _ = try client.run(IMAPCommand([.word("CREATE"), .text(FolderName.encoded(target))]))
                    try move(set, to: target)
                }
            }
        case .delete(let uids):
            guard try capabilities().contains("UIDPLUS") else {
                throw CurlFault(
                    reason: .said(
                        "the server cannot delete single mails (UIDPLUS); mark them as deleted, or move them to a folder for rubbish"
                    ))
            }
            return try change(uids) { set throws(CurlFault) in try expunge(set) }
        }
    }

    // MARK: - Folders

    private func listFolders() throws(CurlFault) -> JSONValue {
        var folders: [(name: String, output: JSONValue)] = []
        for response in try client.run(IMAPCommand("LIST \"\" \"*\"")) {
            let values = response.values
            guard values.count == 4, values[0].text?.uppercased() == "LIST", let name = values[3].text else { continue }
            let flags = (values[1].items ?? []).compactMap { $0.text?.lowercased() }
            let decoded = FolderName.decoded(name)
            var output: JSONObject = [
                "name": .string(decoded), "has_messages": .bool(!flags.contains("\\noselect")),
            ]
            if case .string(let separator) = values[2] {
                output["separator"] = .string(String(decoding: separator, as: UTF8.self))
            }
            // What a folder is for (RFC 6154).
            let purposes = ["all", "archive", "drafts", "flagged", "junk", "sent", "trash"]
            output["purpose"] = purposes.first { flags.contains("\\\($0)") }.map(JSONValue.string)
            folders.append((decoded, .object(output)))
        }
        return ["folders": .array(folders.sorted { $0.name < $1.name }.map(\.output))]
    }

    /// Opens the folder, and checks that its numbers are those that are meant.
    private func open(_ word: String) throws(CurlFault) -> JSONObject {
        let responses = try enter(word)
        let validity = responses.compactMap { $0.code("UIDVALIDITY") }.first
        if let wanted = order.uidValidity, validity != wanted {
            throw CurlFault(
                reason: .said(
                    "the folder has other numbers now: its uid_validity is \(validity.map { "\($0)" } ?? "not known"), not \(wanted); search again"
                ))
        }
        var output: JSONObject = ["folder": .string(order.folder)]
        output["uid_validity"] = validity.map(JSONValue.integer)
        return output
    }

    private func enter(_ word: String) throws(CurlFault) -> [IMAPResponse] {
        let name = FolderName.encoded(order.folder)
        do throws(CurlFault) {
            return try client.run(IMAPCommand([.word(word), .text(name)]))
        } catch {
            // Many servers say in words only that there is no such folder.
            guard case .said = error.reason, order.folder.uppercased() != "INBOX" else { throw error }
            let listed = try client.run(IMAPCommand([.word("LIST \"\""), .text(name)]))
            if listed.contains(where: { $0.values.last?.text == name }) { throw error }
            throw CurlFault(reason: .missing("there is no such folder"))
        }
    }

    private func capabilities() throws(CurlFault) -> Set<String> {
        let words = try client.run(IMAPCommand("CAPABILITY")).flatMap(\.values).compactMap { $0.text?.uppercased() }
        return Set(words)
    }

    // MARK: - Mails

    private func found(_ command: IMAPCommand) throws(CurlFault) -> [Int64] {
        let numbers = try client.run(command).flatMap { response -> [Int64] in
            guard response.values.first?.text?.uppercased() == "SEARCH" else { return [] }
            return response.values.dropFirst().compactMap(\.number)
        }
        return Array(Set(numbers)).sorted()
    }

    /// Does something to those mails that are there, and says which were not.
    private func change(
        _ uids: [Int64], _ body: (_ set: String) throws(CurlFault) -> Void
    ) throws(CurlFault) -> JSONValue {
        var output = try open("SELECT")
        let there = uids.isEmpty ? [] : try found(IMAPCommand("UID SEARCH UID \(Self.set(uids))")).filter(uids.contains)
        if !there.isEmpty { try body(Self.set(there)) }
        output["uids"] = .array(there.map(JSONValue.integer))
        output["missing"] = .array(uids.filter { !there.contains($0) }.map(JSONValue.integer))
        return .object(output)
    }

    private static func set(_ uids: [Int64]) -> String { uids.map { "\($0)" }.joined(separator: ",") }

    private func store(_ set: String, _ word: String, _ flags: [String]) throws(CurlFault) {
        _ = try client.run(IMAPCommand("UID STORE \(set) \(word).SILENT (\(flags.joined(separator: " ")))"))
    }

    private func expunge(_ set: String) throws(CurlFault) {
        try store(set, "+FLAGS", ["\\deleted"])
        _ = try client.run(IMAPCommand("UID EXPUNGE \(set)"))
    }

    private func move(_ set: String, to target: String) throws(CurlFault) {
        let capabilities = try capabilities()
        let name = IMAPCommand.Part.text(FolderName.encoded(target))
        if capabilities.contains("MOVE") {
            _ = try client.run(IMAPCommand([.word("UID MOVE \(set)"), name]))
            return
        }
        _ = try client.run(IMAPCommand([.word("UID COPY \(set)"), name]))
        if capabilities.contains("UIDPLUS") {
            try expunge(set)
        } else {
            try store(set, "+FLAGS", ["\\deleted"])
        }
    }

    // MARK: - Fetching

    private func fetch(_ uids: [Int64], _ extent: ReceivedMail.Extent) throws(CurlFault) -> JSONValue {
        var output = try open("EXAMINE")
        var messages: [Int64: JSONValue] = [:]
        if !uids.isEmpty {
            let set = Self.set(uids)
            if extent != .headers {
                let sizes = try facts(of: "UID FETCH \(set) (UID RFC822.SIZE)").compactMap { $0["RFC822.SIZE"]?.number }
                let sum = sizes.reduce(Int64(0)) { $0.addingReportingOverflow($1).partialValue }
                guard 0...Int64(order.endpoint.byteLimit) ~= sum else {
                    throw CurlFault(
                        reason: .said(
                            "the mails have \(sum) bytes, more than \(order.endpoint.byteLimit) (max_response_bytes); fetch fewer, or parts = \"headers\""
                        ))
                }
            }
            let section = extent == .headers ? "HEADER" : ""
            for facts in try facts(of: "UID FETCH \(set) (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[\(section)])") {
                guard let uid = facts["UID"]?.number, case .string(let bytes)? = facts["BODY[\(section)]"] else {
                    continue
                }
                var message = ReceivedMail(bytes, extent).output
                message["uid"] = .integer(uid)
                message["bytes"] = facts["RFC822.SIZE"]?.number.map(JSONValue.integer)
                message["flags"] = .array(
                    (facts["FLAGS"]?.items ?? []).compactMap { $0.text.map(Self.flag) }.sorted().map(JSONValue.string))
                message["received"] = facts["INTERNALDATE"]?.text.flatMap(Self.moment).map(JSONValue.string)
                messages[uid] = .object(message)
            }
        }
        output["messages"] = .array(uids.compactMap { messages[$0] })
        output["missing"] = .array(uids.filter { messages[$0] == nil }.map(JSONValue.integer))
        return .object(output)
    }

    /// What the server says about mails: names and values.
    private func facts(of command: String) throws(CurlFault) -> [[String: IMAPValue]] {
        try client.run(IMAPCommand(command)).compactMap { response in
            guard response.values.count == 3, response.values[1].text?.uppercased() == "FETCH",
                let items = response.values[2].items
            else { return nil }
            var facts: [String: IMAPValue] = [:]
            for index in stride(from: 0, to: items.count - 1, by: 2) {
                if let name = items[index].text?.uppercased() { facts[name] = items[index + 1] }
            }
            return facts
        }
    }

    private static func flag(_ text: String) -> String {
        text.hasPrefix("\\") ? text.dropFirst().lowercased() : text
    }

    /// ` 1-Jan-2026 10:00:00 +0100` as `2026-01-01T10:00:00+01:00`.
    static func moment(_ text: String) -> String? {
        let words = text.split(separator: " ")
        guard words.count == 3, words[1].utf8.count == 8, words[2].utf8.count == 5 else { return nil }
        let date = words[0].split(separator: "-")
        guard date.count == 3, let day = Int(date[0]), 1...31 ~= day, date[2].utf8.count == 4,
            let month = CivilDate.months.firstIndex(of: String(date[1]))
        else { return nil }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date[2])-\(two(month + 1))-\(two(day))T\(words[1])\(words[2].prefix(3)):\(words[2].suffix(2))"
    }
}
