public import FlowModel

extension ExecutionTransitions {
    /// Keeps a secret, in the place of one of the same name.
    public func putSecret(_ secret: SealedSecret) throws(StoreError) { try transaction.put(secret) }

    /// Forgets a secret; connections that name it fail from then on.
    ///
    /// - Returns: An error when there is none of that name.
    public func removeSecret(named name: String) throws(StoreError) -> FlowError? {
        guard try transaction.secret(named: name) != nil else {
            return FlowError(.resourceNotFound, "there is no secret '\(name)'")
        }
        try transaction.removeSecret(named: name)
        return nil
    }
}
