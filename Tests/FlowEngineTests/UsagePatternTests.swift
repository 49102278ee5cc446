import Foundation
import Testing

/// The article on usage patterns has all of them, with examples and tests that are there.
@Suite struct UsagePatternTests {
    private static let article = "Sources/FlowEngine/Documentation.docc/UsagePatterns.md"

    /// A row of its table.
    private struct Row {
        let number: Int
        let examples: [Substring]
        let tests: [NamedTest]
    }

    private func text() throws -> String { String(decoding: try Project.bytes(of: Self.article), as: UTF8.self) }

    private func rows() throws -> [Row] {
        try text().split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard cells.count == 6, let number = Int(cells[1].trimmingCharacters(in: .whitespaces)) else { return nil }
            let examples = cells[3].matches(of: /`(\w+)`/).map(\.output.1)
            return Row(number: number, examples: examples, tests: NamedTest.all(in: cells[4]))
        }
    }

    private func isThere(_ name: Substring, _ ending: String) -> Bool {
        FileManager.default.fileExists(atPath: Project.root.appending(path: "scripts/flows/\(name).\(ending)").path)
    }

    @Test func thereAre35() throws {
        #expect(try rows().map(\.number) == Array(1...35))
    }

    @Test func eachHasAnExampleWithItsFixture() throws {
        for row in try rows() {
            #expect(!row.examples.isEmpty, "pattern \(row.number)")
            for name in row.examples {
                #expect(isThere(name, "lua"), "pattern \(row.number): \(name).lua is not there")
                #expect(isThere(name, "expected.json"), "pattern \(row.number): \(name).expected.json is not there")
            }
        }
    }

    /// The patterns that act on a system outside, as the reference has them, act on one here.
    @Test func thoseWithEffectsActOnAService() throws {
        for row in try rows() where [3, 6, 7, 8, 9, 10, 20, 21, 22, 25, 26, 29, 31, 32, 33, 34].contains(row.number) {
            #expect(row.examples.contains { isThere($0, "service.json") }, "pattern \(row.number)")
        }
    }

    @Test func webhooksAreCalledOverHTTP() throws {
        for row in try rows() where row.examples.contains(where: { $0.hasSuffix("_webhook") }) {
            #expect(row.tests.contains { $0.suite == "WebhookFrontTests" }, "pattern \(row.number)")
        }
    }

    @Test func everyTestThatIsNamedIsThere() throws {
        let named = try text().split(separator: "\n").flatMap(NamedTest.all)
        #expect(named.count >= 5)
        for test in named where try !test.isThere() { Issue.record("\(test) is not there") }
    }
}
