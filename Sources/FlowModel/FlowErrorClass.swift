/// The classes of errors that a script can meet; each but the root has a parent.
///
/// `flow_api.is(err, "TimeoutExceededError")` is true for the class itself and for those below it.
public enum FlowErrorClass: String, Sendable, CaseIterable {
    /// Above all others.
    case engineException = "EngineException"
    /// The engine failed; not the script's doing.
    case internalError = "InternalError"
    /// A permission is missing.
    case permissionDenied = "PermissionDenied"
    /// Above the three ends of an execution, which no script can catch.
    case lifecycleSignal = "LifecycleSignal"
    case executionCancel = "ExecutionCancel"
    case executionError = "ExecutionError"
    case executionSuccess = "ExecutionSuccess"
    /// A record does not exist.
    case resourceNotFound = "ResourceNotFoundError"
    /// An execution that was waited for did not succeed.
    case dependencyFailed = "DependencyFailedError"
    /// Above the three kinds of waits that took too long.
    case timeoutExceeded = "TimeoutExceededError"
    case lockTimeout = "LockTimeoutError"
    case dependencyTimeout = "DependencyTimeoutError"
    case messageResponseTimeout = "MessageResponseTimeoutError"
    /// An input that is required was not given.
    case missingInput = "MissingInputError"
    /// An input has a wrong type or value.
    case invalidInput = "InvalidInputError"
    /// An input was given that nothing takes.
    case extraInput = "ExtraInputError"
    /// A connector could not do its work: the other side could not be reached, broke off, or answered with a failure.
    case connectionFailed = "ConnectionFailedError"
    /// Data does not fit its schema.
    case schemaValidation = "SchemaValidationError"
    /// The schema itself is wrong.
    case schema = "SchemaError"

    /// The class above; `nil` for the root.
    public var parent: FlowErrorClass? {
        switch self {
        case .engineException: nil
        case .executionCancel, .executionError, .executionSuccess: .lifecycleSignal
        case .lockTimeout, .dependencyTimeout, .messageResponseTimeout: .timeoutExceeded
        default: .engineException
        }
    }

    /// The class and those above it, nearest first.
    public var lineage: [FlowErrorClass] {
        [self] + (parent?.lineage ?? [])
    }

    /// Tells whether errors of the class `name` are also of the class `ancestor`; a name is always its own ancestor.
    public static func `is`(_ name: String, _ ancestor: String) -> Bool {
        if name == ancestor { return true }
        guard let errorClass = FlowErrorClass(rawValue: name), let above = FlowErrorClass(rawValue: ancestor) else {
            return false
        }
        return errorClass.lineage.contains(above)
    }
}
