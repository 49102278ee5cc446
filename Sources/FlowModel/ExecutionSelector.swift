/// Which execution an object in a script stands for; it need not be there.
public struct ExecutionSelector: Sendable, Equatable {
    /// Where it may be.
    public struct Places: OptionSet, Sendable {
        /// The bits.
        public let rawValue: Int
        /// Outside the trash.
        public static let normal = Places(rawValue: 1)
        /// In the trash.
        public static let trash = Places(rawValue: 2)

        /// Makes a set of bits.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }
    }

    /// Fields that wait for `save`.
    public struct Held: Sendable, Equatable {
        /// The values.
        public let fields: JSONObject
        /// Saving them makes the execution.
        public let isNew: Bool

        /// Describes what waits.
        public init(_ fields: JSONObject, isNew: Bool) {
            self.fields = fields
            self.isNew = isNew
        }
    }

    /// The id of the execution.
    public let id: ExecutionID
    /// Where it may be.
    public let places: Places
    /// Fields that wait for `save`; nil for none.
    public let held: Held?

    /// Chooses an execution.
    public init(_ id: ExecutionID, in places: Places = .normal, holding held: Held? = nil) {
        self.id = id
        self.places = places
        self.held = held
    }

    /// Reads the id of an object, see ``objectID``; nil for anything else.
    public init?(objectID text: String) {
        if text.utf8.first == UInt8(ascii: "{") {
            guard let parts = (try? JSONParser.parse(text) as JSONValue)?.object,
                let id = parts["id"]?.text.flatMap(ExecutionID.init), let fields = parts["fields"]?.object,
                let places = parts["in"]?.integer
            else { return nil }
            self.init(id, in: Places(rawValue: Int(places)), holding: Held(fields, isNew: parts["new"] == true))
            return
        }
        let places: Places =
            switch text.utf8.first {
            case UInt8(ascii: "+"): [.normal, .trash]
            case UInt8(ascii: "-"): .trash
            case UInt8(ascii: "!"): []
            default: .normal
            }
        guard let id = ExecutionID(places == .normal ? text : String(text.dropFirst())) else { return nil }
        self.init(id, in: places)
    }

    /// The selector as the id of an object: the execution's id, with a `+` before it when it may be in the trash as well, a
    /// `-` when it must be, a `!` when it may be nowhere; or an object of JSON when fields are held.
    public var objectID: String {
        if let held {
            return JSONWriter.text([
                "id": .string(id.description), "in": .integer(Int64(places.rawValue)), "new": .bool(held.isNew),
                "fields": .object(held.fields),
            ])
        }
        switch places {
        case .normal: return id.description
        case .trash: return "-\(id)"
        case []: return "!\(id)"
        default: return "+\(id)"
        }
    }
}
