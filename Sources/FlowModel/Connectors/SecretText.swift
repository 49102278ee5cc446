/// A text with secrets in it by name, as scripts and connector records write it: `Bearer ${secret.orders_token}`.
///
/// `$${secret.` stands for `${secret.` as it is. What is filled in is not looked at again.
struct SecretText: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        case text(String)
        case secret(String)
    }

    private(set) var parts: [Part] = []

    private static let opening = Array("${secret.".utf8)
    private static let escaped = Array("$${secret.".utf8)
    private static let longestName = 64

    /// Takes a text apart.
    ///
    /// - Throws: `InvalidInputError` for a name that no secret can have.
    init(_ text: String) throws(FlowError) {
        guard text.utf8.contains(UInt8(ascii: "$")) else {
            parts = [.text(text)]
            return
        }
        var rest = Array(text.utf8)[...]
        var literal: [UInt8] = []
        while let byte = rest.first {
            if rest.starts(with: Self.escaped) {
                literal += Self.opening
                rest = rest.dropFirst(Self.escaped.count)
            } else if rest.starts(with: Self.opening) {
                rest = rest.dropFirst(Self.opening.count)
                let name = rest.prefix { $0 != UInt8(ascii: "}") }
                guard name.count < rest.count, Self.isName(name) else {
                    throw FlowError(
                        .invalidInput,
                        "a secret is named as in ${secret.orders_token}: 1 to \(Self.longestName) letters, digits, '_', '-' and '.'"
                    )
                }
                if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
                literal = []
                parts.append(.secret(String(decoding: name, as: UTF8.self)))
                rest = rest.dropFirst(name.count + 1)
            } else {
                literal.append(byte)
                rest = rest.dropFirst()
            }
        }
        if !literal.isEmpty || parts.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
    }

    /// The secrets that it names.
    var names: [String] {
        parts.compactMap { if case .secret(let name) = $0 { name } else { nil } }
    }

    /// The text with what the secrets are.
    func filled(_ values: [String: String]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .secret(let name): values[name] ?? ""
            }
        }.joined()
    }

    /// Tells whether a secret can have that name.
    static func isName(_ name: some Collection<UInt8>) -> Bool {
        1...longestName ~= name.count
            && name.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}

/// The secrets that a value names.
public enum SecretNames {
    /// All of them, wherever they stand in the value.
    public static func all(in value: JSONValue) -> Set<String> {
        switch value {
        case .null, .bool, .integer, .number: []
        case .string(let text): Set((try? SecretText(text))?.names ?? [])
        case .array(let items): items.reduce(into: []) { $0.formUnion(all(in: $1)) }
        case .object(let entries): entries.entries.reduce(into: []) { $0.formUnion(all(in: $1.value)) }
        }
    }
}

/// What a secret can be called.
public enum SecretName {
    /// Tells whether a secret can have that name: 1 to 64 letters of ASCII, digits, `_`, `-` and `.`.
    public static func isValid(_ name: String) -> Bool { SecretText.isName(Array(name.utf8)) }
}
