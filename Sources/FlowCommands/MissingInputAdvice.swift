import FlowModel

/// Says which input is missing, where an error message names only a variable or field that is nil.
enum MissingInputAdvice {
    /// Returns advice on a message such as `attempt to concatenate a nil value (field 'name')`.
    ///
    /// - Returns: `nil` unless the script reads an input of that name, and the inputs have none.
    static func advice(for message: String, script: String, inputs: JSONValue) -> String? {
        guard message.contains("a nil value"), let name = quotedName(in: message), !name.isEmpty,
            inputs.object?[name] == nil, reads(name, script)
        else { return nil }
        return "the inputs have no '\(name)'; give it with --input '{\"\(name)\": ...}'"
    }

    private static func quotedName(in message: String) -> String? {
        for kind in ["field", "local", "upvalue", "global"] {
            guard let start = message.firstRange(of: "(\(kind) '") else { continue }
            let rest = message[start.upperBound...]
            return rest.firstIndex(of: "'").map { String(rest[..<$0]) }
        }
        return nil
    }

    private static func reads(_ name: String, _ script: String) -> Bool {
        if script.contains("inputs[\"\(name)\"]") || script.contains("inputs['\(name)']") { return true }
        var rest = script[...]
        while let found = rest.firstRange(of: "inputs.\(name)") {
            rest = rest[found.upperBound...]
            guard let next = rest.first, next.isLetter || next.isNumber || next == "_" else { return true }
        }
        return false
    }
}
