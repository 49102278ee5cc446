import FlowEngine
import FlowModel
import LuaHost

/// What `moonflow run` says when the execution has ended.
struct RunReport {
    let report: ExecutionReport
    let log: [LogEntry]
    let isJSON: Bool
    /// What the execution waits for when it has not ended, or who goes on after it.
    let rest: String?

    var status: ExitStatus { ExitStatus(report) }

    func write() throws {
        let value = isJSON ? record : report.record.output
        let text = Console.isTerminal(.output) ? JSONWriter.prettyText(value) : JSONWriter.text(value)
        try Console.print(text)
        if !isJSON, let message { Console.note(Console.printable(message)) }
        if !isJSON, let rest { Console.note(Console.printable(rest)) }
    }

    /// The stored fields but the text of the script, then how it ended and the log.
    var record: JSONValue {
        var fields = report.record.fields
        fields["script"] = nil
        fields["ending"] = report.cause.map { .string($0.kind.rawValue) } ?? .null
        fields["error"] = error
        fields["logs"] = .array(log.map(\.record))
        return .object(fields)
    }

    /// The line for people on stderr; `nil` when all is well and there is nothing to say.
    private var message: String? {
        let text = report.record.message ?? ""
        guard let cause = report.cause else { return "the execution \(report.record.id) has not ended:" }
        switch cause.kind {
        case .failed: return place(cause, text) + text + inputAdvice(text)
        case .unfit, .uncompilable, .overran: return text
        case .broken: return "moonflow failed: \(text); please report this"
        case .stopped: return text.isEmpty ? "cancelled" : "cancelled: \(text)"
        case .killedByTime, .killedByMemory, .killedByDepth, .killedByHost:
            return "\(text); \(advice(cause.kind))"
        case .returned, .signalled:
            switch report.record.status {
            case .endedError: return "ended with error: \(text)"
            case .endedCancelled: return "cancelled: \(text)"
            default: return text.isEmpty || !Console.isTerminal(.error) ? nil : text
            }
        }
    }

    /// `hello.lua:3: `, unless the message begins with it already.
    private func place(_ cause: EndCause, _ text: String) -> String {
        guard let chunk = cause.chunk, let line = cause.line, !text.hasPrefix("\(chunk):") else { return "" }
        return "\(chunk):\(line): "
    }

    private func inputAdvice(_ text: String) -> String {
        let record = report.record
        return MissingInputAdvice.advice(for: text, script: record.script, inputs: record.inputs).map { "\n\($0)" }
            ?? ""
    }

    private func advice(_ kind: EndCause.Kind) -> String {
        switch kind {
        case .killedByTime: "look for a loop without an end, or raise --time-limit"
        case .killedByMemory: "keep less in memory, or raise --memory-limit"
        case .killedByDepth: "look for coroutines or calls without an end"
        default: "the host ended it"
        }
    }

    private var error: JSONValue? {
        guard let cause = report.cause, let type = cause.errorType else { return nil }
        return [
            "type": .string(type), "message": report.record.message.map(JSONValue.string) ?? .null,
            "chunk": cause.chunk.map(JSONValue.string) ?? .null,
            "line": cause.line.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}
