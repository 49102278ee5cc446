public import FlowModel

/// The connectors that come with Moonflow, made in one step.
///
/// ```swift
/// let connectors = BundledConnectors(.init(files: "/srv/flows/files", egress: .publicOnly))
/// configuration.connectors = connectors.table
/// ```
public struct BundledConnectors: Sendable {
    /// What an embedder grants.
    public struct Grants: Sendable {
        /// The folder that FILE and what is kept in files works in.
        public var files: String
        /// Where connections may go.
        public var egress: EgressPolicy

        /// Describes what is granted.
        ///
        /// - Parameters:
        ///   - files: The folder that FILE and what is kept in files works in.
        ///   - egress: Where connections may go.
        public init(files: String, egress: EgressPolicy = .unrestricted) {
            self.files = files
            self.egress = egress
        }
    }

    private let rest: RESTConnector
    private let others: [any TypedConnector]

    /// Makes them.
    public init(_ grants: Grants) {
        rest = RESTConnector(egress: grants.egress, files: grants.files)
        others = [
            FileConnector(root: grants.files)
        ]
    }

    /// By connector type, as an engine wants them.
    public var table: [String: any Connector] {
        Dictionary(
            uniqueKeysWithValues: ([rest] + others).map { (connector: any TypedConnector) in
                (connector.interface.type, connector)
            })
    }

    /// What each takes and gives, by type.
    public static let interfaces: [ConnectorInterface] = [
        .file,
        .rest,
    ]

    /// Closes what is open.
    public func shutdown() async { await rest.shutdown() }
}
