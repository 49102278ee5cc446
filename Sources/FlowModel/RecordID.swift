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
        var text = text
        let halves = text.withUTF8 { bytes -> (UInt64, UInt64)? in
            guard bytes.count == 36 else { return nil }
            var halves: (UInt64, UInt64) = (0, 0)
            for (index, byte) in bytes.enumerated() {
                if Self.isDash(index) {
                    guard byte == UInt8(ascii: "-") else { return nil }
                    continue
                }
                guard let digit = Self.value(ofDigit: byte) else { return nil }
                // The second half begins after sixteen digits and three dashes.
                if index < 19 { halves.0 = halves.0 << 4 | digit } else { halves.1 = halves.1 << 4 | digit }
            }
            return halves
        }
        guard let halves else { return nil }
        (high, low) = halves
    }

    private static func isDash(_ index: Int) -> Bool {
        switch index {
        case 8, 13, 18, 23: true
        default: false
        }
    }

    private static func value(ofDigit byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension RecordID: CustomStringConvertible {
    /// The text in lower case, such as `01890a5d-ac96-774b-bcce-b302099a8057`.
    public var description: String {
        // Ids are written with every commit, so their digits go straight into the text.
        String(unsafeUninitializedCapacity: 36) { bytes in
            var digit = 0
            for index in 0..<36 {
                bytes[index] = Self.isDash(index) ? UInt8(ascii: "-") : self.digit(&digit)
            }
            return 36
        }
    }

    /// The 32 hexadecimal digits, in lower case.
    public var digits: String {
        String(unsafeUninitializedCapacity: 32) { bytes in
            var digit = 0
            for index in 0..<32 { bytes[index] = self.digit(&digit) }
            return 32
        }
    }

    private func digit(_ number: inout Int) -> UInt8 {
        let half = number < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: half >> UInt64(60 - number % 16 * 4)) & 0xF
        number += 1
        return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

/// Names one execution.
public typealias ExecutionID = RecordID
/// Names one message.
public typealias MessageID = RecordID
/// Names one savepoint.
public typealias SavepointID = RecordID
