import Glibc

/// Watches over a program and the group that it leads, and ends the group: when the program has ended, when its time is
/// up, or when somebody stops it.
///
/// It blocks the thread it runs on, and no cancellation of a task cuts it short: whatever happens, the group gets its time
/// to end and then ends.
struct ProcessWarden: Sendable {
    /// Why it is over.
    enum Reason: Sendable {
        case ended
        case timedOut
        case stopped
    }

    /// The program, which leads its group and is not waited for by anybody before ``watch(until:or:)`` has returned: its
    /// number is its own until then.
    let process: pid_t
    /// Becomes readable when the program has ended; -1 where the system has none.
    let descriptor: Int32
    /// How long it may take to end after it was told to, before it is killed.
    let grace: Duration

    /// Watches until the program has ended, and what is left of its group with it.
    func watch(until deadline: ContinuousClock.Instant, or stops: [BlockingCancellation]) -> Reason {
        var reason = Reason.ended
        if !wait(until: deadline, stops) {
            reason = stops.contains { $0.isRequested } ? .stopped : .timedOut
            Glibc.kill(-process, SIGTERM)
            // One that was stopped by a signal notices no other.
            Glibc.kill(-process, SIGCONT)
            _ = wait(until: .now + grace, [])
            Glibc.kill(-process, SIGKILL)
            _ = wait(until: .now + .seconds(30), [])
        }
        kill()
        return reason
    }

    /// Kills the group.
    func kill() { Glibc.kill(-process, SIGKILL) }

    /// Tells whether the program has ended by then, and nobody has stopped it before.
    private func wait(until deadline: ContinuousClock.Instant, _ stops: [BlockingCancellation]) -> Bool {
        var polled = ([descriptor] + stops.map(\.descriptor)).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        // Without descriptors to wait for, it looks again and again.
        let longest: Int32 = polled.contains { $0.fd < 0 } ? 20 : 60_000
        while true {
            if hasEnded { return true }
            if stops.contains(where: { $0.isRequested }) { return false }
            let left = deadline - .now
            guard left > .zero else { return false }
            let milliseconds = left / .milliseconds(1)
            poll(&polled, nfds_t(polled.count), milliseconds < Double(longest) ? Int32(milliseconds) + 1 : longest)
        }
    }

    private var hasEnded: Bool {
        var information = siginfo_t()
        guard waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT | WNOHANG) == 0 else {
            return errno == ECHILD
        }
        return information.si_signo == SIGCHLD
    }
}
