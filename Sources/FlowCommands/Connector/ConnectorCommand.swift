import ArgumentParser
import FlowEngine
import FlowModel

/// `moonflow connector`: what connections can be made, and trying one.
struct ConnectorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connector",
        abstract: "Shows the connectors that scripts can use, and tries them.",
        discussion: """
            A script connects by the type: this:connect{connector_type = "REST", url = "https://example.com"}.
            """,
        subcommands: [ConnectorListCommand.self, ConnectorDescribeCommand.self, ConnectorTestCommand.self]
    )

    /// Finds a connector by what somebody typed.
    static func interface(_ type: String) throws(CommandFailure) -> ConnectorInterface {
        let interfaces = CommandConnectors.interfaces
        if let found = interfaces.first(where: { $0.type == type.uppercased() }) { return found }
        let near = NearestName.of(type, among: interfaces.map(\.type)).map { "did you mean \($0)? " } ?? ""
        let all = interfaces.map(\.type).joined(separator: ", ")
        throw CommandFailure("there is no connector \(type); \(near)there are \(all)")
    }
}

/// `moonflow connector list`.
struct ConnectorListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the connectors. JSON when piped.")

    @Flag(name: .long, help: "Print the list as JSON.")
    var json = false

    func run() throws {
        let interfaces = CommandConnectors.interfaces
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
        abstract: "Shows what a connector takes and gives.",
        discussion: """
            Examples:

              moonflow connector describe REST
              moonflow connector describe FILE --schema       the inputs as a JSON schema (draft 7)
            """)

    @Argument(help: ArgumentHelp("The connector.", valueName: "type"))
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

            Examples:

              moonflow connector test REST --input '{"url": "https://example.com"}'
              moonflow connector test FILE --input '{"operation": "list"}' --files .
            """)

    @Argument(help: ArgumentHelp("The connector.", valueName: "type"))
    var type: String

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
        let interface = try ConnectorCommand.interface(type)
        let inputs = try InputArgument.value(input)
        var generator = SystemRandomNumberGenerator()
        let id = ExecutionID(createdAt: SystemClock().now(), using: &generator)
        guard let connector = table[interface.type] else {
            throw CommandFailure("there is no connector \(interface.type)", status: .internal)
        }
        do throws(FlowError) {
            return try await connector.perform(
                ConnectorRequest(
                    execution: id, connectorType: interface.type, connectorName: nil, inputs: inputs,
                    idempotencyKey: "\(id)-test"))
        } catch {
            throw CommandFailure(Console.printable("\(error)"), status: .error)
        }
    }
}
