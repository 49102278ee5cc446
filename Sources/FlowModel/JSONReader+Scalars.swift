extension JSONReader {
    // MARK: - Numbers

    mutating func number() throws(JSONError) -> Tree {
        let start = position
        let isNegative = take(UInt8(ascii: "-"))
        var magnitude: UInt64 = 0
        var fits = true
        let digits = position
        while let digit = digit() {
            let (product, tooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = product.addingReportingOverflow(UInt64(digit))
            if tooLarge || overflow { fits = false }
            magnitude = sum
        }
        guard position > digits else { throw failure("expected a digit after '-'") }
        if bytes[digits] == UInt8(ascii: "0"), position > digits + 1 {
            throw failure("a number cannot start with 0", at: digits)
        }
        let isInteger = try !fractionAndExponent()
        // Minus zero is a number that only a float can be.
        if isInteger, fits, !(isNegative && magnitude == 0) {
            if isNegative, magnitude <= UInt64(1) << 63 { return .integer(Int64(truncatingIfNeeded: 0 &- magnitude)) }
            if !isNegative, magnitude <= UInt64(Int64.max) { return .integer(Int64(magnitude)) }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw failure("the number \(text.prefix(40)) is too large", at: start)
        }
        return .number(value)
    }

    /// Skips what makes a number a float; tells whether there was any.
    private mutating func fractionAndExponent() throws(JSONError) -> Bool {
        var found = false
        if take(UInt8(ascii: ".")) {
            found = true
            guard digit() != nil else { throw failure("expected a digit after '.'") }
            while digit() != nil {}
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            found = true
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digit() != nil else { throw failure("expected a digit in the exponent") }
            while digit() != nil {}
        }
        return found
    }

    private mutating func digit() -> UInt8? {
        guard let byte = peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        position += 1
        return byte - UInt8(ascii: "0")
    }

    // MARK: - Strings

    mutating func string() throws(JSONError) -> String {
        let start = position
        position += 1
        let textStart = position
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if peek() == UInt8(ascii: "\"") {
            position += 1
            return try text(bytes[textStart..<(position - 1)], from: textStart)
        }
        var unescaped = Array(bytes[textStart..<position])
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try unescaped.withUnsafeBufferPointer { (buffer) throws(JSONError) -> String in
                    try text(UnsafeRawBufferPointer(buffer)[...], from: textStart)
                }
            case UInt8(ascii: "\\"):
                try escape(into: &unescaped)
            case 0..<0x20:
                throw failure("a control character in a string must be escaped: byte \(byte)")
            default:
                unescaped.append(byte)
                position += 1
            }
        }
        throw failure("the string has no closing quote", at: start)
    }

    private func text(_ slice: Slice<UnsafeRawBufferPointer>, from start: Int) throws(JSONError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw failure("the string is not valid UTF-8", at: start + validPrefix(slice))
        }
        return text
    }

    /// How many bytes at the front of `slice` are whole UTF-8 characters.
    private func validPrefix(_ slice: Slice<UnsafeRawBufferPointer>) -> Int {
        var decoder = UTF8()
        var iterator = slice.makeIterator()
        var count = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { count += UTF8.width(scalar) }
        return count
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        let start = position
        position += 1
        guard let byte = peek() else { throw failure("the string has no closing quote", at: start) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Character(try scalar(from: start)).utf8)
        default: throw failure("'\\\(Character(UnicodeScalar(byte)))' is not an escape in JSON", at: start)
        }
    }

    private mutating func scalar(from start: Int) throws(JSONError) -> UnicodeScalar {
        let first = try hexadecimal()
        if let scalar = UnicodeScalar(first) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw failure("a lone surrogate is not a character", at: start)
        }
        let second = try hexadecimal()
        guard 0xDC00...0xDFFF ~= second,
            let scalar = UnicodeScalar(0x10000 + (UInt32(first - 0xD800) << 10 | UInt32(second - 0xDC00)))
        else { throw failure("a lone surrogate is not a character", at: start) }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else {
                throw failure("expected four hexadecimal digits after '\\u'")
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }
}
