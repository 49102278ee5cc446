/// Names one record: a UUID of version 7, which sorts by the moment of its creation (RFC 9562, 5.7).
public struct RecordID: Sendable, Hashable, Comparable {
    /// The first eight bytes.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// Makes an id from the moment of creation and 74 bits of `random`, the rest of which is not used.
    public init(createdAt time: ScriptTime, random: (UInt64, UInt64)) {
        let milliseconds = UInt64(max(0, time.microseconds / 1000)) & 0xFFFF_FFFF_FFFF
        high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
        low = 0x8000_0000_0000_0000 | random.1 >> 2
    }

    /// Takes over the two halves of a stored id.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes the id of what a script creates: the same for the same call of the same generation, and for nothing else.
    ///
    /// - Parameters:
    ///   - execution: The execution whose script creates it.
    ///   - generation: How often the execution has started anew or gone back.
    ///   - call: The number of the host call.
    ///   - item: Which of several things that the call creates.
    ///   - time: The moment of the call, as the journal has it.
    public init(createdBy execution: RecordID, generation: Int64, call: UInt64, item: UInt64 = 0, at time: ScriptTime) {
        var state = execution.high ^ 0x6D6F_6F6E_666C_6F77
        func mixed(_ value: UInt64) -> UInt64 {
            // The finalizer of SplitMix64 (Steele, Lea, Flood 2014), which maps no two values to one.
            state = (state ^ value) &+ 0x9E37_79B9_7F4A_7C15
            state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
            return state ^ state >> 31
        }
        _ = mixed(execution.low)
        _ = mixed(UInt64(bitPattern: generation))
        _ = mixed(call)
        // What one script creates within a millisecond sorts by its calls: rand_a as a counter (RFC 9562, 6.2).
        _ = mixed(item)
        self.init(createdAt: time, random: (call &+ item, mixed(1)))
    }

    /// Tells whether the first id sorts before the second.
    public static func < (left: RecordID, right: RecordID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// Makes an id for now from a source of random numbers.
    public init(createdAt time: ScriptTime, using generator: inout some RandomNumberGenerator) {
        self.init(createdAt: time, random: (generator.next(), generator.next()))
    }

    /// Reads the text of any UUID, in either case; `nil` for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        var halves: [UInt64] = [0, 0]
        var digits = 0
        for (index, byte) in bytes.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard byte < 0x80, let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            halves[digits / 16] = halves[digits / 16] << 4 | UInt64(digit)
            digits += 1
        }
        (high, low) = (halves[0], halves[1])
    }
}

extension RecordID: CustomStringConvertible {
    /// The text in lower case, such as `01890a5d-ac96-774b-bcce-b302099a8057`.
    public var description: String {
        let digits = Array(digits.utf8)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }

    /// The 32 hexadecimal digits, in lower case.
    public var digits: String { String(decoding: Self.digits(high) + Self.digits(low), as: UTF8.self) }

    private static func digits(_ half: UInt64) -> [UInt8] {
        let digits = Array(String(half, radix: 16).utf8)
        return Array(repeating: UInt8(ascii: "0"), count: 16 - digits.count) + digits
    }
}

/// Names one execution.
public typealias ExecutionID = RecordID
/// Names one message.
public typealias MessageID = RecordID
/// Names one savepoint.
public typealias SavepointID = RecordID
