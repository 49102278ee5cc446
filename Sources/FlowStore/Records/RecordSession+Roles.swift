public import FlowModel

extension RecordSession {
    /// What an identity may do by the roles that it has now.
    ///
    /// - Parameters:
    ///   - identity: The identity.
    ///   - location: Where it lies.
    /// - Returns: The sum of what its roles allow.
    /// - Throws: `StoreError` when the store cannot be read.
    public func rights(of identity: RecordID, in location: RecordLocation) throws(StoreError) -> Rights {
        var roles: [Rights.Role] = []
        for row in try roleRows(of: identity) {
            guard let id = row.fields["role_id"]?.text.flatMap(RecordID.init), let role = try record(id),
                role.type == "role", !role.isDeleted
            else { continue }
            // Permissions are checked when they are saved.
            let permissions = (try? Permission.list(role.fields["permissions"] ?? .null)) ?? []
            roles.append(.init(id: id, name: role.name ?? "", permissions: permissions))
        }
        return Rights(roles: roles, location: location)
    }

    /// Gives roles to an identity that has none yet.
    ///
    /// - Parameters:
    ///   - roles: The ids of the roles.
    ///   - identity: The identity.
    ///   - actor: Who does it.
    ///   - newID: The id of the row for the role of that number.
    /// - Throws: `FlowError` for a role that it has already, `StoreError` when the store cannot be read.
    public func grant(
        _ roles: [RecordID], to identity: RecordID, by actor: Actor, newID: (Int) -> RecordID
    ) throws {
        guard let type = model.type("identity_role") else { return }
        for (index, role) in roles.enumerated() {
            try create(
                type,
                ["identity_id": .string(identity.description), "role_id": .string(role.description)], by: actor,
                id: newID(index))
        }
    }

    /// Takes all its roles from an identity.
    ///
    /// - Throws: `StoreError` when the store cannot be read.
    public func revokeRoles(of identity: RecordID) throws(StoreError) {
        for row in try roleRows(of: identity) { try remove(row.id) }
    }

    private func roleRows(of identity: RecordID) throws(StoreError) -> [StoredRecord] {
        let query = RecordQuery(
            type: "identity_role", reference: .init(field: "identity_id", target: identity),
            moment: ScriptTime.range.upperBound)
        return try page(query, after: nil, limit: .max)
    }
}
