import FlowModel

/// What a mail server said to each recipient.
struct SMTPConversation {
    /// An answer to one recipient.
    struct Answer: Equatable {
        let address: String
        /// The last line of the answer; nil when there was none any more.
        var line: String?

        var isRefusal: Bool { line.map { !$0.hasPrefix("2") } ?? true }
    }

    let answers: [Answer]

    /// Reads the lines of a conversation: a command `RCPT`, and the answer to it.
    init(_ lines: [CurlReply.Line]) {
        var answers: [Answer] = []
        for line in lines {
            if line.isSent {
                let address = line.text.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
                answers.append(Answer(address: String(address)))
            } else if let last = answers.indices.last, answers[last].line == nil {
                // An answer of several lines has a hyphen after the number in all but the last.
                if line.text.dropFirst(3).first != "-" { answers[last].line = line.text }
            }
        }
        self.answers = answers
    }

    /// The output of a mail that was sent.
    func output(of order: SMTPOrder, answer: String?) -> JSONValue {
        let refused = answers.filter(\.isRefusal)
        let accepted = order.recipients.filter { address in !refused.contains { $0.address == address } }
        var output: JSONObject = [
            "message_id": .string(order.message.messageID),
            "accepted": .array(accepted.map(JSONValue.string)),
            "answer": .string(order.endpoint.redactor.redacted(answer ?? "")),
        ]
        if order.allowsPartial {
            output["refused"] = .array(
                refused.map {
                    [
                        "address": .string($0.address),
                        "answer": .string(order.endpoint.redactor.redacted($0.line ?? "")),
                    ]
                })
        }
        return .object(output)
    }

    /// The fault with the recipient that it is about.
    func fault(_ fault: CurlFault) -> CurlFault {
        guard case .code = fault.reason, let last = answers.last, let line = last.line, last.isRefusal,
            fault.reply.lastAnswer == line
        else { return fault }
        var named = CurlFault(
            reason: .said("the server refuses the recipient \(last.address); it answered: \(line.prefix(300))"))
        named.reply = fault.reply
        return named
    }
}
