import FlowModel
import FlowStore

extension FlowRun {
    /// How the executions stand, as the test sees them.
    func state() throws(StoreError) -> JSONValue {
        try store.read { transaction throws(StoreError) in
            guard let row = try transaction.execution(main) else { return ["kind": "rest"] }
            var fields = try self.fields(of: row, transaction)
            fields["kind"] = "rest"
            fields["elapsed"] = JSONValue(seconds: elapsed(row.record))
            fields["time"] = .string(clock.now().iso8601)
            fields["logs"] = .array(
                try log(transaction).map { each in
                    var entry = each.entry.record.object ?? [:]
                    entry["execution"] = .string(each.execution)
                    entry["text"] = .string(each.entry.text)
                    return .object(entry)
                })
            fields["messages"] = .array(try messageFields(transaction))
            var settings: JSONObject = [:]
            for record in try self.records(ofType: "setting", transaction) where !record.isDeleted {
                settings[record.name ?? ""] = record.fields["value"] ?? .null
            }
            fields["settings"] = .object(settings)
            fields["waits_for"] = try waitText(of: row, transaction).map(JSONValue.string)
            return .object(fields)
        }
    }

    /// How the executions stand, for people.
    func summary() throws(StoreError) -> RunSummary? {
        try store.read { transaction throws(StoreError) in
            guard let row = try transaction.execution(main) else { return nil }
            return RunSummary(
                flow: flow, status: row.record.status, message: row.record.message,
                waitsFor: try waitText(of: row, transaction), elapsed: elapsed(row.record), log: try log(transaction))
        }
    }

    /// Everything that a kill must not change.
    func outcome() throws(StoreError) -> JSONValue {
        try store.read { transaction throws(StoreError) in
            var executions: JSONObject = [:]
            for id in try transaction.executions(.all) {
                guard let row = try transaction.execution(id) else { continue }
                var fields = row.record.fields
                fields["script"] = nil
                fields["log"] = .array(try transaction.log(of: id).map(\.record))
                fields["divergence"] = row.divergence.map(JSONValue.string)
                fields["journal"] = .array(try transaction.turns(upTo: row.journalHead).flatMap(Self.events))
                executions["\(row.record.name) \(id)"] = .object(fields)
            }
            let calls = questions.sorted { $0.key < $1.key }.map { call -> JSONValue in
                ["of": .string(call.subject), "inputs": call.inputs, "time": .string(call.time.iso8601)]
            }
            var records: JSONObject = [:]
            for record in try self.records(ofType: nil, transaction) {
                records["\(record.type) \(record.name ?? "") \(record.id)"] = .object(record.fields)
            }
            return ["executions": .object(executions), "calls": .array(calls), "records": .object(records)]
        }
    }

    /// How far the execution is as it is committed: `'order' was RUNNING after line 4, Execution:message`.
    func place() throws(StoreError) -> String? {
        try store.read { transaction throws(StoreError) in
            guard let row = try transaction.execution(main) else { return nil }
            var last: RecordedCall?
            for turn in try transaction.turns(upTo: row.journalHead) {
                // A journal that cannot be read shows in what comes of it.
                guard var reader = try? JournalReader(turn) else { continue }
                while let event = try? reader.next() { if case .call(let call) = event { last = call } }
            }
            let after = last.map { " after line \($0.line), \($0.function)" } ?? ""
            return "'\(flow)' was \(row.record.status.rawValue)\(after)"
        }
    }

    // MARK: - Executions

    private func fields(of row: StoredExecution, _ transaction: any FlowTransaction) throws(StoreError) -> JSONObject {
        let record = row.record
        var fields: JSONObject = [
            "status": .string(record.status.rawValue), "name": .string(record.name), "inputs": record.inputs,
        ]
        fields["message"] = (row.divergence ?? record.message).map(JSONValue.string)
        fields["type"] = record.fields["type"]
        if record.output != .null { fields["output"] = record.output }
        if record["webhook_response"] != .null { fields["webhook_response"] = record["webhook_response"] }
        if let cause = row.cause, let type = cause.errorType {
            var error: JSONObject = ["type": .string(type)]
            error["line"] = cause.line.map { .integer(Int64($0)) }
            error["message"] = fields["message"]
            fields["error"] = .object(error)
        }
        var children: [JSONValue] = []
        for id in try transaction.executions(.children(of: row.id)) {
            guard let child = try transaction.execution(id) else { continue }
            children.append(.object(try self.fields(of: child, transaction)))
        }
        fields["children"] = .array(children)
        return fields
    }

    private func records(ofType type: String?, _ transaction: any FlowTransaction) throws(StoreError) -> [StoredRecord]
    {
        var query = RecordQuery(type: type, moment: ScriptTime.range.upperBound)
        query.includesDeleted = true
        return try transaction.records(query, after: nil, limit: .max)
    }

    private func elapsed(_ record: ExecutionRecord) -> Double {
        Double((record.endedAt ?? clock.now()).microseconds - start.microseconds) / 1e6
    }

    /// The log of all executions; entries of the same moment in the order in which the executions were created.
    private func log(_ transaction: any FlowTransaction) throws(StoreError) -> [RunSummary.Entry] {
        var entries: [RunSummary.Entry] = []
        for id in try transaction.executions(.all) {
            let name = try transaction.execution(id)?.record.name ?? ""
            entries += try transaction.log(of: id).map { .init(execution: name, isMain: id == main, entry: $0) }
        }
        return entries.enumerated()
            .sorted { ($0.element.entry.time, $0.offset) < ($1.element.entry.time, $1.offset) }.map(\.element)
    }

    private func messageFields(_ transaction: any FlowTransaction) throws(StoreError) -> [JSONValue] {
        var list: [JSONValue] = []
        for id in messages {
            guard let message = try transaction.message(id) else { continue }
            var fields = message.content
            fields["sender"] = try transaction.execution(message.sender).map { .string($0.record.name) }
            fields["response"] = message.response
            list.append(.object(fields))
        }
        return list
    }

    // MARK: - Waits

    /// What an execution that has not ended waits for, in words.
    private func waitText(of row: StoredExecution, _ transaction: any FlowTransaction) throws(StoreError) -> String? {
        if row.record.status.isEnded { return nil }
        if let divergence = row.divergence { return divergence }
        if row.isPaused { return "somebody to resume it" }
        var parts: [String] = []
        for call in row.openCalls { parts.append(try text(of: call, transaction)) }
        return parts.isEmpty ? "somebody to start it" : parts.joined(separator: "; ")
    }

    private func text(of call: OpenCall, _ transaction: any FlowTransaction) throws(StoreError) -> String {
        let limit = call.deadline.map { " until \($0.iso8601)" } ?? ""
        switch call.wait {
        case .moment(let moment): return "the moment \(moment.iso8601)"
        case .executions(let ids, _):
            var names: [String] = []
            for id in ids {
                guard let other = try transaction.execution(id), !other.record.status.isEnded else { continue }
                let reason = try waitText(of: other, transaction).map { ", which waits for \($0)" } ?? ""
                names.append("'\(other.record.name)'\(reason)")
            }
            return "the end of \(names.joined(separator: " and "))\(limit)"
        case .status(let id, let statuses):
            let name = try transaction.execution(id)?.record.name ?? "\(id)"
            return "'\(name)' to become \(statuses.map(\.rawValue).joined(separator: " or "))\(limit)"
        case .lock(let name, _, _):
            let holder = try transaction.lock(name).flatMap { lock throws(StoreError) in
                try transaction.execution(lock.holder)?.record.name
            }
            return "the lock '\(name)'\(holder.map { ", which '\($0)' holds" } ?? "")\(limit)"
        case .response(let id):
            let subject = try transaction.message(id)?.content["subject"]?.text ?? ""
            return "an answer to the message '\(subject)'\(limit)"
        case .resumption: return "somebody to resume it"
        }
    }

    // MARK: - Journal

    private static func events(of turn: [UInt8]) -> [JSONValue] {
        var events: [JSONValue] = []
        do throws(JournalError) {
            var reader = try JournalReader(turn)
            while let event = try reader.next() { events.append(.string(text(of: event))) }
        } catch {
            events.append(.string("\(error)"))
        }
        return events
    }

    private static func text(of event: JournalEvent) -> String {
        switch event {
        case .call(let call):
            return "line \(call.line) calls \(call.function) (\(String(call.digest, radix: 16)), lane \(call.lane))"
        case .answer(let call, let answer, let time, _):
            let value =
                answer.kind == .integer
                ? "\(answer.bytes)" : String(decoding: answer.bytes, as: UTF8.self)
            return "call \(call) is answered \(answer.kind) \(value) at \(time.iso8601)"
        }
    }
}

extension JSONValue {
    /// Seconds: an integer where there is no fraction.
    init(seconds: Double) {
        self = Int64(exactly: seconds).map(JSONValue.integer) ?? .number(seconds)
    }
}
