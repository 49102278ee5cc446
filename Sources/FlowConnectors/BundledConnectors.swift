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

    private let client: WebClient
    private let all: [any TypedConnector]

    /// Makes them.
    public init(_ grants: Grants) {
        client = WebClient(egress: grants.egress, files: grants.files)
        all = [
            FileConnector(root: grants.files),
            RESTConnector(client),
            S3Connector(client),
            SOAPConnector(client),
            XMLRPCConnector(client),
            AIConnector(client),
        ]
    }

    /// By connector type, as an engine wants them.
    public var table: [String: any Connector] {
        Dictionary(
            uniqueKeysWithValues: all.map { (connector: any TypedConnector) in
                (connector.interface.type, connector)
            })
    }

    /// What each takes and gives, by type.
    public static let interfaces: [ConnectorInterface] = [
        .ai,
        .file,
        .rest,
        .s3,
        .soap,
        .xmlrpc,
    ]

    /// Closes what is open.
    public func shutdown() async { await client.shutdown() }
}
