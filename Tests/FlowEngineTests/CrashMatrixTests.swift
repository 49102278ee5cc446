import Foundation
import Testing

/// The article on crashes names tests that are there, one at least for each gap.
@Suite struct CrashMatrixTests {
    private static let article = "Sources/FlowEngine/Documentation.docc/CrashMatrix.md"

    private func lines() throws -> [Substring] {
        String(decoding: try Project.bytes(of: Self.article), as: UTF8.self).split(separator: "\n")
    }

    /// What stands between backquotes as `Suite/test`.
    private func tests(in line: Substring) -> [(suite: Substring, test: Substring)] {
        line.matches(of: /`([A-Z]\w+Tests)\/(\w+)`/).map { ($0.output.1, $0.output.2) }
    }

    @Test func everyTestExists() throws {
        var sources: [String] = []
        let files = FileManager.default.enumerator(atPath: Project.root.appending(path: "Tests").path)
        while let file = files?.nextObject() as? String {
            guard file.hasSuffix("Tests.swift") else { continue }
            sources.append(String(decoding: try Project.bytes(of: "Tests/\(file)"), as: UTF8.self))
        }
        let named = try lines().flatMap(tests)
        #expect(named.count >= 40)
        for (suite, test) in named {
            let isThere = sources.contains { $0.contains("struct \(suite) ") && $0.contains("func \(test)(") }
            #expect(isThere, "\(suite)/\(test) is not there")
        }
    }

    @Test func everyGapHasATest() throws {
        let rows = try lines().filter { $0.hasPrefix("| ") && !$0.hasPrefix("| The process dies") }
        #expect(rows.count >= 30)
        for row in rows { #expect(!tests(in: row).isEmpty, "\(row)") }
    }
}
