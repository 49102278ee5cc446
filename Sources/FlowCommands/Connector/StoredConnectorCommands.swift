import ArgumentParser
import FlowModel
import FlowStore

/// `moonflow connector list`.
struct ConnectorListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the connectors of the store. JSON when piped.")

    @OptionGroup var storage: StoreOptions
    @Flag(name: .long, help: "Print the list as JSON.") var json = false

    func run() throws {
        try reporting {
            let records = try storage.connectors()
            let list = records.map { record -> JSONValue in
                [
                    "id": .string(record.id.description), "name": record.fields["name"] ?? .null,
                    "connector_type": record.fields["connector_type"] ?? .null,
                    "description": record.fields["description"] ?? .null,
                ]
            }
            try ExecutionTable.print(.array(list), isJSON: json) {
                let width = records.map { ($0.name ?? "").count }.max() ?? 0
                return records.isEmpty
                    ? ["the store has no connectors; moonflow connector add makes one"]
                    : records.map { record in
                        let type = record.fields["connector_type"]?.text ?? "-"
                        let description = record.fields["description"]?.text ?? ""
                        return "\((record.name ?? "").padded(to: width))  \(type.padded(to: 8))  \(description)"
                    }
            }
        }
    }
}

/// `moonflow connector show`.
struct ConnectorShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a connector of the store as JSON.",
        discussion: "Inputs that are secret are shown as ***.")

    @OptionGroup var storage: StoreOptions
    @Argument(help: "The name of the connector.") var name: String
    @Flag(name: .long, help: "Show what is secret, too.") var secrets = false

    func run() throws {
        try reporting {
            let record = try storage.connector(name)
            guard let type = DataModel.current.type(record.type) else { return }
            var fields = record.allFields(type)
            if !secrets { fields["value"] = record.maskedValue }
            try ExecutionTable.print(.object(fields), isJSON: false) {
                JSONWriter.prettyText(.object(fields)).split(separator: "\n").map(String.init)
            }
        }
    }
}

/// `moonflow connector add`.
struct ConnectorAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Keeps a connector in the store, for scripts to use by its name.",
        discussion: """
            The value holds the inputs that every connection by this connector has; what a call gives is merged over them. \
            Inputs that the type does not know, or of a wrong kind, are refused; calls may give those that are missing.

            Examples:

              moonflow connector add orders --type REST --value '{"url": "https://api.example.com/orders"}'
              moonflow connector add orders --replace --value @orders.json      changes the inputs, and nothing else

            Passwords and tokens are better kept as secrets, which a value names: see moonflow secret --help.

              moonflow connector add orders --type REST --value '{"url": "https://api.example.com/orders", \
                "auth": {"type": "bearer", "token": "${secret.orders_token}"}}'

            In a script: this:connect("orders", {method = "POST", json = order})
            """)

    @OptionGroup var storage: StoreOptions
    @Argument(help: "The name of the connector.") var name: String
    @Option(name: .long, help: "The connector type, such as REST; moonflow connector types lists them.")
    var type: String?
    @Option(name: .long, help: ArgumentHelp("The inputs: JSON, @FILE, or - for standard input.", valueName: "json"))
    var value: String?
    @Option(name: .long, help: "What the connector is for.") var description: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A host that its connections may go to, and no others: api.example.com, or '*.example.com'. Can be given several times.",
            valueName: "host"))
    var allowHost: [String] = []
    @Option(name: .long, help: ArgumentHelp("How many of its connections are under way at a time.", valueName: "count"))
    var maxConcurrent: Int64?
    @Option(name: .long, help: ArgumentHelp("How many of its connections begin within a minute.", valueName: "count"))
    var maxPerMinute: Int64?
    @Flag(name: .long, help: "Change a connector that is there already.") var replace = false

    func run() throws {
        try reporting {
            let name = ExecutionRecord.trimmed(name)
            let known = replace && storage.isThere ? try storage.connectors().first { $0.name == name } : nil
            guard let typeName = type ?? known?.fields["connector_type"]?.text else {
                throw CommandFailure("--type is missing: what kind of system the connector is for, such as REST")
            }
            let interface = try ConnectorCommand.interface(typeName)
            var fields: JSONObject = ["connector_type": .string(interface.type)]
            if let value { fields["value"] = try InputArgument.value(value) }
            if let description { fields["description"] = .string(description) }
            if !allowHost.isEmpty { fields["allowed_hosts"] = .array(allowHost.map(JSONValue.string)) }
            if let maxConcurrent { fields["max_concurrent"] = .integer(maxConcurrent) }
            if let maxPerMinute { fields["max_per_minute"] = .integer(maxPerMinute) }
            try check(fields["value"] ?? known?.fields["value"] ?? [:], interface)
            try storage.perform(.record(RecordAction(replace ? .save : .add, "connector", named: name, fields)))
            Console.note("the connector '\(Console.printable(name))' is kept")
            for path in interface.openSecrets(in: fields["value"] ?? .null) {
                Console.note(
                    Console.printable(
                        "\(path) is in the store as it is, for everybody who can read that; better: moonflow secret set NAME, and here ${secret.NAME}"
                    ))
            }
        }
    }

    private func check(_ value: JSONValue, _ interface: ConnectorInterface) throws(CommandFailure) {
        do throws(FlowError) {
            _ = try interface.checked(value)
        } catch {
            guard error.type != FlowErrorClass.missingInput.rawValue else { return }
            throw CommandFailure(Console.printable("--value: \(error.message)"))
        }
    }
}

/// `moonflow connector remove`.
struct ConnectorRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Moves a connector of the store to the trash.")

    @OptionGroup var storage: StoreOptions
    @Argument(help: "The name of the connector.") var name: String

    func run() throws {
        try reporting {
            _ = try storage.connector(name)
            try storage.perform(.record(RecordAction(.delete, "connector", named: name)))
            Console.note("the connector '\(Console.printable(name))' is in the trash")
        }
    }
}
