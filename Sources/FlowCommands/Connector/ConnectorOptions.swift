import ArgumentParser
import FlowConnectors
import FlowModel

/// What connections of scripts may reach.
struct ConnectorOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder that FILE connections work in; the folder 'files' beside the store unless given.",
            valueName: "folder"),
        completion: .directory
    )
    var files: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A host that REST connections may reach, such as api.example.com or *.example.com; all unless given.",
            valueName: "host")
    )
    var allowHost: [String] = []

    @Flag(name: .long, help: "Let REST connections reach public addresses only: no private network, not this machine.")
    var publicOnly = false

    /// The connectors of a command that works on a store.
    func connectors(besides store: StoreOptions) -> CommandConnectors {
        let folder = store.path.lastIndex(of: "/").map { String(store.path[...$0]) } ?? ""
        return CommandConnectors(
            root: files ?? "\(folder)files",
            egress: EgressPolicy(
                refusesPrivateAddresses: publicOnly, allowedHosts: allowHost.isEmpty ? nil : allowHost))
    }
}

/// The connectors that the command line has.
struct CommandConnectors: Sendable {
    private let rest: RESTConnector
    private let file: FileConnector

    /// Makes them.
    ///
    /// - Parameters:
    ///   - root: The folder of FILE.
    ///   - egress: Where REST may go.
    init(root: String, egress: EgressPolicy) {
        rest = RESTConnector(egress: egress)
        file = FileConnector(root: root)
    }

    /// By connector type, as an engine wants them.
    var table: [String: any Connector] {
        Dictionary(
            uniqueKeysWithValues: [rest, file].map { (connector: any TypedConnector) in
                (connector.interface.type, connector)
            })
    }

    /// What each takes and gives, by name.
    static let interfaces = [ConnectorInterface.file, .rest]

    /// Closes what is open.
    func shutdown() async { await rest.shutdown() }
}
