import FlowModel
import Glibc

/// Commits a change and pushes it: once, however often it is performed.
struct GitWriting: Sendable {
    private static let tries = 5
    /// How many commits of a branch are looked through for one that was made before.
    private static let searchLimit = 1000
    /// Seconds that the clocks of those who commit may differ from ours.
    private static let clockSkew = 86_400

    let clone: GitClone
    let change: GitChange
    let key: String
    /// When the execution was made, in seconds since 1970: what it has committed is not older.
    let start: Int

    private var order: GitOrder { clone.order }
    private var branch: String { "refs/heads/\(change.branch)" }
    private let tip = "refs/moonflow/tip"

    /// Describes the work.
    init(clone: GitClone, change: GitChange, key: String, start: Int) {
        self.clone = clone
        self.change = change
        self.key = key
        self.start = start
    }

    /// Does it.
    func perform() async throws(FlowError) -> JSONValue {
        try await clone.begin()
        for attempt in 0..<Self.tries {
            if attempt > 0 { try? await Task.sleep(for: .milliseconds(Int64.random(in: 50...(100 << attempt)))) }
            let (source, parent) = try await fetch()
            if parent != nil, let made = try await made(in: source) { return output(made, isNew: true) }
            if let expected = change.expectedCommit, parent != expected {
                throw conflict(
                    "the branch is not at the expected commit but \(parent.map { "at \($0)" } ?? "not there")")
            }
            if let parent { try await check(against: parent) }
            let new = try await commit(after: parent, attempt: attempt)
            if let parent, try await tree(new) == tree(parent) { return output(parent, isNew: false) }
            if try await push(new) { return output(new, isNew: true) }
        }
        throw conflict("others push to the branch all the time; tried \(Self.tries) times")
    }

    private func output(_ commit: String, isNew: Bool) -> JSONValue {
        ["commit": .string(commit), "branch": .string(change.branch), "committed": .bool(isNew)]
    }

    private func conflict(_ text: String) -> FlowError {
        FlowError(.connectionFailed, "\(order.target): \(text)", details: ["reason": "conflict"])
    }

    // MARK: - What is there

    /// Fetches the branch, or what a new one begins with.
    ///
    /// - Returns: What was fetched, and its last commit; nil where there is none yet.
    private func fetch() async throws(FlowError) -> (source: String, commit: String?) {
        var source = branch
        do throws(FlowError) {
            try await fetch(branch, depth: "--depth=1")
        } catch {
            guard GitFailure.isMissingRef(error) else { throw error }
            guard let start = change.start else {
                throw FlowError(
                    .resourceNotFound,
                    "\(order.target): there is no branch '\(change.branch)'; see create_branch", details: error.details)
            }
            source = start
            do throws(FlowError) {
                try await fetch(start, depth: "--depth=1")
            } catch {
                // Nothing is there yet, so this is the first commit of all.
                guard GitFailure.isMissingRef(error), start == "HEAD" else { throw error }
                return (source, nil)
            }
        }
        return (source, try await clone.commit(tip))
    }

    private func fetch(_ ref: String, depth: String) async throws(FlowError) {
        // Folders are enough to commit: files are fetched by nobody.
        try await clone.git([
            "fetch", "--quiet", "--no-tags", depth, "--filter=blob:none", "--force", "origin", "\(ref):\(tip)",
        ])
    }

    /// The commit that an earlier try has made; nil when there is none.
    private func made(in source: String) async throws(FlowError) -> String? {
        var depth = 50
        var seen = 0
        while true {
            let log = GitLog(
                try await clone.git(["log", "-z", "--format=%H %P%n%ct%n%B", tip], limit: 64 << 20).output)
            if let commit = log.commit(with: GitChange.trailer + key) { return commit }
            let oldest = start - Self.clockSkew
            // The other side may have no more than it has given.
            guard seen < log.count, log.count < Self.searchLimit, try await isCut(after: oldest) else { return nil }
            seen = log.count
            try await clone.git([
                "fetch", "--quiet", "--no-tags", "--deepen=\(depth)", "--filter=blob:none", "origin", source,
            ])
            depth *= 2
        }
    }

    /// Tells whether there is more than was fetched that may be as young as this.
    private func isCut(after seconds: Int) async throws(FlowError) -> Bool {
        let file = clone.folder.file("repository/shallow")
        let ends = await BlockingWork.run { _ in (try? String(contentsOfFile: file, encoding: .utf8)) ?? "" } ?? ""
        let commits = ends.split(whereSeparator: \.isNewline).map(String.init)
        guard !commits.isEmpty else { return false }
        let times = try await clone.git(["log", "--no-walk=unsorted", "--format=%ct"] + commits.prefix(200)).text
        return times.split(whereSeparator: \.isNewline).contains { Int($0).map { $0 >= seconds } ?? false }
    }

    /// Checks that no file would take the place of a folder, and no folder that of a file.
    private func check(against parent: String) async throws(FlowError) {
        var paths: Set<String> = []
        var folders: Set<String> = []
        for file in change.files where file.content != nil {
            paths.insert(file.path)
            folders.formUnion(GitChange.folders(above: file.path))
        }
        let all = paths.union(folders).sorted()
        for start in stride(from: 0, to: all.count, by: 500) {
            let some = all[start..<min(start + 500, all.count)]
            let listing = try await clone.git(
                ["ls-tree", "-t", "-z", "--full-tree", parent, "--"] + some, limit: 16 << 20)
            for line in listing.output.split(separator: 0) {
                guard let tab = line.firstIndex(of: 0x09) else { continue }
                let isFolder =
                    String(decoding: line[..<tab], as: UTF8.self).split(separator: " ").dropFirst().first == "tree"
                let path = String(decoding: line[line.index(after: tab)...], as: UTF8.self)
                if isFolder, paths.contains(path) { throw conflict("'\(path)' is a folder there") }
                if !isFolder, folders.contains(path) { throw conflict("'\(path)' is a file there, and no folder") }
            }
        }
    }

    // MARK: - What is made

    private func commit(after parent: String?, attempt: Int) async throws(FlowError) -> String {
        let ref = "refs/moonflow/new-\(attempt)"
        let stream = change.stream(to: ref, after: parent, key: key, seconds: time(nil))
        try await clone.git(["fast-import", "--quiet", "--done"], input: stream)
        guard let commit = try await clone.commit(ref) else {
            throw FlowError(.connectionFailed, "\(order.target): git has not made the commit")
        }
        return commit
    }

    private func tree(_ commit: String) async throws(FlowError) -> String {
        try await clone.git(["rev-parse", "--verify", "--quiet", "\(commit)^{tree}"]).text
    }

    /// Pushes the commit.
    ///
    /// - Returns: false when somebody else was faster.
    private func push(_ commit: String) async throws(FlowError) -> Bool {
        let answer = try await clone.run(["push", "--porcelain", "--no-verify", "origin", "\(commit):\(branch)"])
        guard answer.code != 0 else { return true }
        guard let line = answer.text.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix("!") }) else {
            throw GitFailure(answer, of: "push", order).error(order)
        }
        let isPassing = ["[rejected]", "cannot lock ref", "failed to update ref", "fetch first", "already exists"]
            .contains { line.contains($0) }
        guard !isPassing else { return false }
        let reason = line.split(separator: "\t").last ?? ""
        let said = ProcessReport.beginning(answer.errors, order.redactor).map { ": \($0)" } ?? ""
        throw FlowError(
            .connectionFailed,
            "\(order.target): the other side refuses the push, \(order.redactor.redacted(String(reason)))\(said)",
            details: ["reason": "rejected"])
    }
}

/// What `git log -z --format="%H %P%n%ct%n%B"` writes.
struct GitLog: Sendable {
    private let commits: [(id: String, lines: [Substring])]

    /// How many commits there are.
    var count: Int { commits.count }

    /// Reads it.
    init(_ output: [UInt8]) {
        commits = output.split(separator: 0).compactMap { part in
            let lines = String(decoding: part, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
            guard lines.count > 2 else { return nil }
            return (String(lines[0].prefix { $0 != " " }), Array(lines[2...]))
        }
    }

    /// The commit whose message has a line; nil when there is none.
    func commit(with line: String) -> String? {
        commits.first { $0.lines.contains { $0 == line } }?.id
    }
}
