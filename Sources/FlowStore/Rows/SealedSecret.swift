public import FlowModel

/// A secret as a store keeps it: its value is sealed with a key that the store never has.
public struct SealedSecret: Sendable, Equatable {
    /// What placeholders call it.
    public let name: String
    /// What it may be used for, which the seal covers too.
    public let binding: SecretBinding
    /// The value, sealed: a nonce, the encrypted bytes and a tag.
    public let sealed: [UInt8]
    /// Which key it was sealed with.
    public let keyID: String
    /// What it is for, in the words of whoever keeps it.
    public let description: String?
    /// When it was last given a value or another binding.
    public let modifiedAt: ScriptTime

    /// Describes a sealed secret.
    public init(
        name: String, binding: SecretBinding, sealed: [UInt8], keyID: String, description: String?,
        modifiedAt: ScriptTime
    ) {
        self.name = name
        self.binding = binding
        self.sealed = sealed
        self.keyID = keyID
        self.description = description
        self.modifiedAt = modifiedAt
    }

    /// All but the name and the sealed value, as a store writes it.
    package var facts: JSONValue {
        [
            "binding": binding.json, "key": .string(keyID), "description": description.map(JSONValue.string) ?? .null,
            "modified_at": .integer(modifiedAt.microseconds),
        ]
    }

    /// Reads what ``facts`` has written; nil for anything else.
    package init?(name: String, sealed: [UInt8], facts: JSONValue) {
        guard let facts = facts.object, let binding = SecretBinding(json: facts["binding"] ?? .null),
            let key = facts["key"]?.text, let modified = facts["modified_at"]?.integer
        else { return nil }
        self.init(
            name: name, binding: binding, sealed: sealed, keyID: key, description: facts["description"]?.text,
            modifiedAt: ScriptTime(microseconds: modified))
    }
}
