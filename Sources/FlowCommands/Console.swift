import Glibc
import Synchronization

/// The two output streams of the process.
struct Console: Sendable {
    enum Stream: Int32 {
        case output = 1
        case error = 2
    }

    /// The stream leads to a terminal, so to a person.
    static func isTerminal(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// Whether the stream may carry colours: it leads to a terminal, and `NO_COLOR` is not set.
    static func hasColours(_ stream: Stream) -> Bool {
        isTerminal(stream) && (getenv("NO_COLOR").map { $0[0] == 0 } ?? true)
    }

    private static let liveArea = Mutex<LiveArea?>(nil)

    /// Lets what is written to a terminal scroll above this area; nil for none.
    static func attach(_ area: LiveArea?) {
        liveArea.withLock { $0 = area }
    }

    private static let queue = Mutex<OutputQueue?>(nil)

    /// From now on lines for people are written by a thread of their own, so that whoever tells them need not wait.
    static func beginQueue() {
        queue.withLock { if $0 == nil { $0 = OutputQueue { text, stream in _ = write(text, to: stream) } } }
    }

    /// Waits until what was told is written, as far as somebody reads it.
    static func endQueue() {
        let queue = queue.withLock { queue in
            defer { queue = nil }
            return queue
        }
        queue?.finish()
    }

    /// Writes a line for people; a reader that went away is no concern of ours.
    static func tell(_ text: String, on stream: Stream) {
        if let queue = queue.withLock({ $0 }) {
            queue.add(text + "\n", stream)
        } else {
            _ = write(text + "\n", to: stream)
        }
    }

    /// Writes a text and what ends it, a line break, to stdout.
    ///
    /// - Throws: The exit code 74 when it cannot be written, after saying why on stderr: what a command found must not
    ///   get lost without a word.
    static func print(_ text: String, ending: String = "\n") throws {
        guard let fault = write(text + ending, to: .output) else { return }
        let reason = String(cString: strerror(fault))
        throw report(
            CommandFailure("standard output cannot be written: \(reason); the output is lost", status: .unwritable)
        ).code
    }

    /// Writes a line to stderr, for people; a reader that went away is no concern of ours.
    static func note(_ text: String) {
        tell(text, on: .error)
    }

    /// Writes a question to stderr, without a line break.
    static func prompt(_ text: String) {
        _ = write(text, to: .error)
    }

    /// Writes a text; returns `errno` when it could not.
    private static func write(_ text: String, to stream: Stream) -> Int32? {
        if let area = liveArea.withLock({ $0 }), stream == .error || area.coversOutput {
            area.write(text)
            return nil
        }
        return writeNow(Array(text.utf8), to: stream)
    }

    /// Writes bytes past any live area; returns `errno` when it could not.
    static func writeNow(_ bytes: [UInt8], to stream: Stream) -> Int32? {
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Glibc.write(stream.rawValue, $0.baseAddress, $0.count) }
            if written < 0 {
                guard errno == EINTR || errno == EAGAIN else { return errno }
                // Somebody else made the stream one that does not wait.
                if errno == EAGAIN {
                    var descriptor = pollfd(fd: stream.rawValue, events: Int16(POLLOUT), revents: 0)
                    poll(&descriptor, 1, -1)
                }
            } else {
                start += written
            }
        }
        return nil
    }

    /// Writes the message of a failure and returns how to exit.
    static func report(_ failure: CommandFailure) -> ExitStatus {
        note("error: \(failure.message)")
        return failure.status
    }

    /// The text without control characters: a script must not be able to drive the terminal.
    static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: result.unicodeScalars.append(scalar)
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
