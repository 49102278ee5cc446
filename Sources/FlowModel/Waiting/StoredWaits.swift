/// The JSON forms of open calls and arrivals, as stores keep them beside an execution.
public enum StoredWaits {
    /// The open calls as one JSON array.
    public static func value(of calls: [OpenCall]) -> JSONValue {
        .array(
            calls.map { call in
                var fields: JSONObject = ["call": .integer(Int64(call.call)), "wait": value(of: call.wait)]
                if let deadline = call.deadline {
                    fields["deadline"] = .integer(deadline.microseconds)
                    fields["timeout"] = .number(call.timeout)
                }
                if call.success != .receiver { fields["success"] = value(of: call.success) }
                return .object(fields)
            })
    }

    /// Reads what ``value(of:)-([OpenCall])`` makes; nil for anything else.
    public static func openCalls(from value: JSONValue) -> [OpenCall]? {
        elements(of: value) { fields in
            guard let call = fields["call"]?.integer, let wait = fields["wait"].flatMap(wait) else { return nil }
            return OpenCall(
                call: UInt64(call), wait: wait,
                deadline: (fields["deadline"]?.integer).map(ScriptTime.init(microseconds:)),
                timeout: fields["timeout"]?.double ?? 0, success: fields["success"].flatMap(answer) ?? .receiver)
        }
    }

    /// The arrivals as one JSON array.
    public static func value(of arrivals: [Arrival]) -> JSONValue {
        .array(arrivals.map { ["call": .integer(Int64($0.call)), "answer": value(of: $0.answer)] })
    }

    /// Reads what ``value(of:)-([Arrival])`` makes; nil for anything else.
    public static func arrivals(from value: JSONValue) -> [Arrival]? {
        elements(of: value) { fields in
            guard let call = fields["call"]?.integer, let answer = fields["answer"].flatMap(answer) else { return nil }
            return Arrival(call: UInt64(call), answer: answer)
        }
    }

    private static func elements<Element>(of value: JSONValue, _ read: (JSONObject) -> Element?) -> [Element]? {
        guard case .array(let values) = value else { return nil }
        var elements: [Element] = []
        for value in values {
            guard let element = value.object.flatMap(read) else { return nil }
            elements.append(element)
        }
        return elements
    }

    // MARK: - Answers

    private static func value(of answer: EncodedAnswer) -> JSONValue {
        let bytes: JSONValue =
            answer.kind == .integer
            ? .array(answer.bytes.map { .integer(Int64($0)) }) : .string(String(decoding: answer.bytes, as: UTF8.self))
        return ["kind": .integer(Int64(answer.kind.rawValue)), "bytes": bytes]
    }

    private static func answer(_ value: JSONValue) -> EncodedAnswer? {
        guard let fields = value.object, let number = fields["kind"]?.integer,
            let kind = UInt8(exactly: number).flatMap(EncodedAnswer.Kind.init(rawValue:))
        else { return nil }
        switch fields["bytes"] {
        case .string(let text)?: return EncodedAnswer(kind: kind, bytes: Array(text.utf8))
        case .array(let bytes)?:
            return EncodedAnswer(kind: kind, bytes: bytes.compactMap { $0.integer.flatMap(UInt8.init(exactly:)) })
        default: return nil
        }
    }

    // MARK: - Waits

    private static func value(of wait: Wait) -> JSONValue {
        switch wait {
        case .moment(let moment): return ["for": "moment", "at": .integer(moment.microseconds)]
        case .executions(let ids, let mode):
            return ["for": "executions", "ids": texts(ids.map(\.description)), "when": .string(mode.rawValue)]
        case .status(let id, let statuses):
            return ["for": "status", "id": .string(id.description), "statuses": texts(statuses.map(\.rawValue))]
        case .lock(let name, let takes, let keeps):
            return ["for": "lock", "name": .string(name), "takes": .bool(takes), "keeps": .bool(keeps)]
        case .response(let id): return ["for": "response", "id": .string(id.description)]
        case .resumption: return ["for": "resumption"]
        }
    }

    private static func wait(_ value: JSONValue) -> Wait? {
        guard let fields = value.object else { return nil }
        let id = fields["id"]?.text.flatMap(RecordID.init)
        switch fields["for"]?.text {
        case "moment": return (fields["at"]?.integer).map { .moment(ScriptTime(microseconds: $0)) }
        case "executions":
            guard let mode = fields["when"]?.text.flatMap(ReturnWhen.init(rawValue:)) else { return nil }
            return .executions(texts(fields["ids"]).compactMap(RecordID.init), mode)
        case "status":
            return id.map { .status($0, texts(fields["statuses"]).compactMap(ExecutionStatus.init(rawValue:))) }
        case "lock":
            guard let name = fields["name"]?.text else { return nil }
            return .lock(name: name, takes: fields["takes"] == true, keeps: fields["keeps"] == true)
        case "response": return id.map(Wait.response)
        case "resumption": return .resumption
        default: return nil
        }
    }

    private static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    private static func texts(_ value: JSONValue?) -> [String] {
        guard case .array(let elements)? = value else { return [] }
        return elements.compactMap(\.text)
    }
}
