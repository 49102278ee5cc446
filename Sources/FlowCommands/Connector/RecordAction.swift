import FlowEngine
import FlowModel
import FlowStore

/// What somebody at the command line does to a record.
struct RecordAction: Equatable {
    /// What is done.
    enum Kind: String {
        /// Makes a record; refused when there is one of that name.
        case add
        /// Changes a record, or makes it.
        case save
        /// Moves a record to the trash.
        case delete
    }

    let kind: Kind
    /// The type of the record.
    let type: String
    let name: String
    /// Fields with their new values.
    var fields: JSONObject = [:]

    /// Does it.
    ///
    /// - Returns: Why it could not be done; nil when it was.
    func apply(_ transitions: ExecutionTransitions) throws(StoreError) -> FlowError? {
        let actor = RecordSession.Actor(identity: nil, now: SystemClock().now())
        return try transitions.changeRecords { session in
            guard let type = session.model.type(self.type) else {
                throw FlowError(.invalidInput, "there is no type of records '\(self.type)'")
            }
            let selector = RecordSelector(.name(name))
            switch kind {
            case .delete: try session.delete(type, selector, permanently: false, by: actor)
            case .add, .save:
                if kind == .add, try session.record(type, selector) != nil {
                    throw FlowError(.invalidInput, "there is a \(type.name) '\(name)' already; --replace changes it")
                }
                var generator = SystemRandomNumberGenerator()
                try session.save(
                    type, selector, fields, by: actor, newID: RecordID(createdAt: actor.now, using: &generator))
            }
        }
    }

    // MARK: - Over the socket

    /// The form that goes over the socket.
    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "type": .string(type), "name": .string(name), "fields": .object(fields),
        ]
    }

    /// Describes an action.
    init(_ kind: Kind, _ type: String, named name: String, _ fields: JSONObject = [:]) {
        self.kind = kind
        self.type = type
        self.name = name
        self.fields = fields
    }

    /// Reads ``json``; nil for anything else.
    init?(json: JSONValue) {
        guard let given = json.object, let kind = given["kind"]?.text.flatMap(Kind.init),
            let type = given["type"]?.text,
            let name = given["name"]?.text, let fields = given["fields"]?.object
        else { return nil }
        self.init(kind, type, named: name, fields)
    }
}
