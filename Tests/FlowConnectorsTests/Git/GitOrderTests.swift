import FlowModel
import Testing

@testable import FlowConnectors

/// What is made of inputs, without a repository.
@Suite struct GitOrderTests {
    @Test(arguments: [
        ("https://Example.com/team/site.git", "https://example.com/team/site.git", "example.com", 443),
        ("http://example.com:8080/x", "http://example.com:8080/x", "example.com", 8080),
        ("ssh://git@example.com:2222/x", "ssh://remote/x", "example.com", 2222),
        ("git@example.com:team/site.git", "remote:team/site.git", "example.com", 22),
        ("example.com:/srv/x.git", "ssh://remote/srv/x.git", "example.com", 22),
        ("git://[2001:DB8::1]/x", "git://[2001:db8::1]/x", "2001:db8::1", 9418),
        ("file:///srv/x.git", "file:///srv/x.git", "", 0),
    ])
    func addresses(_ text: String, _ forGit: String, _ host: String, _ port: Int) throws {
        let address = try RepositoryAddress(text)
        #expect(address.text(pinned: nil) == forGit && address.host == host && address.effectivePort == port)
    }

    @Test(arguments: [
        "", "site.git", "/srv/site.git", "../site.git", "ext::sh -c x", "ext::x", "ftp://example.com/x",
        "--upload-pack=x",
        "https://example.com", "https:///x", "https://user:secret@example.com/x", "https://user@example.com/x",
        "ssh://-oProxyCommand=x/y", "ssh://a@b@c/y", "-oProxyCommand=x:y", "host:-x", "https://exa mple.com/x",
        "https://example.com:0/x", "https://example.com:99999/x", "https://example.com:/x", "https://example.com/x?y",
        "https://example.com/x#y", "https://example.com\\@other.com/x", "file://host/x", "https://[::1/x", "a:b:c://d",
        "https://example.com\n.other.com/x", "ssh://u:secret@example.com/x",
    ])
    func addressesThatAreNone(_ text: String) {
        do {
            let address = try RepositoryAddress(text)
            Issue.record("\(address)")
        } catch {
            #expect(!error.reason.contains("secret"))
        }
    }

    @Test(arguments: [
        ("a/b.txt", "a/b.txt", true), ("a/b.txt", "a/b.txt/c", true), ("a/b", "a/b.txt", false), ("a", "ab", false),
        ("a/", "a/b/c", true), ("*.md", "x.md", true), ("*.md", "a/x.md", false), ("**/*.md", "x.md", true),
        ("**/*.md", "a/b/x.md", true), ("a/**", "a/b/c", true), ("a/**", "a", false), ("a/**/b", "a/b", true),
        ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/xb", false), ("?.txt", "ü.txt", true), ("?.txt", "/.txt", false),
        ("*", "a/b", true), ("a*c", "abbbc", true), ("a*c", "abbb", false), ("[a]", "a", false), ("[a]", "[a]", true),
        ("d*", "deep/er/x", true), (".*", "x", false), ("**", "any/thing", true),
    ])
    func patterns(_ pattern: String, _ path: String, _ expected: Bool) {
        #expect(PathPattern(pattern).matches(path) == expected)
    }

    @Test func aHostilePattern() {
        let pattern = PathPattern(String(repeating: "*a", count: 400) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 2000)))
    }

    @Test(arguments: [
        (#"{"repository": "x"}"#, "InvalidInputError", "repository must be an address"),
        (#"{"ref": "-x"}"#, "InvalidInputError", "ref must be"),
        (#"{"ref": "a:b"}"#, "InvalidInputError", "ref must be"),
        (#"{"ref": "+main"}"#, "InvalidInputError", "ref must be"),
        (#"{"ref": "a..b"}"#, "InvalidInputError", "ref must be"),
        (#"{"ref": "refs/heads/*"}"#, "InvalidInputError", "ref must be"),
        (#"{"ref": ""}"#, "InvalidInputError", "ref must be"),
        (#"{"ref": "a b"}"#, "InvalidInputError", "ref must be"),
        (#"{"ref": "main^{tree}"}"#, "InvalidInputError", "ref must be"),
        (#"{"paths": ["/a"]}"#, "InvalidInputError", "paths must be"),
        (#"{"paths": [""]}"#, "InvalidInputError", "paths must be"),
        (#"{"password": "a\nb"}"#, "InvalidInputError", "line break"),
        (#"{"client_key": "-----BEGIN X"}"#, "MissingInputError", "need each other"),
        (#"{"ca_certificate": "x"}"#, "InvalidInputError", "must be in PEM"),
        (#"{"operation": "commit"}"#, "MissingInputError", "'branch'"),
        (#"{"operation": "commit", "branch": "refs/heads/x"}"#, "InvalidInputError", "without refs/heads/"),
        (#"{"operation": "commit", "branch": "x", "ref": "y"}"#, "InvalidInputError", "set create_branch"),
        (#"{"operation": "commit", "branch": "x"}"#, "MissingInputError", "'message'"),
        (#"{"operation": "commit", "branch": "x", "message": " \n"}"#, "InvalidInputError", "message is empty"),
        (#"{"operation": "commit", "branch": "x", "message": "m"}"#, "MissingInputError", "'files'"),
        (#"{"operation": "commit", "branch": "x", "message": "m", "files": []}"#, "MissingInputError", "'files'"),
        (
            #"{"operation": "commit", "branch": "x", "message": "m", "expected_commit": "abc"}"#, "InvalidInputError",
            "whole id"
        ),
        (
            #"{"operation": "commit", "branch": "x", "message": "m", "author_name": "a<b"}"#, "InvalidInputError",
            "author_name"
        ),
        (#"{"repository": "user@example.com:x"}"#, "MissingInputError", "give private_key or password"),
        (#"{"repository": "git://example.com/x", "password": "x"}"#, "InvalidInputError", "for https, http and ssh"),
    ])
    func wrongInputs(_ inputs: String, _ type: String, _ text: String) async throws {
        var given: JSONObject = ["operation": "get", "repository": "https://example.invalid/x.git"]
        given.merge(try #require((try JSONParser.parse(inputs) as JSONValue).object))
        let error = await GitConnector().error(given)
        #expect(error.type == type && error.message.hasPrefix("GIT") && error.message.contains(text), "\(error)")
    }

    @Test(arguments: [
        #"{"path": "../x", "content": ""}"#, #"{"path": "/x", "content": ""}"#, #"{"path": "a//b", "content": ""}"#,
        #"{"path": "a/.git/config", "content": ""}"#, #"{"path": ".GIT/x", "content": ""}"#,
        #"{"path": "", "content": ""}"#,
        #"{"path": "a\nb", "content": ""}"#, #"{"path": "a"}"#, #"{"path": "a", "content": "", "delete": true}"#,
        #"{"path": "a", "content": "", "content_base64": ""}"#, #"{"path": "a", "content_base64": "?"}"#,
    ])
    func wrongFiles(_ file: String) async throws {
        let given: JSONObject = [
            "operation": "commit", "repository": "https://example.invalid/x.git", "branch": "x", "message": "m",
            "files": [try JSONParser.parse(file) as JSONValue],
        ]
        let error = await GitConnector().error(given)
        #expect(error.type == "InvalidInputError" && error.message.contains("files[1]"), "\(error)")
    }

    @Test func aFileAndAFolderOfOneName() throws {
        let inputs: JSONObject = [
            "branch": "x", "message": "m",
            "files": [["path": "a/b", "content": ""], ["path": "a", "content": ""]],
        ]
        #expect(throws: FlowError.self) { try GitChange(inputs) }
    }

    @Test func noSecretIsOnACommandLineOrInAnAddress() throws {
        let order = try GitOrder([
            "operation": "get", "repository": "https://example.com/x.git", "username": "robot", "password": "t0ken",
        ])
        let clone = GitClone(
            order: order, folder: PrivateFolder(path: "/tmp/x"), address: NetworkAddress(bytes: [192, 0, 2, 7]),
            deadline: .now, program: "/usr/bin/git", limiter: "/usr/bin/prlimit", shell: nil, allowsFiles: false)
        let environment = clone.environment
        #expect(environment.filter { $0.value.contains("t0ken") }.map(\.key) == ["MOONFLOW_GIT_PASSWORD"])
        #expect(environment.values.contains("example.com:443:192.0.2.7"))
        #expect(environment["GIT_ALLOW_PROTOCOL"] == "https:http:ssh:git")
        #expect(GitClone.files(of: order).allSatisfy { !String(decoding: $0.content, as: UTF8.self).contains("t0ken") })
    }
}
