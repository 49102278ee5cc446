/// One thing that a role allows: actions on the records of some types, or on those of them with certain names or in the
/// location of whoever acts.
public struct Permission: Sendable, Equatable {
    /// What stands for locks where types of records are named.
    public static let lock = "lock"
    /// What stands for secrets, which can be used and nothing else: `run`.
    public static let secret = "secret"
    /// What stands for everything.
    public static let everything = "*"

    /// The types; nil for all.
    public let types: [String]?
    /// The actions; nil for all.
    public let actions: [PermissionAction]?
    /// Patterns, one of which the name has to fit; nil for any name.
    public let names: [String]?
    /// Only what lies where the one who acts lies.
    public let isOwnLocationOnly: Bool

    /// What can be named as a type.
    package static let typeNames =
        DataModel.current.types.filter { $0.kind != .subrecord }.map(\.name) + [lock, secret]

    /// Reads the permissions of a role: a list of `{record_type, actions, names, location}`.
    ///
    /// - Throws: `InvalidInputError` that names the place.
    public static func list(_ value: JSONValue) throws(FlowError) -> [Permission] {
        // An empty table of Lua is an object.
        if value == .null || value == .object([:]) { return [] }
        guard let items = value.items else {
            throw FlowError(
                .invalidInput,
                "permissions expects a list such as {{record_type = \"setting\", actions = {\"read\"}}}, but got \(value)"
            )
        }
        var permissions: [Permission] = []
        for (index, item) in items.enumerated() {
            permissions.append(try Permission(item, at: "permissions[\(index + 1)]"))
        }
        return permissions
    }

    private init(_ value: JSONValue, at place: String) throws(FlowError) {
        guard let fields = value.object else {
            throw FlowError(.invalidInput, "\(place) expects a table {record_type, actions}, but got \(value)")
        }
        let known = ["record_type", "actions", "names", "location"]
        for entry in fields.entries where !known.contains(entry.key) {
            let near = NearestName.of(entry.key, among: known).map { "did you mean '\($0)'?" }
            throw FlowError(
                .invalidInput, "\(place) has no '\(entry.key)'; \(near ?? "it takes \(known.joined(separator: ", "))")")
        }
        types = try Self.words(fields["record_type"], "\(place).record_type", among: Self.typeNames)
        let allActions = PermissionAction.allCases.map(\.rawValue)
        actions = try Self.words(fields["actions"], "\(place).actions", among: allActions)?
            .compactMap(PermissionAction.init)
        names = fields["names"] ?? .null == .null ? nil : try Self.words(fields["names"], "\(place).names", among: nil)
        switch fields["location"] ?? .null {
        case "own": isOwnLocationOnly = true
        case .null, "any": isOwnLocationOnly = false
        case let other: throw FlowError(.invalidInput, "\(place).location is \(other); it can be 'own' or 'any'")
        }
    }

    /// One word or a list of them; nil for everything.
    private static func words(
        _ value: JSONValue?, _ place: String, among known: [String]?
    ) throws(FlowError) -> [String]? {
        guard let value, value != .null else {
            throw FlowError(.missingInput, "\(place) is missing; expected a text or a list of texts")
        }
        var words: [String] = []
        for item in value.items ?? [value] {
            guard let word = item.text else {
                throw FlowError(.invalidInput, "\(place) expects a text or a list of texts, but got \(value)")
            }
            if word == everything, known != nil { return nil }
            if let known, !known.contains(word) {
                let near = NearestName.of(word, among: known).map { "did you mean '\($0)'?" }
                throw FlowError(
                    .invalidInput,
                    "\(place) knows no '\(word)'; \(near ?? "it can be \(known.joined(separator: ", ")), or * for all")"
                )
            }
            words.append(word)
        }
        return words
    }

    /// Whether it allows an action to somebody who lies in `own`.
    public func allows(_ action: PermissionAction, _ subject: PermissionSubject, from own: RecordLocation) -> Bool {
        guard types?.contains(subject.type) ?? true, actions?.contains(action) ?? true else { return false }
        if let names {
            guard let name = subject.name, names.contains(where: { LikePattern($0).matches(name) }) else {
                return false
            }
        }
        // What is not there lies nowhere; what is made is looked at again where it is made.
        return !isOwnLocationOnly || subject.location.map { $0 == own } ?? true
    }
}
