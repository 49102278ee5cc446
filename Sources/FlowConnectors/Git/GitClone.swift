import FlowModel
import FoundationEssentials
import Glibc

/// A repository for the time of one connection, in which git works with nothing of this user's or this machine's settings.
struct GitClone: Sendable {
    let order: GitOrder
    let folder: PrivateFolder
    let address: NetworkAddress?
    let deadline: ContinuousClock.Instant
    /// Where `git` is, and `prlimit`, which holds its files to a number of bytes.
    let (program, limiter): (String, String)
    /// Where `ssh` is, when it is needed.
    let shell: String?
    /// A file of this machine may be cloned.
    let allowsFiles: Bool

    /// What a command of git wrote.
    struct Answer: Sendable {
        let code: Int32
        let output: [UInt8]
        let errors: [UInt8]

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    private static let askingFile = "git-askpass"
    private static let settingsFile = "gitconfig"
    private static let passwordVariable = "MOONFLOW_GIT_PASSWORD"
    private static let usernameVariable = "MOONFLOW_GIT_USERNAME"

    // MARK: - Commands

    /// Runs a command of git that must succeed.
    ///
    /// - Parameters:
    ///   - arguments: The command, and its arguments.
    ///   - input: For its standard input.
    ///   - limit: Bytes that it may write.
    /// - Returns: What it wrote.
    /// - Throws: What its failure means.
    @discardableResult
    func git(_ arguments: [String], input: [UInt8] = [], limit: Int = 1 << 20) async throws(FlowError) -> Answer {
        let answer = try await run(arguments, input: input, limit: limit)
        guard answer.code == 0 else { throw GitFailure(answer, of: arguments[0], order).error(order) }
        return answer
    }

    /// Runs a command of git.
    func run(_ arguments: [String], input: [UInt8] = [], limit: Int = 1 << 20) async throws(FlowError) -> Answer {
        let process = BoundedProcess(
            path: limiter, arguments: ["--fsize=\(order.cloneLimit)", "--core=0", program] + arguments,
            environment: environment, workingDirectory: folder.path, input: input, outputLimit: limit)
        switch await process.result(until: deadline) {
        case .failure(let fault): throw fault.error(target: order.target, seconds: order.timeout, limit: limit)
        case .success(let ending):
            let code: Int32 =
                switch ending.status {
                case .exited(let code): code
                case .signaled(let signal): 128 + signal
                }
            return Answer(code: code, output: ending.output, errors: ending.errors)
        }
    }

    // MARK: - Settings

    /// Files of the settings.
    static func files(of order: GitOrder) -> [PrivateFolder.File] {
        var files = order.access?.files ?? []
        func add(_ name: String, _ text: String, mode: mode_t = 0o600) {
            files.append(.init(name: name, content: Array(text.utf8), mode: mode))
        }
        // What git starts on this machine for a file sees this file alone. The repository is granted, whoever owns it.
        add(settingsFile, "[safe]\n\tdirectory = *\n[core]\n\thooksPath = /dev/null\n")
        if order.login != nil { add(askingFile, askingScript, mode: 0o700) }
        if let text = order.security.authority { add("ca.pem", text) }
        if let text = order.security.certificate { add("client.pem", text) }
        if let text = order.security.key { add("client.key", text) }
        return files
    }

    /// All that git is told of settings; nothing of it is secret.
    private var settings: [(String, String)] {
        var settings = [
            ("remote.origin.url", order.address.text(pinned: address)),
            // Nothing that comes with a repository runs.
            ("core.hooksPath", "/dev/null"), ("core.fsmonitor", "false"), ("core.pager", "cat"),
            ("submodule.recurse", "false"), ("fetch.recurseSubmodules", "false"), ("credential.helper", ""),
            ("http.followRedirects", "false"), ("gc.auto", "0"), ("maintenance.auto", "false"),
            ("init.defaultBranch", "main"), ("transfer.credentialsInUrl", "die"),
            ("advice.pushUpdateRejected", "false"),
        ]
        if let address, order.address.scheme == .https || order.address.scheme == .http {
            let target = address.bytes.count == 4 ? address.text : "[\(address.text)]"
            settings.append(
                ("http.curloptResolve", "\(order.address.host):\(order.address.effectivePort):\(target)"))
        }
        let security = order.security
        if security.authority != nil { settings.append(("http.sslCAInfo", folder.file("ca.pem"))) }
        if security.certificate != nil {
            settings.append(("http.sslCert", folder.file("client.pem")))
            settings.append(("http.sslKey", folder.file("client.key")))
        }
        if !security.isVerified { settings.append(("http.sslVerify", "false")) }
        return settings
    }

    var environment: [String: String] {
        var environment = order.access?.environment(in: folder) ?? [:]
        environment["PATH"] = ProcessConnector.searchPath
        environment["HOME"] = folder.path
        environment["TMPDIR"] = folder.path
        environment["LC_ALL"] = "C"
        environment["GIT_DIR"] = folder.file("repository")
        environment["GIT_CONFIG_NOSYSTEM"] = "1"
        environment["GIT_CONFIG_GLOBAL"] = folder.file(Self.settingsFile)
        environment["GIT_TERMINAL_PROMPT"] = "0"
        environment["GIT_LITERAL_PATHSPECS"] = "1"
        environment["GIT_ALLOW_PROTOCOL"] = "https:http:ssh:git" + (allowsFiles ? ":file" : "")
        environment["GIT_ATTR_NOSYSTEM"] = "1"
        for (index, setting) in settings.enumerated() {
            environment["GIT_CONFIG_KEY_\(index)"] = setting.0
            environment["GIT_CONFIG_VALUE_\(index)"] = setting.1
        }
        environment["GIT_CONFIG_COUNT"] = "\(settings.count)"
        if let access = order.access, let shell {
            let words = [shell] + access.options(in: folder, pinned: address) + ["-T", "-a", "-x"]
            environment["GIT_SSH_COMMAND"] = words.map(ShellWord.quoted).joined(separator: " ")
            environment["GIT_SSH_VARIANT"] = "ssh"
        }
        if let login = order.login {
            environment["GIT_ASKPASS"] = folder.file(Self.askingFile)
            environment[Self.usernameVariable] = login.username
            environment[Self.passwordVariable] = login.password
        }
        return environment
    }

    /// Answers from the environment: nothing of it is on a command line, in an address, or on the disk.
    private static let askingScript = """
        #!/bin/sh
        case $1 in
            Username*) printf '%s\\n' "$\(usernameVariable)" ;;
            *) printf '%s\\n' "$\(passwordVariable)" ;;
        esac

        """

    // MARK: - Steps

    /// Makes the repository, empty.
    func begin() async throws(FlowError) {
        try await git(["init", "--quiet", "--bare", "--template="])
    }

    /// Forgets that there is more on the other side: from here on, what is not here is missing.
    func cutOff() async {
        let file = folder.file("repository/config")
        _ = await BlockingWork.run { _ in
            try? "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
                .write(toFile: file, atomically: true, encoding: .utf8)
        }
    }

    /// The id of a commit; nil for a ref that there is not.
    func commit(_ ref: String) async throws(FlowError) -> String? {
        let answer = try await run(["rev-parse", "--verify", "--quiet", "\(ref)^{commit}"])
        guard answer.code == 0 else { return nil }
        return String(answer.text.prefix { !$0.isNewline })
    }
}
