/// One parameter of a host function.
public struct HostParameter: Sendable, Equatable {
    /// The name as a keyword and in messages.
    public let name: String
    /// What can be given.
    public let type: ParameterType
    /// It must be given, and not as null.
    public let isRequired: Bool
    /// One sentence on what the value means, with its unit.
    public let summary: String

    /// Describes a parameter; optional unless told otherwise.
    public init(_ name: String, _ type: ParameterType, required isRequired: Bool = false, _ summary: String) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.summary = summary
    }
}

/// What a host function gives back.
public enum HostResult: Sendable, Equatable {
    /// The object it was called on, so that calls can be chained.
    case itself
    /// One value for each name that was asked for.
    case valueForEach
    /// A table of the values by name.
    case table
    /// An execution.
    case execution
    /// A list of executions.
    case executions
    /// A message.
    case message
    /// A value of any kind.
    case value
    /// A record whose objects are of that class.
    case object(String)
    /// A listing of records whose objects are of that class.
    case listing(String)
    /// Nothing: the execution ends.
    case never
}

/// What a host function does to the state of its execution.
public enum HostEffect: Sendable, Equatable {
    /// It is answered at once.
    case immediate
    /// The lane that called waits until the store has decided, and then for as long as the call says.
    case waits
    /// The execution ends.
    case ends
}

/// How a host function is called, and what for: the one place that the engine, `moonflow check`, the reference and the
/// editor annotations read.
public struct HostSignature: Sendable, Equatable {
    /// The class whose objects have the function.
    public let className: String
    /// The name in Lua.
    public let name: String
    /// Parameters by position; each can be given as a keyword as well.
    public let positionals: [HostParameter]
    /// Any number of further arguments, all of one type.
    public let rest: HostParameter?
    /// Parameters that are keywords only.
    public let keywords: [HostParameter]
    /// What keywords of any other name mean; `nil` when there may be none.
    public let openKeywords: HostParameter?
    /// What the function gives back.
    public let result: HostResult
    /// What the function does to the state of its execution.
    public let effect: HostEffect
    /// One sentence, verb first.
    public let summary: String
    /// What a function that comes from the data model does; nil for one that is written by hand.
    var recordMethod: RecordMethod?

    init(
        _ className: String,
        _ name: String,
        _ positionals: [HostParameter] = [],
        rest: HostParameter? = nil,
        keywords: [HostParameter] = [],
        openKeywords: HostParameter? = nil,
        result: HostResult = .itself,
        effect: HostEffect = .immediate,
        _ summary: String
    ) {
        self.className = className
        self.name = name
        self.positionals = positionals
        self.rest = rest
        self.keywords = keywords
        self.openKeywords = openKeywords
        self.result = result
        self.effect = effect
        self.summary = summary
    }

    /// The call in short, such as `sleep(delay_sec)` or `success([message])`.
    public var form: String {
        var parts = positionals.map { $0.isRequired ? $0.name : "[\($0.name)]" }
        if let rest { parts.append("\(rest.name)...") }
        var names = keywords.map(\.name)
        if let openKeywords { names.append("\(openKeywords.name) = value") }
        if !names.isEmpty { parts.append("{\(names.joined(separator: ", "))}") }
        return "\(name)(\(parts.joined(separator: ", ")))"
    }

    var takesKeywords: Bool { !positionals.isEmpty || !keywords.isEmpty || openKeywords != nil }
}
