import Dispatch
public import FlowModel
public import FlowStore

/// The secrets of a store, for connectors: `${secret.NAME}` in their inputs.
///
/// ```swift
/// configuration.secrets = Vault(store, key: try VaultKey(file: "/etc/moonflow/vault.key"))
/// ```
public struct Vault: SecretSource {
    private let store: any FlowStore
    private let key: VaultKey?
    private static let reads = DispatchQueue(label: "moonflow.vault", attributes: .concurrent)

    /// Opens the vault of a store.
    ///
    /// - Parameters:
    ///   - store: Where the sealed secrets are.
    ///   - key: What opens them; nil refuses every use and says that there is no key.
    public init(_ store: any FlowStore, key: VaultKey?) {
        self.store = store
        self.key = key
    }

    /// The value of a secret, if it may be used so.
    ///
    /// - Throws: `ResourceNotFoundError` for a name that there is not; `PermissionDenied` for a use that its binding does not
    ///   allow, and without the right key.
    public func secret(_ name: String, for use: SecretUse) async throws(FlowError) -> String {
        let store = store
        let found: Result<(secret: SealedSecret?, names: [String]), StoreError> =
            await withCheckedContinuation { continuation in
                // A store may wait for its disk.
                Self.reads.async { continuation.resume(returning: Self.read(name, store)) }
            }
        switch found {
        case .failure(let error):
            throw FlowError(.internalError, "\(use.connectorType): the secret '\(name)' cannot be read: \(error)")
        case .success(let found):
            guard let secret = found.secret else {
                let near = NearestName.of(name, among: found.names).map { "did you mean '\($0)'?" }
                throw FlowError(
                    .resourceNotFound,
                    "\(use.connectorType): there is no secret '\(name)'; \(near ?? "moonflow secret set \(name) makes it")"
                )
            }
            try secret.binding.check(use, of: name)
            guard let key else {
                throw FlowError(
                    .permissionDenied,
                    "\(use.connectorType): the secret '\(name)' is sealed, and this process was given no key: --vault-key FILE or MOONFLOW_VAULT_KEY"
                )
            }
            return try secret.value(key)
        }
    }

    private static func read(
        _ name: String, _ store: any FlowStore
    ) -> Result<(secret: SealedSecret?, names: [String]), StoreError> {
        do throws(StoreError) {
            return .success(
                try store.read { transaction throws(StoreError) in
                    if let secret = try transaction.secret(named: name) { return (secret, []) }
                    return (nil, try transaction.secrets().map(\.name))
                })
        } catch {
            return .failure(error)
        }
    }
}
