import FoundationEssentials
import Glibc
import Testing

/// A real server that `scripts/services` has started for the tests.
struct TestService: Sendable {
    /// What its file in Tests/Services says of it.
    let facts: [String: String]

    /// The server of that name; nil when none was started.
    init?(_ name: String) {
        guard let folder = Self.folder, let data = FileManager.default.contents(atPath: "\(folder)/\(name).facts")
        else { return nil }
        facts = Dictionary(
            String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
                let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
            }, uniquingKeysWith: { $1 })
    }

    /// The server of that name, for tests that run only where it is there.
    static func required(_ name: String) throws -> TestService { try #require(TestService(name)) }

    /// A fact, which its file has to give.
    subscript(fact: String) -> String { facts[fact] ?? "" }

    /// The port that it listens on.
    var port: Int { Int(self["port"]) ?? 0 }

    /// Tells whether a server was started: a condition of tests.
    static func isThere(_ name: String) -> Bool { TestService(name) != nil }

    /// The certificate that those of the servers are signed by, in PEM.
    static var certificateAuthority: String {
        folder.flatMap { FileManager.default.contents(atPath: "\($0)/ca.pem") }
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// What those of the servers that speak TLS have: `server.pem`, which clients may show too, and `server.key`.
    static func file(_ name: String) -> String {
        folder.flatMap { FileManager.default.contents(atPath: "\($0)/\(name)") }
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static let folder = getenv("MOONFLOW_SERVICES").map { String(cString: $0) }
}
