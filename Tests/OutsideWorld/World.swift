package import FlowModel

/// The world outside of the processes that are killed: what effects have done there, in spaces that know nothing of each
/// other.
package struct World: Sendable {
    private struct Space {
        /// How often each key came.
        var counts: [String: Int64] = [:]
        /// What each key came with.
        var requests: [String: String] = [:]
        /// What each key was answered: the same every time.
        var answers: [String: JSONValue] = [:]
        /// How many keys each target has seen.
        var targets: [String: Int64] = [:]
        var service = WebService()

        mutating func count(_ key: String, _ request: String) {
            counts[key, default: 0] += 1
            requests[key] = requests[key].map { $0 == request ? $0 : "\($0), then \(request)" } ?? request
        }
    }

    private var spaces: [Space] = []
    private var numbers: [String: Int] = [:]

    package init() {}

    /// The number of a space, which stands in the addresses of its service.
    package mutating func number(of space: String) -> Int {
        if let number = numbers[space] { return number }
        numbers[space] = spaces.count
        spaces.append(Space())
        return spaces.count - 1
    }

    /// Opens the service of a space, unless it has been.
    ///
    /// - Parameters:
    ///   - fixture: What the service holds and says.
    ///   - space: What is counted together.
    /// - Returns: The number of the space.
    package mutating func openService(_ fixture: JSONValue, in space: String) -> Int {
        if let number = numbers[space] { return number }
        let number = number(of: space)
        spaces[number].service = WebService(fixture)
        return number
    }

    /// Makes an effect that is not one of HTTP.
    ///
    /// - Parameters:
    ///   - key: The idempotency key.
    ///   - inputs: `target`, which counts its effects, and `refusals`: so many of the first are refused.
    ///   - space: What is counted together.
    /// - Returns: `{result}` or `{refusal}`.
    package mutating func effect(_ key: String, _ inputs: JSONObject, in space: String) -> JSONValue {
        let number = number(of: space)
        let target = inputs["target"]?.text ?? ""
        spaces[number].count(key, "EFFECT \(target)")
        if let known = spaces[number].answers[key] { return known }
        spaces[number].targets[target, default: 0] += 1
        let count = spaces[number].targets[target] ?? 0
        let answer: JSONValue =
            count <= (inputs["refusals"]?.integer ?? 0)
            ? ["refusal": .string("\(target) is busy (\(count))")]
            : ["result": ["target": .string(target), "number": .integer(count)]]
        spaces[number].answers[key] = answer
        return answer
    }

    /// Answers a request to the service of the space whose number begins its address.
    package mutating func answer(to request: WebRequest) -> WebAnswer {
        let rest = request.uri.dropFirst()
        guard let number = Int(rest.prefix { $0 != "/" }), spaces.indices.contains(number) else {
            return WebAnswer(404, ["error": "there is no such space"])
        }
        var request = request
        request.uri = String(rest.drop { $0 != "/" })
        if let key = request.idempotencyKey { spaces[number].count(key, request.line) }
        return spaces[number].service.answer(to: request)
    }

    /// How often each idempotency key came to a space, and with what.
    package mutating func effects(in space: String) -> JSONValue {
        let space = spaces[number(of: space)]
        func object<Value>(_ entries: [String: Value], _ value: (Value) -> JSONValue) -> JSONValue {
            .object(JSONObject(entries.map { .init(key: $0.key, value: value($0.value)) }))
        }
        return [
            "counts": object(space.counts) { .integer($0) },
            "requests": object(space.requests) { .string($0) },
        ]
    }
}
