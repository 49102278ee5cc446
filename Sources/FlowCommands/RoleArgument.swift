import FlowModel
import FlowStore

/// The roles that `--roles a,b` names.
enum RoleArgument {
    /// Finds roles in a store by their names or ids.
    ///
    /// - Throws: `CommandFailure` that names the first that is not there.
    static func roles(
        _ names: String, in store: any FlowStore
    ) throws(CommandFailure) -> [(id: RecordID, name: String)] {
        let session = RecordSession(CommittedRecords(store))
        var roles: [(id: RecordID, name: String)] = []
        for part in names.split(separator: ",") {
            let name = ExecutionRecord.trimmed(String(part))
            let found: StoredRecord?
            do throws(StoreError) {
                if let id = RecordID(name) {
                    found = try session.record(id)
                } else {
                    found = try session.record(ofType: "role", named: name)
                }
            } catch {
                throw CommandFailure(error)
            }
            guard let role = found, role.type == "role", !role.isDeleted else {
                throw try unknown(name, session)
            }
            if !roles.contains(where: { $0.id == role.id }) { roles.append((role.id, role.name ?? "")) }
        }
        return roles
    }

    private static func unknown(_ name: String, _ session: RecordSession) throws(CommandFailure) -> CommandFailure {
        let query = RecordQuery(type: "role", moment: ScriptTime.range.upperBound)
        do throws(StoreError) {
            let known = try session.page(query, after: nil, limit: 100).compactMap(\.name)
            let near = NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
            let all = known.isEmpty ? "the store has no roles" : "there are \(known.joined(separator: ", "))"
            return CommandFailure("--roles: there is no role '\(name)'; \(near ?? all)")
        } catch {
            throw CommandFailure(error)
        }
    }
}
