import CCurl

/// One setting of libcurl as data.
enum CurlSetting: Sendable {
    /// A text; nil takes away what libcurl sets by itself.
    case text(CURLoption, String?)
    case number(CURLoption, Int)
    case texts(CURLoption, [String])
    case bytes(CURLoption, [UInt8])
    /// What libcurl takes from files alone: it gets the path of a file in memory.
    case file(CURLoption, [UInt8])
}

/// One transfer: what is asked for on a connection to an endpoint.
struct CurlTransfer: Sendable {
    /// What follows scheme, host and port of the address; begins with a slash.
    var path = "/"
    var settings: [CurlSetting] = []
    /// What is sent; nil for a transfer that sends nothing.
    var upload: [UInt8]?
    /// Bytes that may come back.
    var byteLimit = 1 << 20
}

/// What came of a transfer.
struct CurlReply: Sendable {
    /// A line of the conversation.
    struct Line: Sendable, Equatable {
        let isSent: Bool
        let text: String
    }

    /// The status of HTTP, or the last number that a server has answered with; 0 for none.
    var status = 0
    var body: [UInt8] = []
    /// What the server has answered, line by line, and those commands that are asked about afterwards.
    var lines: [Line] = []

    /// The last line that the server has answered.
    var lastAnswer: String? { lines.last { !$0.isSent }?.text }

    /// The value of a header of HTTP.
    func header(_ name: String) -> String? {
        for line in lines.reversed() {
            let parts = line.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].lowercased() == name else { continue }
            return String(parts[1].drop { $0 == " " })
        }
        return nil
    }
}
