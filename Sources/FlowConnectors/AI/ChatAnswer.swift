import FlowModel

/// The answer of a model, whole or put together from the parts of a stream.
struct ChatAnswer: Sendable, Equatable {
    /// Why something is no answer.
    struct Fault: Error, Equatable {
        let reason: String
        var details: JSONValue?
    }

    private var text = ""
    private var refusal = ""
    /// Calls of tools by their index.
    private var calls: [Int64: JSONObject] = [:]
    private var finishReason: JSONValue?
    private var model: JSONValue?
    private var usage: JSONValue?
    private var hasMessage = false
    private var isOver = false

    /// Reads an answer that came as one.
    init(whole value: JSONValue) throws(Fault) {
        try check(value)
        guard let choice = value.object?["choices"]?.items?.first?.object, let message = choice["message"]?.object
        else { throw Fault(reason: "has no choice with a message") }
        hasMessage = true
        text = message["content"]?.text ?? ""
        refusal = message["refusal"]?.text ?? ""
        for (index, call) in (message["tool_calls"]?.items ?? []).enumerated() {
            calls[Int64(index)] = call.object ?? [:]
        }
        finishReason = choice["finish_reason"]
        model = value.object?["model"]
        usage = value.object?["usage"]
    }

    /// Reads an answer that came as a stream of events.
    init(stream bytes: [UInt8]) throws(Fault) {
        var events = ServerSentEvents()
        for event in events.take(bytes) where !isOver { try take(event) }
        // A stream that breaks off looks whole to HTTP, when it has no length.
        guard isOver || finishReason != nil else {
            throw Fault(reason: "is a stream that ended before the answer did")
        }
        guard hasMessage else { throw Fault(reason: "has no choice with a message") }
    }

    private mutating func take(_ event: ServerSentEvents.Event) throws(Fault) {
        guard event.data != "[DONE]" else {
            isOver = true
            return
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONParser.parse(event.data) as JSONValue
        } catch {
            throw Fault(reason: "is a stream with something that is no JSON")
        }
        try check(value)
        if let usage = value.object?["usage"], usage != .null { self.usage = usage }
        if let model = value.object?["model"] { self.model = model }
        guard let choice = value.object?["choices"]?.items?.first?.object else { return }
        if let reason = choice["finish_reason"], reason != .null { finishReason = reason }
        guard let delta = choice["delta"]?.object else { return }
        hasMessage = true
        text += delta["content"]?.text ?? ""
        refusal += delta["refusal"]?.text ?? ""
        for (position, part) in (delta["tool_calls"]?.items ?? []).enumerated() {
            guard let part = part.object else { continue }
            let index = part["index"]?.integer ?? Int64(position)
            calls[index] = Self.joined(calls[index] ?? [:], part)
        }
    }

    /// A call with a part of it added: names come once, arguments piece by piece.
    private static func joined(_ call: JSONObject, _ part: JSONObject) -> JSONObject {
        var call = call
        for entry in part.entries where entry.key != "index" && entry.value != .null {
            if entry.key == "function", let more = entry.value.object {
                var function = call["function"]?.object ?? [:]
                for entry in more.entries {
                    if entry.key == "arguments", let before = function["arguments"]?.text, let text = entry.value.text {
                        function["arguments"] = .string(before + text)
                    } else if entry.value != .null {
                        function[entry.key] = entry.value
                    }
                }
                call["function"] = .object(function)
            } else {
                call[entry.key] = entry.value
            }
        }
        return call
    }

    private func check(_ value: JSONValue) throws(Fault) {
        guard let error = value.object?["error"], error != .null else { return }
        throw Self.fault(error)
    }

    /// The fault that a service describes, as its answers of an error do.
    static func fault(_ error: JSONValue) -> Fault {
        var details = JSONObject()
        for name in ["code", "type"] {
            if let value = error.object?[name], value != .null { details[name] = value }
        }
        let text = error.object?["message"]?.text ?? error.text ?? "it says that there is an error"
        let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ").prefix(300)
        return Fault(reason: String(words), details: .object(details))
    }

    /// As a script sees it.
    var output: JSONValue {
        var output: JSONObject = ["text": .string(text)]
        if !refusal.isEmpty { output["refusal"] = .string(refusal) }
        if !calls.isEmpty {
            output["tool_calls"] = .array(calls.sorted { $0.key < $1.key }.map { .object(Self.readable($0.value)) })
        }
        for (name, value) in [("finish_reason", finishReason), ("model", model), ("usage", usage)] {
            if let value, value != .null { output[name] = value }
        }
        return .object(output)
    }

    /// A call with its name and its arguments, which come as a text of JSON, where scripts look for them.
    private static func readable(_ call: JSONObject) -> JSONObject {
        var result: JSONObject = [:]
        result["id"] = call["id"]
        result["name"] = call["function"]?.object?["name"]
        guard let text = call["function"]?.object?["arguments"]?.text else { return result }
        do throws(JSONError) {
            result["arguments"] = try JSONParser.parse(text) as JSONValue
        } catch {
            result["arguments_text"] = .string(text)
        }
        return result
    }
}
