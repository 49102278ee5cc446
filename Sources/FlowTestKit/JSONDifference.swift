import FlowModel

/// A place where two values differ.
struct JSONDifference: Equatable {
    /// The way to the place, such as `.hosts[2].name`.
    let path: String
    /// What is there; nil for nothing.
    let got: JSONValue?
    /// What was expected there.
    let expected: JSONValue?

    var description: String {
        "\(path.isEmpty ? "value" : path): got \(Self.text(got)), expected \(Self.text(expected))"
    }

    /// All places where the values differ, as deep as possible.
    static func all(_ got: JSONValue?, _ expected: JSONValue?, at path: String = "") -> [JSONDifference] {
        if got == expected { return [] }
        switch (got, expected) {
        case (.object(let first)?, .object(let second)?):
            let keys = Set(first.keys).union(second.keys).sorted()
            return keys.flatMap { all(first[$0], second[$0], at: "\(path).\($0)") }
        case (.array(let first)?, .array(let second)?):
            return (0..<max(first.count, second.count)).flatMap { index in
                all(element(index, of: first), element(index, of: second), at: "\(path)[\(index + 1)]")
            }
        default: return [JSONDifference(path: path, got: got, expected: expected)]
        }
    }

    private static func element(_ index: Int, of array: [JSONValue]) -> JSONValue? {
        array.indices.contains(index) ? .some(array[index]) : .none
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        let text = JSONWriter.text(value)
        return text.utf8.count > 300 ? "\(text.prefix(300))..." : text
    }
}
