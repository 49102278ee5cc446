import Testing

/// The article on crashes names tests that are there, one at least for each gap.
@Suite struct CrashMatrixTests {
    private static let article = "Sources/FlowEngine/Documentation.docc/CrashMatrix.md"

    private func lines() throws -> [Substring] {
        String(decoding: try Project.bytes(of: Self.article), as: UTF8.self).split(separator: "\n")
    }

    @Test func everyTestExists() throws {
        let named = try lines().flatMap(NamedTest.all)
        #expect(named.count >= 40)
        for test in named where try !test.isThere() { Issue.record("\(test) is not there") }
    }

    @Test func everyGapHasATest() throws {
        let rows = try lines().filter { $0.hasPrefix("| ") && !$0.hasPrefix("| The process dies") }
        #expect(rows.count >= 30)
        for row in rows { #expect(!NamedTest.all(in: row).isEmpty, "\(row)") }
    }
}
