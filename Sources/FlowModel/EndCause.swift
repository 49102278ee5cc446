/// What ended an execution, beyond its status and message.
public struct EndCause: Sendable, Equatable {
    /// The kinds of ends.
    public enum Kind: String, Sendable {
        /// The script returned.
        case returned
        /// The script called `success`, `error`, `end_` or `cancel`.
        case signalled
        /// The script raised an error that it did not catch.
        case failed
        /// The script returned what cannot be stored.
        case unfit
        /// The script does not compile.
        case uncompilable
        /// The processor time was used up.
        case killedByTime = "killed_time"
        /// The memory was used up.
        case killedByMemory = "killed_memory"
        /// The stacks were used up.
        case killedByDepth = "killed_depth"
        /// The host ended the sandbox.
        case killedByHost = "killed_host"
        /// `max_runtime_minutes` were over.
        case overran
        /// Somebody else cancelled it.
        case stopped
        /// The engine itself could not go on.
        case broken

        /// A limit of the sandbox ended it.
        public var isKill: Bool {
            switch self {
            case .killedByTime, .killedByMemory, .killedByDepth, .killedByHost: true
            default: false
            }
        }
    }

    /// What kind of end it was.
    public let kind: Kind
    /// The class of the error, where there was one.
    public let errorType: String?
    /// The script or module where it happened.
    public let chunk: String?
    /// The line in it, from 1.
    public let line: Int?

    /// Describes an end.
    public init(_ kind: Kind, errorType: String? = nil, chunk: String? = nil, line: Int? = nil) {
        self.kind = kind
        self.errorType = errorType
        self.chunk = chunk
        self.line = line
    }

    /// The JSON form that stores keep.
    public var json: JSONValue {
        var fields: JSONObject = ["kind": .string(kind.rawValue)]
        if let errorType { fields["type"] = .string(errorType) }
        if let chunk { fields["chunk"] = .string(chunk) }
        if let line { fields["line"] = .integer(Int64(line)) }
        return .object(fields)
    }

    /// Reads the JSON form; nil for anything else.
    public init?(json: JSONValue) {
        guard let fields = json.object, let kind = fields["kind"]?.text.flatMap(Kind.init(rawValue:)) else {
            return nil
        }
        self.init(
            kind, errorType: fields["type"]?.text, chunk: fields["chunk"]?.text,
            line: fields["line"]?.integer.map(Int.init))
    }
}
