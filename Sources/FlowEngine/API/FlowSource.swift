public import FlowModel

/// Where the scripts of flows come from.
public protocol FlowSource: Sendable {
    /// The text of a flow's script.
    ///
    /// - Parameter name: The name of the flow.
    /// - Returns: The text.
    /// - Throws: `ResourceNotFoundError` when there is no such flow; the message says where it was looked for.
    func script(named name: String) throws(FlowError) -> String
    /// What stands in for a flow, even for one that is a record with a script; nil for nothing.
    func standIn(named name: String) -> String?
}

extension FlowSource {
    /// Nothing stands in for any flow.
    public func standIn(named name: String) -> String? { nil }
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
