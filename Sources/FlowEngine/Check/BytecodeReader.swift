/// Reads a binary chunk of Lua 5.4, format 0, with 4-byte instructions and 8-byte numbers, little end first.
///
/// The bytes come from our own compiler; still, a short or strange chunk is an error and never a trap.
struct BytecodeReader {
    struct Failure: Error {
        let message: String
    }

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Returns the main function of the chunk.
    static func read(_ bytes: [UInt8]) throws(Failure) -> BytecodeFunction {
        var reader = BytecodeReader(bytes)
        try reader.header()
        _ = try reader.byte()
        return try reader.function()
    }

    private mutating func header() throws(Failure) {
        let signature: [UInt8] = [0x1B, 0x4C, 0x75, 0x61, 0x54, 0x00, 0x19, 0x93, 0x0D, 0x0A, 0x1A, 0x0A, 4, 8, 8]
        for expected in signature where try byte() != expected {
            throw Failure(message: "not a chunk of Lua 5.4")
        }
        // The number 0x5678 and the float 370.5 show byte order and format.
        guard try word64() == 0x5678, Double(bitPattern: try word64()) == 370.5 else {
            throw Failure(message: "the chunk has another number format")
        }
    }

    private mutating func function() throws(Failure) -> BytecodeFunction {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 250 else { throw Failure(message: "functions are nested too deep") }
        _ = try string()
        let firstLine = try integer()
        _ = try integer()
        let parameterCount = Int(try byte())
        _ = try byte()
        _ = try byte()
        let code = try list { (reader) throws(Failure) in BytecodeInstruction(word: try reader.word32()) }
        let constants = try list { (reader) throws(Failure) in try reader.constant() }
        let captures = try list { (reader) throws(Failure) in
            let isLocal = try reader.byte() != 0
            let index = Int(try reader.byte())
            _ = try reader.byte()
            return (isLocal, index)
        }
        let functions = try list { (reader) throws(Failure) in try reader.function() }
        let lines = try lines(from: firstLine)
        let locals = try list { (reader) throws(Failure) in
            let name = try reader.string() ?? ""
            let (start, end) = (try reader.integer(), try reader.integer())
            return BytecodeFunction.LocalVariable(name: name, range: start..<max(start, end))
        }
        let names = try list { (reader) throws(Failure) in try reader.string() ?? "" }
        let upvalues = captures.enumerated().map { index, capture in
            BytecodeFunction.Upvalue(
                isLocalOfParent: capture.0, index: capture.1, name: names.indices.contains(index) ? names[index] : ""
            )
        }
        return BytecodeFunction(
            firstLine: firstLine, parameterCount: parameterCount, code: code, constants: constants, upvalues: upvalues,
            functions: functions, lines: lines, locals: locals
        )
    }

    /// Lines are differences to the line before; where one does not fit a byte (-128) the line stands in a second list.
    private mutating func lines(from firstLine: Int) throws(Failure) -> [Int] {
        let steps = try list { (reader) throws(Failure) in Int(Int8(bitPattern: try reader.byte())) }
        let absolute = try list { (reader) throws(Failure) in (try reader.integer(), try reader.integer()) }
        let known = Dictionary(absolute, uniquingKeysWith: { first, _ in first })
        var line = firstLine
        return steps.enumerated().map { index, step in
            line = step == -128 ? known[index] ?? line : line + step
            return line
        }
    }

    private mutating func constant() throws(Failure) -> BytecodeFunction.Constant {
        switch try byte() {
        case 0x00, 0x01, 0x11: return .other
        case 0x03, 0x13:
            _ = try word64()
            return .other
        case 0x04, 0x14: return try string().map { .string($0) } ?? .other
        default: throw Failure(message: "unknown kind of constant")
        }
    }

    // MARK: - Basic parts

    private mutating func list<Element>(
        _ element: (inout Self) throws(Failure) -> Element
    ) throws(Failure) -> [Element] {
        let count = try integer()
        guard count <= bytes.count - position else { throw Failure(message: "the chunk is cut off") }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try element(&self)) }
        return elements
    }

    /// Length plus one, then the bytes; a length of zero is no string.
    private mutating func string() throws(Failure) -> String? {
        let length = try integer() - 1
        guard length >= 0 else { return nil }
        guard length <= bytes.count - position else { throw Failure(message: "the chunk is cut off") }
        defer { position += length }
        return String(decoding: bytes[position..<(position + length)], as: UTF8.self)
    }

    /// Seven bits a byte, the most significant first; the last byte has its top bit set.
    private mutating func integer() throws(Failure) -> Int {
        var value = 0
        while true {
            let byte = try byte()
            guard value < 1 << 40 else { throw Failure(message: "a number in the chunk is too large") }
            value = value << 7 | Int(byte & 0x7F)
            if byte & 0x80 != 0 { return value }
        }
    }

    private mutating func byte() throws(Failure) -> UInt8 {
        guard position < bytes.count else { throw Failure(message: "the chunk is cut off") }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func word32() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for shift in stride(from: UInt32(0), to: 32, by: 8) { value |= UInt32(try byte()) << shift }
        return value
    }

    private mutating func word64() throws(Failure) -> UInt64 {
        let low = try word32()
        return UInt64(try word32()) << 32 | UInt64(low)
    }
}
