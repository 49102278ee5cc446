import FlowModel
import Testing

@testable import FlowConnectors

@Suite struct RESPParserTests {
    private static let text =
        "+OK\r\n-ERR no\r\n:-12\r\n$5\r\na\r\nbc\r\n$0\r\n\r\n$-1\r\n*-1\r\n*0\r\n*3\r\n:1\r\n*2\r\n$1\r\nx\r\n$-1\r\n+y\r\n"
    private static let replies: [RESPReply] = [
        .status(Array("OK".utf8)), .error(Array("ERR no".utf8)), .integer(-12), .bulk(Array("a\r\nbc".utf8)), .bulk([]),
        .none, .none, .array([]),
        .array([.integer(1), .array([.bulk(Array("x".utf8)), .none]), .status(Array("y".utf8))]),
    ]

    @Test func cutAnywhere() throws {
        let bytes = Array(Self.text.utf8)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                var parser = RESPParser(byteLimit: 1000)
                var replies = try parser.take(bytes[..<first])
                replies += try parser.take(bytes[first..<second])
                replies += try parser.take(bytes[second...])
                #expect(replies == Self.replies, "cut at \(first) and \(second)")
                #expect(!parser.isInside)
            }
        }
    }

    @Test func byteByByte() throws {
        var parser = RESPParser(byteLimit: 1000)
        var replies: [RESPReply] = []
        for byte in Self.text.utf8 { replies += try parser.take([byte]) }
        #expect(replies == Self.replies)
    }

    @Test(arguments: [
        ("x\r\n", RESPParser.Fault.malformed), ("\r\n", .malformed), ("+OK\n", .malformed), (":x\r\n", .malformed),
        ("$-2\r\n", .malformed), ("*-2\r\n", .malformed), ("$1\r\nabc", .malformed), ("HTTP/1.1 400\r\n", .malformed),
        ("$1001\r\n", .tooLarge), ("$9223372036854775807\r\n", .tooLarge), ("*1000000000\r\n", .tooLarge),
        ("*9223372036854775807\r\n", .tooLarge), ("$99999999999999999999\r\n", .malformed),
        (String(repeating: "*1\r\n", count: 40), .tooDeep), (String(repeating: ":1\r\n", count: 100), .tooLarge),
    ])
    func whatIsNoReply(_ text: String, _ fault: RESPParser.Fault) {
        var parser = RESPParser(byteLimit: 1000)
        #expect(throws: fault) { try parser.take(Array(text.utf8)) }
    }

    @Test func aLineWithoutEnd() {
        var parser = RESPParser(byteLimit: 1 << 30)
        #expect(throws: RESPParser.Fault.tooLarge) {
            while true { _ = try parser.take(Array(repeating: UInt8(ascii: "+"), count: 1000)) }
        }
    }

    @Test func valuesForScripts() {
        let reply = RESPReply.array([.error(Array("ERR x".utf8)), .bulk([0xFF]), .none, .status(Array("OK".utf8))])
        #expect(reply.value == [["error": "ERR x"], ["base64": "/w=="], .null, "OK"])
    }
}
