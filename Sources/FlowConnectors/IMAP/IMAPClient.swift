import CCurl

/// Speaks IMAP with a server on a connection that libcurl has made and logged in.
final class IMAPClient {
    private let session: CurlSession
    private var reader: IMAPReader
    private var count = 0
    private var bytesLeft: Int

    /// Connects and logs in; all answers together may have so many bytes.
    init(_ session: CurlSession, byteLimit: Int) throws(CurlFault) {
        self.session = session
        reader = IMAPReader(limit: byteLimit)
        bytesLeft = byteLimit
        try session.connect()
    }

    /// Carries out a command.
    ///
    /// - Returns: What the server answered, the status at the end.
    /// - Throws: `CurlFault` with what the server says when it refuses.
    func run(_ command: IMAPCommand) throws(CurlFault) -> [IMAPResponse] {
        count += 1
        let tag = "M\(count)"
        var responses: [IMAPResponse] = []
        var pieces = command.pieces(tag: tag)[...]
        if let first = pieces.popFirst() { try session.send(first) }
        while true {
            let response = try next()
            if response.tag == "+" {
                guard let piece = pieces.popFirst() else { throw Self.malformed }
                try session.send(piece)
            } else if response.tag == tag, let status = response.status {
                guard status.word == "OK" else { throw Self.refusal(status) }
                return responses + [response]
            } else if let status = response.status, status.word == "BYE" {
                throw CurlFault(
                    reason: .said("the server ends the connection; it answered: \(status.text.prefix(300))"))
            } else {
                responses.append(response)
            }
        }
    }

    private func next() throws(CurlFault) -> IMAPResponse {
        while true {
            do throws(IMAPReader.Fault) {
                if let response = try reader.next() { return response }
            } catch {
                throw error == .overLimit ? CurlFault(reason: .overLimit) : Self.malformed
            }
            let bytes = try session.receive()
            guard !bytes.isEmpty else { throw CurlFault(reason: .code(CURLE_RECV_ERROR)) }
            bytesLeft -= bytes.count
            guard bytesLeft >= 0 else { throw CurlFault(reason: .overLimit) }
            reader.append(bytes)
        }
    }

    private static let malformed = CurlFault(reason: .said("what came back is not IMAP"))

    private static func refusal(_ status: IMAPResponse.Status) -> CurlFault {
        let text = status.text.prefix(300)
        let code = status.code.uppercased()
        if code == "NONEXISTENT" || code == "TRYCREATE" {
            return CurlFault(reason: .missing("there is no such folder; the server answered: \(text)"))
        }
        return CurlFault(reason: .said("the server refuses it; it answered: \(status.word) \(text)"))
    }
}
