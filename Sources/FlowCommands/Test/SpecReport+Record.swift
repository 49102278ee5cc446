import FlowModel
import FlowTestKit

extension SpecReport {
    /// The report as a record, for programs.
    var record: JSONValue {
        var fields: JSONObject = [
            "spec": .string(spec.path), "passed": .integer(Int64(passed)), "failed": .integer(Int64(failed)),
            "tests": .array(results.map { record(of: $0) }),
        ]
        fields["failure"] = failure.map(record)
        return .object(fields)
    }

    private func record(of result: TestResult) -> JSONValue {
        var fields: JSONObject = [
            "name": .string(result.name), "passed": .bool(result.failure == nil),
            "seconds": .number(
                Double(result.duration.components.attoseconds) / 1e18
                    + Double(result.duration.components.seconds)),
        ]
        fields["line"] = result.line.map { .integer(Int64($0)) }
        fields["failure"] = result.failure.map(record)
        if let kills = result.kills {
            fields["kills"] = ["tried": .integer(Int64(kills.tried)), "all": .integer(Int64(kills.all))]
        }
        if !result.printed.isEmpty { fields["printed"] = .array(result.printed.map(JSONValue.string)) }
        if !result.neverAsked.isEmpty { fields["never_asked"] = .array(result.neverAsked.map(JSONValue.string)) }
        if result.failure != nil { fields["runs"] = .array(result.runs.map(record)) }
        return .object(fields)
    }

    private func record(of failure: TestFailure) -> JSONValue {
        var fields: JSONObject = ["message": .string(failure.message)]
        fields["line"] = failure.line(in: spec).map { .integer(Int64($0)) }
        if !failure.trace.isEmpty { fields["trace"] = .array(failure.trace.map(JSONValue.string)) }
        return .object(fields)
    }

    private func record(of run: RunSummary) -> JSONValue {
        var fields: JSONObject = [
            "flow": .string(run.flow), "status": .string(run.status.rawValue), "elapsed": .number(run.elapsed),
            "logs": .array(
                run.log.map { each in
                    var entry = each.entry.record.object ?? [:]
                    entry["execution"] = .string(each.execution)
                    return .object(entry)
                }),
        ]
        fields["message"] = run.message.map(JSONValue.string)
        fields["waits_for"] = run.waitsFor.map(JSONValue.string)
        return .object(fields)
    }
}
