import Foundation

/// The far side of effects: a process that lives as long as the tests, whatever else is killed.
final class FarSideProcess: Sendable {
    private static let shared = Result { try FarSideProcess() }

    /// The one that all tests use, each with a space of its own.
    static func running() throws -> FarSideProcess { try shared.get() }

    /// The socket it listens to.
    let socket: String
    // Its end would be that of the process.
    private let input = Pipe()

    private init() throws {
        // The path of a socket has to be short.
        socket = FileManager.default.temporaryDirectory.appending(path: "far-\(getpid())").path
        let process = Process()
        process.executableURL = try KitProcess.binary()
        process.arguments = ["far-side", "--socket", socket]
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        guard output.fileHandleForReading.availableData == Data("ready\n".utf8) else {
            throw CocoaError(.executableLoad)
        }
    }
}
