import FlowConnectors
import FlowModel
import FlowStore
import FlowStoreSQLite
import Glibc

/// The connectors that a store holds.
extension StoreOptions {
    /// All connectors that are not in the trash, in the order of their creation.
    func connectors() throws(CommandFailure) -> [StoredRecord] {
        let store = try openToRead()
        do throws(StoreError) {
            return try store.read { transaction throws(StoreError) in
                try transaction.records(
                    RecordQuery(type: "connector", moment: ScriptTime.range.upperBound), after: nil, limit: .max)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The connector of that name.
    ///
    /// - Throws: `CommandFailure` when there is none.
    func connector(_ name: String) throws(CommandFailure) -> StoredRecord {
        let all = try connectors()
        if let found = all.first(where: { $0.name == name }) { return found }
        let near = NearestName.of(name, among: all.compactMap(\.name)).map { "did you mean '\($0)'?" }
        throw CommandFailure(
            "the store has no connector '\(name)'; \(near ?? "moonflow connector list lists them, and add makes one")")
    }

    /// A store is there to be looked at.
    var isThere: Bool { access(path, R_OK) == 0 }
}

extension StoredRecord {
    /// The interface of the connector; nil when this program has none of its type.
    var interface: ConnectorInterface? {
        let type = fields["connector_type"]?.text ?? ""
        return BundledConnectors.interfaces.first { $0.type == type.uppercased() }
    }

    /// The stored inputs as people may see them; those of an unknown type are not shown at all.
    var maskedValue: JSONValue {
        guard let value = fields["value"], value != .null else { return .null }
        return interface?.masked(value) ?? ConnectorInterface.mask
    }
}
