public import FlowModel

/// Where the scripts of flows come from.
public protocol FlowSource: Sendable {
    /// The text of a flow's script.
    ///
    /// - Parameter name: The name of the flow.
    /// - Returns: The text.
    /// - Throws: `ResourceNotFoundError` when there is no such flow; the message says where it was looked for.
    func script(named name: String) throws(FlowError) -> String

    /// The text of a script that stands in for a flow, whatever records of flows there are: for tests.
    ///
    /// - Parameter name: The name of the flow.
    /// - Returns: The text; nil when nothing stands in for the flow.
    func replacement(named name: String) -> String?

    /// The text of a script that stands in for children of `this:script` with that name: for tests.
    ///
    /// - Parameter name: The name that the call gives the child.
    /// - Returns: The text; nil when nothing stands in for them.
    func replacement(ofScript name: String) -> String?
}

extension FlowSource {
    /// Nothing stands in for any flow.
    public func replacement(named name: String) -> String? { nil }

    /// Nothing stands in for any script.
    public func replacement(ofScript name: String) -> String? { nil }
}

/// Flows that are given by their texts.
public struct FlowTable: FlowSource {
    private let scripts: [String: String]

    /// Makes a source of these scripts, by the names of their flows.
    public init(_ scripts: [String: String] = [:]) {
        self.scripts = scripts
    }

    /// The text of that name.
    public func script(named name: String) throws(FlowError) -> String {
        if let script = scripts[name] { return script }
        let near = NearestName.of(name, among: Array(scripts.keys)).map { "; did you mean '\($0)'?" } ?? ""
        throw FlowError(.resourceNotFound, "there is no flow '\(name)'\(near)")
    }
}
