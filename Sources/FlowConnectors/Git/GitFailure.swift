import FlowModel
import Glibc

/// What git says of why it did not do what it was asked to.
struct GitFailure: Sendable {
    private let error: FlowError

    /// Reads what a command has written.
    ///
    /// - Parameters:
    ///   - answer: How it ended.
    ///   - command: Which it was.
    ///   - order: What was to be done.
    init(_ answer: GitClone.Answer, of command: String, _ order: GitOrder) {
        let said = String(decoding: answer.errors.prefix(100_000), as: UTF8.self)
        func has(_ words: String...) -> Bool { words.contains { said.contains($0) } }
        func failed(
            _ text: String, _ reason: String, _ errorClass: FlowErrorClass = .connectionFailed
        ) -> FlowError {
            FlowError(errorClass, "\(order.target): \(text)", details: ["reason": .string(reason)])
        }
        if answer.code == 128 + SIGXFSZ || has("died of signal 25", "File too large", "File size limit exceeded") {
            error = failed("there is more to fetch than \(order.cloneLimit) bytes (max_clone_bytes)", "too_large")
        } else if has("couldn't find remote ref", "not our ref", "no such ref", "unadvertised object") {
            error = failed("there is no such branch, tag or commit", "no_ref", .resourceNotFound)
        } else if order.access != nil, let failure = SSHFailure(log: said), failure.isCertain {
            error = failure.error(target: order.target, redactor: order.redactor)
        } else if has(
            "Authentication failed", "could not read Username", "could not read Password", "error: 401", "error: 403")
        {
            error = failed("the other side does not let the user in with this username and password", "login")
        } else if has("command not found", "is not a git command") {
            let text = ProcessReport.beginning(answer.errors, order.redactor) ?? "there is no git"
            error = failed("a program of git is missing: \(text)", "other")
        } else if has(
            "does not appear to be a git repository", "not found", "does not exist", "not a git repository",
            "access denied or repository not exported")
        {
            error = failed("there is no such repository, or it may not be read", "no_repository", .resourceNotFound)
        } else if has("certificate problem", "certificate verification failed", "certificate verify failed") {
            error = failed("the certificate of the other side is not trusted; see ca_certificate", "certificate")
        } else if has("does not match target host name", "certificate subject name") {
            error = failed("the certificate of the other side is for another host", "certificate")
        } else if has("error: 301", "error: 302", "error: 303", "error: 307", "error: 308") {
            error = failed(
                "the other side leads elsewhere, which is not followed; give the address it leads to", "redirected")
        } else if has("Connection refused", "Failed to connect", "Couldn't connect") {
            error = failed("could not connect: connection refused", "refused")
        } else if has("Could not resolve", "unable to look up") {
            error = failed("the host is not known", "unknown_host")
        } else if has(
            "early EOF", "unexpected disconnect", "hung up unexpectedly", "Empty reply", "transfer closed",
            "unexpected eof", "Connection reset", "RPC failed")
        {
            error = failed("the other side broke the connection", "broken")
        } else {
            let text = ProcessReport.beginning(answer.errors, order.redactor) ?? "exit code \(answer.code)"
            error = failed("git \(command) failed: \(text)", "other")
        }
    }

    /// The error for a script.
    func error(_ order: GitOrder) -> FlowError { error }

    /// The ref that was asked for is not there.
    static func isMissingRef(_ error: FlowError) -> Bool { error.details?.object?["reason"] == "no_ref" }
}

extension SSHFailure {
    /// What it says is said by ssh, and not by what ran on the other side.
    var isCertain: Bool {
        switch reason {
        case .other, .broken: false
        default: true
        }
    }
}
