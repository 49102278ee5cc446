public import FlowModel
public import FlowStore

/// The flows that a store holds.
public struct StoredFlows: FlowSource {
    private let store: any FlowStore

    /// Makes a source of what `store` holds at the moment of each call.
    public init(_ store: any FlowStore) {
        self.store = store
    }

    /// The text of that name.
    public func script(named name: String) throws(FlowError) -> String {
        let (script, names): (String?, [String])
        do throws(StoreError) {
            (script, names) = try store.read { transaction throws(StoreError) in
                let script = try transaction.flowScript(named: name)
                return (script, script == nil ? try transaction.flowNames() : [])
            }
        } catch {
            throw FlowError(.internalError, "the flow '\(name)' cannot be read: \(error)")
        }
        if let script { return script }
        let near = NearestName.of(name, among: names).map { "did you mean '\($0)'?" }
        throw FlowError(
            .resourceNotFound,
            "there is no flow '\(name)'; \(near ?? "a flow is a file \(name).lua beside the script that is run")")
    }
}
