import FlowModel

/// Where in a JSON value something is (RFC 6901).
struct JSONPointer: Hashable, CustomStringConvertible {
    var tokens: [String] = []

    /// Makes the pointer to the whole value.
    init() {}

    /// Reads a pointer; nil when it is none.
    init?(_ text: some StringProtocol) {
        guard !text.isEmpty else { return }
        guard text.hasPrefix("/") else { return nil }
        for token in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let plain = Self.unescaped(token) else { return nil }
            tokens.append(plain)
        }
    }

    /// Reads the fragment of a URI that is a pointer; nil when it is none.
    init?(fragment: String) {
        guard let text = Self.percentDecoded(fragment) else { return nil }
        self.init(text)
    }

    func appending(_ token: String) -> JSONPointer {
        var longer = self
        longer.tokens.append(token)
        return longer
    }

    var description: String {
        tokens.map { token in
            "/"
                + token.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
        }.joined()
    }

    /// What is at the next token of a value; nil when nothing is.
    static func child(of value: JSONValue, at token: String) -> JSONValue? {
        switch value {
        case .object(let object): return object[token]
        case .array(let elements):
            guard let index = Int(token), elements.indices.contains(index), String(index) == token else { return nil }
            return elements[index]
        default: return nil
        }
    }

    private static func unescaped(_ token: Substring) -> String? {
        var result = ""
        var rest = token
        while let letter = rest.popFirst() {
            guard letter == "~" else {
                result.append(letter)
                continue
            }
            switch rest.popFirst() {
            case "0": result.append("~")
            case "1": result.append("/")
            default: return nil
            }
        }
        return result
    }

    private static func unescaped(_ token: some StringProtocol) -> String? {
        unescaped(Substring(token))
    }

    private static func percentDecoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 else {
                return nil
            }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
