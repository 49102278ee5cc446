public import FlowModel

/// What a host call gives back to the script.
public enum HostAnswer: Sendable {
    /// Nothing at all.
    case nothing
    /// The object that the method was called on, so that calls can be chained.
    case receiver
    /// One value.
    case value(HostValue)
    /// Several values, to be assigned at once: `local a, b = this:get("a", "b")`.
    case values([HostValue])
    /// A catchable error table `{type, message, traceback}`.
    case failure(FlowError)
    /// The script is unwound: no `pcall` stops it, `<close>` variables run. The text comes back in `Step.ended`.
    case end(String)
}
