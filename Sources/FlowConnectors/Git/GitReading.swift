import FlowModel
import FoundationEssentials

/// Gets files and refs of a repository.
struct GitReading: Sendable {
    private static let fileLimit = 10_000

    let clone: GitClone
    private var order: GitOrder { clone.order }

    /// The files at a ref that patterns mean.
    func files(at ref: String, _ patterns: [PathPattern], asBase64: Bool) async throws(FlowError) -> JSONValue {
        try await clone.begin()
        try await clone.git([
            "fetch", "--quiet", "--no-tags", "--depth=1", "--filter=blob:limit=\(order.byteLimit + 1)", "origin", ref,
        ])
        guard let commit = try await clone.commit("FETCH_HEAD") else {
            throw FlowError(.resourceNotFound, "\(order.target): '\(ref)' is no commit")
        }
        await clone.cutOff()
        let listing = try await clone.git(["ls-tree", "-r", "-z", "-l", "--full-tree", commit], limit: 64 << 20)
        let entries = try selected(GitTreeEntry.entries(of: listing.output), patterns)
        let contents = try await contents(of: entries)
        var files = JSONObject()
        for (entry, bytes) in zip(entries, contents) {
            var file = JSONObject()
            let text = asBase64 ? nil : String(validating: bytes, as: UTF8.self)
            if entry.kind == .link {
                file["link"] = .string(String(decoding: bytes, as: UTF8.self))
            } else if let text {
                file["text"] = .string(text)
            } else {
                file["content_base64"] = .string(Data(bytes).base64EncodedString())
            }
            if entry.kind == .program { file["executable"] = true }
            files[entry.path ?? ""] = .object(file)
        }
        return ["commit": .string(commit), "files": .object(files)]
    }

    private func selected(
        _ entries: [GitTreeEntry], _ patterns: [PathPattern]
    ) throws(FlowError) -> [GitTreeEntry] {
        var selected: [GitTreeEntry] = []
        var found = [Bool](repeating: false, count: patterns.count)
        var bytes = 0
        for entry in entries where entry.kind != .other {
            guard let path = entry.path else {
                guard patterns.isEmpty else { continue }
                throw FlowError(
                    .connectionFailed, "\(order.target): there is a path that is not UTF-8; give the others in paths")
            }
            var isMeant = patterns.isEmpty
            for (index, pattern) in patterns.enumerated() where pattern.matches(path) {
                found[index] = true
                isMeant = true
            }
            guard isMeant else { continue }
            bytes += entry.size ?? order.byteLimit + 1
            guard bytes <= order.byteLimit else {
                throw FlowError(
                    .connectionFailed,
                    "\(order.target): the files have more than \(order.byteLimit) bytes (max_response_bytes)")
            }
            selected.append(entry)
        }
        for (pattern, isFound) in zip(patterns, found) where !isFound && pattern.isPlain {
            throw FlowError(.resourceNotFound, "\(order.target): there is no '\(pattern.text)'")
        }
        guard selected.count <= Self.fileLimit else {
            throw FlowError(
                .connectionFailed, "\(order.target): there are more than \(Self.fileLimit) files; see paths")
        }
        return selected
    }

    private func contents(of entries: [GitTreeEntry]) async throws(FlowError) -> [[UInt8]] {
        guard !entries.isEmpty else { return [] }
        let input = entries.map { $0.id + "\n" }.joined()
        let answer = try await clone.git(
            ["cat-file", "--batch"], input: Array(input.utf8), limit: order.byteLimit + 200 * entries.count)
        var rest = answer.output[...]
        var contents: [[UInt8]] = []
        for entry in entries {
            let header = String(decoding: rest.prefix { $0 != 0x0A }, as: UTF8.self).split(separator: " ")
            rest = rest.drop { $0 != 0x0A }.dropFirst()
            guard header.count == 3, header[0] == entry.id, let size = Int(header[2]), rest.count > size else {
                throw FlowError(.connectionFailed, "\(order.target): git does not give '\(entry.path ?? "")'")
            }
            contents.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size + 1)
        }
        return contents
    }

    /// The refs of the other side, as far as they fit a pattern.
    func refs(_ pattern: String?) async throws(FlowError) -> JSONValue {
        let answer = try await clone.git(
            ["ls-remote", "--quiet", "--symref", "origin"] + (pattern.map { [$0] } ?? []), limit: order.byteLimit)
        return GitRefs(answer.text).output
    }
}

/// One entry of what `git ls-tree -z -l` writes.
struct GitTreeEntry: Sendable, Equatable {
    enum Kind: Sendable {
        case file, program, link
        /// Another repository.
        case other
    }

    let kind: Kind
    let id: String
    /// nil for what was too large to be fetched.
    let size: Int?
    /// nil for one that is not UTF-8.
    let path: String?

    /// Reads all entries.
    static func entries(of output: [UInt8]) -> [GitTreeEntry] {
        output.split(separator: 0).compactMap { line in
            guard let tab = line.firstIndex(of: 0x09) else { return nil }
            let facts = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
            guard facts.count == 4 else { return nil }
            let kind: Kind =
                switch facts[0] {
                case "100755": .program
                case "120000": .link
                case _ where facts[1] == "blob": .file
                default: .other
                }
            return GitTreeEntry(
                kind: kind, id: String(facts[2]), size: Int(facts[3]),
                path: String(validating: line[line.index(after: tab)...], as: UTF8.self))
        }
    }
}

/// What `git ls-remote --symref` writes.
struct GitRefs: Sendable {
    private var commits = KeyedValues<String>()
    private var head: String?

    /// Reads it.
    init(_ text: String) {
        var tags: [(name: String, commit: String)] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            if parts[0].hasPrefix("ref: ") {
                if parts[1] == "HEAD" { head = String(parts[0].dropFirst("ref: refs/heads/".count)) }
            } else if parts[1].hasSuffix("^{}") {
                // A tag with a message is an object of its own; what it marks is the commit.
                tags.append((String(parts[1].dropLast(3)), parts[0]))
            } else {
                commits[parts[1]] = parts[0]
            }
        }
        for tag in tags { commits[tag.name] = tag.commit }
    }

    /// The output of a connection.
    var output: JSONValue {
        var output: JSONObject = [
            "refs": .array(
                commits.entries.filter { $0.key != "HEAD" }
                    .map { ["name": .string($0.key), "commit": .string($0.value)] })
        ]
        output["commit"] = commits["HEAD"].map(JSONValue.string)
        output["default_branch"] = head.map(JSONValue.string)
        return .object(output)
    }
}
