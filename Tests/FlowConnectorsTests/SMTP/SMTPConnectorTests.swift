import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// Mails that go to a server that keeps them.
@Suite(.timeLimit(.minutes(10)), .enabled(if: TestService.isThere("smtp"))) struct SMTPConnectorTests {
    private let smtp = SMTPConnector()
    private let service: TestService

    init() throws { service = try #require(TestService("smtp")) }

    private func inputs(_ port: String = "starttls_port", _ more: JSONObject = [:]) -> JSONObject {
        service.login(
            port, ["from": "Robot <robot@example.com>", "to": "ann@example.com", "subject": "Hello", "text": "Hi"]
        )
        .with(more)
    }

    /// What the server kept under a number that it said.
    private func kept(_ output: JSONObject, _ kind: String) throws -> String {
        let number = try #require(output["answer"]?.text?.split(separator: " ").last)
        return try String(contentsOfFile: "\(service["mails"])/\(number).\(kind)", encoding: .utf8)
    }

    @Test(arguments: ["starttls_port", "tls_port"]) func arrives(_ port: String) async throws {
        let text =
            "Grüße,\n.\n..zwei Punkte\nund eine Zeile, die länger ist als alle anderen Zeilen und dann immer noch weiter geht\n"
        let output = try await smtp.output(
            inputs(
                port,
                [
                    "tls": port == "tls_port" ? "tls" : "starttls", "to": ["ann@example.com", "Jörg <j@example.com>"],
                    "cc": "c@example.com", "bcc": ["b@example.com", "ann@example.com"],
                    "reply_to": "office@example.com",
                    "subject": "Größe 🎉", "text": .string(text), "html": "<b>Grüße</b>", "headers": ["X-Report": 7],
                    "attachments": [
                        ["name": "ä.bin", "content_base64": "AP+A"],
                        ["name": "a.csv", "content": "1;2\n", "content_type": "text/csv"],
                    ],
                ]), key: "key-7")
        #expect(output["message_id"] == "key-7@example.com")
        #expect(output["accepted"] == ["ann@example.com", "j@example.com", "c@example.com", "b@example.com"])
        #expect(
            try kept(output, "to").split(separator: "\n")
                == ["robot@example.com", "ann@example.com", "j@example.com", "c@example.com", "b@example.com"])
        // What another program reads out of it.
        let mail: JSONValue = try JSONParser.parse(try kept(output, "json"))
        let headers = try #require(mail.object?["headers"]?.object)
        #expect(headers["from"] == "Robot <robot@example.com>")
        #expect(headers["to"] == "ann@example.com, Jörg <j@example.com>")
        #expect(headers["cc"] == "c@example.com" && headers["bcc"] == nil)
        #expect(headers["reply-to"] == "office@example.com")
        #expect(headers["subject"] == "Größe 🎉")
        #expect(headers["message-id"] == "<key-7@example.com>")
        #expect(headers["x-report"] == "7")
        let parts = (mail.object?["parts"]?.items ?? []).compactMap(\.object)
        #expect(
            parts.map { $0["type"] } == [
                "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/octet-stream",
                "text/csv",
            ])
        let contents = parts.map {
            String(decoding: Data(base64Encoded: $0["content"]?.text ?? "") ?? Data(), as: UTF8.self)
        }
        #expect(contents[2].replacingOccurrences(of: "\r\n", with: "\n") == text)
        #expect(contents[3] == "<b>Grüße</b>")
        #expect(parts[4]["name"] == "ä.bin" && parts[4]["content"] == "AP+A")
        #expect(parts[5]["name"] == "a.csv" && contents[5] == "1;2\n")
    }

    @Test func withoutLogin() async throws {
        let output = try await smtp.output([
            "host": "127.0.0.1", "port": .integer(Int64(service.port)), "tls": "none", "from": "a@b.test",
            "bcc": "c@d.test",
        ])
        let mail: JSONValue = try JSONParser.parse(try kept(output, "json"))
        #expect(mail.object?["headers"]?.object?["to"] == "undisclosed-recipients:;")
    }

    @Test func oncePerKey() async throws {
        let first = try await smtp.output(inputs(), key: "e-1")
        let second = try await smtp.output(inputs(), key: "e-1")
        let third = try await smtp.output(inputs(), key: "e-2")
        #expect(first["message_id"] == second["message_id"] && first["message_id"] != third["message_id"])
    }

    @Test func recipientsThatAreRefused() async throws {
        let people: JSONObject = ["to": ["ann@example.com", "refused-one@example.com", "bob@example.com"]]
        let error = await smtp.error(inputs("starttls_port", people))
        #expect(error.type == "ConnectionFailedError")
        #expect(
            error.message.hasSuffix(
                "the server refuses the recipient refused-one@example.com; it answered: 550 5.1.1 There is no refused-one@example.com"
            ),
            "\(error.message)")
        let output = try await smtp.output(inputs("starttls_port", people.with(["allow_partial": true])))
        #expect(output["accepted"] == ["ann@example.com", "bob@example.com"])
        #expect(
            output["refused"] == [
                ["address": "refused-one@example.com", "answer": "550 5.1.1 There is no refused-one@example.com"]
            ])
        #expect(
            try kept(output, "to").split(separator: "\n") == [
                "robot@example.com", "ann@example.com", "bob@example.com",
            ])
        let none = await smtp.error(inputs("starttls_port", ["to": "refused@example.com", "allow_partial": true]))
        #expect(none.type == "ConnectionFailedError" && none.message.contains("550 5.1.1"), "\(none.message)")
    }

    @Test func refusedByTheServer() async throws {
        let full = await smtp.error(inputs("starttls_port", ["to": "x@full.test"]))
        #expect(
            full.type == "ConnectionFailedError" && full.message.contains("452 4.2.2 The mailbox is full"),
            "\(full.message)")
        let large = await smtp.error(
            inputs("starttls_port", ["text": .string(String(repeating: "x", count: 2_000_000))]))
        #expect(
            large.type == "ConnectionFailedError" && large.message.contains("the other side refuses it"),
            "\(large.message)")
    }

    @Test func wrongPassword() async {
        let error = await smtp.error(inputs("starttls_port", ["password": "s3cret-wrong"]))
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("wrong username or password; it answered: 535"), "\(error.message)")
        #expect(!error.message.contains("s3cret"))
    }

    @Test func certificates() async throws {
        let untrusted = await smtp.error(inputs("starttls_port", ["ca_certificate": nil]))
        #expect(
            untrusted.message.contains("the certificate of the other side is not trusted; see ca_certificate"),
            "\(untrusted)")
        let other = try TestCertificates.shared.get().pem("ca.pem")
        let foreign = await smtp.error(inputs("tls_port", ["tls": "tls", "ca_certificate": .string(other)]))
        #expect(foreign.message.contains("is not trusted"), "\(foreign)")
        let unchecked = try await smtp.output(inputs("starttls_port", ["ca_certificate": nil, "verify_tls": false]))
        #expect(unchecked["accepted"] == ["ann@example.com"])
    }

    @Test func theWrongKindOfTLS() async {
        let noTLS = await smtp.error(inputs("port"))
        #expect(noTLS.message.contains("the other side offers no STARTTLS"), "\(noTLS)")
        let notYet = await smtp.error(inputs("starttls_port", ["tls": "tls"]))
        #expect(notYet.message.contains("the other side does not speak TLS there; see tls"), "\(notYet)")
        let inTheClear = await smtp.error(inputs("starttls_port", ["tls": "none"]))
        #expect(inTheClear.type == "ConnectionFailedError", "\(inTheClear)")
    }
}

/// SMTP without a server of its own.
@Suite(.timeLimit(.minutes(10))) struct SMTPOrderTests {
    @Test(arguments: [
        (#"{}"#, "MissingInputError", "'to'"),
        (#"{"from": "a"}"#, "InvalidInputError", "from must be an address"),
        (#"{"to": ["a@b.test", "c@d.test\r\nDATA"]}"#, "InvalidInputError", "to must be an address"),
        (#"{"to": "a@b.test", "subject": "x\r\nBcc: c@d.test"}"#, "InvalidInputError", "subject has a line break"),
        (
            #"{"to": "a@b.test", "headers": {"X-A": "x\nBcc: c@d.test"}}"#, "InvalidInputError",
            "headers.X-A has a line break"
        ),
        (#"{"to": "a@b.test", "headers": {"X A": "x"}}"#, "InvalidInputError", "no header may have"),
        (#"{"to": "a@b.test", "headers": {"bcc": "x"}}"#, "InvalidInputError", "headers.bcc is the connector's own"),
        (#"{"to": "a@b.test", "headers": {"Content-Type": "x"}}"#, "InvalidInputError", "is the connector's own"),
        (#"{"to": "a@b.test", "attachments": [{"name": "a"}]}"#, "InvalidInputError", "attachments[1] needs one of"),
        (
            #"{"to": "a@b.test", "attachments": [{"name": "a\nb", "content": ""}]}"#, "InvalidInputError",
            "attachments[1].name"
        ),
        (
            #"{"to": "a@b.test", "attachments": [{"name": "a", "content": "", "content_type": "a/b\r\nX: y"}]}"#,
            "InvalidInputError", "attachments[1].content_type"
        ),
        (
            #"{"to": "a@b.test", "attachments": [{"name": "a", "content_base64": "?"}]}"#, "InvalidInputError",
            "must be base64"
        ),
    ])
    func wrongInputs(_ more: String, _ type: String, _ text: String) async throws {
        let given: JSONValue = try JSONParser.parse(more)
        let inputs: JSONObject = ["host": "localhost", "from": "x@y.test"]
        let error = await SMTPConnector().error(inputs.with(try #require(given.object)))
        #expect(error.type == type)
        #expect(error.message.hasPrefix("SMTP: ") && error.message.contains(text), "\(error.message)")
    }

    @Test func cutInTheMiddle() async throws {
        let server = try await LineTestServer([.send("220 here\r\n")]) { line in
            line.hasPrefix("DATA") ? [.close] : [.send("250 OK\r\n")]
        }
        let error = await SMTPConnector().error([
            "host": "127.0.0.1", "port": .integer(Int64(server.port)), "tls": "none", "from": "a@b.test",
            "to": "c@d.test",
        ])
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(server.lines.contains("RCPT TO:<c@d.test>"), "\(server.lines)")
    }

    @Test func aServerThatInsertsAnswers() async throws {
        // What comes in the clear together with the consent to TLS must count for nothing.
        let server = try await LineTestServer([.send("220 here\r\n")]) { line in
            line.hasPrefix("EHLO")
                ? [.send("250-here\r\n250 STARTTLS\r\n")] : [.send("220 go on\r\n250 AUTH PLAIN\r\n")]
        }
        let error = await SMTPConnector().error([
            "host": "127.0.0.1", "port": .integer(Int64(server.port)), "from": "a@b.test", "to": "c@d.test",
            "username": "u",
            "password": "s3cret",
        ])
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(!server.lines.contains { $0.contains("AUTH") })
    }

    @Test func answersToRecipients() {
        func line(_ text: String, _ isSent: Bool = false) -> CurlReply.Line {
            CurlReply.Line(isSent: isSent, text: text)
        }
        let conversation = SMTPConversation([
            line("250 sender ok"), line("RCPT TO:<a@b.test>", true), line("250-first"), line("250 second"),
            line("RCPT TO:<c@d.test>", true), line("550-no"), line("550 never"), line("RCPT TO:<e@f.test>", true),
        ])
        #expect(
            conversation.answers == [
                .init(address: "a@b.test", line: "250 second"), .init(address: "c@d.test", line: "550 never"),
                .init(address: "e@f.test", line: nil),
            ])
        #expect(conversation.answers.map(\.isRefusal) == [false, true, true])
    }
}
