import FlowModel

extension MemoryTables {
    func secret(named name: String) throws(StoreError) -> SealedSecret? { sealedSecrets[name] }

    func secrets() throws(StoreError) -> [SealedSecret] {
        sealedSecrets.rows.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    func put(_ secret: SealedSecret) throws(StoreError) { sealedSecrets[secret.name] = secret }

    func removeSecret(named name: String) throws(StoreError) { sealedSecrets[name] = nil }
}
