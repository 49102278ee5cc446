import ArgumentParser
import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore

/// `moonflow connector`: what connections can be made, the connectors that a store holds, and trying them.
struct ConnectorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connector",
        abstract: "Keeps the connectors that scripts can use, and tries them.",
        discussion: """
            A script connects by the type: this:connect{connector_type = "REST", url = "https://example.com"}; or by the \
            name of a connector that the store holds, with the inputs that are kept there: this:connect("orders").
            """,
        subcommands: [
            ConnectorTypesCommand.self, ConnectorDescribeCommand.self, ConnectorListCommand.self,
            ConnectorShowCommand.self, ConnectorAddCommand.self, ConnectorRemoveCommand.self, ConnectorTestCommand.self,
        ]
    )

    /// Finds a connector by what somebody typed.
    static func interface(_ type: String) throws(CommandFailure) -> ConnectorInterface {
        let interfaces = BundledConnectors.interfaces
        if let found = interfaces.first(where: { $0.type == type.uppercased() }) { return found }
        let near = NearestName.of(type, among: interfaces.map(\.type)).map { "did you mean \($0)? " } ?? ""
        let all = interfaces.map(\.type).joined(separator: ", ")
        throw CommandFailure("there is no connector type \(type); \(near)there are \(all)")
    }
}

/// `moonflow connector types`.
struct ConnectorTypesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "types", abstract: "Lists the connector types. JSON when piped.")

    @Flag(name: .long, help: "Print the list as JSON.")
    var json = false

    func run() throws {
        let interfaces = BundledConnectors.interfaces
        guard !json, Console.isTerminal(.output) else {
            let list = interfaces.map { item -> JSONValue in
                ["connector_type": .string(item.type), "summary": .string(item.summary)]
            }
            return try Console.print(json ? JSONWriter.prettyText(.array(list)) : JSONWriter.text(.array(list)))
        }
        let width = interfaces.map(\.type.count).max() ?? 0
        for item in interfaces { try Console.print("\(item.type.padded(to: width))  \(item.summary)") }
    }
}

/// `moonflow connector describe`.
struct ConnectorDescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Shows what connectors of a type take and give.",
        discussion: """
            Examples:

              moonflow connector describe REST
              moonflow connector describe FILE --schema       the inputs as a JSON schema (draft 7)
            """)

    @Argument(help: ArgumentHelp("The connector type.", valueName: "type"))
    var type: String

    @Flag(name: .long, help: "Print the JSON schema of the inputs instead.")
    var schema = false

    func run() throws {
        let interface: ConnectorInterface
        do throws(CommandFailure) {
            interface = try ConnectorCommand.interface(type)
        } catch {
            throw Console.report(error).code
        }
        try Console.print(schema ? JSONWriter.prettyText(interface.inputSchema) : interface.help)
    }
}

/// `moonflow connector test`.
struct ConnectorTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Makes one connection at once, outside of any execution.",
        discussion: """
            What came of it goes to stdout as JSON. Nothing is kept in a store; what the connection does to the other \
            side is real. Exit code 1 when it fails.

            A name is that of a connector of the store, over whose value the inputs are merged, or else a connector type.

            Examples:

              moonflow connector test orders
              moonflow connector test REST --input '{"url": "https://example.com"}'
              moonflow connector test FILE --input '{"operation": "list"}' --files .
            """)

    @Argument(help: "The name of a connector of the store, or a connector type.")
    var name: String

    @Option(
        name: .long,
        help: ArgumentHelp("The inputs: JSON, @FILE, or - for standard input.", valueName: "json"))
    var input: String?

    @OptionGroup
    var storage: StoreOptions

    @OptionGroup(title: "Connections")
    var connections: ConnectorOptions

    func run() async throws {
        let connectors = connections.connectors(besides: storage)
        let output: JSONValue
        do throws(CommandFailure) {
            output = try await perform(connectors.table)
        } catch {
            await connectors.shutdown()
            throw Console.report(error).code
        }
        await connectors.shutdown()
        try Console.print(Console.isTerminal(.output) ? JSONWriter.prettyText(output) : JSONWriter.text(output))
    }

    private func perform(_ table: [String: any Connector]) async throws(CommandFailure) -> JSONValue {
        let record = storage.isThere ? try storage.connectors().first { $0.name == name } : nil
        let interface = try ConnectorCommand.interface(record?.fields["connector_type"]?.text ?? name)
        let given = try InputArgument.value(input)
        var generator = SystemRandomNumberGenerator()
        let id = ExecutionID(createdAt: SystemClock().now(), using: &generator)
        guard let connector = table[interface.type] else {
            throw CommandFailure("there is no connector type \(interface.type)", status: .internal)
        }
        let secrets = try connections.vault.secrets(
            storage.isThere ? try storage.openToRead() : MemoryStore(), besides: storage)
        do throws(FlowError) {
            let inputs = try ConnectorInterface.merged(
                given, over: record?.fields["value"] ?? .null, connector: name)
            var request = ConnectorRequest(
                execution: id, connectorType: interface.type, connectorName: record?.name, inputs: inputs,
                idempotencyKey: "\(id)-test")
            request.connectorRecord = record?.name
            request.allowedHosts = record.flatMap { ConnectorGrant($0.fields).allowedHosts }
            request.secrets = secrets
            return try await connector.perform(request)
        } catch {
            throw CommandFailure(Console.printable("\(error)"), status: .error)
        }
    }
}
