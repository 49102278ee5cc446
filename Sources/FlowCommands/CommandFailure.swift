/// Why a command could not do its work: a message for stderr and the exit status.
struct CommandFailure: Error {
    let status: ExitStatus
    /// Names the file and the line where there is one, what is wrong, and what to do.
    let message: String

    init(_ message: String, status: ExitStatus = .usage) {
        self.status = status
        self.message = message
    }
}
