import ArgumentParser
import FlowEngine
import FlowModel
import FlowStore
import FlowVault

/// `moonflow secret new-key`.
struct SecretNewKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new-key", abstract: "Makes a key for secrets in a new file that only you may read.",
        discussion: """
            moonflow secret set makes one by itself where there is none; this is for keys in other places, and for \
            moonflow secret rekey. A file that is there is never written over.
            """)

    @Argument(help: "The file.", completion: .file()) var file: String

    func run() throws {
        try reporting {
            let key = VaultKey()
            do throws(FlowError) {
                try key.write(to: file)
            } catch {
                throw CommandFailure(Console.printable(error.message), status: .unwritable)
            }
            Console.note("the key \(key.id) is in \(Console.printable(file)); keep a copy of it elsewhere")
        }
    }
}

/// `moonflow secret rekey`.
struct SecretRekeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey", abstract: "Seals every secret with another key.",
        discussion: """
            Those that were sealed with the new key already are left as they are, so a rekey that was cut off is simply done \
            again. Start processes that hold the store anew with the new key.

            Example:

              moonflow secret new-key new.key
              moonflow secret rekey --vault-key old.key --new-key new.key
            """)

    @OptionGroup var storage: StoreOptions
    @OptionGroup var vault: VaultOptions
    @Option(name: .long, help: ArgumentHelp("The file with the new key.", valueName: "file"), completion: .file())
    var newKey: String

    func run() throws {
        try reporting {
            guard let old = try vault.key() else {
                throw CommandFailure(
                    "there is no key that the secrets could be opened with: give --vault-key", status: .usage)
            }
            var count = 0
            do throws(FlowError) {
                let new = try VaultKey(file: newKey)
                let secrets = try storage.allSecrets().filter { $0.keyID != new.id }
                // All are opened before the first is changed.
                let values = try opened(secrets, old)
                for (secret, value) in zip(secrets, values) {
                    let sealed = try SealedSecret(
                        value, named: secret.name, binding: secret.binding, with: new, description: secret.description,
                        at: SystemClock().now())
                    try storage.keep(sealed)
                    count += 1
                }
                Console.note("\(count) secrets are sealed with the key \(new.id) now")
            } catch {
                throw CommandFailure(Console.printable(error.message), status: .usage)
            }
        }
    }

    private func opened(_ secrets: [SealedSecret], _ key: VaultKey) throws(FlowError) -> [String] {
        var values: [String] = []
        for secret in secrets { values.append(try secret.value(key)) }
        return values
    }
}

extension StoreOptions {
    fileprivate func allSecrets() throws(FlowError) -> [SealedSecret] {
        do throws(CommandFailure) { return try secrets() } catch { throw FlowError(.internalError, error.message) }
    }

    fileprivate func keep(_ secret: SealedSecret) throws(FlowError) {
        do throws(CommandFailure) {
            try perform(.secret(.put(secret)))
        } catch {
            throw FlowError(.internalError, error.message)
        }
    }
}
