import Glibc

/// Runs both in turn, seven pairs after one for warming up, and prints the ratios.
func report(
    _ name: String, limit: Double, aim: Double, host: () throws -> Void, plain: () throws -> Void
) rethrows {
    let clock = ContinuousClock()
    var ratios: [Double] = []
    for pair in 0..<8 {
        let hostTime = try clock.measure(host)
        let plainTime = try clock.measure(plain)
        if pair > 0 { ratios.append(nanoseconds(hostTime) / nanoseconds(plainTime)) }
    }
    line(name, ratios, limit: limit, aim: aim)
}

func line(_ name: String, _ ratios: [Double], limit: Double, aim: Double) {
    let sorted = ratios.sorted()
    let spread = "\(number(sorted.first ?? 0))...\(number(sorted.last ?? 0))"
    print(row(name, number(median(ratios)), "\(spread), limit \(limit), aim \(aim)"))
}

func row(_ name: String, _ value: String, _ remark: String) -> String {
    let gap = String(repeating: " ", count: max(1, 40 - name.count))
    let second = String(repeating: " ", count: max(1, 20 - value.count))
    return name + gap + value + second + remark
}

func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}

func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}

func nanoseconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) * 1e9 + Double(duration.components.attoseconds) / 1e9
}

func pow(_ value: Double, root: Int) -> Double { Glibc.pow(value, 1 / Double(root)) }

struct FileProblem: Error {
    let path: String
}

func readFile(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw FileProblem(path: path) }
    defer { fclose(file) }
    var contents: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { return contents }
        contents.append(contentsOf: buffer[..<count])
    }
}
