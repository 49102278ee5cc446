import CCurl
import FlowModel
import FoundationEssentials

/// What the inputs of an SMTP connection ask for, checked.
struct SMTPOrder: Sendable {
    static let kind = CurlEndpoint.Kind(
        type: "SMTP", plainScheme: "smtp", secureScheme: "smtps", ports: [.none: 25, .starttls: 587, .tls: 465])
    /// Bytes that a mail may have; servers take less.
    static let messageLimit = 100 << 20

    let endpoint: CurlEndpoint
    let message: MailMessage
    /// The addresses of all who get it, each once.
    let recipients: [String]
    let allowsPartial: Bool

    /// Reads inputs that fit the interface.
    ///
    /// - Parameters:
    ///   - inputs: The inputs.
    ///   - idempotencyKey: What the Message-ID is made of.
    ///   - now: Seconds since 1970.
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject, idempotencyKey: String, now: Int64) throws(FlowError) {
        endpoint = try CurlEndpoint(inputs, Self.kind)
        allowsPartial = inputs["allow_partial"] == true
        let from = try Self.addresses(inputs, "from")
        let key = idempotencyKey.utf8.filter { 0x2D...0x7A ~= $0 && !"/:;<=>?@[\\]^`".utf8.contains($0) }
        guard let sender = from.first else {
            throw FlowError(.missingInput, "SMTP: the input 'from' is missing; give an address")
        }
        var message = MailMessage(
            from: sender, messageID: "\(String(decoding: key, as: UTF8.self))@\(sender.domain)", date: now)
        message.to = try Self.addresses(inputs, "to")
        message.cc = try Self.addresses(inputs, "cc")
        message.replyTo = try Self.addresses(inputs, "reply_to")
        var recipients: [String] = []
        for person in message.to + message.cc + (try Self.addresses(inputs, "bcc"))
        where !recipients.contains(person.address) {
            recipients.append(person.address)
        }
        guard !recipients.isEmpty else {
            throw FlowError(.missingInput, "SMTP: the input 'to' is missing; give to, cc or bcc")
        }
        guard recipients.count <= 500 else {
            throw FlowError(
                .invalidInput, "SMTP: there are \(recipients.count) recipients, more than 500; send several mails")
        }
        self.recipients = recipients
        message.subject = inputs["subject"]?.text ?? ""
        guard message.subject.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw FlowError(.invalidInput, "SMTP: subject has a line break or another control character")
        }
        message.text = inputs["text"]?.text
        message.html = inputs["html"]?.text
        message.headers = try Self.headers(inputs["headers"])
        for (index, item) in (inputs["attachments"]?.items ?? []).enumerated() {
            message.attachments.append(try Self.attachment(item.object ?? [:], "attachments[\(index + 1)]"))
        }
        let size =
            message.attachments.reduce(0) { $0 + $1.content.count } + (message.text?.utf8.count ?? 0)
            + (message.html?.utf8.count ?? 0)
        guard size <= Self.messageLimit else {
            throw FlowError(.invalidInput, "SMTP: the mail has \(size) bytes, more than \(Self.messageLimit)")
        }
        self.message = message
    }

    /// What libcurl is to do.
    var transfer: CurlTransfer {
        CurlTransfer(
            path: "",
            settings: [
                .text(CURLOPT_MAIL_FROM, "<\(message.from.address)>"),
                .texts(CURLOPT_MAIL_RCPT, recipients.map { "<\($0)>" }),
                .number(CURLOPT_MAIL_RCPT_ALLLOWFAILS, allowsPartial ? 1 : 0),
            ], upload: message.bytes)
    }

    private static func addresses(_ inputs: JSONObject, _ name: String) throws(FlowError) -> [MailAddress] {
        guard let value = inputs[name] else { return [] }
        var addresses: [MailAddress] = []
        for item in value.items ?? [value] {
            guard let address = MailAddress(item.text ?? "") else {
                throw FlowError(
                    .invalidInput,
                    "SMTP: \(name) must be an address such as ann@example.com or Ann <ann@example.com>, in ASCII but for the name"
                )
            }
            addresses.append(address)
        }
        return addresses
    }

    private static func headers(_ table: JSONValue?) throws(FlowError) -> [(name: String, value: String)] {
        let headers = RESTOrder.pairs(table)
        for (name, value) in headers {
            let isWord = name.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ":") }
            guard isWord, 1...64 ~= name.utf8.count else {
                throw FlowError(.invalidInput, "SMTP: headers has a name that no header may have")
            }
            let lower = name.lowercased()
            let own = ["from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "mime-version"]
            guard !own.contains(lower), !lower.hasPrefix("content-"), lower != "return-path", lower != "received" else {
                throw FlowError(.invalidInput, "SMTP: headers.\(name) is the connector's own to set; leave it out")
            }
            guard value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
                throw FlowError(.invalidInput, "SMTP: headers.\(name) has a line break or another control character")
            }
        }
        return headers
    }

    private static func attachment(
        _ fields: JSONObject, _ path: String
    ) throws(FlowError) -> MailMessage.Attachment {
        let name = fields["name"]?.text ?? ""
        let isName = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard isName, 1...255 ~= name.utf8.count, !name.contains("/") else {
            throw FlowError(
                .invalidInput, "SMTP: \(path).name must have 1 to 255 bytes, no slash and no control character")
        }
        let content: [UInt8]
        switch (fields["content"]?.text, fields["content_base64"]?.text) {
        case (let text?, nil): content = Array(text.utf8)
        case (nil, let base64?):
            guard let data = Data(base64Encoded: base64) else {
                throw FlowError(.invalidInput, "SMTP: \(path).content_base64 must be base64")
            }
            content = [UInt8](data)
        default: throw FlowError(.invalidInput, "SMTP: \(path) needs one of content and content_base64")
        }
        let usual = fields["content"] == nil ? "application/octet-stream" : "text/plain; charset=utf-8"
        let type = fields["content_type"]?.text ?? usual
        guard type.utf8.allSatisfy({ 0x20...0x7E ~= $0 }), type.contains("/"), type.utf8.count <= 200,
            !type.lowercased().hasPrefix("multipart/"), !type.lowercased().hasPrefix("message/")
        else {
            throw FlowError(.invalidInput, "SMTP: \(path).content_type must be one such as application/pdf")
        }
        return MailMessage.Attachment(name: name, contentType: type, content: content)
    }
}
