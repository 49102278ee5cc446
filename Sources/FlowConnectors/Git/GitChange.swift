import FlowModel

/// A commit to be made.
struct GitChange: Sendable {
    struct File: Sendable, Equatable {
        let path: String
        /// nil for a file that is to go.
        let content: [UInt8]?
        let isExecutable: Bool
    }

    /// The line of a commit message by which a commit that was made before is found.
    static let trailer = "Moonflow-Idempotency-Key: "

    let branch: String
    /// Where a branch that is not there begins; nil where it has to be there.
    let start: String?
    /// The commit that the branch has to be at still.
    let expectedCommit: String?
    let files: [File]
    let message: String
    let authorName: String
    let authorEmail: String

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject) throws(FlowError) {
        func missing(_ name: String) -> FlowError {
            FlowError(.missingInput, "GIT: the input '\(name)' is missing; commit needs it")
        }
        guard let branch = try GitOrder.ref("branch", inputs) else { throw missing("branch") }
        guard !branch.hasPrefix("refs/"), branch != "HEAD" else {
            throw FlowError(.invalidInput, "GIT: branch must be the name of a branch without refs/heads/")
        }
        self.branch = branch
        let from = try GitOrder.ref("ref", inputs)
        let creates = inputs["create_branch"] == true
        guard creates || from == nil else {
            throw FlowError(.invalidInput, "GIT: ref says where a new branch begins; set create_branch")
        }
        start = creates ? from ?? "HEAD" : nil
        expectedCommit = inputs["expected_commit"]?.text?.lowercased()
        if let expectedCommit {
            guard expectedCommit.utf8.count == 40 || expectedCommit.utf8.count == 64,
                expectedCommit.allSatisfy({ $0.isHexDigit && $0.isASCII })
            else { throw FlowError(.invalidInput, "GIT: expected_commit must be the whole id of a commit") }
        }
        guard let message = inputs["message"]?.text else { throw missing("message") }
        guard !message.allSatisfy({ $0.isWhitespace }), !message.utf8.contains(0) else {
            throw FlowError(.invalidInput, "GIT: message is empty, or has a zero byte")
        }
        self.message = message
        authorName = try Self.plain("author_name", inputs) ?? "Moonflow"
        authorEmail = try Self.plain("author_email", inputs) ?? "moonflow@localhost"
        guard let tables = inputs["files"]?.items, !tables.isEmpty else { throw missing("files") }
        var files: [File] = []
        var paths: Set<String> = []
        for (index, table) in tables.enumerated() {
            let file = try Self.file(table.object ?? [:], "files[\(index + 1)]")
            guard paths.insert(file.path).inserted else {
                throw FlowError(.invalidInput, "GIT: files has '\(file.path)' twice")
            }
            files.append(file)
        }
        for path in paths {
            for folder in Self.folders(above: path) where paths.contains(folder) {
                throw FlowError(.invalidInput, "GIT: files has '\(folder)' as a file and as a folder")
            }
        }
        self.files = files
    }

    private static func file(_ table: JSONObject, _ place: String) throws(FlowError) -> File {
        let path = table["path"]?.text ?? ""
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = names.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && $0.lowercased() != ".git" }
        guard isPlain, path.utf8.count <= 4000, path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw FlowError(
                .invalidInput,
                "GIT: \(place).path must be a path from the top of the repository on, without '..', '.git' and empty parts"
            )
        }
        let isDeleted = table["delete"] == true
        guard table["content"] == nil || table["content_base64"] == nil else {
            throw FlowError(.invalidInput, "GIT: give only one of \(place).content and \(place).content_base64")
        }
        let content = try ContentInput.bytes("content", of: table, connector: "GIT: \(place)")
        guard (content == nil) == isDeleted else {
            throw FlowError(
                .invalidInput, "GIT: give one of \(place).content, \(place).content_base64 and \(place).delete")
        }
        return File(path: path, content: content, isExecutable: table["executable"] == true)
    }

    private static func plain(_ name: String, _ inputs: JSONObject) throws(FlowError) -> String? {
        guard let text = inputs[name]?.text else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && !"<>".utf8.contains($0) }) else {
            throw FlowError(.invalidInput, "GIT: \(name) is empty, or has '<', '>' or control characters")
        }
        return text
    }

    /// The folders on the way to a file.
    static func folders(above path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    }

    /// The message with the line by which the commit is found again.
    func message(key: String) -> String {
        var text = message[...]
        while text.last?.isNewline == true { text.removeLast() }
        return "\(text)\n\n\(Self.trailer)\(key)\n"
    }

    /// What `git fast-import` makes a commit of.
    ///
    /// - Parameters:
    ///   - ref: The ref that the commit gets.
    ///   - parent: The commit before it; nil for the first of all.
    ///   - key: The idempotency key.
    ///   - seconds: The time of the commit, since 1970.
    /// - Returns: The bytes.
    func stream(to ref: String, after parent: String?, key: String, seconds: Int) -> [UInt8] {
        var stream: [UInt8] = []
        func line(_ text: String) { stream += Array("\(text)\n".utf8) }
        func data(_ bytes: [UInt8]) {
            line("data \(bytes.count)")
            stream += bytes
            line("")
        }
        line("feature done")
        line("commit \(ref)")
        line("author \(authorName) <\(authorEmail)> \(seconds) +0000")
        line("committer Moonflow <moonflow@localhost> \(seconds) +0000")
        data(Array(message(key: key).utf8))
        if let parent { line("from \(parent)") }
        for file in files {
            let path = QuotedPath.text(file.path)
            if let content = file.content {
                line("M \(file.isExecutable ? "100755" : "100644") inline \(path)")
                data(content)
            } else {
                line("D \(path)")
            }
        }
        line("done")
        return stream
    }
}
