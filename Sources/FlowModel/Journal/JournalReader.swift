/// A journal whose bytes are not what ``JournalWriter`` writes: the store is damaged, or from a newer version.
public struct JournalError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, with the offset in the turn.
    public let description: String

    /// Makes an error.
    public init(description: String) {
        self.description = description
    }
}

/// Reads the events of one turn.
public struct JournalReader: Sendable {
    private let bytes: [UInt8]
    private var offset = 0
    private var functions: [String] = []
    private var time: ScriptTime = ScriptTime(microseconds: 0)
    /// The number of the last call that was read, or that came before the turn.
    public private(set) var callCount: UInt64 = 0

    /// Begins to read a turn.
    ///
    /// - Throws: `JournalError` when its version is unknown.
    public init(_ bytes: [UInt8]) throws(JournalError) {
        self.bytes = bytes
        let version = try byte()
        guard (JournalWriter.oldestVersion...JournalWriter.version).contains(version) else {
            throw JournalError(
                description: "journal format \(version) is unknown; this program knows \(JournalWriter.version)")
        }
        time = ScriptTime(microseconds: try signed())
        callCount = try unsigned()
    }

    /// The script's time before the next event.
    public var currentTime: ScriptTime { time }

    /// The next event; nil at the end of the turn.
    ///
    /// - Throws: `JournalError` when the bytes make no event.
    public mutating func next() throws(JournalError) -> JournalEvent? {
        guard offset < bytes.count else { return nil }
        let tag = try byte()
        guard tag & 1 == JournalWriter.answerTag else {
            guard tag == JournalWriter.callTag else { throw fault("unknown event \(tag)") }
            callCount += 1
            let lane = UInt32(truncatingIfNeeded: try unsigned())
            let function = try function()
            let line = Int32(truncatingIfNeeded: try signed())
            return .call(RecordedCall(lane: lane, function: function, line: line, digest: try word()))
        }
        let isAwaited = tag & JournalWriter.awaitedTag != 0
        guard let kind = EncodedAnswer.Kind(rawValue: (tag & ~JournalWriter.awaitedTag) >> 1) else {
            throw fault("unknown kind of answer")
        }
        let call = callCount &- (try unsigned())
        time = ScriptTime(microseconds: time.microseconds &+ (try signed()))
        let answer = EncodedAnswer(kind: kind, bytes: Array(try slice(try unsigned())))
        return .answer(call: call, answer, time: time, isAwaited: isAwaited)
    }

    private mutating func function() throws(JournalError) -> String {
        let index = try unsigned()
        if index < UInt64(functions.count) { return functions[Int(index)] }
        guard index == UInt64(functions.count) else { throw fault("a function without a name") }
        functions.append(String(decoding: try slice(try unsigned()), as: UTF8.self))
        return functions[Int(index)]
    }

    private mutating func slice(_ length: UInt64) throws(JournalError) -> ArraySlice<UInt8> {
        guard length <= UInt64(bytes.count - offset) else { throw fault("\(length) bytes are missing") }
        defer { offset += Int(length) }
        return bytes[offset..<offset + Int(length)]
    }

    private mutating func byte() throws(JournalError) -> UInt8 {
        guard offset < bytes.count else { throw fault("the turn ends too soon") }
        defer { offset += 1 }
        return bytes[offset]
    }

    private mutating func word() throws(JournalError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 8) { value |= UInt64(try byte()) << UInt64(shift) }
        return value
    }

    private mutating func unsigned() throws(JournalError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            let byte = try byte()
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return value }
        }
        throw fault("a number is too long")
    }

    private mutating func signed() throws(JournalError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    private func fault(_ what: String) -> JournalError {
        JournalError(description: "damaged journal at byte \(offset): \(what)")
    }
}
