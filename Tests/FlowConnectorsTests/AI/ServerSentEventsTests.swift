import Testing

@testable import FlowConnectors

@Suite struct ServerSentEventsTests {
    private typealias Event = ServerSentEvents.Event

    private func events(_ text: String) -> [Event] {
        var stream = ServerSentEvents()
        return stream.take(Array(text.utf8))
    }

    @Test func readsEvents() {
        #expect(events("data: a\n\n") == [Event(data: "a")])
        #expect(events("data:a\r\n\r\ndata:  b\r\rdata\n\n") == [Event(data: "a"), Event(data: " b"), Event(data: "")])
        #expect(
            events("event: end\ndata: a\ndata: b\nid: 7\nretry: 1\nother: x\n: comment\n\n") == [
                Event(name: "end", data: "a\nb")
            ])
        #expect(
            events("\u{FEFF}data: a\n\n\n\nevent: x\n\n: only\n\ndata: b: c\n\n") == [
                Event(data: "a"), Event(data: "b: c"),
            ])
        #expect(events("data: broken off\n") == [] && events("") == [])
    }

    /// Cut anywhere, the same comes out: in words, between the bytes of a character and of the end of a line.
    @Test func mayBeCutAnywhere() {
        let bytes = Array("\u{FEFF}: hi\r\ndata: ü😀\r\ndata: x\r\n\r\nevent: e\rdata: y\r\rdata: z\n\n".utf8)
        var whole = ServerSentEvents()
        let expected = whole.take(bytes)
        #expect(expected == [Event(data: "ü😀\nx"), Event(name: "e", data: "y"), Event(data: "z")])
        for first in 0...bytes.count {
            for second in stride(from: first, through: bytes.count, by: 3) {
                var stream = ServerSentEvents()
                let parts = [bytes[..<first], bytes[first..<second], bytes[second...]]
                #expect(parts.flatMap { stream.take($0) } == expected, "\(first) \(second)")
            }
        }
    }
}
