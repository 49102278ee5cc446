import Glibc

/// Waiting for a socket on a thread that may block.
struct SocketPoll: Sendable {
    /// Why waiting came to its end.
    enum End {
        case ready
        case late
        case cancelled
    }

    let cancellation: BlockingCancellation
    /// When waiting has to end; nil for a time that somebody else keeps.
    var deadline: ContinuousClock.Instant?

    /// Waits until a socket can be read from or written to.
    ///
    /// - Parameters:
    ///   - socket: The socket.
    ///   - events: What to wait for: `POLLIN`, `POLLOUT`, or both.
    /// - Returns: Why waiting came to its end.
    func wait(_ socket: Int32, for events: Int32) -> End {
        while true {
            if cancellation.isRequested { return .cancelled }
            var milliseconds: Int32 = -1
            if let deadline {
                let left = deadline - .now
                guard left > .zero else { return .late }
                let (seconds, attoseconds) = left.components
                milliseconds = Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
            }
            var wanted = [
                pollfd(fd: socket, events: Int16(events), revents: 0),
                pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&wanted, nfds_t(wanted.count), milliseconds)
            if count < 0, errno != EINTR { return .cancelled }
            if count > 0, wanted[0].revents != 0 { return .ready }
        }
    }
}
