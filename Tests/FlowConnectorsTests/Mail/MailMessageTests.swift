import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// Mails as they are written, and read again.
@Suite struct MailMessageTests {
    private func message(_ change: (inout MailMessage) -> Void = { _ in }) throws -> MailMessage {
        var message = MailMessage(
            from: try #require(MailAddress("Robot <robot@example.com>")), messageID: "key-1@example.com",
            date: 1_795_676_400)
        message.to = [try #require(MailAddress("ann@example.com"))]
        change(&message)
        return message
    }

    @Test func theSimplestMail() throws {
        let text = String(
            decoding: try message {
                $0.subject = "Hello"
                $0.text = "Hi\n.\nbye"
            }.bytes, as: UTF8.self)
        #expect(
            text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init) == [
                "From: Robot <robot@example.com>", "To: ann@example.com", "Subject: Hello",
                "Date: Thu, 26 Nov 2026 07:00:00 +0000", "Message-ID: <key-1@example.com>", "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "Hi", ".",
                "bye",
                "",
            ])
    }

    @Test func allOfIt() throws {
        let binary = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let long = String(repeating: "ein langer Satz ohne Ende, der nie aufhört; ", count: 100)
        let message = try message {
            $0.subject = "Bericht über Größe und Gewicht, für alle, die es wissen wollen 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉"
            $0.text = long
            $0.html = "<p>=? &amp; ü</p>"
            $0.cc = ["Jörg Müller <j@example.com>", "\"Doe, \\\"J\\\"\" <d@example.com>"].compactMap(MailAddress.init)
            $0.headers = [("X-Report", "wöchentlich")]
            $0.attachments = [
                .init(name: "Übersicht 1.bin", contentType: "application/octet-stream", content: binary),
                .init(name: "a \"b\".txt", contentType: "text/plain; charset=utf-8", content: Array("zwölf\n".utf8)),
            ]
        }
        let bytes = message.bytes
        for line in bytes.split(separator: 0x0A) {
            #expect(line.count <= 79, "\(String(decoding: line, as: UTF8.self))")
        }
        #expect(bytes.allSatisfy { $0 < 0x80 })
        let output = ReceivedMail(bytes, .all).output
        #expect(output["subject"] == .string(message.subject))
        #expect(output["text"] == .string(long))
        #expect(output["html"] == "<p>=? &amp; ü</p>")
        #expect(output["from"] == ["name": "Robot", "address": "robot@example.com"])
        #expect(
            output["cc"] == [
                ["name": "Jörg Müller", "address": "j@example.com"],
                ["name": "Doe, \"J\"", "address": "d@example.com"],
            ])
        #expect(output["headers"]?.object?["x-report"] == "wöchentlich")
        #expect(
            output["attachments"] == [
                [
                    "name": "Übersicht 1.bin", "content_type": "application/octet-stream", "bytes": 1000,
                    "content_base64": .string(Data(binary).base64EncodedString()),
                ],
                ["name": "a \"b\".txt", "content_type": "text/plain", "bytes": 7, "content": "zwölf\n"],
            ])
    }

    @Test(arguments: [
        "ann@example.com", "Ann <ann@example.com>", "\"Ann, B.\" <a.b+c@sub.example.com>", "Jörg <j@example.com>",
        "a@localhost",
    ])
    func addresses(_ text: String) { #expect(MailAddress(text) != nil) }

    @Test(arguments: [
        "", "ann", "ann@", "@example.com", "a@b@c", "a b@example.com", "ann@exa mple.com", "ann@example..com", "<>",
        "ann@example.com>", "a@b.test\r\nBcc: c@d.test", "x\ny <a@b.test>", "a@b.test, c@d.test", "ü@example.com",
        "a@-b.test",
        "a@b.test> SIZE=1 <c@d.test", "Ann <a@b.test> <c@d.test>", "a\u{0}@b.test",
    ])
    func noAddresses(_ text: String) { #expect(MailAddress(text) == nil, "\(text)") }

    @Test(arguments: [
        (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
    ])
    func dates(_ seconds: Int64, _ text: String) { #expect(MailMessage.text(ofDate: seconds) == text) }

    @Test func subjectsWithOddBlanks() {
        for text in [
            "a  b", " a", String(repeating: "word ", count: 50), String(repeating: "x", count: 2000),
            "=?UTF-8?B?eA==?=", "",
        ] {
            let lines = EncodedWord.text(text).split(separator: "\r\n", omittingEmptySubsequences: false)
            for line in lines.dropFirst() {
                #expect(line.hasPrefix(" ") && line.contains { $0 != " " }, "\(line)")
            }
            // As a reader unfolds it.
            #expect(EncodedWord.decoded(lines.joined()) == text)
        }
    }
}

/// Mails as the world writes them.
@Suite struct MIMEPartTests {
    private func output(_ lines: String...) -> JSONObject {
        ReceivedMail(Array(lines.joined(separator: "\r\n").utf8), .all).output
    }

    @Test func encodings() {
        let mail = output(
            "Subject: =?ISO-8859-1?Q?Gr=FC=DFe?= =?utf-8?b?IPCfjok=?= x =?bad?Q?y?=",
            "Content-Type: text/plain; charset=ISO-8859-15",
            "Content-Transfer-Encoding: quoted-printable", "", "10 =A4 f=FCr =", "alle=3D")
        #expect(mail["subject"] == "Grüße 🎉 x =?bad?Q?y?=")
        #expect(mail["text"] == "10 € für alle=")
    }

    @Test func namesOfFiles() {
        let mail = output(
            "Content-Type: multipart/mixed; boundary=b", "", "--b",
            "Content-Type: application/pdf; name=\"=?UTF-8?Q?=C3=BC.pdf?=\"", "",
            "1", "--b", "Content-Disposition: attachment; filename*0*=UTF-8''%C3%A4%20; filename*1=\"b.txt\"", "", "2",
            "--b",
            "Content-Disposition: attachment; filename=\"a;b\\\"c\"", "", "3", "--b--", "the end")
        #expect((mail["attachments"]?.items ?? []).map { $0.object?["name"] } == ["ü.pdf", "ä b.txt", "a;b\"c"])
    }

    @Test func whatIsBroken() {
        // No end, a boundary in another, no headers, bytes that are no text.
        let mail = output(
            "Content-Type: multipart/mixed; boundary=\"a\"", "", "--a",
            "Content-Type: multipart/alternative; boundary=\"a1\"", "",
            "--a1", "", "plain", "--a1", "Content-Type: text/html", "", "<b>html</b>", "--a")
        #expect(mail["text"] == "plain")
        #expect(mail["html"] == "<b>html</b>")
        #expect(output("just text")["text"] == "just text")
        #expect(output("")["text"] == "")
        let odd = ReceivedMail(Array("Subject: caf".utf8) + [0xE9, 0x0D, 0x0A, 0x0D, 0x0A, 0xFF, 0xFE], .all).output
        #expect(odd["subject"] == "café")
        #expect(odd["text"] == nil)
        #expect(odd["attachments"]?.items?.first?.object?["content_base64"] == "//4=")
    }

    @Test func endlessNesting() {
        var lines: [String] = []
        for depth in 0..<100 { lines += ["Content-Type: multipart/mixed; boundary=b\(depth)", "", "--b\(depth)"] }
        let mail = ReceivedMail(Array((lines + ["", "deep"]).joined(separator: "\r\n").utf8), .all).output
        #expect(mail["attachments"] != nil)
        let many =
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + String(repeating: "--b\r\n\r\nx\r\n", count: 5000)
        #expect((ReceivedMail(Array(many.utf8), .all).output["attachments"]?.items?.count ?? 0) < 1000)
    }

    @Test func people() {
        #expect(
            ReceivedMail.people("\"Doe, J\" <j@d.test>, k@d.test (K), =?utf-8?q?=C3=9C?= <u@d.test>, nobody, group:;")
                == [
                    ["name": "Doe, J", "address": "j@d.test"], ["address": "k@d.test(K)"],
                    ["name": "Ü", "address": "u@d.test"],
                ])
    }
}
