import Glibc

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

    /// Writes a line; a reader that went away is no concern of ours.
    static func writeLine(_ text: String, to stream: Stream) {
        var bytes = Array(text.utf8)
        bytes.append(UInt8(ascii: "\n"))
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { write(stream.rawValue, $0.baseAddress, $0.count) }
            if written < 0 {
                guard errno == EINTR || errno == EAGAIN else { return }
            } else {
                start += written
            }
        }
    }

    /// Writes the message of a failure and returns how to exit.
    static func report(_ failure: CommandFailure) -> ExitStatus {
        writeLine("error: \(failure.message)", to: .error)
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
