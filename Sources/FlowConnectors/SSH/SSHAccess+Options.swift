import FlowModel

extension SSHAccess {
    /// The environment variables that the answers to ssh's questions are in.
    private enum Answer: String {
        case password = "MOONFLOW_SSH_PASSWORD"
        case passphrase = "MOONFLOW_SSH_PASSPHRASE"
    }

    private static let keyFile = "key"
    private static let hostsFile = "known_hosts"
    private static let askingFile = "askpass"

    /// What the folder of a connection holds for ssh.
    var files: [PrivateFolder.File] {
        var files: [PrivateFolder.File] = []
        if let privateKey { files.append(.init(name: Self.keyFile, content: Array(privateKey.utf8))) }
        if let hosts = knownHosts { files.append(.init(name: Self.hostsFile, content: Array(hosts.utf8))) }
        if asks { files.append(.init(name: Self.askingFile, content: Array(Self.askingScript.utf8), mode: 0o700)) }
        return files
    }

    /// Options for ssh, sftp and scp alike; none holds a secret.
    ///
    /// - Parameters:
    ///   - folder: Where ``files`` are.
    ///   - address: The address to connect to and no other, where it matters.
    /// - Returns: The words of a command line.
    func options(in folder: PrivateFolder, pinned address: NetworkAddress?) -> [String] {
        let checking = hostKeys == .unchecked ? "no" : "yes"
        var options = [
            // Nothing of what this user, or this machine, has set.
            "-F", "/dev/null",
            "-oHostName=\(address?.text ?? host)", "-oPort=\(port)", "-oUser=\(username)",
            "-oHostKeyAlias=\(alias)", "-oStrictHostKeyChecking=\(checking)",
            "-oUserKnownHostsFile=\(knownHosts == nil ? "/dev/null" : folder.file(Self.hostsFile))",
            "-oGlobalKnownHostsFile=/dev/null", "-oUpdateHostKeys=no", "-oCheckHostIP=no", "-oVerifyHostKeyDNS=no",
            "-oConnectTimeout=\(Int(connectTimeout.rounded(.up)))", "-oConnectionAttempts=1",
            "-oIdentitiesOnly=yes", "-oIdentityAgent=none", "-oAddKeysToAgent=no",
            "-oIdentityFile=\(privateKey == nil ? "none" : folder.file(Self.keyFile))",
            "-oPreferredAuthentications=\(privateKey == nil ? "password,keyboard-interactive" : "publickey")",
            "-oPubkeyAuthentication=\(privateKey == nil ? "no" : "yes")", "-oGSSAPIAuthentication=no",
            "-oHostbasedAuthentication=no", "-oNumberOfPasswordPrompts=1", "-oBatchMode=\(asks ? "no" : "yes")",
            "-oForwardAgent=no", "-oForwardX11=no", "-oClearAllForwardings=yes", "-oTunnel=no",
            "-oPermitLocalCommand=no", "-oProxyCommand=none", "-oProxyJump=none", "-oControlMaster=no",
            "-oControlPath=none", "-oRequestTTY=no", "-oEscapeChar=none", "-oLogLevel=ERROR",
        ]
        if hostKeys != .unchecked { options.append("-oNoHostAuthenticationForLocalhost=no") }
        return options
    }

    /// The environment of ssh; it may hold secrets.
    func environment(in folder: PrivateFolder) -> [String: String] {
        var environment = ["PATH": ProcessConnector.searchPath, "LC_ALL": "C", "HOME": folder.path]
        guard asks else { return environment }
        environment["SSH_ASKPASS"] = folder.file(Self.askingFile)
        environment["SSH_ASKPASS_REQUIRE"] = "force"
        if let password { environment[Answer.password.rawValue] = password }
        if let passphrase { environment[Answer.passphrase.rawValue] = passphrase }
        return environment
    }

    /// Something will be asked for.
    private var asks: Bool { password != nil || passphrase != nil }

    /// The name that the host has in the file of known hosts.
    private var alias: String { port == 22 ? host : "[\(host)]:\(port)" }

    private var knownHosts: String? {
        switch hostKeys {
        case .known(let text): text
        case .keys(let keys): keys.map { "\(alias) \($0)\n" }.joined()
        case .unchecked: nil
        }
    }

    /// Answers from the environment: nothing of it is on a command line, or on the disk.
    private static let askingScript = """
        #!/bin/sh
        case $1 in
            *assphrase*) printf '%s\\n' "$\(Answer.passphrase.rawValue)" ;;
            *) printf '%s\\n' "$\(Answer.password.rawValue)" ;;
        esac

        """
}

/// Words for a shell of the other side.
enum ShellWord {
    /// A text as one word, whatever is in it.
    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
