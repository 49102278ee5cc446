import FlowModel
import Foundation
import LuaHost
import Testing

/// The test files of Lua 5.4.8 that fit a sandbox, fetched by `scripts/lua-tests`.
///
/// `Official/skips.txt` blanks out lines, each with its reason; `Official/prelude.lua` gives what the files expect of their
/// surroundings.
@Suite struct OfficialTests {
    static let folder = ProcessInfo.processInfo.environment["MOONFLOW_LUA_TESTS"]

    struct Skip {
        let file: String
        let lines: ClosedRange<Int>
    }

    static func skips() throws -> (files: [String], skips: [Skip]) {
        var files: [String] = []
        var skips: [Skip] = []
        for line in try Fixtures.text("Official", "skips.txt").split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: ":", maxSplits: 2).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 3 else { continue }
            if !files.contains(parts[0]) { files.append(parts[0]) }
            if parts[1] == "none" { continue }
            let bounds = parts[1].split(separator: "-").compactMap { Int($0) }
            guard let first = bounds.first, let last = bounds.last, first <= last else {
                Issue.record("skips.txt: \(line)")
                continue
            }
            skips.append(Skip(file: parts[0], lines: first...last))
        }
        return (files, skips)
    }

    @Test(
        .enabled(if: folder != nil, "set MOONFLOW_LUA_TESTS to the folder that scripts/lua-tests prints"),
        .timeLimit(.minutes(10)))
    func theOfficialFilesPass() throws {
        let folder = try #require(Self.folder)
        let (files, skips) = try Self.skips()
        let prelude = try Fixtures.text("Official", "prelude.lua")
        #expect(files.count >= 15)
        for file in files {
            let text = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(file))
            // Not every file is UTF-8: each byte becomes one character and goes back as one byte.
            var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
            for skip in skips where skip.file == file {
                for line in skip.lines where line <= lines.count { lines[line - 1] = [] }
            }
            if lines.first?.first == UInt8(ascii: "#") { lines[0] = [] }
            let body = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
            try run(file, prelude: Array(prelude.utf8), body: body)
        }
    }

    private func run(_ file: String, prelude: [UInt8], body: [UInt8]) throws {
        // On one line, so that line numbers in messages are those of the file.
        let head = prelude.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
        let script = try Script(source: head + body, name: file)
        var limits = SandboxLimits()
        limits.memory = 512 << 20
        limits.stacks = 512 << 20
        limits.string = 256 << 20
        limits.processorTime = .seconds(120)
        let sandbox = try Sandbox(environment: TestHost.environment, limits: limits, seed: 1)
        sandbox.start(script, inputs: .object([:]))
        var step = sandbox.step()
        while !step.isFinal {
            if case .hostCall(let call) = step {
                step = sandbox.answerAndStep(call.id, answer(call))
            } else {
                step = sandbox.step()
            }
        }
        if case .failed(let failure) = step { Issue.record("\(file): \(failure)") }
        if case .killed(let kill) = step { Issue.record("\(file): \(kill)") }
    }
}
