import FlowModel
import FlowStore

/// What `moonflow exec` does to a store: by itself, or through the process that holds it.
enum StoreAction: Equatable {
    case cancel(ExecutionID, message: String?)
    case pause(ExecutionID, message: String?)
    case resume(ExecutionID)
    case rewind(ExecutionID, to: String)
    case answer(MessageID, JSONValue)
    case record(RecordAction)
    case secret(SecretAction)
    case settle(ExecutionID, output: JSONValue)
    case schedule(RecordID, isEnabled: Bool)

    /// Does it.
    ///
    /// - Returns: Why it could not be done; nil when it was.
    func apply(_ transitions: ExecutionTransitions) throws(StoreError) -> FlowError? {
        switch self {
        case .cancel(let id, let message): try control(.cancel(message: message), id, transitions)
        case .pause(let id, let message): try control(.pause(message: message), id, transitions)
        case .resume(let id): try control(.run, id, transitions)
        case .rewind(let id, let name):
            try transitions.loadSavepoint(of: id, SavepointID(name).map { .id($0) } ?? .name(name))
        case .answer(let id, let value): try transitions.respond(to: id, with: value)
        case .record(let action): try action.apply(transitions)
        case .secret(let action): try action.apply(transitions)
        case .settle(let id, let output): try transitions.settleConnection(id, output: output)
        case .schedule(let id, let isEnabled):
            try transitions.saveRecord(id, ["is_enabled": .bool(isEnabled)])
        }
    }

    private func control(
        _ action: Control.Action, _ id: ExecutionID, _ transitions: ExecutionTransitions
    ) throws(StoreError) -> FlowError? {
        if try transitions.carryOut(Control(action, .execution(id))) { return nil }
        return FlowError(.invalidInput, "the execution \(id) has ended already, or is not there")
    }

    // MARK: - Over the socket

    /// The form that goes over the socket.
    var json: JSONValue {
        switch self {
        case .cancel(let id, let message): Self.json("cancel", id, ["message": message.map(JSONValue.string) ?? .null])
        case .pause(let id, let message): Self.json("pause", id, ["message": message.map(JSONValue.string) ?? .null])
        case .resume(let id): Self.json("resume", id, [:])
        case .rewind(let id, let name): Self.json("rewind", id, ["to": .string(name)])
        case .answer(let id, let value): Self.json("answer", id, ["value": value])
        case .record(let action): ["action": "record", "record": action.json]
        case .secret(let action): ["action": "secret", "secret": action.json]
        case .settle(let id, let output): Self.json("settle", id, ["output": output])
        case .schedule(let id, let isEnabled): Self.json("schedule", id, ["is_enabled": .bool(isEnabled)])
        }
    }

    private static func json(_ name: String, _ id: RecordID, _ more: JSONObject) -> JSONValue {
        var fields: JSONObject = ["action": .string(name), "id": .string(id.description)]
        fields.merge(more)
        return .object(fields)
    }

    /// Reads ``json``; nil for anything else.
    init?(json: JSONValue) {
        guard let fields = json.object else { return nil }
        if fields["action"] == "record" {
            guard let action = RecordAction(json: fields["record"] ?? .null) else { return nil }
            self = .record(action)
            return
        }
        if fields["action"] == "secret" {
            guard let action = SecretAction(json: fields["secret"] ?? .null) else { return nil }
            self = .secret(action)
            return
        }
        guard let id = fields["id"]?.text.flatMap(RecordID.init) else { return nil }
        switch fields["action"]?.text {
        case "cancel": self = .cancel(id, message: fields["message"]?.text)
        case "pause": self = .pause(id, message: fields["message"]?.text)
        case "resume": self = .resume(id)
        case "rewind": self = .rewind(id, to: fields["to"]?.text ?? "")
        case "answer": self = .answer(id, fields["value"] ?? .null)
        case "settle": self = .settle(id, output: fields["output"] ?? .null)
        case "schedule": self = .schedule(id, isEnabled: fields["is_enabled"] == true)
        default: return nil
        }
    }
}
