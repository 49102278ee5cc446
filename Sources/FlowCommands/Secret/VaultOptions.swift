import ArgumentParser
import FlowModel
import FlowStore
import FlowStoreSQLite
import FlowVault
import Glibc

/// What opens the secrets of a store.
struct VaultOptions: ParsableArguments {
    /// The variable that holds a key itself, and the one that names a file with a key.
    private static let (keyVariable, fileVariable) = ("MOONFLOW_VAULT_KEY", "MOONFLOW_VAULT_KEY_FILE")

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The file with the key of the secrets; $MOONFLOW_VAULT_KEY (the key itself), $MOONFLOW_VAULT_KEY_FILE or ~/.config/moonflow/vault.key unless given.",
            valueName: "file"),
        completion: .file())
    var vaultKey: String?

    /// Where a key is made when there is none.
    static var usualFile: String {
        let home = getenv("HOME").map { String(cString: $0) } ?? ""
        let folder = getenv("XDG_CONFIG_HOME").map { String(cString: $0) } ?? "\(home)/.config"
        return "\(folder)/moonflow/vault.key"
    }

    /// The key; nil when there is none.
    ///
    /// - Throws: `CommandFailure` for a key that was named and cannot be used.
    func key() throws(CommandFailure) -> VaultKey? {
        do throws(FlowError) {
            if let vaultKey { return try VaultKey(file: vaultKey) }
            if let text = getenv(Self.keyVariable).map({ String(cString: $0) }) {
                // No program that is started from here needs it.
                unsetenv(Self.keyVariable)
                return try VaultKey(text: text, from: "$\(Self.keyVariable)")
            }
            if let path = getenv(Self.fileVariable).map({ String(cString: $0) }) { return try VaultKey(file: path) }
            return access(Self.usualFile, F_OK) == 0 ? try VaultKey(file: Self.usualFile) : nil
        } catch {
            throw CommandFailure(error.message, status: .usage)
        }
    }

    /// The key; one is made where there is none.
    func keyOrNew() throws(CommandFailure) -> VaultKey {
        if let key = try key() { return key }
        let (key, path) = (VaultKey(), Self.usualFile)
        do throws(FlowError) {
            try key.write(to: path)
        } catch {
            throw CommandFailure(error.message, status: .unwritable)
        }
        Console.note("made the key \(path); keep a copy of it elsewhere: without it the secrets are lost")
        return key
    }

    /// The secrets that connections of a command may be given.
    ///
    /// - Parameters:
    ///   - store: Where executions are.
    ///   - storage: The store of the command, whose secrets are meant also where executions are kept in memory.
    func secrets(_ store: any FlowStore, besides storage: StoreOptions) throws(CommandFailure) -> Vault {
        if store is MemoryStore, storage.isThere { return Vault(try storage.openToRead(), key: try key()) }
        return Vault(store, key: try key())
    }
}
