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
            "A host that connections may reach, such as api.example.com or *.example.com; all unless given.",
            valueName: "host")
    )
    var allowHost: [String] = []

    @Flag(name: .long, help: "Let connections reach public addresses only: no private network, not this machine.")
    var publicOnly = false

    @OptionGroup var vault: VaultOptions

    /// The connectors of a command that works on a store.
    func connectors(besides store: StoreOptions) -> BundledConnectors {
        let folder = store.path.lastIndex(of: "/").map { String(store.path[...$0]) } ?? ""
        return BundledConnectors(
            .init(
                files: files ?? "\(folder)files",
                egress: EgressPolicy(
                    refusesPrivateAddresses: publicOnly, allowedHosts: allowHost.isEmpty ? nil : allowHost)))
    }
}
