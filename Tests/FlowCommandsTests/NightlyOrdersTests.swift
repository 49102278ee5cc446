import FlowModel
import Foundation
import OutsideWorld
import Synchronization
import Testing

/// The example `nightly_orders`, made ready and run as its first lines say: a real database and a real mail server, and one
/// secret.
@Suite(
    .timeLimit(.minutes(10)),
    .enabled(if: Server("postgresql") != nil && Server("smtp") != nil, "scripts/services starts the servers"))
struct NightlyOrdersTests {
    private static let flows = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts/flows")

    private static func fixture(_ ending: String) throws -> JSONObject {
        let file = flows.appending(path: "nightly_orders.\(ending)")
        return (try JSONParser.parse([UInt8](try Data(contentsOf: file))) as JSONValue).object ?? [:]
    }

    /// A store that has been made ready, and the shop.
    private struct Place {
        let folder: Folder
        let shop: HTTPServer
        let database: Server
        let mail: Server
        /// Nobody else gets mails there.
        let recipient = "ann-\(UUID().uuidString.lowercased())@example.com"

        init() throws {
            folder = try Folder([:])
            database = try #require(Server("postgresql"))
            mail = try #require(Server("smtp"))
            let service = Shared(WebService(.object(try fixture("service.json"))))
            shop = try HTTPServer { request in service.value.withLock { $0.answer(to: request) } }
            // Without the option, the first secret makes a key in the home folder.
            #expect(try FlowCommandsTests.moonflow("secret", "new-key", folder.file("vault.key")).status == 0)
            try make("secret", "set", "orders_db", "--host", "127.0.0.1", input: database["password"] + "\n")
            try connector("shop", "REST", ["url": .string(shop.url + "/orders")])
            try connector(
                "database", "SQLPG",
                [
                    "host": "127.0.0.1", "port": database.port("port"), "database": "postgres",
                    "username": .string(database["user"]), "password": "${secret.orders_db}",
                    "ca_certificate": .string(Server.certificateAuthority),
                ])
            try connector(
                "mail", "SMTP",
                [
                    "host": "127.0.0.1", "port": mail.port("port"), "tls": "none",
                    "from": "Orders <orders@example.com>", "to": .string(recipient),
                ])
        }

        func moonflow(_ arguments: [String], input: String = "") throws -> Finished {
            try FlowCommandsTests.moonflow(
                arguments + ["--vault-key", folder.file("vault.key")], input: input, store: folder.file("store.db"))
        }

        func run() throws -> Finished {
            try moonflow([
                "run", flows.appending(path: "nightly_orders.lua").path, "--input",
                "@" + flows.appending(path: "nightly_orders.input.json").path,
            ])
        }

        /// The texts of the mails that came.
        func mails() throws -> [String] {
            let mails = mail["mails"]
            return try FileManager.default.contentsOfDirectory(atPath: mails).filter { $0.hasSuffix(".to") }.sorted()
                .filter { try String(contentsOfFile: "\(mails)/\($0)", encoding: .utf8).contains(recipient) }
                .map { try String(contentsOfFile: "\(mails)/\($0.dropLast(3)).eml", encoding: .utf8) }
        }

        private func make(_ arguments: String..., input: String = "") throws {
            let made = try moonflow(arguments, input: input)
            #expect(made.status == 0, "\(arguments): \(made.errors)")
        }

        private func connector(_ name: String, _ type: String, _ value: JSONObject) throws {
            let made = try FlowCommandsTests.moonflow(
                "connector", "add", name, "--type", type, "--value", JSONWriter.text(.object(value)),
                store: folder.file("store.db"))
            #expect(made.status == 0, "\(name): \(made.errors)")
        }
    }

    @Test func ordersAreKeptAndReported() throws {
        let place = try Place()
        let run = try place.run()
        #expect(run.status == 0, "\(run.errors)")
        let output = try JSONParser.parse([UInt8](run.output.utf8)) as JSONValue
        #expect(output == (try Self.fixture("expected.json"))["output_value"], "\(run.output)")

        let mail = try #require(try place.mails().first)
        #expect(mail.contains("Subject: Orders of 2026-05-01"), "\(mail)")
        for line in ["Ada                     2      42.75", "total                          49.75"] {
            #expect(mail.contains(line), "\(mail)")
        }

        // A second night for the same day makes no second rows: the database does the sums.
        let again = try place.run()
        #expect(again.output == run.output, "\(again.errors)")
        #expect(try place.mails().count == 2)
        place.shop.stop()
    }

    /// The password is used, and is nowhere that people look.
    @Test func thePasswordStaysInTheVault() throws {
        let place = try Place()
        let run = try place.run()
        #expect(run.status == 0, "\(run.errors)")
        for name in try FileManager.default.contentsOfDirectory(atPath: place.folder.path) where name.hasPrefix("store")
        {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: place.folder.file(name)))
            #expect(bytes.range(of: Data(place.database["password"].utf8)) == nil, "\(name)")
        }
        for text in [run.output, run.errors] { #expect(!text.contains(place.database["password"])) }

        let wrong = try place.moonflow(["secret", "set", "orders_db", "--host", "127.0.0.1"], input: "wrong horse\n")
        #expect(wrong.status == 0, "\(wrong.errors)")
        let refused = try place.run()
        #expect(refused.status == 1 && refused.errors.contains("ConnectionFailedError"), "\(refused.errors)")
        #expect(!refused.errors.contains("wrong horse"), "\(refused.errors)")
        #expect(try place.mails().count == 1)
        place.shop.stop()
    }
}

/// What `scripts/services` has told of a server.
private struct Server {
    private let facts: [String: String]
    private static let folder = ProcessInfo.processInfo.environment["MOONFLOW_SERVICES"]

    init?(_ name: String) {
        guard let folder = Self.folder,
            let text = try? String(contentsOfFile: "\(folder)/\(name).facts", encoding: .utf8)
        else { return nil }
        facts = Dictionary(
            text.split(separator: "\n").compactMap { line in
                line.firstIndex(of: "=").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
            }, uniquingKeysWith: { $1 })
    }

    static var certificateAuthority: String {
        folder.flatMap { try? String(contentsOfFile: "\($0)/ca.pem", encoding: .utf8) } ?? ""
    }

    subscript(fact: String) -> String { facts[fact] ?? "" }

    func port(_ fact: String) -> JSONValue { .integer(Int64(self[fact]) ?? 0) }
}

/// One value for several threads.
private final class Shared<Value: Sendable>: Sendable {
    let value: Mutex<Value>
    init(_ value: Value) { self.value = Mutex(value) }
}
