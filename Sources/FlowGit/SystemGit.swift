import FlowModel
public import FlowStore
import Foundation
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// Keeps each project in a git repository of its own, by the `git` of the system.
///
/// The repository of a project is the folder with the project's id. Moonflow alone commits there; others may clone it.
public struct SystemGit: ProjectRepository {
    /// The line of a commit message that names the operation, so that it is made once.
    private static let mark = "Moonflow-Operation: "
    /// Bytes of output that are read of git.
    private static let outputLimit = 1 << 20

    private let folder: String

    /// Keeps repositories in a folder, which is made when it is first needed.
    public init(folder: String) {
        self.folder = folder
    }

    /// Makes a change of files one commit.
    public func commit(_ change: TrackedChange) async throws(GitFailure) -> String? {
        let place = "\(folder)/\(change.project)"
        do {
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            if !FileManager.default.fileExists(atPath: "\(place)/.git/HEAD") {
                try await git(["init", "--quiet", place])
            }
            // Of a git that was killed with the process that began it.
            try? FileManager.default.removeItem(atPath: "\(place)/.git/index.lock")
            if let last = try await last(in: place), last.message.contains(Self.mark + change.id.description) {
                return last.id
            }
            for file in change.files { try write(file.content, to: "\(place)/\(file.path)") }
            try await git(["add", "--all"], in: place)
            let differs = try await run(["diff", "--cached", "--quiet"], in: place)
            guard differs.status != 0 else { return nil }
            var message = change.message + "\n\n\(Self.mark)\(change.id)\n"
            if let author = change.author { message += "Moonflow-Identity: \(author)\n" }
            let date = "\(change.time.microseconds / 1_000_000) +0000"
            try await git(
                ["commit", "--quiet", "--cleanup=verbatim", "--no-verify", "--file=-"], in: place, date: date,
                input: message)
            return try await last(in: place)?.id
        } catch let failure as GitFailure {
            throw failure
        } catch {
            throw GitFailure("\(place): \(error)")
        }
    }

    private func write(_ content: String?, to path: String) throws {
        guard let content else {
            if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
            return
        }
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(content.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    private func last(in place: String) async throws -> (id: String, message: String)? {
        let result = try await run(["log", "--max-count=1", "--format=%H%n%B"], in: place)
        // There is no commit yet.
        guard result.status == 0, let end = result.output.firstIndex(of: "\n") else { return nil }
        return (String(result.output[..<end]), String(result.output[end...]))
    }

    // MARK: - The program

    private struct Ending {
        let status: Int32
        let output: String
        let errors: String
    }

    private func git(
        _ arguments: [String], in place: String? = nil, date: String? = nil, input: String = ""
    ) async throws {
        let result = try await run(arguments, in: place, date: date, input: input)
        guard result.status == 0 else {
            throw GitFailure("git \(arguments[0]) of \(place ?? folder) failed (\(result.status)): \(result.errors)")
        }
    }

    private func run(
        _ arguments: [String], in place: String?, date: String? = nil, input: String = ""
    ) async throws -> Ending {
        // Nothing of this user's settings or of a git around this process: the same commit everywhere.
        var environment: [Environment.Key: String] = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
        ]
        for role in ["AUTHOR", "COMMITTER"] {
            environment[Environment.Key(stringLiteral: "GIT_\(role)_NAME")] = "moonflow"
            environment[Environment.Key(stringLiteral: "GIT_\(role)_EMAIL")] = "moonflow@localhost"
            if let date { environment[Environment.Key(stringLiteral: "GIT_\(role)_DATE")] = date }
        }
        var all = ["-c", "core.hooksPath=/dev/null", "-c", "init.defaultBranch=main", "-c", "gc.autoDetach=false"]
        if let place { all += ["-C", place] }
        let result = try await Subprocess.run(
            .name("git"), arguments: Arguments(all + arguments), environment: .custom(environment),
            input: .string(input), output: .string(limit: Self.outputLimit), error: .string(limit: Self.outputLimit))
        let status: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Ending(
            status: status, output: result.standardOutput ?? "", errors: result.standardError ?? "")
    }
}
