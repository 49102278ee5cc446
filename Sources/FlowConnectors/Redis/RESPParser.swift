/// Reads replies of Redis from bytes that come in pieces of any size.
///
/// It never keeps more than the limit allows, whatever the other side announces.
struct RESPParser {
    /// Why the bytes are no replies, or too many.
    enum Fault: Error, Equatable {
        /// What came is not the protocol of Redis.
        case malformed
        /// More bytes came, or were announced, than may.
        case tooLarge
        /// Arrays are nested too deep.
        case tooDeep
    }

    private enum State {
        /// A line up to its end: to `line`, from any state.
        case line
        /// So many more bytes of a bulk string, then a line end: to `line` when they are there.
        case bulk(left: Int)
        /// The line end after a bulk string, of which so many bytes are missing.
        case bulkEnd(left: Int)
    }

    /// An array whose elements are on their way.
    private struct Open {
        var left: Int
        var replies: [RESPReply] = []
    }

    private let byteLimit: Int
    private static let depthLimit = 32
    private static let lineLimit = 64 << 10
    /// What even the smallest reply takes in memory.
    private static let leastSize = 16

    private var state = State.line
    private var text: [UInt8] = []
    private var open: [Open] = []
    private var bytes = 0

    /// Makes a parser.
    ///
    /// - Parameter byteLimit: Bytes that all replies together may have; each counts for 16 at least, those in arrays too.
    init(byteLimit: Int) { self.byteLimit = byteLimit }

    /// A reply has begun, and has not come to its end.
    var isInside: Bool {
        if case .line = state { !text.isEmpty || !open.isEmpty } else { true }
    }

    /// Takes a piece.
    ///
    /// - Parameter piece: The bytes that came.
    /// - Returns: The replies that are complete now.
    /// - Throws: What is wrong with the bytes; nothing more can be read after that.
    mutating func take(_ piece: some Collection<UInt8>) throws(Fault) -> [RESPReply] {
        var complete: [RESPReply] = []
        var rest = piece[...]
        while let byte = rest.first {
            switch state {
            case .line:
                let part = rest.prefix { $0 != 0x0A }
                text += part
                rest = rest[part.endIndex...]
                guard text.count <= Self.lineLimit else { throw .tooLarge }
                guard rest.popFirst() != nil else { continue }
                guard text.popLast() == 0x0D else { throw .malformed }
                try lineIsComplete(&complete)
            case .bulk(let left):
                let part = rest.prefix(left)
                text += part
                rest = rest[part.endIndex...]
                state = part.count == left ? .bulkEnd(left: 2) : .bulk(left: left - part.count)
            case .bulkEnd(let left):
                rest.removeFirst()
                guard byte == (left == 2 ? 0x0D : 0x0A) else { throw .malformed }
                state = left == 2 ? .bulkEnd(left: 1) : .line
                if left == 1 { replyIsComplete(.bulk(takeText()), &complete) }
            }
        }
        return complete
    }

    private mutating func lineIsComplete(_ complete: inout [RESPReply]) throws(Fault) {
        let line = takeText()
        guard let kind = line.first else { throw .malformed }
        let content = Array(line.dropFirst())
        switch kind {
        case UInt8(ascii: "+"):
            try count(content.count)
            replyIsComplete(.status(content), &complete)
        case UInt8(ascii: "-"):
            try count(content.count)
            replyIsComplete(.error(content), &complete)
        case UInt8(ascii: ":"):
            try count(8)
            replyIsComplete(.integer(try Self.integer(content)), &complete)
        case UInt8(ascii: "$"):
            let length = try Self.integer(content)
            guard length >= 0 else {
                guard length == -1 else { throw .malformed }
                try count(1)
                return replyIsComplete(.none, &complete)
            }
            try count(Int(length))
            state = length == 0 ? .bulkEnd(left: 2) : .bulk(left: Int(length))
        case UInt8(ascii: "*"):
            let length = try Self.integer(content)
            guard length > 0 else {
                guard length >= -1 else { throw .malformed }
                try count(1)
                return replyIsComplete(length == 0 ? .array([]) : .none, &complete)
            }
            // Each element counts when it comes; an array that could not fit is refused at once.
            guard length <= (byteLimit - bytes) / Self.leastSize else { throw .tooLarge }
            guard open.count < Self.depthLimit else { throw .tooDeep }
            open.append(Open(left: Int(length)))
        default: throw .malformed
        }
    }

    /// Puts a reply where it belongs; the arrays that it completes go where they belong.
    private mutating func replyIsComplete(_ reply: RESPReply, _ complete: inout [RESPReply]) {
        var reply = reply
        while var array = open.popLast() {
            array.replies.append(reply)
            array.left -= 1
            guard array.left == 0 else {
                open.append(array)
                return
            }
            reply = .array(array.replies)
        }
        complete.append(reply)
    }

    private mutating func count(_ more: Int) throws(Fault) {
        let (sum, overflow) = bytes.addingReportingOverflow(max(more, Self.leastSize))
        guard !overflow, sum <= byteLimit else { throw .tooLarge }
        bytes = sum
    }

    private mutating func takeText() -> [UInt8] {
        defer { text = [] }
        return text
    }

    private static func integer(_ digits: [UInt8]) throws(Fault) -> Int64 {
        guard let integer = Int64(String(decoding: digits, as: UTF8.self)) else { throw .malformed }
        return integer
    }
}
