import ArgumentParser
import FlowConnectors
import FlowModel

/// What connections of scripts may reach.
struct ConnectorOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder whose files FILE, SQLITE, SCP and others may use; the folder 'files' beside the store unless given.",
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

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Private addresses that may be reached nevertheless with --public-only, such as 10.1.2.0/24.",
            valueName: "range"))
    var allowAddress: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A program that PROCESS connections may run, by its name or path; '*' for every program and the shell. None unless given.",
            valueName: "program"))
    var allowProgram: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A folder whose repositories GIT connections may reach by file://; none unless given.", valueName: "folder"),
        completion: .directory)
    var repositories: String?

    @OptionGroup var vault: VaultOptions

    func validate() throws {
        for range in allowAddress where AddressRange(range) == nil {
            throw ValidationError("--allow-address '\(range)' is no range of addresses; write it as 10.1.2.0/24.")
        }
    }

    /// The connectors of a command that works on a store.
    func connectors(besides store: StoreOptions) -> BundledConnectors {
        let folder = store.path.lastIndex(of: "/").map { String(store.path[...$0]) } ?? ""
        var grants = BundledConnectors.Grants(
            files: files ?? "\(folder)files",
            egress: EgressPolicy(
                refusesPrivateAddresses: publicOnly, exceptions: allowAddress.compactMap { AddressRange($0) },
                allowedHosts: allowHost.isEmpty ? nil : allowHost))
        grants.repositories = repositories
        grants.processes =
            allowProgram.isEmpty ? .none : allowProgram.contains("*") ? .everything : .programs(allowProgram)
        return BundledConnectors(grants)
    }
}
