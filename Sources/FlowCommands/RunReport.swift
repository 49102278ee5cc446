import FlowEngine
import FlowModel
import LuaHost

/// What `moonflow run` says when the execution has ended.
struct RunReport {
    let report: ExecutionReport
    let log: [LogEntry]
    let isJSON: Bool

    func write() throws {
        let value = isJSON ? record : report.record.output
        let text = Console.isTerminal(.output) ? JSONWriter.prettyText(value) : JSONWriter.text(value)
        try Console.print(text)
        if !isJSON, let message { Console.note(Console.printable(message)) }
    }

    /// The stored fields but the text of the script, then how it ended and the log.
    var record: JSONValue {
        var fields = report.record.fields
        fields["script"] = nil
        fields["ending"] = .string(ending)
        fields["error"] = error
        fields["logs"] = .array(log.map(\.record))
        return .object(fields)
    }

    /// The line for people on stderr; `nil` when all is well and there is nothing to say.
    private var message: String? {
        let text = report.record.message ?? ""
        switch report.ending {
        case .failed(let failure): return place(of: failure) + text + advice(failure)
        case .unfit, .overran: return text
        case .killed(let kill): return "\(text); \(advice(kill.reason))"
        case .broken(let reason): return "moonflow failed: \(reason); please report this"
        case .stopped: return "cancelled"
        case .returned, .signalled:
            switch report.record.status {
            case .endedError: return "ended with error: \(text)"
            case .endedCancelled: return "cancelled: \(text)"
            default: return text.isEmpty || !Console.isTerminal(.error) ? nil : text
            }
        }
    }

    /// `hello.lua:3: `, unless the message begins with it already.
    private func place(of failure: ScriptFailure) -> String {
        guard let chunk = failure.chunk, let line = failure.line, !failure.message.hasPrefix("\(chunk):") else {
            return ""
        }
        return "\(chunk):\(line): "
    }

    private func advice(_ failure: ScriptFailure) -> String {
        let script = report.record.fields["script"]?.text ?? ""
        let inputs = report.record.inputs
        return MissingInputAdvice.advice(for: failure.message, script: script, inputs: inputs).map { "\n\($0)" } ?? ""
    }

    private func advice(_ reason: Kill.Reason) -> String {
        switch reason {
        case .time: "look for a loop without an end, or raise --time-limit"
        case .memory: "keep less in memory, or raise --memory-limit"
        case .depth: "look for coroutines or calls without an end"
        case .host: "the host ended it"
        case .internal: "run `moonflow doctor`, and report this"
        }
    }

    private var ending: String {
        switch report.ending {
        case .returned: "returned"
        case .signalled: "signalled"
        case .failed, .unfit: "failed"
        case .killed(let kill): "killed by \(kill.reason.rawValue)"
        case .overran: "overran"
        case .stopped: "stopped"
        case .broken: "broken"
        }
    }

    private var error: JSONValue? {
        switch report.ending {
        case .failed(let failure):
            [
                "type": .string(failure.type), "message": .string(failure.message),
                "chunk": failure.chunk.map { .string($0) } ?? .null,
                "line": failure.line.map { .integer(Int64($0)) } ?? .null,
                "traceback": .string(failure.traceback),
            ]
        case .unfit(let error): ["type": .string(error.type), "message": .string(error.message)]
        default: nil
        }
    }
}
