import FlowModel
import Testing

@testable import FlowConnectors

@Suite struct ServerEndpointTests {
    @Test(arguments: [
        ("DB.Example.com", "db.example.com:7"), ("10.0.0.1", "10.0.0.1:7"), ("::1", "[::1]:7"),
        ("[FE80::1]", "[fe80::1]:7"),
        ("my_host", "my_host:7"),
    ])
    func hosts(_ text: String, _ shown: String) throws {
        let inputs: JSONObject = ["host": .string(text)]
        #expect(try ServerEndpoint(inputs, connector: "X", usualPort: 7).text == shown)
        #expect(ServerEndpoint.host(of: inputs) == (try ServerEndpoint(inputs, connector: "X", usualPort: 7)).host)
    }

    @Test(arguments: ["", "/tmp", "a,b", "a b", "a'b", "a:1", "@a", "a\0", "é", String(repeating: "a", count: 254)])
    func whatIsNoHost(_ text: String) {
        #expect(throws: FlowError.self) { try ServerEndpoint(["host": .string(text)], connector: "X", usualPort: 7) }
    }

    @Test(arguments: [
        ("db.test", "db.test", true), ("DB.test", "db.test", true), ("db.test", "db.test.", true),
        ("*.db.test", "a.db.test", true), ("*.db.test", "a.b.db.test", false), ("*.db.test", "db.test", false),
        ("*.test", "db.test", false), ("*", "db", false), ("*.db.test", ".db.test", false),
        ("a*.db.test", "ab.db.test", false),
    ])
    func namesOfCertificates(_ name: String, _ host: String, _ isCovered: Bool) {
        #expect(CertificateNames.covers(name, host) == isCovered)
    }
}
