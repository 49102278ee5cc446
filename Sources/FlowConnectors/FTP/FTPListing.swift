import FlowModel
import FoundationEssentials

/// What is in a folder, read from one of the forms in which servers list it.
struct FTPListing: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        /// As the server writes it, in whatever encoding.
        let name: [UInt8]
        /// `file`, `folder`, `link` or `other`.
        let type: String
        /// nil where the server does not say.
        var bytes: Int64?
        /// nil where the server does not say exactly.
        var modified: String?

        /// The entry as scripts see it.
        var output: JSONValue {
            var output: JSONObject = ["type": .string(type)]
            if let text = String(validating: name, as: UTF8.self) {
                output["name"] = .string(text)
            } else {
                output["name_base64"] = .string(Data(name).base64EncodedString())
            }
            if type == "file", let bytes { output["bytes"] = .integer(bytes) }
            output["modified"] = modified.map(JSONValue.string)
            return .object(output)
        }
    }

    /// By name.
    let entries: [Entry]

    /// Reads lines of the command MLSD (RFC 3659); nil when one of them is none.
    init?(machineReadable bytes: [UInt8]) {
        var entries: [Entry] = []
        for line in Self.lines(bytes) {
            guard let blank = line.firstIndex(of: 0x20) else { return nil }
            var facts: [String: String] = [:]
            for fact in line[..<blank].split(separator: UInt8(ascii: ";")) {
                let parts = fact.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { return nil }
                facts[String(decoding: parts[0], as: UTF8.self).lowercased()] = String(
                    decoding: parts[1], as: UTF8.self)
            }
            let type: String
            switch (facts["type"] ?? "").lowercased() {
            case "cdir", "pdir": continue
            case "file": type = "file"
            case "dir": type = "folder"
            case let other: type = other.contains("link") ? "link" : "other"
            }
            entries.append(
                Entry(
                    name: Array(line[line.index(after: blank)...]), type: type,
                    bytes: facts["size"].flatMap { Int64($0) },
                    modified: facts["modify"].flatMap(Self.moment)))
        }
        self.init(entries)
    }

    /// Reads lines as `ls -l` has them, or as servers of Windows do; nil when one of them is neither.
    init?(_ bytes: [UInt8]) {
        var entries: [Entry] = []
        for line in Self.lines(bytes) {
            if line.starts(with: Array("total ".utf8)) { continue }
            guard let entry = Self.unix(line) ?? Self.windows(line) else { return nil }
            if entry.name != [0x2E], entry.name != [0x2E, 0x2E] { entries.append(entry) }
        }
        self.init(entries)
    }

    private init(_ entries: [Entry]) {
        self.entries = entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    /// What has that name; nil for nothing.
    func entry(named name: String) -> Entry? { entries.first { $0.name == Array(name.utf8) } }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: 0x0A).map { $0.last == 0x0D ? $0.dropLast() : $0 }.filter { !$0.isEmpty }
    }

    /// `20261126070000` or with parts of a second.
    private static func moment(_ text: String) -> String? {
        let digits = Array(text.utf8.prefix(14))
        guard digits.count == 14, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
    }

    /// `-rw-r--r--  1 user group  123 Jan  1 00:00 name`; users may have blanks in their names, and groups be left out.
    private static func unix(_ line: ArraySlice<UInt8>) -> Entry? {
        let type: String
        switch line.first {
        case UInt8(ascii: "-"): type = "file"
        case UInt8(ascii: "d"): type = "folder"
        case UInt8(ascii: "l"): type = "link"
        case UInt8(ascii: "b"), UInt8(ascii: "c"), UInt8(ascii: "p"), UInt8(ascii: "s"): type = "other"
        default: return nil
        }
        let words = line.split(separator: 0x20)
        guard words.count >= 7, words[0].count >= 10 else { return nil }
        for index in 3..<words.count - 3 {
            let month = String(decoding: words[index], as: UTF8.self)
            guard CivilDate.months.contains(month), let size = Int64(String(decoding: words[index - 1], as: UTF8.self)),
                let day = Int(String(decoding: words[index + 1], as: UTF8.self)), 1...31 ~= day
            else { continue }
            // One blank separates the name, which may begin with more.
            var name = line[words[index + 2].endIndex...].dropFirst()
            if type == "link", let arrow = Self.arrow(in: name) { name = name[..<arrow] }
            guard !name.isEmpty else { return nil }
            return Entry(name: Array(name), type: type, bytes: size)
        }
        return nil
    }

    private static func arrow(in name: ArraySlice<UInt8>) -> Int? {
        let arrow = Array(" -> ".utf8)
        return name.indices.first { name[$0...].starts(with: arrow) }
    }

    /// `11-26-26  07:00AM  <DIR>  name`, or a size in place of `<DIR>`.
    private static func windows(_ line: ArraySlice<UInt8>) -> Entry? {
        let words = line.split(separator: 0x20, maxSplits: 3)
        guard words.count == 4, words[0].count >= 8, words[0].filter({ $0 == UInt8(ascii: "-") }).count == 2,
            words[1].contains(UInt8(ascii: ":"))
        else { return nil }
        let name = Array(words[3].drop { $0 == 0x20 })
        let middle = String(decoding: words[2], as: UTF8.self)
        if middle == "<DIR>" { return Entry(name: name, type: "folder") }
        return Int64(middle).map { Entry(name: name, type: "file", bytes: $0) }
    }
}
