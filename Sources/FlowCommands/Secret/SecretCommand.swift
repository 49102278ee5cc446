import ArgumentParser
import FlowEngine
import FlowModel
import FlowStore
import FlowVault
import Glibc

/// `moonflow secret`: the vault of a store.
struct SecretCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "Keeps secrets that connections use, and nobody sees.",
        discussion: """
            A secret is sealed (AES-256-GCM) with a key that the store never holds. A script or a connector of the store \
            names it, as in this:connect("orders", {headers = {Authorization = "Bearer ${secret.orders_token}"}}), and the \
            connector fills it in when the connection begins: inputs, journal, log and output never have it.

            Each secret says which hosts it may be sent to, and may say by which connectors of the store alone. \
            `moonflow connector describe TYPE` tells which inputs take secrets.

            Examples:

              moonflow secret set orders_token --host api.example.com          asks for the value
              pass show orders | moonflow secret set orders_token --host api.example.com
              moonflow secret list
            """,
        subcommands: [
            SecretSetCommand.self, SecretListCommand.self, SecretRemoveCommand.self, SecretCheckCommand.self,
            SecretNewKeyCommand.self, SecretRekeyCommand.self,
        ])
}

extension StoreOptions {
    /// All secrets of the store, sealed.
    func secrets() throws(CommandFailure) -> [SealedSecret] {
        let store = try openToRead()
        do throws(StoreError) {
            return try store.read { transaction throws(StoreError) in try transaction.secrets() }
        } catch {
            throw CommandFailure(error)
        }
    }
}

/// `moonflow secret set`.
struct SecretSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Keeps a secret, or gives it another value or other hosts.",
        discussion: """
            The value comes from the terminal, where it is not shown, or from standard input; a line break at its end is not \
            part of it. It is never an argument: those are seen by everybody on the machine.

            A secret that is there keeps what is not given: without --host its hosts, with --keep-value its value.

            Examples:

              moonflow secret set orders_token --host api.example.com
              moonflow secret set mail_password --host smtp.example.com --connector mail
              moonflow secret set deploy_key --host '*.example.com' < ~/.ssh/deploy
              moonflow secret set backup_phrase --host local                   programs and files of this machine
            """)

    @OptionGroup var storage: StoreOptions
    @OptionGroup var vault: VaultOptions
    @Argument(help: "The name: letters, digits, '_', '-' and '.'.") var name: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A host that it may be sent to: api.example.com, '*.example.com' for all below one, local for this machine, '*' for every host. Can be given several times.",
            valueName: "host"))
    var host: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A connector of the store that may use it; all, and connections ad hoc, unless given.", valueName: "name"))
    var connector: [String] = []
    @Option(name: .long, help: "What the secret is for.") var description: String?
    @Flag(name: .long, help: "Change where a secret may be used, and leave its value.") var keepValue = false

    func run() throws {
        try reporting {
            guard SecretName.isValid(name) else {
                throw CommandFailure(
                    "'\(Console.printable(name))' is no name of a secret: it has 1 to 64 letters, digits, '_', '-' and '.'",
                    status: .usage)
            }
            let known = storage.isThere ? try storage.secrets().first { $0.name == name } : nil
            let hosts = host.isEmpty ? known?.binding.hosts ?? [] : host
            guard !hosts.isEmpty else {
                throw CommandFailure(
                    "--host is missing: where the secret may be sent to, such as api.example.com", status: .usage)
            }
            let binding = SecretBinding(
                hosts: hosts, connectors: connector.isEmpty ? known?.binding.connectors ?? [] : connector)
            let key = try vault.keyOrNew()
            let secret = try sealed(known, binding, key)
            try storage.perform(.secret(.put(secret)))
            let hostText = binding.hosts.joined(separator: ", ")
            Console.note(
                Console.printable(
                    "the secret '\(name)' is kept, for \(hostText): write ${secret.\(name)} where it belongs"))
        }
    }

    private func sealed(
        _ known: SealedSecret?, _ binding: SecretBinding, _ key: VaultKey
    ) throws(CommandFailure) -> SealedSecret {
        do throws(FlowError) {
            let value: String
            if keepValue {
                guard let known else {
                    throw FlowError(.resourceNotFound, "there is no secret '\(name)' whose value could be kept")
                }
                value = try known.value(key)
            } else {
                value = try Self.value(named: name)
            }
            return try SealedSecret(
                value, named: name, binding: binding, with: key, description: description ?? known?.description,
                at: SystemClock().now())
        } catch {
            throw CommandFailure(Console.printable(error.message), status: .usage)
        }
    }

    private static func value(named name: String) throws(FlowError) -> String {
        if isatty(STDIN_FILENO) == 1 {
            guard let typed = getpass("value of \(name): ") else {
                throw FlowError(.missingInput, "the value is missing")
            }
            defer { memset(typed, 0, strlen(typed)) }
            guard let text = String(validatingCString: typed) else {
                throw FlowError(.invalidInput, "the value is no text in UTF-8")
            }
            return text
        }
        var bytes: [UInt8]
        do throws(CommandFailure) {
            bytes = try FileContents.readStandardInput(role: "secret", limit: SealedSecret.longestValue + 2)
        } catch {
            throw FlowError(.invalidInput, error.message)
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FlowError(.invalidInput, "the value is no text in UTF-8; give bytes as base64")
        }
        return text
    }
}
