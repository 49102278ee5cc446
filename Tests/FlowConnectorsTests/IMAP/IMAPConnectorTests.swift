import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// A mailbox on a real server.
@Suite(.timeLimit(.minutes(10)), .enabled(if: TestService.isThere("imap"))) struct IMAPConnectorTests {
    private let imap = IMAPConnector()
    private let service: TestService

    init() throws { service = try #require(TestService("imap")) }

    private func inputs(_ operation: String, _ more: JSONObject = [:]) -> JSONObject {
        service.login("tls_port", ["operation": .string(operation)]).with(more)
    }

    private func call(_ operation: String, _ more: JSONObject = [:]) async throws -> JSONObject {
        try await imap.output(inputs(operation, more))
    }

    /// A folder with mails of those texts; its name.
    private func folder(_ mails: String...) throws -> JSONValue {
        let name = "t-\(UUID().uuidString)"
        let path = "\(service["maildir"])/.\(name)"
        for part in ["", "/cur", "/new", "/tmp"] {
            try FileManager.default.createDirectory(atPath: path + part, withIntermediateDirectories: false)
            // The server works as another user.
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: path + part)
        }
        for (index, mail) in mails.enumerated() {
            let file = "\(path)/new/\(1_700_000_000 + index).M\(index)P1.host"
            try Data(mail.replacingOccurrences(of: "\n", with: "\r\n").utf8).write(to: URL(fileURLWithPath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
        }
        return .string(name)
    }

    private static let order = """
        From: =?utf-8?q?J=C3=B6rg?= <joerg@example.com>
        To: robot@example.com, "Doe, Jane" <jane@example.com>
        Subject: =?utf-8?b?QmVzdGVsbHVuZyDDvGJlciA3?=
        Date: Thu, 26 Nov 2026 07:00:00 +0000
        Message-ID: <order-7@example.com>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        F=FCr 7 St=FCck
        M1 OK Fetch completed.
        )
        --b
        Content-Type: application/pdf; name="a.pdf"
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="a.pdf"

        AP+A
        --b--
        """
    private static let note = "From: ann@example.com\nSubject: Note \"quoted\"\n\nonly a note"

    @Test func aMailboxThatIsPolled() async throws {
        let folder = try folder(Self.order, Self.note)
        let found = try await call(
            "search", ["folder": folder, "search": ["seen": false, "subject": "Bestellung über"]])
        let uids = try #require(found["uids"])
        #expect(uids == [1] && found["is_complete"] == true && found["uid_validity"]?.integer != nil)
        let fetched = try await call(
            "fetch", ["folder": folder, "uids": [1, 9], "uid_validity": found["uid_validity"] ?? .null])
        #expect(fetched["missing"] == [9])
        let mail = try #require(fetched["messages"]?.items?.first?.object)
        #expect(mail["uid"] == 1 && mail["flags"]?.items?.contains("seen") == false)
        #expect(mail["subject"] == "Bestellung über 7" && mail["message_id"] == "order-7@example.com")
        #expect(mail["from"] == ["name": "Jörg", "address": "joerg@example.com"])
        #expect(
            mail["to"] == [["address": "robot@example.com"], ["name": "Doe, Jane", "address": "jane@example.com"]])
        #expect(mail["text"] == "Für 7 Stück\r\nM1 OK Fetch completed.\r\n)")
        #expect(
            mail["attachments"] == [
                ["content_type": "application/pdf", "bytes": 3, "name": "a.pdf", "content_base64": "AP+A"]
            ])
        #expect(mail["received"]?.text?.hasPrefix("20") == true)
        // Neither looking nor reading has marked anything.
        #expect(try await call("search", ["folder": folder, "search": ["seen": false]])["uids"] == [1, 2])
        let marked = try await call("mark", ["folder": folder, "uids": [1], "add_flags": ["seen", "done-by-robot"]])
        #expect(marked["uids"] == [1] && marked["missing"] == [])
        #expect(try await call("search", ["folder": folder, "search": ["seen": false]])["uids"] == [2])
        let again = try await call("fetch", ["folder": folder, "uids": [1], "parts": "headers"])
        let headers = try #require(again["messages"]?.items?.first?.object)
        #expect(headers["flags"]?.items?.contains("done-by-robot") == true && headers["text"] == nil)
        _ = try await call("mark", ["folder": folder, "uids": [1], "remove_flags": ["seen"]])
        #expect(try await call("search", ["folder": folder, "search": ["seen": true]])["uids"] == [])
    }

    @Test func searches() async throws {
        let folder = try folder(Self.order, Self.note)
        for (search, uids): (JSONObject, JSONValue) in [
            ([:], [1, 2]), (["from": "ann@"], [2]), (["text": "Stück"], [1]), (["body": "a note"], [2]),
            (["to": "jane"], [1]),
            (["subject": "Note \"quoted\""], [2]), (["subject": "x\" OR ALL"], []), (["message_id": "order-7"], [1]),
            (["since": "2020-01-01"], [1, 2]), (["before": "2020-01-01"], []), (["larger": 300], [1]),
            (["smaller": 300], [2]),
            (["after_uid": 1], [2]), (["after_uid": 2], []),
            (["flagged": false, "answered": false, "deleted": false], [1, 2]),
        ] {
            #expect(
                try await call("search", ["folder": folder, "search": .object(search)])["uids"] == uids, "\(search)")
        }
        let part = try await call("search", ["folder": folder, "max_messages": 1])
        #expect(part["uids"] == [1] && part["is_complete"] == false)
    }

    @Test func moveAndDelete() async throws {
        let source = try folder(Self.order, Self.note)
        let target = JSONValue.string("done-\(UUID().uuidString)/ä & ö")
        let error = await imap.error(inputs("move", ["folder": source, "uids": [1], "to": target]))
        #expect(error.type == "ResourceNotFoundError" && error.message.contains("there is no such folder"), "\(error)")
        let inputs: JSONObject = ["folder": source, "uids": [1, 5], "to": target, "create_folders": true]
        let moved = try await call("move", inputs)
        #expect(moved["uids"] == [1] && moved["missing"] == [5])
        // Again, as after a crash.
        #expect(try await call("move", inputs)["missing"] == [1, 5])
        #expect(try await call("search", ["folder": source])["uids"] == [2])
        #expect(
            try await call("search", ["folder": target, "search": ["subject": "Bestellung"]])["uids"]?.items?.count == 1
        )
        #expect(try await call("delete", ["folder": source, "uids": [2]])["uids"] == [2])
        #expect(try await call("delete", ["folder": source, "uids": [2]])["missing"] == [2])
        #expect(try await call("search", ["folder": source])["uids"] == [])
        let folders = (try await call("list_folders")["folders"]?.items ?? []).compactMap(\.object)
        #expect(folders.contains { $0["name"] == target })
        #expect(folders.contains { $0["name"] == "Trash" && $0["purpose"] == "trash" && $0["separator"] == "/" })
        #expect(folders.contains { $0["name"] == "INBOX" && $0["has_messages"] == true })
    }

    @Test func failures() async throws {
        let folder = try folder(Self.order)
        let none = await imap.error(inputs("search", ["folder": "no such folder"]))
        #expect(none.type == "ResourceNotFoundError" && none.message.contains("search in 'no such folder'"), "\(none)")
        let stale = await imap.error(inputs("fetch", ["folder": folder, "uids": [1], "uid_validity": 1]))
        #expect(stale.message.contains("the folder has other numbers now"), "\(stale)")
        let large = await imap.error(inputs("fetch", ["folder": folder, "uids": [1], "max_response_bytes": 100]))
        #expect(large.message.contains("more than 100 (max_response_bytes); fetch fewer"), "\(large)")
        let password = await imap.error(inputs("search", ["password": "s3cret-wrong"]))
        #expect(password.message.contains("wrong username or password"), "\(password)")
        #expect(!password.message.contains("s3cret"))
    }

    @Test func kindsOfTLS() async throws {
        for tls in ["none", "starttls"] {
            let output = try await imap.output(
                service.login("port", ["operation": "list_folders", "tls": .string(tls)]))
            #expect(output["folders"]?.items?.isEmpty == false)
        }
        let untrusted = await imap.error(inputs("search", ["ca_certificate": nil]))
        #expect(untrusted.message.contains("the certificate of the other side is not trusted"), "\(untrusted)")
        let notYet = await imap.error(service.login("port", ["operation": "search"]))
        #expect(notYet.message.contains("the other side does not speak TLS there"), "\(notYet)")
    }
}

/// IMAP without a server of its own.
@Suite(.timeLimit(.minutes(10))) struct IMAPOrderTests {
    private let login: JSONObject = ["host": "127.0.0.1", "username": "u", "password": "s3cret", "tls": "none"]

    @Test(arguments: [
        (#"{"operation": "fetch"}"#, "MissingInputError", "'uids'"),
        (#"{"operation": "fetch", "uids": [0]}"#, "InvalidInputError", "uids[1] must be integer"),
        (#"{"operation": "mark", "uids": [1]}"#, "MissingInputError", "'add_flags'"),
        (#"{"operation": "mark", "uids": [1], "add_flags": ["x) y"]}"#, "InvalidInputError", "add_flags must be"),
        (#"{"operation": "move", "uids": [1]}"#, "MissingInputError", "'to'"),
        (#"{"operation": "search", "folder": "a\r\nM9 LOGOUT"}"#, "InvalidInputError", "folder must have"),
        (#"{"operation": "search", "search": {"from": "a\nb"}}"#, "InvalidInputError", "search.from must have"),
        (
            #"{"operation": "search", "search": {"since": "26.11.2026"}}"#, "InvalidInputError",
            "search.since must be a day"
        ),
        (#"{"operation": "search", "search": {"unseen": true}}"#, "ExtraInputError", "search.unseen"),
    ])
    func wrongInputs(_ more: String, _ type: String, _ text: String) async throws {
        let given: JSONValue = try JSONParser.parse(more)
        let error = await IMAPConnector().error(login.with(try #require(given.object)))
        #expect(error.type == type)
        #expect(error.message.hasPrefix("IMAP: ") && error.message.contains(text), "\(error.message)")
    }

    /// A server that does what a test says after the login.
    private func server(_ answer: @escaping @Sendable (String) -> [LineTestServer.Step]) async throws -> LineTestServer
    {
        try await LineTestServer([.send("* OK here\r\n")]) { line in
            let words = line.split(separator: " ")
            guard words.count >= 2 else { return [.send("+ go on\r\n")] }
            switch words[1] {
            case "CAPABILITY": return [.send("* CAPABILITY IMAP4rev1\r\n\(words[0]) OK\r\n")]
            case "LOGIN", "LOGOUT": return [.send("\(words[0]) OK\r\n")]
            case "EXAMINE": return [.send("* OK [UIDVALIDITY 7] x\r\n\(words[0]) OK\r\n")]
            default: return answer(line)
            }
        }
    }

    private func fault(_ answer: @escaping @Sendable (String) -> [LineTestServer.Step]) async throws -> FlowError {
        let server = try await server(answer)
        let error = await IMAPConnector().error(
            login.with([
                "port": .integer(Int64(server.port)), "operation": "search", "timeout_sec": 600,
                "max_response_bytes": 1000,
            ]))
        withExtendedLifetime(server) {}
        return error
    }

    @Test func oddAnswers() async throws {
        let flood = String(repeating: "* 1 EXISTS\r\n", count: 10_000)
        #expect(
            try await fault { _ in [.send("* BYE closing\r\n"), .close] }.message.contains(
                "the server ends the connection; it answered: closing"))
        let cut = try await fault { _ in [.send("* SEARCH 1 2"), .close] }
        #expect(cut.type == "ConnectionFailedError" && cut.message.contains("closed the connection"), "\(cut)")
        #expect(try await fault { _ in [.send("+ more\r\n")] }.message.contains("not IMAP"))
        #expect(
            try await fault { _ in [.send("M2 NO s3cret is wrong\r\n")] }.message.hasSuffix(
                "it answered: NO *** is wrong"))
        #expect(
            try await fault { _ in [.send("* 1 FETCH (BODY[] {9999999999}\r\n")] }.message.contains(
                "max_response_bytes"))
        #expect(try await fault { _ in [.drip(flood)] }.message.contains("max_response_bytes"))
        let literal = String(repeating: "(", count: 100)
        #expect(try await fault { _ in [.send("* LIST \(literal)\r\n")] }.message.contains("not IMAP"))
    }

    // MARK: Reading and writing

    @Test func responses() throws {
        var reader = IMAPReader(limit: 10_000)
        let text =
            "* 1 FETCH (UID 7 FLAGS (\\Seen x) BODY[HEADER.FIELDS (TO)] {5}\r\na\r\nb) X \"q\\\"\\\\\" NIL)\r\n"
            + "* OK [UIDVALIDITY 3] it's (fine\r\n+ \r\nM1 NO [TRYCREATE] no\r\n* SEARCH\r\n"
        var responses: [IMAPResponse] = []
        // Byte by byte, as a slow line brings it.
        for byte in text.utf8 {
            reader.append([byte])
            while let response = try reader.next() { responses.append(response) }
        }
        #expect(responses.count == 5)
        #expect(
            responses[0].values == [
                .atom("1"), .atom("FETCH"),
                .list([
                    .atom("UID"), .atom("7"), .atom("FLAGS"), .list([.atom("\\Seen"), .atom("x")]),
                    .atom("BODY[HEADER.FIELDS (TO)]"),
                    .string(Array("a\r\nb)".utf8)), .atom("X"), .string(Array("q\"\\".utf8)), .atom("NIL"),
                ]),
            ])
        #expect(responses[1].code("UIDVALIDITY") == 3 && responses[1].status?.text == "it's (fine")
        #expect(responses[2].tag == "+")
        #expect(responses[3].tag == "M1" && responses[3].status?.code == "TRYCREATE")
        #expect(responses[4].values == [.atom("SEARCH")])
    }

    @Test func commands() {
        func text(_ parts: IMAPCommand.Part...) -> [String] {
            IMAPCommand(parts).pieces(tag: "M1").map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(text(.word("NOOP")) == ["M1 NOOP\r\n"])
        #expect(text(.word("SELECT"), .text("a\"b\\c")) == ["M1 SELECT \"a\\\"b\\\\c\"\r\n"])
        #expect(text(.word("X"), .text("ü\r\n"), .word("Y")) == ["M1 X {4}\r\n", "ü\r\n Y\r\n"])
    }

    @Test(arguments: [
        ("INBOX", "INBOX"), ("R&D", "R&-D"), ("Entwürfe", "Entw&APw-rfe"), ("日本語/🎉", "&ZeVnLIqe-/&2DzfiQ-"), ("", ""),
    ])
    func namesOfFolders(_ name: String, _ encoded: String) {
        #expect(FolderName.encoded(name) == encoded)
        #expect(FolderName.decoded(encoded) == name)
    }

    @Test func moments() {
        #expect(IMAPOperation.moment(" 1-Jan-2026 10:00:00 +0130") == "2026-01-01T10:00:00+01:30")
        #expect(IMAPOperation.moment("yesterday") == nil)
    }
}
