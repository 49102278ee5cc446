import Foundation
import Glibc

/// What a run of the binary gave.
struct Finished {
    /// The exit code; the number of the signal that ended it, negated.
    let status: Int32
    let output: String
    let errors: String
}

// Runs the built `moonflow`, which lies beside the test runner, on that store, or on one of its own.
func moonflow(_ arguments: String..., input: String = "", store: String? = nil) throws -> Finished {
    try moonflow(arguments, input: input, store: store)
}

// Runs it with its output going to that file, if one is given, and interrupts it after so many seconds.
func moonflow(
    _ arguments: [String], input: String = "", store: String? = nil, to file: FileHandle? = nil,
    interruptAfter delay: Double? = nil
) throws -> Finished {
    let run = try MoonflowProcess(arguments, store: store, to: file)
    try run.give(input)
    if let delay {
        Thread.sleep(forTimeInterval: delay)
        run.process.interrupt()
    }
    return try run.finish()
}

/// A `moonflow` that is running.
final class MoonflowProcess {
    let process = Process()
    private let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    private let ownStore = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")

    init(_ arguments: [String], store: String? = nil, to file: FileHandle? = nil) throws {
        process.executableURL = Self.binary
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["MOONFLOW_STORE": store ?? ownStore.appending(path: "store.db").path]) { $1 }
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, file ?? stdout, stderr)
        try process.run()
        if file != nil { try stdout.fileHandleForWriting.close() }
    }

    deinit {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: ownStore)
    }

    private static var binary: URL {
        let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let bundle = URL(fileURLWithPath: CommandLine.arguments.first { $0.contains(".xctest") } ?? "")
        let beside = runner.appending(path: "moonflow")
        guard !FileManager.default.fileExists(atPath: beside.path) else { return beside }
        return bundle.deletingLastPathComponent().appending(path: "moonflow")
    }

    /// Writes that to its standard input, and closes it.
    func give(_ input: String) throws {
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
    }

    /// Ends it with SIGKILL.
    func killed() throws -> Finished {
        Glibc.kill(process.processIdentifier, SIGKILL)
        return try finish()
    }

    /// Reads its messages until one has that text; false when it ends before.
    func hasSaid(_ text: String) throws -> Bool {
        while !said.contains(text) {
            let more = stderr.fileHandleForReading.availableData
            guard !more.isEmpty else { return false }
            said += String(decoding: more, as: UTF8.self)
        }
        return true
    }

    private var said = ""

    /// Waits for its end.
    func finish() throws -> Finished {
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        let errors = try stderr.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return Finished(
            status: status, output: String(decoding: output, as: UTF8.self),
            errors: said + String(decoding: errors, as: UTF8.self))
    }
}

/// A folder with files that goes away with the test.
final class Folder {
    let path: String

    init(_ files: [String: String]) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write(text, to: name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    }
}
