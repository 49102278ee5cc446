import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// What is made of inputs, without a server.
@Suite struct SSHAccessTests {
    private static let key = "-----BEGIN OPENSSH PRIVATE KEY-----\ns3cret\n-----END OPENSSH PRIVATE KEY-----"
    private static let hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9Dq7m6W6bK4X1Gm0m5o1m5k3QpYw1m6n0o5b5r5s5t web1"

    private func access(_ more: JSONObject) throws -> SSHAccess {
        var inputs: JSONObject = ["host": "web1.example.com", "username": "deploy", "host_key": .string(Self.hostKey)]
        inputs.merge(more)
        var redactor = Redactor()
        return try SSHAccess(inputs, connector: "SSH", hiding: &redactor)
    }

    @Test func noSecretIsOnACommandLine() throws {
        let folder = PrivateFolder(path: "/tmp/x")
        for access in [
            try access(["private_key": .string(Self.key), "passphrase": "p4ss"]), try access(["password": "p4ss"]),
        ] {
            let words = access.options(in: folder, pinned: nil).joined(separator: " ")
            #expect(!words.contains("p4ss") && !words.contains("s3cret"))
            for file in access.files {
                #expect(!String(decoding: file.content, as: UTF8.self).contains("p4ss"))
                #expect(file.mode & 0o077 == 0)
            }
            #expect(access.environment(in: folder)["SSH_ASKPASS_REQUIRE"] == "force")
            #expect(words.contains("BatchMode=no") && words.contains("StrictHostKeyChecking=yes"))
        }
        let plain = try access(["private_key": .string(Self.key)])
        #expect(plain.options(in: folder, pinned: nil).contains("-oBatchMode=yes"))
        #expect(plain.environment(in: folder)["SSH_ASKPASS"] == nil)
    }

    @Test func aPinnedAddressKeepsTheNameForTheHostKey() throws {
        let folder = PrivateFolder(path: "/tmp/x")
        let six = try #require(NetworkAddress("2001:db8::1"))
        let options = try access(["private_key": .string(Self.key), "port": 2222]).options(in: folder, pinned: six)
        #expect(
            options.contains("-oHostName=2001:db8::1") && options.contains("-oHostKeyAlias=[web1.example.com]:2222"))
        #expect(options.prefix(2) == ["-F", "/dev/null"])
    }

    @Test(arguments: [
        (#"{"host": "-oProxyCommand=x"}"#, "host must be"), (#"{"host": "a b"}"#, "host must be"),
        (#"{"host": "a,b"}"#, "host must be"), (#"{"host": ""}"#, "host must be"),
        (#"{"host": "a:b"}"#, "host must be"),
        (#"{"username": "-l"}"#, "username has"), (#"{"username": "a b"}"#, "username has"),
        (#"{"username": "a%h"}"#, "username has"), (#"{"username": ""}"#, "username has"),
        (#"{"username": "$(id)"}"#, "username has"),
        (#"{"private_key": "x"}"#, "private_key must be"), (#"{"password": ""}"#, "password is empty"),
        (#"{"password": "a\nb"}"#, "password is empty, or has a line break"),
        (#"{"password": "x", "passphrase": "y"}"#, "passphrase belongs to it"),
        (#"{}"#, "give private_key or password"),
        (#"{"password": "x", "host_key": "web1 ssh-ed25519 AAAA"}"#, "host_key must be"),
        (#"{"password": "x", "host_key": "ssh-ed25519 AAAA"}"#, "host_key must be"),
        (#"{"password": "x", "host_key": "\n"}"#, "host_key is empty"),
        (#"{"password": "x", "host_key": null, "known_hosts": " \n"}"#, "known_hosts is empty"),
        (#"{"password": "x", "host_key": null}"#, "give host_key or known_hosts"),
    ])
    func wrongInputs(_ inputs: String, _ text: String) throws {
        let more = try #require((try JSONParser.parse(inputs) as JSONValue).object)
        do {
            _ = try access(more)
            Issue.record("no error")
        } catch let error as FlowError {
            #expect(error.message.hasPrefix("SSH: ") && error.message.contains(text), "\(error)")
        }
    }

    @Test(arguments: [
        (#"{}"#, "give command or script"), (#"{"command": ""}"#, "give command or script"),
        (#"{"script": "x", "input": "y"}"#, "input is for command"),
        (#"{"script": "x", "arguments": ["y"]}"#, "arguments are for command"),
        (#"{"command": "a\u0000"}"#, "command has a zero byte"),
        (#"{"command": "a", "arguments": ["\u0000"]}"#, "arguments[1] has a zero byte"),
        (#"{"command": "a", "input_base64": "?"}"#, "must be base64"),
    ])
    func wrongOrders(_ inputs: String, _ text: String) async throws {
        var given = try #require((try JSONParser.parse(inputs) as JSONValue).object)
        given.merge(["host": "h", "username": "u", "password": "p", "host_key": .string(Self.hostKey)])
        let error = await SSHConnector().error(given)
        #expect(error.message.contains(text), "\(error)")
    }

    @Test func quotedWords() {
        #expect(ShellWord.quoted("a'b $x") == #"'a'\''b $x'"#)
        #expect(ShellWord.quoted("") == "''" && ShellWord.quoted("'") == #"''\'''"#)
    }

    @Test func itAsksAfterACrash() throws {
        let ssh = SSHConnector()
        #expect(ssh.crashPolicy(of: [:]) == .ask)
        #expect(SCPConnector(root: "/tmp").crashPolicy(of: [:]) == .atLeastOnce)
    }
}
