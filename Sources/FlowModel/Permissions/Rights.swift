/// What an execution may do: the sum of what its roles allow.
public struct Rights: Sendable, Equatable {
    /// A role with what it allows.
    public struct Role: Sendable, Equatable {
        /// The id of the role.
        public let id: RecordID
        /// The name of the role.
        public let name: String
        /// What it allows.
        public let permissions: [Permission]

        /// Describes a role.
        public init(id: RecordID, name: String, permissions: [Permission]) {
            self.id = id
            self.name = name
            self.permissions = permissions
        }
    }

    /// The roles, in the order in which they were given.
    public let roles: [Role]
    /// Where the execution lies.
    public let location: RecordLocation

    /// Adds up roles.
    public init(roles: [Role], location: RecordLocation) {
        self.roles = roles
        self.location = location
    }

    /// Whether an action is allowed.
    public func allows(_ action: PermissionAction, _ subject: PermissionSubject) -> Bool {
        roles.contains { role in role.permissions.contains { $0.allows(action, subject, from: location) } }
    }

    /// Whether an action is allowed on some records of a type at least.
    public func allowsAny(_ action: PermissionAction, ofType type: String?) -> Bool {
        roles.contains { role in
            role.permissions.contains { permission in
                permission.actions?.contains(action) ?? true
                    && type.map { permission.types?.contains($0) ?? true } ?? true
            }
        }
    }

    /// Checks that an action is allowed.
    ///
    /// - Throws: `PermissionDenied` that names the action, the subject and the roles.
    public func check(_ action: PermissionAction, _ subject: PermissionSubject) throws(FlowError) {
        if !allows(action, subject) { throw refusal("\(action.rawValue) \(subject)") }
    }

    /// The error for something that is not allowed, such as `read the setting 'a'`.
    public func refusal(_ what: String) -> FlowError {
        FlowError(.permissionDenied, "there is no permission to \(what); the execution has \(rolesInWords)")
    }

    /// The roles in the words of messages.
    public var rolesInWords: String {
        switch roles.count {
        case 0: "no roles"
        case 1: "the role '\(roles[0].name)'"
        default: "the roles " + roles.map { "'\($0.name)'" }.joined(separator: ", ")
        }
    }
}
