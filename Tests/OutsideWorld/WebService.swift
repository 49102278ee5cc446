package import FlowModel

/// A REST service that keeps what it is given: what example flows act on.
///
/// It knows idempotency keys: a request that comes again with its key changes nothing, and is answered as it was. There is
/// no clock and no chance in it, so the same requests in the same order have the same answers.
///
/// - PUT keeps a value at a path, GET gives it, DELETE removes it.
/// - POST keeps a value below a path, at the next number, which it adds to it as `id`; GET of the path lists them.
/// - What there is at first, and what it says otherwise than that, stands in a file beside the flow.
package struct WebService: Sendable {
    /// The requests that came, without those that came again.
    package private(set) var requests: [WebRequest] = []

    private var resources: [String: JSONValue]
    /// What it says to the first requests of a method and address, whatever it keeps.
    private var scripted: [String: [JSONValue]]
    /// How many values were kept below a path.
    private var counts: [String: Int64] = [:]
    private var given: [String: WebAnswer] = [:]

    /// Makes a service.
    ///
    /// - Parameter fixture: `resources` by their paths; `answers` by `METHOD /path`, each a list that is used up: a status,
    ///   or a table with `status` and `json`.
    package init(_ fixture: JSONValue = [:]) {
        func table(_ name: String) -> [String: JSONValue] {
            Dictionary(
                (fixture.object?[name]?.object?.entries ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
        }
        resources = table("resources")
        scripted = table("answers").mapValues { $0.items ?? [$0] }
    }

    /// Does what a request says.
    package mutating func answer(to request: WebRequest) -> WebAnswer {
        if let key = request.idempotencyKey, let known = given[key] { return known }
        requests.append(request)
        let answer = scriptedAnswer(to: request) ?? act(on: request)
        if let key = request.idempotencyKey { given[key] = answer }
        return answer
    }

    private mutating func scriptedAnswer(to request: WebRequest) -> WebAnswer? {
        let name = "\(request.method) \(request.uri)"
        guard let next = scripted[name]?.first else { return nil }
        scripted[name]?.removeFirst()
        if let status = next.integer { return WebAnswer(Int(status), ["error": "as the fixture says"]) }
        return WebAnswer(Int(next.object?["status"]?.integer ?? 200), next.object?["json"])
    }

    private mutating func act(on request: WebRequest) -> WebAnswer {
        let path = String(request.uri.prefix { $0 != "?" })
        switch request.method {
        case "GET":
            guard let value = resources[request.uri] ?? resources[path] ?? kept(below: path) else { break }
            return WebAnswer(200, value)
        case "PUT":
            let isNew = resources.updateValue(request.value ?? .null, forKey: path) == nil
            return WebAnswer(isNew ? 201 : 200, request.value)
        case "POST":
            counts[path, default: 0] += 1
            let id = counts[path] ?? 0
            var value = request.value?.object ?? [:]
            value["id"] = .integer(id)
            resources["\(path)/\(id)"] = .object(value)
            return WebAnswer(201, .object(value))
        case "DELETE":
            guard resources.removeValue(forKey: path) != nil else { break }
            return WebAnswer(204)
        default: return WebAnswer(405, ["error": .string("\(request.method) is not understood")])
        }
        return WebAnswer(404, ["error": .string("there is nothing at \(path)")])
    }

    /// What POST has kept below a path and nobody has removed; nil when nothing ever was.
    private func kept(below path: String) -> JSONValue? {
        guard let count = counts[path] else { return nil }
        return .array((1...count).compactMap { resources["\(path)/\($0)"] })
    }
}
