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
        /// A folder whose repositories GIT may reach by `file://`; nil for none.
        public var repositories: String?
        /// What programs PROCESS may run.
        public var processes: ProcessGrant = .none

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
            AIConnector(client),
            FileConnector(root: grants.files),
            FTPConnector(egress: grants.egress),
            GitConnector(folder: grants.repositories, egress: grants.egress),
            IMAPConnector(egress: grants.egress),
            LDAPConnector(egress: grants.egress),
            PostgreSQLConnector(egress: grants.egress),
            ProcessConnector(grant: grants.processes),
            RedisConnector(egress: grants.egress),
            RESTConnector(client),
            S3Connector(client),
            SCPConnector(root: grants.files, egress: grants.egress),
            SFTPConnector(egress: grants.egress),
            SMTPConnector(egress: grants.egress),
            SOAPConnector(client),
            SQLiteConnector(root: grants.files),
            SSHConnector(egress: grants.egress),
            WebDAVConnector(egress: grants.egress),
            XMLRPCConnector(client),
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
        .ftp,
        .imap,
        .sftp,
        .smtp,
        .webDAV,
        .git,
        .ldap,
        .process,
        .redis,
        .rest,
        .s3,
        .scp,
        .soap,
        .sqlite,
        .sqlpg,
        .ssh,
        .xmlrpc,
    ].sorted { $0.type < $1.type }

    /// Closes what is open.
    public func shutdown() async { await client.shutdown() }
}
