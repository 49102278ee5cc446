import Foundation

/// A test that an article names between backquotes as `Suite/test`.
struct NamedTest: CustomStringConvertible {
    let suite: Substring
    let test: Substring

    private static let sources = Result {
        var sources: [String] = []
        let files = FileManager.default.enumerator(atPath: Project.root.appending(path: "Tests").path)
        while let file = files?.nextObject() as? String {
            guard file.hasSuffix("Tests.swift") else { continue }
            sources.append(String(decoding: try Project.bytes(of: "Tests/\(file)"), as: UTF8.self))
        }
        return sources
    }

    /// Those that a line names.
    static func all(in line: Substring) -> [NamedTest] {
        line.matches(of: /`([A-Z]\w+Tests)\/(\w+)`/).map { NamedTest(suite: $0.output.1, test: $0.output.2) }
    }

    var description: String { "\(suite)/\(test)" }

    /// Tells whether a file of the tests has it.
    func isThere() throws -> Bool {
        try Self.sources.get().contains { $0.contains("struct \(suite) ") && $0.contains("func \(test)(") }
    }
}
