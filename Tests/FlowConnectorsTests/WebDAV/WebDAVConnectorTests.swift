import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// Files on a web server.
@Suite(.timeLimit(.minutes(10)), .enabled(if: TestService.isThere("webdav"))) struct WebDAVConnectorTests {
    private let dav = WebDAVConnector()
    private let service: TestService

    init() throws { service = try #require(TestService("webdav")) }

    /// Ways to reach it: the scheme, and how the password is sent.
    static let ways = [("http", "basic"), ("https", "basic"), ("http", "digest"), ("https", "digest")]

    private func inputs(
        _ operation: String, _ more: JSONObject = [:], way: (String, String) = ("http", "basic")
    ) -> JSONObject {
        let port = way.0 == "https" ? service["tls_port"] : service["port"]
        let inputs: JSONObject = [
            "url": .string("\(way.0)://localhost:\(port)/\(way.1)"), "auth": .string(way.1),
            "username": .string(service["user"]),
            "password": .string(service["password"]), "ca_certificate": .string(TestService.certificateAuthority),
            "operation": .string(operation),
        ]
        return inputs.with(more)
    }

    private func call(
        _ operation: String, _ more: JSONObject = [:], way: (String, String) = ("http", "basic")
    ) async throws -> JSONObject {
        try await dav.output(inputs(operation, more, way: way))
    }

    private func content(_ path: String, _ folder: String = "basic") -> String? {
        FileManager.default.contents(atPath: "\(service["files"])/\(folder)/\(path)").map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// A folder of its own on the server.
    private func folder(_ way: (String, String) = ("http", "basic")) async throws -> String {
        let name = "t-\(UUID().uuidString)"
        #expect(try await call("mkdir", ["path": .string(name)], way: way)["created"] == true)
        return name
    }

    @Test(arguments: ways) func putAndGet(_ scheme: String, _ auth: String) async throws {
        let way = (scheme, auth)
        let folder = try await folder(way)
        let text = "zwölf\r\n\u{0}\n"
        for name in ["a b.txt", "ü#%?&;.txt", "-la"] {
            let path = JSONValue.string("\(folder)/\(name)")
            #expect(
                try await call("put", ["path": path, "content": .string(text)], way: way)["bytes"]
                    == .integer(Int64(text.utf8.count)))
            #expect(content("\(folder)/\(name)", auth) == text, "\(name)")
            let output = try await call("get", ["path": path], way: way)
            #expect(output["text"] == .string(text) && output["etag"] != nil)
        }
        let path = JSONValue.string("\(folder)/-la")
        // A body so long that libcurl would ask first whether it may come.
        let long = String(repeating: "ä", count: 1_000_000)
        _ = try await call("put", ["path": path, "content": .string(long)], way: way)
        #expect(try await call("get", ["path": path], way: way)["text"] == .string(long))
        _ = try await call("put", ["path": path, "content_base64": "AP+A"], way: way)
        #expect(try await call("get", ["path": path, "encoding": "base64"], way: way)["content_base64"] == "AP+A")
    }

    @Test func listAndInfo() async throws {
        let folder = try await folder()
        #expect(try await call("list", ["path": .string(folder)])["entries"] == [])
        _ = try await call("put", ["path": .string("\(folder)/b c & d.txt"), "content": "12345"])
        _ = try await call(
            "put", ["path": .string("\(folder)/sub/ü/deep.txt"), "content": "1", "create_folders": true])
        let output = try await call("list", ["path": .string(folder)])
        let entries = (output["entries"]?.items ?? []).compactMap(\.object)
        #expect(entries.map { $0["name"] } == ["b c & d.txt", "sub"])
        #expect(entries.map { $0["type"] } == ["file", "folder"])
        #expect(entries.map { $0["bytes"] } == [5, nil])
        #expect(
            entries.first?["content_type"] == nil && entries.first?["etag"] != nil && entries.first?["modified"] != nil)
        let part = try await call("list", ["path": .string(folder), "max_entries": 1])
        #expect(part["entries"]?.items?.count == 1 && part["is_complete"] == false)
        let info = try await call("info", ["path": .string("\(folder)/b c & d.txt")])
        #expect(info["exists"] == true && info["type"] == "file" && info["bytes"] == 5)
        #expect(try await call("info", ["path": .string("\(folder)/sub")])["type"] == "folder")
        #expect(try await call("info", ["path": ""])["type"] == "folder")
        #expect(
            try await call("info", ["path": .string("\(folder)/none")]) == [
                "path": .string("\(folder)/none"), "exists": false,
            ])
        let file = await dav.error(inputs("list", ["path": .string("\(folder)/b c & d.txt")]))
        #expect(file.type != "InternalError", "\(file)")
        let none = await dav.error(inputs("list", ["path": "no such folder"]))
        #expect(none.type == "ResourceNotFoundError", "\(none)")
    }

    @Test func versions() async throws {
        let folder = try await folder()
        let path = JSONValue.string("\(folder)/a")
        let first = try await call("put", ["path": path, "content": "1"])
        let info = try await call("info", ["path": path])
        let etag = try #require(first["etag"] ?? info["etag"])
        let taken = await dav.error(inputs("put", ["path": path, "content": "2", "overwrite": false]))
        #expect(taken.message.contains("HttpError 412"), "\(taken)")
        _ = try await call("put", ["path": path, "content": "22", "if_match": etag])
        let late = await dav.error(inputs("put", ["path": path, "content": "3", "if_match": etag]))
        #expect(late.type == "ConnectionFailedError" && late.message.contains("HttpError 412"), "\(late)")
        #expect(content("\(folder)/a") == "22")
        #expect(dav.crashPolicy(of: inputs("put", ["if_match": "x"])) == .ask)
        #expect(dav.crashPolicy(of: inputs("put")) == .atLeastOnce && dav.crashPolicy(of: inputs("move")) == .ask)
    }

    @Test func moveAndDelete() async throws {
        let folder = try await folder()
        let (old, new) = (JSONValue.string("\(folder)/a b"), JSONValue.string("\(folder)/done/ü"))
        _ = try await call("put", ["path": old, "content": "1"])
        let early = await dav.error(inputs("move", ["path": old, "to": new]))
        #expect(early.message.contains("HttpError"), "\(early)")
        _ = try await call("move", ["path": old, "to": new, "create_folders": true])
        #expect(content("\(folder)/done/ü") == "1" && content("\(folder)/a b") == nil)
        _ = try await call("put", ["path": old, "content": "2"])
        let taken = await dav.error(inputs("move", ["path": old, "to": new, "overwrite": false]))
        #expect(taken.message.contains("HttpError 412"), "\(taken)")
        _ = try await call("move", ["path": old, "to": new])
        #expect(content("\(folder)/done/ü") == "2")
        #expect(try await call("delete", ["path": .string(folder)])["deleted"] == true)
        #expect(try await call("delete", ["path": .string(folder)])["deleted"] == false)
        let error = await dav.error(inputs("delete", ["path": .string(folder), "must_exist": true]))
        #expect(error.type == "ResourceNotFoundError", "\(error)")
    }

    @Test func failures() async throws {
        let folder = try await folder()
        let path = JSONValue.string("\(folder)/large")
        for way in Self.ways {
            let error = await dav.error(inputs("list", ["password": "s3cret-wrong"], way: way))
            #expect(error.message.contains("HttpError 401: wrong username or password"), "\(error)")
            #expect(!error.message.contains("s3cret"))
        }
        _ = try await call("put", ["path": path, "content": .string(String(repeating: "x", count: 300_000))])
        let large = await dav.error(inputs("get", ["path": path, "max_response_bytes": 1000]))
        #expect(large.message.hasSuffix("more than 1000 bytes come back (max_response_bytes)"), "\(large)")
        let none = await dav.error(inputs("get", ["path": "none"]))
        #expect(none.type == "ResourceNotFoundError", "\(none)")
        let untrusted = await dav.error(inputs("list", ["ca_certificate": nil], way: ("https", "basic")))
        #expect(untrusted.message.contains("the certificate of the other side is not trusted"), "\(untrusted)")
        let noTLS = await dav.error(
            inputs("list").with(["url": .string("https://localhost:\(service["port"])/basic")]))
        #expect(noTLS.message.contains("no secure connection"), "\(noTLS)")
    }
}

/// WEBDAV without a server of its own.
@Suite(.timeLimit(.minutes(10))) struct WebDAVOrderTests {
    @Test(arguments: [
        (#"{"url": "ftp://h/"}"#, "InvalidInputError", "url must begin with http"),
        (#"{"url": "http://u:s3cret@h/"}"#, "InvalidInputError", "url must have no user"),
        (#"{"url": "http://h/?a=b"}"#, "InvalidInputError", "url must have no user, password and query"),
        (#"{"path": "/a"}"#, "InvalidInputError", "path must not begin with a slash"),
        (#"{"path": "a/../../b"}"#, "InvalidInputError", "must not have '.' and '..'"),
        (#"{"if_match": "\"a\"\r\nX: y"}"#, "InvalidInputError", "if_match must be an etag"),
        (#"{"operation": "put"}"#, "MissingInputError", "'content'"),
        (
            #"{"operation": "put", "content": "x", "content_base64": "eA=="}"#, "InvalidInputError",
            "only one of content and content_base64"
        ),
        (#"{"operation": "move", "to": "a"}"#, "InvalidInputError", "the same as path"),
    ])
    func wrongInputs(_ more: String, _ type: String, _ text: String) async throws {
        let given: JSONValue = try JSONParser.parse(more)
        let inputs: JSONObject = ["url": "http://h/", "operation": "get", "path": "a"]
        let error = await WebDAVConnector().error(inputs.with(try #require(given.object)))
        #expect(error.type == type)
        #expect(error.message.hasPrefix("WEBDAV: ") && error.message.contains(text), "\(error.message)")
        #expect(!error.message.contains("s3cret"))
    }

    private func fault(_ steps: [HTTPTestServer.Step], _ operation: String = "list") async throws -> FlowError {
        let server = try await HTTPTestServer { _ in steps }
        return await WebDAVConnector().error([
            "url": .string(server.url), "operation": .string(operation), "path": "a", "username": "u",
            "password": "s3cret",
        ])
    }

    @Test func oddAnswers() async throws {
        let elsewhere = try await HTTPTestServer { _ in HTTPTestServer.text("x") }
        let led = try await fault(HTTPTestServer.reply(302, [("location", elsewhere.url)]), "get")
        #expect(led.message.contains("HttpError 302: it leads elsewhere, which is not followed"), "\(led)")
        #expect(elsewhere.requests.isEmpty)
        let page = try await fault(HTTPTestServer.reply(207, [], Array("<html>hello".utf8)))
        #expect(page.message.contains("what came back is no list of files"), "\(page)")
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><multistatus xmlns="DAV:">&b;</multistatus>
            """
        #expect(try await fault(HTTPTestServer.reply(207, [], Array(bomb.utf8))).message.contains("no list of files"))
        let cut = try await fault([.head(200, [("content-length", "100")]), .body([1, 2, 3]), .close], "get")
        #expect(cut.type == "ConnectionFailedError" && cut.message.contains("closed the connection"), "\(cut)")
        let broken = try await fault(HTTPTestServer.reply(500, []), "get")
        #expect(broken.message.hasSuffix("HttpError 500"), "\(broken)")
    }

    @Test func lists() throws {
        let text = """
            <?xml version="1.0" encoding="utf-8"?><!-- a --><x:multistatus xmlns:x="DAV:" xmlns:o="urn:o">
            <x:response><x:href>http://h:80/dav/a%20b/</x:href><x:propstat><x:prop><x:resourcetype><x:collection/></x:resourcetype>\
            <o:getetag>wrong</o:getetag></x:prop><x:status>HTTP/1.1 200 OK</x:status></x:propstat></x:response>
            <response xmlns="DAV:"><href> /dav/a%20b/&#xFC;&amp;1<![CDATA[%20]]></href><propstat><prop><getcontentlength>7</getcontentlength>\
            <resourcetype/></prop><status>HTTP/1.1 200 OK</status></propstat><propstat><prop><getetag>x</getetag></prop>\
            <status>HTTP/1.1 404 Not Found</status></propstat></response></x:multistatus>
            """
        let listing = try #require(WebDAVListing(Array(text.utf8)))
        #expect(
            listing.entries == [
                .init(path: "/dav/a b", isFolder: true), .init(path: "/dav/a b/ü&1 ", isFolder: false, bytes: 7),
            ])
    }

    @Test(arguments: [
        "", "x", "<a>", "<a></b>", "<a b></a>", "<a b=1/>", "<p:a/>", "<a>&x;</a>", "<a>&#xD800;</a>",
        "<!DOCTYPE a><a/>", "<a",
        "<a><![CDATA[x</a>", "<a></ a>", "< a/>",
    ])
    func noXML(_ text: String) { #expect((try? DAVReader.read(Array(text.utf8))) == nil) }

    @Test func deepXML() {
        let deep = String(repeating: "<a>", count: 1000) + String(repeating: "</a>", count: 1000)
        #expect((try? DAVReader.read(Array(deep.utf8))) == nil)
    }
}
