import FlowModel
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10))) struct SecretCommandTests {
    private static let value = "correct-horse-battery"

    /// A folder with a key, and what works on its store with it.
    private struct Place {
        let folder: Folder

        init(_ files: [String: String] = [:]) throws {
            folder = try Folder(files)
            let made = try moonflow("secret", "new-key", folder.file("vault.key"))
            #expect(made.status == 0, "\(made.errors)")
        }

        func secret(_ arguments: String..., input: String = "", key: String? = "vault.key") throws -> Finished {
            let keyed = ["set", "check", "rekey"].contains(arguments.first ?? "") ? key : nil
            return try moonflow(
                ["secret"] + arguments + (keyed.map { ["--vault-key", folder.file($0)] } ?? []), input: input,
                store: folder.file("store.db"))
        }

        func run(_ script: String, _ more: String..., key: String? = "vault.key") throws -> Finished {
            try folder.write(script, to: "flow.lua")
            let options = key.map { ["--vault-key", folder.file($0)] } ?? []
            return try moonflow(
                ["run", folder.file("flow.lua")] + options + more, store: folder.file("store.db"))
        }

        func stored() throws -> String {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("store") }
            return names.map { name in
                String(decoding: FileManager.default.contents(atPath: folder.file(name)) ?? Data(), as: UTF8.self)
            }.joined()
        }
    }

    private static let connect = """
        local c = this:connect{connector_type = "REST", url = "http://127.0.0.1:1/${secret.token}", wait = "ALL_ENDED"}
        return {message = c:get("message")}
        """

    @Test func aSecretIsKeptSealed() throws {
        let place = try Place()
        let kept = try place.secret("set", "token", "--host", "127.0.0.1", input: "\(Self.value)\n")
        #expect(kept.status == 0, "\(kept.errors)")
        #expect(kept.errors.contains("write ${secret.token} where it belongs"))
        #expect(try !place.stored().contains(Self.value))
        let list = try place.secret("list")
        #expect(list.output.contains(#""hosts":["127.0.0.1"]"#) && list.output.contains(#""name":"token""#))
        #expect(!list.output.contains(Self.value))
        #expect(try place.secret("check").errors.contains("1 of 1 secrets can be opened"))
        // It is used, and not shown: nobody listens there, and the address is repeated in the error.
        let used = try place.run(Self.connect)
        #expect(used.output.contains("REST GET http://127.0.0.1:1/***: could not connect"), "\(used.output)")
        #expect(try !place.stored().contains(Self.value))
        #expect(try place.secret("remove", "token").status == 0)
        #expect(try place.run(Self.connect).output.contains("there is no secret 'token'"))
        #expect(try place.secret("remove", "token").errors.contains("there is no secret 'token'"))
    }

    @Test func itsHostsAndConnectorsCanBeChanged() throws {
        let place = try Place()
        _ = try place.secret("set", "token", "--host", "api.example.com", input: Self.value)
        #expect(try place.run(Self.connect).output.contains("is for api.example.com, not for 127.0.0.1"))
        let changed = try place.secret("set", "token", "--keep-value", "--host", "*", "--connector", "orders")
        #expect(changed.status == 0, "\(changed.errors)")
        #expect(try place.run(Self.connect).output.contains("for connections of 'orders', not of connections ad hoc"))
    }

    @Test func withoutTheKeyItIsOfNoUse() throws {
        let place = try Place()
        _ = try place.secret("set", "token", "--host", "*", input: Self.value)
        #expect(try moonflow("secret", "new-key", place.folder.file("other.key")).status == 0)
        #expect(try place.run(Self.connect, key: "other.key").output.contains("was sealed with the key"))
        #expect(try place.secret("check", key: "other.key").status == 1)
        // A file that others may read is no key.
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: place.folder.file("other.key"))
        let shown = try place.run(Self.connect, key: "other.key")
        #expect(shown.status == 64 && shown.errors.contains("chmod 600"))
        #expect(try place.run(Self.connect, key: "none.key").status == 64)
    }

    @Test func aNewKeySealsThemAll() throws {
        let place = try Place()
        for name in ["a", "b"] { _ = try place.secret("set", name, "--host", "*", input: "\(Self.value)-\(name)") }
        #expect(try moonflow("secret", "new-key", place.folder.file("new.key")).status == 0)
        let rekeyed = try place.secret("rekey", "--new-key", place.folder.file("new.key"))
        #expect(rekeyed.errors.contains("2 secrets are sealed"), "\(rekeyed.errors)")
        #expect(try place.secret("check", key: "new.key").status == 0)
        #expect(try place.secret("check").status == 1)
        #expect(
            try place.secret("rekey", "--new-key", place.folder.file("new.key"), key: "new.key").errors.contains(
                "0 secrets"))
        // What was made is never written over.
        #expect(try moonflow("secret", "new-key", place.folder.file("new.key")).status == 74)
    }

    @Test func wrongUseSaysWhatToDo() throws {
        let place = try Place()
        let noHost = try place.secret("set", "token", input: Self.value)
        #expect(noHost.status == 64 && noHost.errors.contains("--host is missing"))
        #expect(try place.secret("set", "a b", "--host", "*", input: Self.value).status == 64)
        let short = try place.secret("set", "token", "--host", "*", input: "abc\n")
        #expect(short.status == 64 && short.errors.contains("6 to 65536 bytes") && !short.errors.contains("abc"))
        #expect(try place.secret("set", "token", "--host", "*", "--keep-value").status == 64)
        // An argument would be seen by everybody.
        #expect(try place.secret("set", "token", Self.value, "--host", "*").status == 64)
    }

    @Test func aPasswordInAConnectorIsNoticed() throws {
        let folder = try Folder([:])
        let value = #"{"url": "http://a.example/", "auth": {"type": "bearer", "token": "s3cret-token"}}"#
        let open = try moonflow(
            ["connector", "add", "open", "--type", "REST", "--value", value], store: folder.file("store.db"))
        #expect(open.status == 0)
        #expect(open.errors.contains("auth.token is in the store as it is"))
        #expect(!open.errors.contains("s3cret-token"))
        let named = value.replacingOccurrences(of: "s3cret-token", with: "${secret.token}")
        let good = try moonflow(
            ["connector", "add", "good", "--type", "REST", "--value", named], store: folder.file("store.db"))
        #expect(good.status == 0 && !good.errors.contains("as it is"))
    }
}
