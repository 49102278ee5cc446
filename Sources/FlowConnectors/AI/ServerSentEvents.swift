/// Takes a stream of server-sent events apart, wherever it is cut.
struct ServerSentEvents: Sendable {
    struct Event: Sendable, Equatable {
        /// `message` unless the stream says otherwise.
        var name = "message"
        var data = ""
    }

    private var line: [UInt8] = []
    /// The last byte was a carriage return, so that a line feed now belongs to it.
    private var isAfterReturn = false
    private var isAtStart = true
    private var name = ""
    private var data: [String] = []

    /// Takes the next bytes.
    ///
    /// - Returns: The events that they complete. One that the stream breaks off in is no event.
    mutating func take(_ bytes: some Sequence<UInt8>) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            switch byte {
            case 0x0A where isAfterReturn: isAfterReturn = false
            case 0x0A, 0x0D:
                isAfterReturn = byte == 0x0D
                if let event = endLine() { events.append(event) }
            default:
                isAfterReturn = false
                line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() -> Event? {
        // The mark of byte order that a stream may begin with.
        if isAtStart, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isAtStart = false
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else {
            defer { (name, data) = ("", []) }
            guard !data.isEmpty else { return nil }
            return Event(name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n"))
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "data": data.append(String(decoding: value, as: UTF8.self))
        case "event": name = String(decoding: value, as: UTF8.self)
        // Comments, and what only matters to who connects again.
        default: break
        }
        return nil
    }
}
