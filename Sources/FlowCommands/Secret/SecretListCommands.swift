import ArgumentParser
import FlowModel
import FlowStore
import FlowVault

/// `moonflow secret list`.
struct SecretListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the secrets of a store, never their values. JSON when piped.")

    @OptionGroup var storage: StoreOptions
    @Flag(name: .long, help: "Print the list as JSON.") var json = false

    func run() throws {
        try reporting {
            let secrets = try storage.secrets()
            let list = secrets.map { secret -> JSONValue in
                var fields = secret.binding.json.object ?? [:]
                fields["name"] = .string(secret.name)
                fields["description"] = secret.description.map(JSONValue.string) ?? .null
                fields["modified_at"] = .string(secret.modifiedAt.iso8601)
                fields["key"] = .string(secret.keyID)
                return .object(fields)
            }
            let width = secrets.map(\.name.count).max() ?? 0
            try ExecutionTable.print(.array(list), isJSON: json) {
                secrets.isEmpty
                    ? ["the store has no secrets; moonflow secret set makes one"]
                    : secrets.map { secret in
                        let connectors = secret.binding.connectors
                        let by = connectors.isEmpty ? "" : "  by \(connectors.joined(separator: ", "))"
                        let about = secret.description.map { "  \($0)" } ?? ""
                        return
                            "\(secret.name.padded(to: width))  to \(secret.binding.hosts.joined(separator: ", "))\(by)\(about)"
                    }
            }
        }
    }
}

/// `moonflow secret remove`.
struct SecretRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Forgets a secret; connections that name it fail from then on.")

    @OptionGroup var storage: StoreOptions
    @Argument(help: "The name of the secret.") var name: String

    func run() throws {
        try reporting {
            try storage.perform(.secret(.remove(name)))
            Console.note("the secret '\(Console.printable(name))' is gone")
        }
    }
}

/// `moonflow secret check`.
struct SecretCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tells whether the key opens every secret, and that none was changed without it.",
        discussion: "Exit code 1 when one cannot be opened. No value is shown.")

    @OptionGroup var storage: StoreOptions
    @OptionGroup var vault: VaultOptions

    func run() throws {
        try reporting {
            let secrets = try storage.secrets()
            guard let key = try vault.key() else {
                throw CommandFailure(
                    "there is no key: give --vault-key, or moonflow secret set makes one", status: .usage)
            }
            var faults = 0
            for secret in secrets {
                do throws(FlowError) {
                    _ = try secret.value(key)
                } catch {
                    faults += 1
                    Console.note(Console.printable(error.message))
                }
            }
            Console.note("\(secrets.count - faults) of \(secrets.count) secrets can be opened with the key \(key.id)")
            if faults > 0 { throw ExitStatus.error.code }
        }
    }
}
