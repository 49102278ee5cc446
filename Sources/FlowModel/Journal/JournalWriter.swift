/// Packs the journal events of one turn into bytes.
///
/// Layout: a byte for the version, the time before the turn, the number of calls before the turn, then the events. Numbers
/// are of variable length (LEB128). A function's name stands in full where a turn first calls it.
///
/// The first byte of an answer is a mark, its kind, and whether it was awaited. Version 1 did not say the last: it is from
/// before there were tasks, and for a script that has one lane it makes no difference.
public struct JournalWriter: Sendable {
    static let version: UInt8 = 2
    static let oldestVersion: UInt8 = 1
    static let callTag: UInt8 = 0
    static let answerTag: UInt8 = 1
    static let awaitedTag: UInt8 = 0x80

    /// The turn so far.
    public private(set) var bytes: [UInt8] = []
    /// How many events the turn has.
    public private(set) var eventCount = 0
    /// The number of the last call.
    public private(set) var callCount: UInt64
    private var time: ScriptTime
    private var functions: [String] = []

    /// Begins a turn.
    ///
    /// - Parameters:
    ///   - callCount: How many calls the journal has before it.
    ///   - time: The script's time before it.
    public init(callCount: UInt64, time: ScriptTime) {
        self.callCount = callCount
        self.time = time
        bytes.append(Self.version)
        append(signed: time.microseconds)
        append(callCount)
    }

    /// Adds an event.
    public mutating func append(_ event: JournalEvent) {
        eventCount += 1
        switch event {
        case .call(let call):
            callCount += 1
            bytes.append(Self.callTag)
            append(UInt64(call.lane))
            append(function: call.function)
            append(signed: Int64(call.line))
            withUnsafeBytes(of: call.digest.littleEndian) { bytes.append(contentsOf: $0) }
        case .answer(let call, let answer, let moment, let isAwaited):
            bytes.append(Self.answerTag | answer.kind.rawValue << 1 | (isAwaited ? Self.awaitedTag : 0))
            append(callCount &- call)
            append(signed: moment.microseconds &- time.microseconds)
            append(UInt64(answer.bytes.count))
            bytes.append(contentsOf: answer.bytes)
            time = moment
        }
    }

    private mutating func append(function name: String) {
        if let index = functions.lastIndex(of: name) { return append(UInt64(index)) }
        append(UInt64(functions.count))
        append(UInt64(name.utf8.count))
        bytes.append(contentsOf: name.utf8)
        functions.append(name)
    }

    private mutating func append(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    // Zigzag, so that small negative numbers are short as well.
    private mutating func append(signed value: Int64) {
        append(UInt64(bitPattern: value << 1 ^ value >> 63))
    }
}
