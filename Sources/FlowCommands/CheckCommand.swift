import ArgumentParser
import FlowEngine
import FlowModel
import LuaHost

/// `moonflow check`: finds mistakes in scripts without running them.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Finds mistakes in flow scripts without running them.",
        discussion: """
            Reports syntax errors, names that nothing defines, and functions that this: and system: do not have, each \
            as FILE:LINE: MESSAGE on stdout. Exit code 1 when there is an error; warnings alone are 0.

            Examples:

              moonflow check hello.lua
              moonflow check flows/*.lua && echo all good
              moonflow check --json hello.lua | jq '.[].line'
            """
    )

    @Argument(help: ArgumentHelp("The scripts.", valueName: "file.lua"), completion: .file(extensions: ["lua"]))
    var files: [String]

    @Flag(name: .long, help: "Print the problems as a JSON array.")
    var json = false

    func run() throws {
        var problems: [ScriptProblem] = []
        var worst = ExitStatus.success
        for file in files {
            do throws(CommandFailure) {
                problems += try check(file)
            } catch {
                worst = Console.report(error)
            }
        }
        if json {
            try Console.print(JSONWriter.prettyText(.array(problems.map(\.record))))
        } else {
            for problem in problems { try Console.print(Console.printable("\(problem)")) }
        }
        if worst == .success, problems.contains(where: { $0.severity == .error }) { worst = .error }
        if worst != .success { throw worst.code }
    }

    private func check(_ file: String) throws(CommandFailure) -> [ScriptProblem] {
        let source = try FileContents.read(file, role: "script", limit: ScriptFile.limit)
        return ScriptChecker.problems(in: source, name: file)
    }
}

extension ScriptProblem {
    /// The problem as a record: `file`, `line`, `severity`, `message`.
    fileprivate var record: JSONValue {
        [
            "file": .string(script), "line": line.map { .integer(Int64($0)) } ?? .null,
            "severity": .string(severity.rawValue), "message": .string(message),
        ]
    }
}
