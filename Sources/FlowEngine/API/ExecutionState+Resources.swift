import FlowModel
import FlowStore

/// Children that a record is behind: flows and connections.
extension ExecutionState {
    // MARK: - Flows

    /// A flow to run.
    struct Flow {
        let name: String
        let script: String
        /// What its executions have of it.
        let fields: JSONObject
        /// What always goes around it, the outermost first.
        var wrappers: [WrapperUse] = []
    }

    mutating func createFlow(_ arguments: BoundArguments, _ context: CallContext) throws(FlowError) -> HostCallAction {
        let name = arguments.text("flow") ?? arguments.text("flow_name")
        let id = try id("flow_id", arguments, besides: name)
        let flow = try flow(named: name, id: id, context.resources)
        return try create(
            type: "FLOW", name: flow.name, script: flow.script, fields: flow.fields,
            inputs: try inputs(arguments, over: .null), within: flow.wrappers, keepsScript: false, arguments, context)
    }

    /// A flow is a record of the store, or else a file beside the script that was run.
    func flow(named name: String?, id: RecordID?, _ resources: Resources) throws(FlowError) -> Flow {
        if let id {
            guard let record = resources.record("flow", id: id) else {
                throw FlowError(.resourceNotFound, "there is no flow with the id \(id)")
            }
            return try flow(record)
        }
        guard let name else { throw FlowError(.invalidInput, "flow is missing; expected the name of a flow") }
        let fields: JSONObject = ["flow_name": .string(name)]
        if let script = flows.replacement(named: name) { return Flow(name: name, script: script, fields: fields) }
        if let record = resources.record("flow", named: name) { return try flow(record) }
        do throws(FlowError) {
            return Flow(name: name, script: try flows.script(named: name), fields: fields)
        } catch {
            guard error.type == FlowErrorClass.resourceNotFound.rawValue,
                let near = NearestName.of(name, among: resources.names("flow"))
            else { throw error }
            throw FlowError(.resourceNotFound, "there is no flow '\(name)'; did you mean '\(near)'?")
        }
    }

    private func flow(_ record: StoredRecord) throws(FlowError) -> Flow {
        let name = record.name ?? ""
        var fields = try defaults(of: record)
        fields["flow_name"] = .string(name)
        fields["flow_id"] = .string(record.id.description)
        var script = flows.replacement(named: name) ?? record.fields["script"]?.text ?? ""
        // A record may only say how a flow of the folder runs.
        if script.isEmpty { script = try flows.script(named: name) }
        return Flow(
            name: name, script: script, fields: fields,
            wrappers: try WrapperUse.list(record.fields["wrappers"] ?? .null, at: "the wrappers of the flow '\(name)'"))
    }

    // MARK: - Connections

    mutating func createConnection(
        _ arguments: BoundArguments, _ context: CallContext
    ) throws(FlowError) -> HostCallAction {
        let name = arguments.text("connector") ?? arguments.text("connector_name")
        let given = try arguments.text("connector_type").map(connectorType)
        let record = try connector(name, arguments, isAdHoc: given != nil, context.resources)
        let type: String
        if let record {
            type = try connectorType(of: record)
            guard given == nil || given == type else {
                throw FlowError(
                    .invalidInput,
                    "the connector '\(record.name ?? "")' is of the type \(type), not \(given ?? ""); leave connector_type out"
                )
            }
        } else {
            type = given ?? ""
        }
        var fields = try record.map { record throws(FlowError) in try defaults(of: record) } ?? [:]
        let label = record?.name ?? name
        fields["flow_name"] = .null
        fields["connector_type"] = .string(type)
        fields["connector_name"] = label.map(JSONValue.string) ?? .null
        fields["connector_id"] = record.map { .string($0.id.description) } ?? .null
        let inputs = try inputs(arguments, overValueOf: record)
        try check(inputs, for: type, isHeld: arguments.named["run"] == false)
        return try create(
            type: "CONNECTION", name: label ?? type, script: "", fields: fields, inputs: inputs, arguments, context)
    }

    /// The record that is meant; nil for a connection ad hoc, whose name is only a label.
    private func connector(
        _ name: String?, _ arguments: BoundArguments, isAdHoc: Bool, _ resources: Resources
    ) throws(FlowError) -> StoredRecord? {
        if let id = try id("connector_id", arguments, besides: name) {
            if let record = resources.record("connector", id: id) { return record }
            throw FlowError(.resourceNotFound, "there is no connector with the id \(id)")
        }
        if let name, let record = resources.record("connector", named: name) { return record }
        if isAdHoc { return nil }
        let example = "this:connect{connector_type = \"\(connectors.keys.min() ?? "REST")\", ...}"
        guard let name else {
            throw FlowError(
                .invalidInput,
                "connector is missing; expected the name of a connector, or a connector_type, as in \(example)")
        }
        let near = NearestName.of(name, among: resources.names("connector")).map { "did you mean '\($0)'?" }
        throw FlowError(
            .resourceNotFound,
            "there is no connector '\(name)'; \(near ?? "make one with system:connector(\"\(name)\"):save{...}, or connect ad hoc: \(example)")"
        )
    }

    private func connectorType(of record: StoredRecord) throws(FlowError) -> String {
        let name = record.name ?? ""
        guard let type = record.fields["connector_type"]?.text else {
            throw FlowError(
                .invalidInput,
                "the connector '\(name)' has no type; give it one: system:connector(\"\(name)\"):save{connector_type = ...}"
            )
        }
        do throws(FlowError) {
            return try connectorType(type)
        } catch {
            throw FlowError(type: error.type, message: "the connector '\(name)': \(error.message)")
        }
    }

    private func connectorType(_ given: String) throws(FlowError) -> String {
        let types = connectors.keys.sorted()
        if let known = types.first(where: { $0 == given })
            ?? types.first(where: { $0.uppercased() == given.uppercased() })
        {
            return known
        }
        let near = NearestName.of(given, among: types).map { "did you mean '\($0)'? " } ?? ""
        let all = types.isEmpty ? "this program has none at all" : "there are \(types.joined(separator: ", "))"
        throw FlowError(.invalidInput, "there is no connector type '\(given)'; \(near)\(all)")
    }

    /// What a call gives, merged over the stored value of the connector: an input that is given takes the place of the
    /// stored one as a whole.
    private func inputs(
        _ arguments: BoundArguments, overValueOf record: StoredRecord?
    ) throws(FlowError) -> JSONValue {
        let given = try inputs(arguments, over: .null)
        return try ConnectorInterface.merged(
            given, over: record?.fields["value"] ?? .null, connector: record?.name ?? "")
    }

    /// What is only created may get the rest of its inputs later, as a template of clones; all else has to be right.
    private func check(_ inputs: JSONValue, for type: String, isHeld: Bool) throws(FlowError) {
        guard let interface = (connectors[type] as? any TypedConnector)?.interface else { return }
        do throws(FlowError) {
            _ = try interface.checked(inputs)
        } catch {
            if isHeld, error.type == FlowErrorClass.missingInput.rawValue { return }
            throw error
        }
    }

    // MARK: - Both

    private func id(
        _ name: String, _ arguments: BoundArguments, besides other: String?
    ) throws(FlowError) -> RecordID? {
        guard let text = arguments.text(name) else { return nil }
        guard other == nil else {
            throw FlowError(.invalidInput, "give only one of a name and \(name)")
        }
        guard let id = RecordID(text) else {
            throw FlowError(.invalidInput, "\(name) expects the id of a record, but got \"\(text)\"")
        }
        return id
    }

    private func defaults(of record: StoredRecord) throws(FlowError) -> JSONObject {
        let defaults = record.executionDefaults
        do throws(FlowError) {
            try checkSchemas(in: defaults)
        } catch {
            throw FlowError(
                type: error.type, message: "the \(record.type) '\(record.name ?? "")': \(error.message)",
                details: error.details)
        }
        return defaults
    }
}
