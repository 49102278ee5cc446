import FlowModel

/// What an execution must be allowed for a function that is written by hand.
///
/// What an execution does to itself and to those below it in its tree is free.
enum CallRequirement: Equatable {
    /// Nothing: it concerns only the execution itself, or gives back no more than was given.
    case nothing
    /// An action on the execution that it is called on.
    case execution(PermissionAction)
    /// An action on the root of the tree of the execution that it is called on.
    case tree(PermissionAction)
    /// To run the flow that is named.
    case runFlow
    /// To run the connector that is named.
    case runConnector
    /// To run the wrapper that is named.
    case runWrapper
    /// To run the schedule that is named.
    case runSchedule
    /// To make an execution.
    case createExecution
    /// To make an execution like another, which has to be read; with one that is a connection, to run its connector.
    case copyExecution
    /// What the execution that is made or changed takes: to run what it names, or to make one, and to update its parent; or
    /// to update it.
    case work
    /// To read the execution whose child is named; nothing when a wrapper creates what it wraps.
    case child
    /// To read all executions that are named.
    case readArguments
    /// An action on the lock that is named.
    case lock(PermissionAction)
    /// To make a message.
    case createMessage
    /// To read the message, unless the execution has sent it.
    case readMessage
}

extension HostSignature {
    /// What a function needs; nil for one of which nothing is stated, which only those may call who may do everything.
    var requirement: CallRequirement? {
        switch className {
        case "System" where name == "execution": return .work
        case "System": return ["message", "validate", "local_time"].contains(name) ? .nothing : nil
        case "Message": return ["get", "wait"].contains(name) ? .readMessage : nil
        case "Execution", ExecutionState.wrappingClass: break
        default: return nil
        }
        switch name {
        case "success", "error", "end", "end_", "continue_as_new", "sleep", "sleep_until", "create_savepoint",
            "breakpoint", "using", "webhook_response", "webhook_html_response", "webhook_json_response",
            "webhook_bytes_response", "webhook_base64_response":
            return .nothing
        case "get", "get_dict", "exists", "wait", "wait_status", "parent", "top", "parent_execution_id_execution",
            "top_execution_id_execution", "children", "child_list", "execution_list_parent_execution_id",
            "record_log_list", "dependency", "dependency_list", "execution_dump_list", "dependency_execution_list",
            "export":
            return .execution(.read)
        case "log", "log_data", "log_markdown", "set_output", "cancel", "pause", "ignore", "ignore_dependency",
            "ignore_lock", "ignore_response", "ignore_scheduled", "load_savepoint", "remove_savepoints":
            return .execution(.update)
        case "run", "run_async": return .execution(.run)
        case "cancel_process", "pause_process": return .tree(.update)
        case "run_process": return .tree(.run)
        case "execution_list_top_execution_id": return .tree(.read)
        case "flow": return .runFlow
        case "connect": return .runConnector
        case "wrapper": return .runWrapper
        case "schedule": return .runSchedule
        case "child": return .child
        case "script": return .createExecution
        case "clone", "duplicate": return .copyExecution
        case "save", "add_child", "add_execution_parent_execution_id": return .work
        case "delete", "restore": return .execution(.delete)
        case "delete_process": return .tree(.delete)
        case "wait_for": return .readArguments
        case "lock", "release_lock": return .lock(.update)
        case "wait_lock": return .lock(.read)
        case "message": return .createMessage
        default: return nil
        }
    }
}
