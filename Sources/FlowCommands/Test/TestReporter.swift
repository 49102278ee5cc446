import FlowModel
import FlowTestKit

/// Says what came of tests: a line for each, and for one that failed all that tells why.
struct TestReporter: Sendable {
    /// How many lines of a log are shown.
    private static let logLimit = 40

    let hasColours: Bool

    /// The lines of one test.
    func text(of result: TestResult, in spec: Spec) -> String {
        let kills = result.kills.map { kills in
            kills.tried == kills.all || result.failure != nil
                ? ", \(kills.tried) kills" : ", \(kills.tried) of \(kills.all) kills, then the time was up: --timeout"
        }
        let time = "(\(milliseconds(result.duration)) ms\(kills ?? ""))"
        var lines = ["  \(mark(result.failure == nil)) \(Console.printable(result.name)) \(time)"]
        lines += result.printed.map { indented("print: \($0)", by: 7) }
        if let failure = result.failure {
            lines.append(text(of: failure, in: spec))
            if !result.neverAsked.isEmpty {
                let names = result.neverAsked.map { "'\($0)'" }.joined(separator: ", ")
                lines.append(indented("stubs that nobody asked: \(names)", by: 7))
            }
            for run in result.runs { lines.append(text(of: run)) }
        }
        return lines.joined(separator: "\n")
    }

    /// Why a test failed, or a whole spec could not be run, with the line of the spec.
    func text(of failure: TestFailure, in spec: Spec) -> String {
        var parts = failure.message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let number = failure.line(in: spec), let line = line(number, of: spec) {
            parts.insert("  \(number) | \(line)", at: 1)
        }
        var text = indented(parts.joined(separator: "\n"), by: 7)
        for line in failure.trace { text += "\n         \(Console.printable(line))" }
        return text
    }

    /// The line at the end.
    func summary(of reports: [SpecReport]) -> String {
        let (passed, failed) = (
            reports.map(\.passed).reduce(0, +), reports.map(\.failed).reduce(0, +)
        )
        let count = passed + failed
        let text = "\(count) test\(count == 1 ? "" : "s"), \(passed) passed, \(failed) failed"
        return coloured(text, failed == 0 ? "32" : "31")
    }

    // MARK: - Parts

    private func line(_ number: Int, of spec: Spec) -> String? {
        let lines = spec.source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(number - 1) else { return nil }
        let text = String(decoding: lines[number - 1], as: UTF8.self).drop { $0 == " " || $0 == "\t" }
        return text.count > 160 ? "\(text.prefix(160))..." : String(text)
    }

    private func mark(_ isPassed: Bool) -> String {
        isPassed ? coloured("ok  ", "32") : coloured("FAIL", "31")
    }

    private func coloured(_ text: String, _ colour: String) -> String {
        hasColours ? "\u{1B}[\(colour)m\(text)\u{1B}[0m" : text
    }

    private func indented(_ text: String, by count: Int) -> String {
        let margin = String(repeating: " ", count: count)
        return Console.printable(text).split(separator: "\n", omittingEmptySubsequences: false).map { margin + $0 }
            .joined(separator: "\n")
    }

    private func text(of run: RunSummary) -> String {
        var head = "'\(run.flow)' is \(run.status.rawValue) after \(duration(run.elapsed))"
        if let message = run.message { head += ": \(message)" }
        if let waitsFor = run.waitsFor { head += "\nit waits for \(waitsFor)" }
        var lines = [indented(head, by: 7)]
        let log = run.log.suffix(Self.logLimit)
        if log.count < run.log.count { lines.append("         ... \(run.log.count - log.count) entries before") }
        for each in log {
            let name = each.isMain ? "" : "[\(each.execution)] "
            let entry = LogEntry(
                time: each.entry.time, level: each.entry.level, subject: name + each.entry.subject,
                content: each.entry.content)
            lines.append(indented(ConsoleLog(hasColours: false).line(entry), by: 9))
        }
        return lines.joined(separator: "\n")
    }

    private func duration(_ seconds: Double) -> String {
        let text = JSONWriter.text(Int64(exactly: seconds).map(JSONValue.integer) ?? .number(seconds))
        guard seconds >= 60 else { return "\(text) s" }
        let whole = Int(seconds)
        let clock = [whole / 3600 % 24, whole / 60 % 60, whole % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
        return seconds >= 86_400 ? "\(whole / 86_400) d \(clock)" : clock
    }

    private func milliseconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
