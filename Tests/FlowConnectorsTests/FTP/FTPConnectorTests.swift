import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// A server of files, and how to reach it.
struct FileServerCase: Sendable, CustomTestStringConvertible {
    let name: String
    let connector: any TypedConnector
    let login: JSONObject
    /// The folder of the server.
    let files: String

    var testDescription: String { name }

    /// Those that are there, by kind of connection.
    static let all: [FileServerCase] = {
        var cases: [FileServerCase] = []
        if let ftp = TestService("ftp") {
            for (name, port, tls) in [
                ("FTP in the clear", "port", "none"), ("explicit FTPS", "port", "starttls"),
                ("implicit FTPS", "tls_port", "tls"),
                ("FTP without MLSD", "old_port", "none"),
            ] {
                cases.append(
                    FileServerCase(
                        name: name, connector: FTPConnector(), login: ftp.login(port, ["tls": .string(tls)]),
                        files: ftp["files"]))
            }
        }
        if let sftp = TestService("sftp") {
            cases.append(
                FileServerCase(
                    name: "SFTP", connector: SFTPConnector(), login: SFTPTesting.login(sftp), files: sftp["files"]))
        }
        return cases
    }()

    func inputs(_ operation: String, _ more: JSONObject = [:]) -> JSONObject {
        login.with(["operation": .string(operation)]).with(more)
    }

    func call(_ operation: String, _ more: JSONObject = [:]) async throws -> JSONObject {
        try await connector.output(inputs(operation, more))
    }

    func fault(_ operation: String, _ more: JSONObject = [:]) async -> FlowError {
        await connector.error(inputs(operation, more))
    }

    /// A folder of its own on the server, by its name.
    func folder() throws -> String {
        let name = "t-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: "\(files)/\(name)", withIntermediateDirectories: false)
        return name
    }

    func content(_ path: String) -> String? {
        FileManager.default.contents(atPath: "\(files)/\(path)").map { String(decoding: $0, as: UTF8.self) }
    }

    func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(files)/\(folder)").sorted()
    }
}

enum SFTPTesting {
    static func login(_ service: TestService, key: String = "user", _ more: JSONObject = [:]) -> JSONObject {
        let text = FileManager.default.contents(atPath: "\(service["folder"])/\(key)") ?? Data()
        let login: JSONObject = [
            "host": "localhost", "port": .integer(Int64(service.port)), "username": .string(service["user"]),
            "private_key": .string(String(decoding: text, as: UTF8.self)), "host_key": .string(service["host_key"]),
        ]
        return login.with(more)
    }
}

@Suite(.timeLimit(.minutes(10))) struct FileServerTests {
    @Test(arguments: FileServerCase.all) func putAndGet(_ server: FileServerCase) async throws {
        let folder = try server.folder()
        let text = "zwölf\r\n\u{0}.\nEnde"
        for name in ["a b.txt", "ü#%?&.txt", "[x]*'\"\\.txt", "-la"] {
            let path = JSONValue.string("\(folder)/\(name)")
            let put = try await server.call("put", ["path": path, "content": .string(text)])
            #expect(put == ["path": path, "bytes": .integer(Int64(text.utf8.count))])
            #expect(server.content("\(folder)/\(name)") == text, "\(name)")
            #expect(try await server.call("get", ["path": path])["text"] == .string(text))
        }
        let path = JSONValue.string("\(folder)/-la")
        _ = try await server.call("put", ["path": path, "content_base64": "AP+A"])
        #expect(try await server.call("get", ["path": path, "encoding": "base64"])["content_base64"] == "AP+A")
        let error = await server.fault("get", ["path": path])
        #expect(error.message.contains("no text in UTF-8"), "\(error.message)")
        // Nothing is left of the names that files have until they are whole.
        #expect(try server.names(folder).count == 4)
        _ = try await server.call("put", ["path": path, "content": ""])
        #expect(try await server.call("get", ["path": path]) == ["path": path, "bytes": 0, "text": ""])
    }

    @Test(arguments: FileServerCase.all) func absolutePaths(_ server: FileServerCase) async throws {
        let folder = try server.folder()
        // FTP shows the folder as the top, SFTP all of the machine.
        let top = server.connector is SFTPConnector ? server.files : ""
        let path = JSONValue.string("\(top)/\(folder)/a.txt")
        _ = try await server.call("put", ["path": path, "content": "x"])
        #expect(server.content("\(folder)/a.txt") == "x")
        #expect(try await server.call("get", ["path": path])["text"] == "x")
        #expect(try await server.call("list", ["path": .string("\(top)/\(folder)")])["entries"]?.items?.count == 1)
        #expect(try await server.call("info", ["path": "/"])["type"] == "folder")
    }

    @Test(arguments: FileServerCase.all) func list(_ server: FileServerCase) async throws {
        let folder = try server.folder()
        #expect(try await server.call("list", ["path": .string(folder)])["entries"] == [])
        for (name, text) in [("b.txt", "12345"), (" a  b", ""), ("ü -> x", "1")] {
            _ = try await server.call("put", ["path": .string("\(folder)/\(name)"), "content": .string(text)])
        }
        _ = try await server.call("mkdir", ["path": .string("\(folder)/sub")])
        let output = try await server.call("list", ["path": .string(folder)])
        let entries = (output["entries"]?.items ?? []).compactMap(\.object).map { entry in
            var entry = entry
            entry["modified"] = nil
            return entry
        }
        #expect(
            entries == [
                ["type": "file", "name": " a  b", "bytes": 0], ["type": "file", "name": "b.txt", "bytes": 5],
                ["type": "folder", "name": "sub"], ["type": "file", "name": "ü -> x", "bytes": 1],
            ])
        #expect(output["is_complete"] == true)
        let part = try await server.call("list", ["path": .string(folder), "max_entries": 2])
        #expect(part["entries"]?.items?.count == 2 && part["is_complete"] == false)
        let all = try await server.call("list")
        #expect(all["path"] == "" && (all["entries"]?.items ?? []).contains { $0.object?["name"] == .string(folder) })
    }

    @Test(arguments: FileServerCase.all) func info(_ server: FileServerCase) async throws {
        let folder = try server.folder()
        _ = try await server.call("put", ["path": .string("\(folder)/a"), "content": "123"])
        var file = try await server.call("info", ["path": .string("\(folder)/a")])
        file["modified"] = nil
        #expect(file == ["type": "file", "bytes": 3, "path": .string("\(folder)/a"), "exists": true])
        #expect(try await server.call("info", ["path": .string(folder)])["type"] == "folder")
        #expect(try await server.call("info", ["path": .string("\(folder)/none")])["exists"] == false)
        #expect(try await server.call("info", ["path": .string("\(folder)/none/deeper")])["exists"] == false)
    }

    @Test(arguments: FileServerCase.all) func foldersOnTheWay(_ server: FileServerCase) async throws {
        let folder = try server.folder()
        let deep = JSONValue.string("\(folder)/x/y y/a.txt")
        let error = await server.fault("put", ["path": deep, "content": "1"])
        #expect(error.type == "ConnectionFailedError" || error.type == "ResourceNotFoundError", "\(error)")
        _ = try await server.call("put", ["path": deep, "content": "1", "create_folders": true])
        _ = try await server.call("put", ["path": deep, "content": "2", "create_folders": true])
        #expect(server.content("\(folder)/x/y y/a.txt") == "2")
        let new = JSONValue.string("\(folder)/m/n")
        #expect(try await server.call("mkdir", ["path": new, "create_folders": true])["created"] == true)
        #expect(try await server.call("mkdir", ["path": new, "create_folders": true])["created"] == false)
        let taken = await server.fault("mkdir", ["path": deep])
        #expect(
            taken.type == "ConnectionFailedError" && taken.message.contains("the other side does not do it"), "\(taken)"
        )
    }

    @Test(arguments: FileServerCase.all) func delete(_ server: FileServerCase) async throws {
        let folder = try server.folder()
        let path = JSONValue.string("\(folder)/a")
        _ = try await server.call("put", ["path": path, "content": "1"])
        #expect(try await server.call("delete", ["path": path])["deleted"] == true)
        #expect(try await server.call("delete", ["path": path])["deleted"] == false)
        let error = await server.fault("delete", ["path": path, "must_exist": true])
        #expect(error.type == "ResourceNotFoundError" && error.message.contains("delete '\(folder)/a'"), "\(error)")
        _ = try await server.call("put", ["path": .string("\(folder)/sub/b"), "content": "1", "create_folders": true])
        let full = await server.fault("delete", ["path": .string("\(folder)/sub")])
        #expect(full.type == "ConnectionFailedError", "\(full)")
        _ = try await server.call("delete", ["path": .string("\(folder)/sub/b")])
        #expect(try await server.call("delete", ["path": .string("\(folder)/sub")])["deleted"] == true)
        #expect(try server.names(folder) == [])
    }

    @Test(arguments: FileServerCase.all) func move(_ server: FileServerCase) async throws {
        let folder = try server.folder()
        _ = try await server.call("put", ["path": .string("\(folder)/a b"), "content": "1"])
        let output = try await server.call(
            "move", ["path": .string("\(folder)/a b"), "to": .string("\(folder)/done/ü"), "create_folders": true])
        #expect(output["to"] == .string("\(folder)/done/ü"))
        #expect(server.content("\(folder)/done/ü") == "1" && server.content("\(folder)/a b") == nil)
        let error = await server.fault("move", ["path": .string("\(folder)/a b"), "to": .string("\(folder)/c")])
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(server.connector.crashPolicy(of: ["operation": "move"]) == .ask)
        #expect(server.connector.crashPolicy(of: ["operation": "put"]) == .atLeastOnce)
    }

    @Test(arguments: FileServerCase.all) func whatIsNotThere(_ server: FileServerCase) async throws {
        let error = await server.fault("get", ["path": "no/such.txt"])
        #expect(error.type == "ResourceNotFoundError", "\(error)")
        #expect(error.message.contains("get 'no/such.txt': there is no such file"), "\(error.message)")
        let folder = await server.fault("list", ["path": "no such folder"])
        #expect(["ConnectionFailedError", "ResourceNotFoundError"].contains(folder.type), "\(folder)")
    }

    @Test(arguments: FileServerCase.all) func oversized(_ server: FileServerCase) async throws {
        let folder = try server.folder()
        let path = JSONValue.string("\(folder)/large")
        _ = try await server.call("put", ["path": path, "content": .string(String(repeating: "x", count: 300_000))])
        let error = await server.fault("get", ["path": path, "max_response_bytes": 100_000])
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.hasSuffix("more than 100000 bytes come back (max_response_bytes)"), "\(error.message)")
        #expect(try await server.call("get", ["path": path])["bytes"] == 300_000)
    }

    @Test(arguments: FileServerCase.all) func wrongPassword(_ server: FileServerCase) async throws {
        let wrong: JSONObject =
            server.connector is SFTPConnector
            ? ["private_key": nil, "password": "s3cret-wrong"] : ["password": "s3cret-wrong"]
        let error = await server.fault("list", wrong)
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("does not let the user in"), "\(error.message)")
        #expect(!error.message.contains("s3cret"))
    }
}

@Suite(.timeLimit(.minutes(10)), .enabled(if: TestService.isThere("ftp"))) struct FTPConnectorTests {
    @Test func certificates() async throws {
        let service = try #require(TestService("ftp"))
        for (port, tls) in [("port", "starttls"), ("tls_port", "tls")] {
            let inputs = service.login(port, ["tls": .string(tls), "operation": "list", "ca_certificate": nil])
            let error = await FTPConnector().error(inputs)
            #expect(error.message.contains("the certificate of the other side is not trusted"), "\(error)")
            _ = try await FTPConnector().output(inputs.with(["verify_tls": false]))
        }
        let old = await FTPConnector().error(service.login("old_port", ["operation": "list"]))
        #expect(old.message.contains("offers no STARTTLS"), "\(old)")
    }
}

/// FTP servers that do not what they should.
@Suite(.timeLimit(.minutes(10))) struct FTPFailureTests {
    private let ftp = FTPConnector()

    /// A server that names a place for data, and says something about a transfer.
    private func server(
        data: LineTestServer, _ end: String, size: String = "213 100"
    ) async throws -> LineTestServer {
        let port = data.port
        return try await LineTestServer([.send("220 here\r\n")]) { line in
            switch line.prefix(4) {
            case "USER": [.send("331 go on\r\n")]
            case "PASS": [.send("230 in\r\n")]
            case "PWD": [.send("257 \"/\"\r\n")]
            // A machine inside of somebody's network.
            case "PASV": [.send("227 Passive (10,1,2,3,\(port >> 8),\(port & 255))\r\n")]
            case "TYPE": [.send("200 OK\r\n")]
            case "SIZE": [.send("\(size)\r\n")]
            case "LIST", "RETR": [.send("150 here it comes\r\n\(end)")]
            default: [.send("500 what\r\n")]
            }
        }
    }

    private func inputs(_ server: LineTestServer, _ operation: String, _ more: JSONObject = [:]) -> JSONObject {
        let inputs: JSONObject = [
            "host": "127.0.0.1", "port": .integer(Int64(server.port)), "tls": "none", "username": "u",
            "password": "s3cret",
            "operation": .string(operation), "path": "a",
        ]
        return inputs.with(more)
    }

    @Test func dataFromElsewhere() async throws {
        let data = try await LineTestServer([.send("-rw-r--r-- 1 u g 5 Jan  1 00:00 here\r\n"), .close])
        let server = try await server(data: data, "226 done\r\n")
        let output = try await ftp.output(inputs(server, "list", ["path": ""]))
        #expect(output["entries"] == [["type": "file", "name": "here", "bytes": 5]])
        await data.untilClosed()
        #expect(server.lines.contains("PASV"))
    }

    @Test func cutInTheMiddle() async throws {
        let data = try await LineTestServer([.send("half"), .close])
        let server = try await server(data: data, "426 broken off\r\n")
        let error = await ftp.error(inputs(server, "get"))
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(
            error.message.contains("get 'a': the other side closed the connection before all was done"),
            "\(error.message)")
        await data.untilClosed()
        #expect(server.lines.contains("RETR a"))
    }

    @Test func dataThatNeverEnds() async throws {
        let data = try await LineTestServer([.drip(String(repeating: "x", count: 10_000))])
        let server = try await server(data: data, "", size: "500 what")
        let error = await ftp.error(inputs(server, "get", ["max_response_bytes": 1_000_000, "timeout_sec": 600]))
        #expect(error.message.contains("max_response_bytes"), "\(error)")
        await data.untilClosed()
        #expect(server.lines.contains("RETR a"))
    }

    @Test func dataThatNeverComes() async throws {
        let data = try await LineTestServer([])
        let server = try await server(data: data, "")
        let error = await ftp.error(inputs(server, "get", ["timeout_sec": 1]))
        #expect(error.type == "TimeoutExceededError", "\(error)")
        #expect(data.lines.isEmpty)
        withExtendedLifetime(server) {}
    }

    @Test func cancelledWhileDataComes() async throws {
        let data = try await LineTestServer([.drip("x")])
        let server = try await server(data: data, "")
        let inputs = inputs(server, "get", ["timeout_sec": 600])
        let task = Task { await ftp.error(inputs) }
        await data.untilConnected()
        task.cancel()
        #expect(await task.value.message.hasSuffix("cancelled"))
        await data.untilClosed()
        #expect(server.lines.contains("PASV"))
    }
}

@Suite(.timeLimit(.minutes(10)), .enabled(if: TestService.isThere("sftp"))) struct SFTPConnectorTests {
    private let sftp = SFTPConnector()
    private let service: TestService

    init() throws { service = try #require(TestService("sftp")) }

    private func inputs(key: String = "user", _ more: JSONObject) -> JSONObject {
        SFTPTesting.login(service, key: key, ["operation": "list"]).with(more)
    }

    @Test func keysOfTheServer() async throws {
        let known =
            "[localhost]:\(service.port) \(service["host_key"])\n# a comment\nelsewhere.test \(service["other_host_key"])"
        for trust: JSONObject in [
            ["host_key": .string(service["host_key"])], ["host_key": .string(service["fingerprint"])],
            ["host_key": nil, "known_hosts": .string(known)], ["host_key": nil, "host_key_checking": "off"],
            ["host_key": .string("\(service["other_host_key"])\n\(service["host_key"]) somebody")],
        ] {
            #expect(try await sftp.output(inputs(trust))["is_complete"] == true)
        }
        for trust: JSONObject in [
            ["host_key": .string(service["other_host_key"])],
            ["host_key": "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
            ["host_key": nil, "known_hosts": .string("elsewhere.test \(service["host_key"])")],
            ["host_key": nil, "known_hosts": ""],
        ] {
            let error = await sftp.error(inputs(trust))
            #expect(error.type == "ConnectionFailedError", "\(error)")
            #expect(
                error.message.contains("the host key of the other side is not the one that is known"),
                "\(error.message)")
        }
    }

    @Test func keysOfTheUser() async throws {
        let locked = try await sftp.output(inputs(key: "locked", ["passphrase": "correct horse"]))
        #expect(locked["is_complete"] == true)
        for wrong in [
            inputs(key: "locked", ["passphrase": "s3cret"]), inputs(key: "locked", [:]), inputs(key: "other", [:]),
        ] {
            let error = await sftp.error(wrong)
            #expect(
                error.type == "ConnectionFailedError" && error.message.contains("does not let the user in"), "\(error)")
            #expect(!error.message.contains("s3cret"))
        }
    }

    @Test(arguments: [
        (#"{"host_key": null}"#, "MissingInputError", "'host_key'"),
        (#"{"host_key": "SHA256:short"}"#, "InvalidInputError", "43 letters"),
        (#"{"host_key": "what"}"#, "InvalidInputError", "host_key must be a fingerprint"),
        (#"{"private_key": null}"#, "MissingInputError", "'password'"),
        (#"{"private_key": "s3cret"}"#, "InvalidInputError", "private_key must be a private key"),
        (#"{"operation": "get"}"#, "MissingInputError", "'path'"),
        (#"{"operation": "put", "path": "a"}"#, "MissingInputError", "'content'"),
        (#"{"operation": "move", "path": "a"}"#, "MissingInputError", "'to'"),
        (#"{"operation": "get", "path": "a\nb"}"#, "InvalidInputError", "path has a line break"),
        (#"{"operation": "get", "path": "a/../b"}"#, "InvalidInputError", "must not have '.' and '..'"),
        (#"{"operation": "delete", "path": "/"}"#, "InvalidInputError", "path is the whole folder"),
    ])
    func wrongInputs(_ more: String, _ type: String, _ text: String) async throws {
        let given: JSONValue = try JSONParser.parse(more)
        let error = await sftp.error(inputs(try #require(given.object)))
        #expect(error.type == type)
        #expect(error.message.hasPrefix("SFTP: ") && error.message.contains(text), "\(error.message)")
        #expect(!error.message.contains("s3cret"))
    }
}
