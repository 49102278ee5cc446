import FlowModel
import FlowStore

/// What somebody at the command line does to a secret: it is sealed before it goes anywhere.
enum SecretAction: Equatable {
    case put(SealedSecret)
    case remove(String)

    /// Does it.
    ///
    /// - Returns: Why it could not be done; nil when it was.
    func apply(_ transitions: ExecutionTransitions) throws(StoreError) -> FlowError? {
        switch self {
        case .put(let secret): try transitions.putSecret(secret)
        case .remove(let name): return try transitions.removeSecret(named: name)
        }
        return nil
    }

    // MARK: - Over the socket

    /// The form that goes over the socket.
    var json: JSONValue {
        switch self {
        case .put(let secret):
            [
                "name": .string(secret.name), "facts": secret.facts,
                "sealed": .array(secret.sealed.map { .integer(Int64($0)) }),
            ]
        case .remove(let name): ["name": .string(name)]
        }
    }

    /// Reads ``json``; nil for anything else.
    init?(json: JSONValue) {
        guard let fields = json.object, let name = fields["name"]?.text else { return nil }
        guard let facts = fields["facts"] else {
            self = .remove(name)
            return
        }
        let sealed = (fields["sealed"]?.items ?? []).compactMap { $0.integer.flatMap(UInt8.init(exactly:)) }
        guard let secret = SealedSecret(name: name, sealed: sealed, facts: facts) else { return nil }
        self = .put(secret)
    }
}
