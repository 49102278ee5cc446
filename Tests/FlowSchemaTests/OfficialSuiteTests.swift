import FlowModel
import FlowSchema
import Foundation
import Testing

/// The official test suite of JSON Schema, draft 7, which the Debian package `json-schema-test-suite` installs.
///
/// `OfficialSuite+Known.swift` lists what is known to fail, each with its reason: a test fails when one of those passes, and
/// when any other one fails.
@Suite struct OfficialSuiteTests {
    static let folder =
        ProcessInfo.processInfo.environment["MOONFLOW_SCHEMA_TESTS"]
        ?? "/usr/share/json-schema-test-suite/tests/draft7"

    static var isThere: Bool { FileManager.default.fileExists(atPath: folder + "/type.json") }

    struct Outcome {
        var passed = 0
        var failed: [String] = []
    }

    static func files() throws -> [String] {
        let all = try #require(FileManager.default.subpaths(atPath: folder))
        return all.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// Runs the cases of one file.
    static func run(_ file: String) throws -> Outcome {
        let text = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file).json"))
        var outcome = Outcome()
        for group in try #require(try JSONParser.parse(Array(text)).items) {
            let schema = Result { () throws(FlowError) in try JSONSchema(group.object?["schema"] ?? .null) }
            for test in try #require(group.object?["tests"]?.items) {
                let titles = [group, test].map { $0.object?["description"]?.text ?? "" }
                let fits: Bool? =
                    switch schema {
                    case .success(let schema):
                        switch Result(catching: { () throws(FlowError) in
                            try schema.validate(test.object?["data"] ?? .null)
                        }) {
                        case .success: true
                        case .failure(let error): error.type == "SchemaValidationError" ? false : nil
                        }
                    case .failure: nil
                    }
                if fits.map(JSONValue.bool) == test.object?["valid"] {
                    outcome.passed += 1
                } else {
                    outcome.failed.append("\(file): \(titles[0]): \(titles[1])")
                }
            }
        }
        return outcome
    }

    @Test(.enabled(if: isThere, "install the Debian package json-schema-test-suite, or set MOONFLOW_SCHEMA_TESTS"))
    func everythingPassesButWhatIsKnownNotTo() throws {
        var passed = (required: 0, optional: 0)
        var failed: [String] = []
        for file in try Self.files() {
            let outcome = try Self.run(file)
            if file.hasPrefix("optional/") {
                passed.optional += outcome.passed
            } else {
                passed.required += outcome.passed
            }
            failed += outcome.failed
            print("\(file): \(outcome.passed) passed, \(outcome.failed.count) failed")
        }
        let known = Set(Self.known.flatMap(\.tests))
        for name in failed where !known.contains(name) { Issue.record("failed: \(name)") }
        for name in known.subtracting(failed).sorted() { Issue.record("passes, so take it from the list: \(name)") }
        let optional = failed.count { $0.hasPrefix("optional/") }
        print(
            "required: \(passed.required) of \(passed.required + failed.count - optional);",
            "optional: \(passed.optional) of \(passed.optional + optional)")
        #expect(passed.required > 400)
    }
}
