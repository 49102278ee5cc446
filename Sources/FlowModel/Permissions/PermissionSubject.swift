/// What an action is about, as far as permissions look at it.
public struct PermissionSubject: Sendable, Equatable {
    /// The type of the record; `lock` for a lock.
    public let type: String
    /// The name; nil for what has none, and for what is not there and was not asked for by a name.
    public let name: String?
    /// Where it lies; nil for what is not there.
    public let location: RecordLocation?

    /// Describes a subject.
    public init(type: String, name: String?, location: RecordLocation?) {
        self.type = type
        self.name = name
        self.location = location
    }

    /// A lock, which lies directly in the workspace.
    public static func lock(_ name: String) -> PermissionSubject {
        PermissionSubject(type: Permission.lock, name: name, location: .workspace)
    }

    /// A secret, which lies directly in the workspace.
    public static func secret(_ name: String) -> PermissionSubject {
        PermissionSubject(type: Permission.secret, name: name, location: .workspace)
    }
}

extension PermissionSubject: CustomStringConvertible {
    /// The subject in the words of messages, such as `the setting 'a'`.
    public var description: String { name.map { "the \(type) '\($0)'" } ?? "any \(type)" }
}
