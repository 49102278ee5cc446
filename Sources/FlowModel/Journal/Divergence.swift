/// A replay that asked for something else than the journal has: the script was edited, or the engine has a fault.
public struct Divergence: Error, Sendable, Equatable {
    /// What the script did this time.
    public enum Asked: Sendable, Equatable {
        /// Another call.
        case call(RecordedCall)
        /// It waits for answers, though the journal has another call.
        case nothing
        /// It ended, though the journal goes on.
        case end
    }

    /// The number of the call that differs, from 1.
    public let call: UInt64
    /// What the journal has; nil when it has an answer there.
    public let recorded: RecordedCall?
    /// What the replay asked.
    public let asked: Asked

    /// Describes a divergence.
    public init(call: UInt64, recorded: RecordedCall?, asked: Asked) {
        self.call = call
        self.recorded = recorded
        self.asked = asked
    }

    /// The report for people, with the lines of both.
    ///
    /// - Parameters:
    ///   - script: The text that was replayed.
    ///   - original: The text that the journal was written with.
    /// - Returns: Some lines of text.
    public func report(script: String, original: String) -> String {
        let before =
            recorded.map { "\($0.function)\(place($0, original))" } ?? "an answer, which came when nothing was asked"
        let after: String =
            switch asked {
            case .call(let call) where sameButArguments(call):
                "the same function with other arguments\(place(call, script))"
            case .call(let call): "\(call.function)\(place(call, script))"
            case .nothing: "nothing: the script waits"
            case .end: "nothing: the script ended"
            }
        return """
            replay differs from the journal at call \(call)
              recorded: \(before)
              asked:    \(after)
            """
    }

    private func sameButArguments(_ call: RecordedCall) -> Bool {
        call.function == recorded?.function && call.line == recorded?.line && call.lane == recorded?.lane
    }

    private func place(_ call: RecordedCall, _ script: String) -> String {
        var place = call.line > 0 ? ", line \(call.line)" : ""
        if call.lane > 0 { place += ", lane \(call.lane)" }
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
        guard call.line > 0, Int(call.line) <= lines.count else { return place }
        return place + ": " + lines[Int(call.line) - 1].drop { $0 == " " || $0 == "\t" }
    }
}
