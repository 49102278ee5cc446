import Foundation
import Glibc

/// A terminal that a program of the test writes to, and what has come.
final class Terminal {
    /// What the program gets as its terminal.
    let program: FileHandle
    private let descriptor: Int32
    private var received: [UInt8] = []

    init(width: UInt16 = 80, height: UInt16 = 24) throws {
        // The requests of Linux behind posix_openpt and its kin, which Swift does not see: TIOCSPTLCK, TIOCGPTN.
        let (unlock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        var (isLocked, number): (Int32, Int32) = (0, 0)
        descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        guard descriptor >= 0, ioctl(descriptor, unlock, &isLocked) == 0,
            ioctl(descriptor, getNumber, &number) == 0,
            ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0
        else { throw POSIXError(.ENOTTY) }
        let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard slave >= 0 else { throw POSIXError(.ENOTTY) }
        program = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    }

    deinit { close(descriptor) }

    /// Everything that has come so far.
    func text() -> String {
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &block, block.count)
            guard count > 0 else { break }
            received += block[..<count]
        }
        return String(decoding: received, as: UTF8.self)
    }

    /// The lines that a person sees: what was moved over and erased is gone.
    func screen() -> [String] {
        var lines: [String] = [""]
        var row = 0
        var text = Substring(text())
        while let character = text.first {
            if let match = text.prefixMatch(of: /\u{1B}\[([0-9;]*)([A-Za-z])/) {
                text = text[match.range.upperBound...]
                switch match.output.2 {
                case "A": row = max(0, row - (Int(match.output.1) ?? 1))
                case "J": lines = Array(lines[..<row]) + [""]
                default: break
                }
                continue
            }
            text = text.dropFirst()
            switch character {
            case "\r\n", "\n":
                row += 1
                if row == lines.count { lines.append("") }
            case "\r": break
            default: lines[row].append(character)
            }
        }
        return lines
    }
}
