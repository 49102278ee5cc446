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

// Runs it with its output going to that file, if one is given.
func moonflow(
    _ arguments: [String], input: String = "", store: String? = nil, to file: FileHandle? = nil
) throws -> Finished {
    let run = try MoonflowProcess(arguments, store: store, to: file)
    try run.give(input)
    return try run.finish()
}

/// A `moonflow` that is running.
///
/// What it writes goes to files: pipes fill up, and are held open by processes that were started beside it.
final class MoonflowProcess {
    let process = Process()
    private let stdin = Pipe()
    private let folder: Folder

    /// Begins to run.
    ///
    /// - Parameters:
    ///   - arguments: What follows its name.
    ///   - store: The store it works on; one of its own when there is none.
    ///   - place: Where it runs.
    ///   - shell: A line of bash that runs it as `"$0" "$@"`.
    ///   - file: Where its output goes instead of to the test.
    ///   - terminal: Where its messages go instead of to the test.
    /// - Throws: When it cannot be started.
    init(
        _ arguments: [String], store: String? = nil, in place: String? = nil, through shell: String? = nil,
        to file: FileHandle? = nil, terminal: Terminal? = nil
    ) throws {
        folder = try Folder(["output": "", "errors": ""])
        process.executableURL = shell == nil ? Self.binary : URL(fileURLWithPath: "/bin/bash")
        process.arguments = shell.map { ["-c", $0, Self.binary.path] + arguments } ?? arguments
        if let place { process.currentDirectoryURL = URL(fileURLWithPath: place) }
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["MOONFLOW_STORE": store ?? folder.file("store.db"), "TERM": "xterm", "NO_COLOR": ""]) { $1 }
        process.standardInput = stdin
        process.standardOutput = try file ?? FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("output")))
        process.standardError =
            try terminal?.program ?? FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("errors")))
        try process.run()
    }

    deinit {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    }

    private static var binary: URL {
        let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let bundle = URL(fileURLWithPath: CommandLine.arguments.first { $0.contains(".xctest") } ?? "")
        let beside = runner.appending(path: "moonflow")
        guard !FileManager.default.fileExists(atPath: beside.path) else { return beside }
        return bundle.deletingLastPathComponent().appending(path: "moonflow")
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder.file(name))), as: UTF8.self)
    }

    /// Writes that to its standard input, and closes it unless told otherwise.
    func give(_ input: String, closing: Bool = true) throws {
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        if closing { try stdin.fileHandleForWriting.close() }
    }

    /// Ends it with SIGKILL.
    func killed() throws -> Finished {
        Glibc.kill(process.processIdentifier, SIGKILL)
        return try finish()
    }

    /// Waits until one of its messages has that text; false when it ends before.
    func hasSaid(_ text: String) throws -> Bool {
        while process.isRunning {
            if try self.text("errors").contains(text) { return true }
            Thread.sleep(forTimeInterval: 0.005)
        }
        return try self.text("errors").contains(text)
    }

    /// Waits for its end.
    func finish() throws -> Finished {
        process.waitUntilExit()
        // A signal that ends the process counts as a crash of ours.
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return Finished(status: status, output: try text("output"), errors: try text("errors"))
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
