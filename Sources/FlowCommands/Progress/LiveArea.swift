import Dispatch
import Glibc
import Synchronization

/// Lines at the bottom of the terminal that are drawn anew in place, below everything that is written meanwhile.
///
/// Nothing about the terminal is changed but what stands in it, so a process that is killed leaves no more than the lines
/// that it drew last.
final class LiveArea: Sendable {
    /// The size of a terminal.
    struct Size: Equatable {
        let width: Int
        let height: Int
    }

    private struct State {
        /// What is to be written above, since the area was drawn.
        var waiting: [UInt8] = []
        /// The lines that stand in the terminal.
        var drawn: [String] = []
        var isStopped = false
    }

    private static let interval = 100_000
    /// Bytes that are written at once instead of with the next drawing.
    private static let most = 1 << 16

    /// Standard output leads to the same terminal, so that it concerns the area as well.
    let coversOutput: Bool

    private let state = Mutex(State())
    private let lines: @Sendable (Size) -> [String]
    private let queue = DispatchQueue(label: "moonflow.live-area")
    // Sources are only made here and cancelled in stop(), which Dispatch allows from any thread.
    nonisolated(unsafe) private var sources: [any DispatchSourceProtocol] = []
    nonisolated(unsafe) private var watched: [Int32] = []

    /// Begins to draw, a third of a second from now.
    ///
    /// - Parameter lines: Gives the lines for a terminal of that size, none wider; called on a thread of its own.
    init(_ lines: @escaping @Sendable (Size) -> [String]) {
        self.lines = lines
        coversOutput = Self.terminal(.output) == Self.terminal(.error)
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { [weak self] in self?.drawAndGoOn(timer) }
        timer.schedule(deadline: .now() + .milliseconds(300))
        sources = [timer]
        watch(SIGTSTP) { area in
            area.erase()
            // The process stops in the middle of this; the next drawing comes after it goes on.
            kill(getpid(), SIGSTOP)
        }
        for (number, name) in [(SIGTERM, 15), (SIGHUP, 1)] as [(Int32, Int32)] {
            watch(number) { area in
                area.stop()
                kill(getpid(), number)
                usleep(100_000)
                _exit(128 + name)
            }
        }
        for source in sources { source.activate() }
    }

    private static func isIgnored(_ action: __sighandler_t?) -> Bool {
        unsafeBitCast(action, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private func watch(_ number: Int32, _ action: @escaping @Sendable (LiveArea) -> Void) {
        // What was ignored from the beginning, as under nohup, stays so.
        guard !Self.isIgnored(signal(number, SIG_IGN)) else { return }
        watched.append(number)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler { [weak self] in if let self { action(self) } }
        sources.append(source)
    }

    /// Writes a text above the area, with the next drawing.
    func write(_ text: String) {
        state.withLock { state in
            state.waiting += Array(text.utf8)
            if state.isStopped || state.waiting.count > Self.most { Self.draw([], on: &state) }
        }
    }

    /// Takes the area away for good.
    func stop() {
        let isFirst = state.withLock { state -> Bool in
            defer { state.isStopped = true }
            Self.draw([], on: &state)
            return !state.isStopped
        }
        guard isFirst else { return }
        for source in sources { source.cancel() }
        for number in watched { signal(number, SIG_DFL) }
    }

    private func erase() {
        state.withLock { Self.draw([], on: &$0) }
    }

    private func drawAndGoOn(_ timer: any DispatchSourceTimer) {
        let begin = DispatchTime.now().uptimeNanoseconds
        let lines = Self.isInForeground ? lines(Self.size) : []
        state.withLock { if !$0.isStopped { Self.draw(lines, on: &$0) } }
        // A drawing that takes long comes less often: it gets a twentieth of one processor at most.
        let cost = Int(DispatchTime.now().uptimeNanoseconds - begin) / 1000
        timer.schedule(deadline: .now() + .microseconds(max(Self.interval, cost * 20)))
    }

    private static func draw(_ lines: [String], on state: inout State) {
        guard !state.waiting.isEmpty || lines != state.drawn else { return }
        var bytes: [UInt8] = []
        if !state.drawn.isEmpty {
            // A terminal that became narrower since has broken the lines.
            let width = max(1, size.width)
            let rows = state.drawn.reduce(0) { $0 + max(1, (plainWidth(of: $1) + width - 1) / width) }
            bytes += Array("\r\u{1B}[\(rows)A\u{1B}[J".utf8)
        }
        bytes += state.waiting
        for line in lines { bytes += Array((line + "\n").utf8) }
        state.waiting = []
        state.drawn = lines
        // A terminal that is gone is no reason to stop.
        _ = Console.writeNow(bytes, to: .error)
    }

    /// The columns of a line, without the sequences that colour it.
    private static func plainWidth(of line: String) -> Int {
        TerminalText.width(of: line.replacing(/\u{1B}\[[0-9;]*m/, with: ""))
    }

    private static func terminal(_ stream: Console.Stream) -> UInt {
        var status = stat()
        return fstat(stream.rawValue, &status) == 0 ? UInt(status.st_rdev) : 0
    }

    private static var size: Size {
        var size = winsize()
        guard ioctl(Console.Stream.error.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return Size(width: 80, height: 24) }
        return Size(width: Int(size.ws_col), height: Int(size.ws_row))
    }

    /// The terminal is ours to draw on; one that controls no processes is anybody's.
    private static var isInForeground: Bool {
        let group = tcgetpgrp(Console.Stream.error.rawValue)
        return group == -1 || group == getpgrp()
    }
}
