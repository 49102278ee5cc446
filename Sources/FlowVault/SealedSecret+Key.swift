import Crypto
public import FlowModel
public import FlowStore
import Foundation

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D), with a nonce of its own for each seal. Name and binding are
/// authenticated with it: who can write to the store can neither swap secrets nor send one elsewhere.
extension SealedSecret {
    /// Bytes that a value may have.
    public static let longestValue = 65_536
    /// A shorter value is too easily guessed, and found by chance where texts are searched for it.
    public static let shortestValue = 6

    /// Seals a value.
    ///
    /// - Parameters:
    ///   - value: The secret.
    ///   - name: What placeholders call it.
    ///   - binding: What it may be used for.
    ///   - key: What to seal it with.
    ///   - description: What it is for.
    ///   - moment: When.
    /// - Throws: `InvalidInputError` for a name or a value that cannot be one.
    public init(
        _ value: String, named name: String, binding: SecretBinding, with key: VaultKey, description: String?,
        at moment: ScriptTime
    ) throws(FlowError) {
        guard SecretName.isValid(name) else {
            throw FlowError(
                .invalidInput, "'\(name)' is no name of a secret: it has 1 to 64 letters, digits, '_', '-' and '.'")
        }
        guard Self.shortestValue...Self.longestValue ~= value.utf8.count, !value.utf8.contains(0) else {
            throw FlowError(
                .invalidInput,
                "a secret has \(Self.shortestValue) to \(Self.longestValue) bytes of text, and this has \(value.utf8.count)"
            )
        }
        do {
            let box = try AES.GCM.seal(
                Data(value.utf8), using: key.key, authenticating: Self.context(name: name, binding: binding))
            self.init(
                name: name, binding: binding, sealed: [UInt8](box.combined ?? Data()), keyID: key.id,
                description: description, modifiedAt: moment)
        } catch {
            throw FlowError(.internalError, "the secret '\(name)' cannot be sealed")
        }
    }

    /// The value.
    ///
    /// - Throws: `PermissionDenied` for another key than it was sealed with; `InternalError` when what is stored is not what was sealed.
    public func value(_ key: VaultKey) throws(FlowError) -> String {
        guard key.id == keyID else {
            throw FlowError(
                .permissionDenied, "the secret '\(name)' was sealed with the key \(keyID), and this one is \(key.id)")
        }
        guard let box = try? AES.GCM.SealedBox(combined: Data(sealed)),
            let opened = try? AES.GCM.open(
                box, using: key.key, authenticating: Self.context(name: name, binding: binding)),
            let text = String(validating: opened, as: UTF8.self)
        else {
            throw FlowError(
                .internalError,
                "the secret '\(name)' is not what was sealed: it was damaged, or changed by somebody without the key; set it anew"
            )
        }
        return text
    }

    private static func context(name: String, binding: SecretBinding) -> Data {
        var bytes: [UInt8] = []
        JSONWriter.write(["name": .string(name), "binding": binding.json, "version": 1], into: &bytes)
        return Data(bytes)
    }
}
