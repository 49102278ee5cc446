import FlowModel
import FlowStore
import FlowVault
import Foundation
import Testing

@Suite struct SealedSecretTests {
    private static let moment = ScriptTime(microseconds: 1_767_225_600_000_000)
    private let key = VaultKey()

    private func secret(
        _ value: String = "correct horse", name: String = "token", hosts: [String] = ["api.example.com"]
    ) throws -> SealedSecret {
        try SealedSecret(
            value, named: name, binding: SecretBinding(hosts: hosts), with: key, description: nil, at: Self.moment)
    }

    /// The same secret with something else in it.
    private func changed(
        _ secret: SealedSecret, name: String? = nil, hosts: [String]? = nil, sealed: [UInt8]? = nil
    ) -> SealedSecret {
        SealedSecret(
            name: name ?? secret.name, binding: hosts.map { SecretBinding(hosts: $0) } ?? secret.binding,
            sealed: sealed ?? secret.sealed, keyID: secret.keyID, description: secret.description,
            modifiedAt: secret.modifiedAt)
    }

    @Test func onlyItsKeyOpensIt() throws {
        let secret = try secret()
        #expect(try secret.value(key) == "correct horse")
        #expect(!String(decoding: secret.sealed, as: UTF8.self).contains("correct"))
        #expect(try self.secret().sealed != secret.sealed)
        let error = try #require(throws: FlowError.self) { try secret.value(VaultKey()) }
        #expect(error.type == "PermissionDenied")
        #expect(error.message.contains(key.id))
    }

    @Test func whoChangesTheStoreGainsNothing() throws {
        let secret = try secret()
        var broken = secret.sealed
        broken[20] ^= 1
        for other in [
            changed(secret, name: "other"), changed(secret, hosts: ["evil.example"]), changed(secret, hosts: ["*"]),
            changed(secret, sealed: broken), changed(secret, sealed: []),
            changed(secret, sealed: Array(broken.prefix(20))),
        ] {
            let error = try #require(throws: FlowError.self) { try other.value(key) }
            #expect(error.type == "InternalError")
        }
    }

    @Test(arguments: ["", "short", "with\u{0}zero", String(repeating: "x", count: 65_537)])
    func refusesWhatIsNoSecret(_ value: String) throws {
        let error = try #require(throws: FlowError.self) { try secret(value) }
        #expect(error.type == "InvalidInputError")
        #expect(value.isEmpty || !error.message.contains(value))
    }

    @Test(arguments: ["", "a b", "a}", "ü", String(repeating: "x", count: 65)])
    func refusesWhatIsNoName(_ name: String) throws {
        #expect(throws: FlowError.self) { try secret(name: name) }
    }

    @Test func keysAreKeptInFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "keys/vault.key").path
        try key.write(to: path)
        #expect(try secret().value(VaultKey(file: path)) == "correct horse")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        // One that is there is never written over.
        #expect(throws: FlowError.self) { try VaultKey().write(to: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let shown = try #require(throws: FlowError.self) { try VaultKey(file: path) }
        #expect(shown.message.contains("chmod 600"))
        let missing = try #require(throws: FlowError.self) { try VaultKey(file: "\(path).not") }
        #expect(missing.type == "ResourceNotFoundError")
        let wrong = try #require(throws: FlowError.self) { try VaultKey(text: "c2VjcmV0", from: "X") }
        #expect(!wrong.message.contains("c2VjcmV0"))
    }
}
