/// The canonical decimal text of a float, the same that the script host writes.
///
/// The digits are the fewest that read back as the same value. From 0.0001 up to below 10^16 they are written with a
/// point (`0.1`, `1.0`), outside of it with an exponent of at least two digits (`1e+16`, `2.5e-07`).
enum FloatText {
    static func write(_ value: Double, into output: inout [UInt8]) {
        guard value.isFinite else { return output.append(contentsOf: "null".utf8) }
        if value.sign == .minus { output.append(UInt8(ascii: "-")) }
        let (digits, exponent) = shortestDigits(value.magnitude)
        if -4..<16 ~= exponent {
            writePoint(digits, exponent, into: &output)
        } else {
            writeExponent(digits, exponent, into: &output)
        }
    }

    private static func writePoint(_ digits: [UInt8], _ exponent: Int, into output: inout [UInt8]) {
        guard exponent >= 0 else {
            output.append(contentsOf: "0.".utf8)
            output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -exponent - 1))
            return output.append(contentsOf: digits)
        }
        let whole = digits.prefix(exponent + 1)
        output.append(contentsOf: whole)
        output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent + 1 - whole.count))
        output.append(UInt8(ascii: "."))
        let fraction = digits.dropFirst(exponent + 1)
        output.append(contentsOf: fraction.isEmpty ? [UInt8(ascii: "0")] : fraction)
    }

    private static func writeExponent(_ digits: [UInt8], _ exponent: Int, into output: inout [UInt8]) {
        output.append(contentsOf: digits.prefix(1))
        if digits.count > 1 {
            output.append(UInt8(ascii: "."))
            output.append(contentsOf: digits.dropFirst())
        }
        output.append(contentsOf: (exponent < 0 ? "e-" : "e+").utf8)
        if exponent.magnitude < 10 { output.append(UInt8(ascii: "0")) }
        output.append(contentsOf: String(exponent.magnitude).utf8)
    }

    /// The digits without zeros at either end, and the power of ten of the first; zero is one digit 0.
    ///
    /// Swift's description has the shortest digits that read back; only its layout differs from ours.
    private static func shortestDigits(_ value: Double) -> ([UInt8], Int) {
        var digits: [UInt8] = []
        var (pointAt, exponent): (Int?, Int) = (nil, 0)
        var rest = value.description.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "."): pointAt = digits.count
            case UInt8(ascii: "e"):
                exponent = Int(String(decoding: rest, as: UTF8.self)) ?? 0
                rest = rest.suffix(0)
            default: digits.append(byte)
            }
        }
        exponent += (pointAt ?? digits.count) - 1
        let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        guard leadingZeros < digits.count else { return ([UInt8(ascii: "0")], 0) }
        digits.removeFirst(leadingZeros)
        exponent -= leadingZeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (digits, exponent)
    }
}
