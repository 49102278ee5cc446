import Foundation
import LuaHost

/// A process of the crash kit; its methods block, so they belong on ``threads``.
struct KitProcess {
    /// What a process left behind.
    struct End {
        /// The exit code, or the signal that killed it as a negative number.
        let status: Int32
        let output: String
        let errors: String
    }

    /// Threads that may block, as many as processes make sense at a time: not those of Swift's pool.
    static let threads = ScriptThreads(count: ScriptThreads.processorCount)

    /// Microseconds between two looks at a process, and how many: one that takes ten minutes hangs, and is killed.
    private static let pause: UInt32 = 1000
    private static let patience = 600_000

    private let process: pid_t
    private let files: String

    /// Runs `body` on one of the threads.
    static func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await Task(executorPreference: threads) { try body() }.value
    }

    /// Where the program is: beside the tests.
    static func binary() throws -> URL {
        let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let bundle = URL(fileURLWithPath: CommandLine.arguments.first { $0.contains(".xctest") } ?? "")
        let places = [runner, bundle.deletingLastPathComponent()].map { $0.appending(path: "crash-kit") }
        guard let place = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            throw CocoaError(.fileNoSuchFile)
        }
        return place
    }

    /// Starts a process, whose output is kept in the folder until it is read.
    init(_ arguments: [String], in folder: URL) throws {
        files = folder.appending(path: UUID().uuidString).path
        let binary = try Self.binary().path
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, files + ".out", flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, files + ".err", flags, 0o600)
        let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
        var pid = pid_t()
        let failure = Self.withTexts([binary] + arguments) { arguments in
            Self.withTexts(environment) { posix_spawn(&pid, binary, &actions, nil, arguments, $0) }
        }
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EINVAL) }
        process = pid
    }

    /// Waits for the end.
    func end() throws -> End {
        var status: Int32 = 0
        var ended: pid_t = 0
        for _ in 0..<Self.patience {
            ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            usleep(Self.pause)
        }
        if ended != process {
            kill()
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
        }
        let signal = status & 0x7F
        return End(
            status: signal == 0 ? status >> 8 & 0xFF : -signal, output: try text(".out"), errors: try text(".err"))
    }

    /// Waits until it has stopped itself.
    ///
    /// - Returns: False when it has ended instead; then there is no ``end()`` to wait for.
    func isStopped() -> Bool {
        var status: Int32 = 0
        while waitpid(process, &status, WUNTRACED) < 0, errno == EINTR {}
        return status & 0xFF == 0x7F
    }

    /// Lets it go on.
    func resume() { Glibc.kill(process, SIGCONT) }

    /// Kills it where it is.
    func kill() { Glibc.kill(process, SIGKILL) }

    private func text(_ suffix: String) throws -> String {
        defer { try? FileManager.default.removeItem(atPath: files + suffix) }
        return try String(contentsOfFile: files + suffix, encoding: .utf8)
    }

    private static func withTexts<Value>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
