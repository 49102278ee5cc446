import FlowModel
import FlowStore

/// What a new execution is given that is fixed from then on: what started it.
extension ExecutionState {
    /// The fields that keywords and `init` may fix; references have been replaced by ids before.
    static let fixed = [
        "location_inheritance", "webhook_id", "plugin_action_id", "schedule_id",
        "wrapper_id", "custom_object_id", "chat_id", "remote_workspace_name",
    ]

    /// Takes what fixes fields out of what is given, and sets it.
    ///
    /// - Throws: `InvalidInputError` for a wrong type, and for a workspace elsewhere.
    func fix(
        _ given: inout KeyedValues<HostValue>, of child: inout ExecutionRecord, isStarted: Bool
    ) throws(FlowError) {
        var fixed: JSONObject = [:]
        for name in Self.fixed {
            guard let value = given[name] else { continue }
            given[name] = nil
            let field = try ExecutionField.named(name)
            let json = try value.json(named: name)
            guard json == .null || field.type.accepts(json) else {
                throw FlowError(.invalidInput, "the field '\(name)' holds \(field.type.name), but got \(json)")
            }
            fixed[name] = json
        }
        if isStarted, let workspace = fixed["remote_workspace_name"]?.text {
            throw FlowError(
                .invalidInput,
                "it is to run in the workspace '\(workspace)', but there is no link to another workspace; with run = false it is only stored"
            )
        }
        if given["track_in_git"] == true {
            throw FlowError(.invalidInput, "the field 'track_in_git' cannot be true: executions are not kept in git")
        }
        given["track_in_git"] = nil
        given["commit_message"] = nil
        child.set(fixed)
    }
}
