import FlowModel
import FoundationEssentials

/// Calls and answers of XML-RPC as they are written and read.
enum XMLRPCCoding {
    private static let depthLimit = 50

    /// What an answer holds.
    enum Answer: Sendable, Equatable {
        case value(JSONValue)
        case fault(code: Int64, text: String)
    }

    // MARK: - Writing

    /// Writes a call.
    ///
    /// - Throws: `XMLFault` for values that XML-RPC has no place for.
    static func call(_ method: String, _ parameters: [JSONValue]) throws(XMLFault) -> [UInt8] {
        var params = XMLElement("params")
        for (index, parameter) in parameters.enumerated() {
            let value = try element(parameter, at: "params[\(index + 1)]", depth: 0)
            params.nodes.append(.element(XMLElement("param", nodes: [.element(value)])))
        }
        let name = XMLElement("methodName", nodes: [.text(method)])
        return try XMLWriter.document(XMLElement("methodCall", nodes: [.element(name), .element(params)]))
    }

    private static func element(_ value: JSONValue, at path: String, depth: Int) throws(XMLFault) -> XMLElement {
        guard depth <= depthLimit else { throw XMLFault(reason: "is nested deeper than \(depthLimit)") }
        func typed(_ name: String, _ text: String) -> XMLElement {
            XMLElement("value", nodes: [.element(XMLElement(name, nodes: text.isEmpty ? [] : [.text(text)]))])
        }
        switch value {
        case .null: return typed("nil", "")
        case .bool(let bool): return typed("boolean", bool ? "1" : "0")
        case .integer(let integer): return typed(Int32(exactly: integer) == nil ? "i8" : "int", "\(integer)")
        case .number(let number):
            guard number.isFinite else { throw XMLFault(reason: "has a number at \(path) that is not finite") }
            return typed("double", decimal(number))
        case .string(let text): return typed("string", text)
        case .array(let items): return try array(items, at: path, depth: depth)
        case .object(let table):
            if table.count == 1, let entry = table.entries.first {
                switch (entry.key, entry.value) {
                case ("#dateTime", .string(let text)): return typed("dateTime.iso8601", text)
                case ("#base64", .string(let text)):
                    guard Data(base64Encoded: text) != nil else {
                        throw XMLFault(reason: "has something at \(path) that is no base64")
                    }
                    return typed("base64", text)
                case ("#array", .array(let items)): return try array(items, at: path, depth: depth)
                case ("#array", .object(let items)) where items.isEmpty: return try array([], at: path, depth: depth)
                default: break
                }
            }
            var structure = XMLElement("struct")
            for entry in table.entries {
                let name = XMLElement("name", nodes: [.text(entry.key)])
                let value = try element(entry.value, at: "\(path).\(entry.key)", depth: depth + 1)
                structure.nodes.append(.element(XMLElement("member", nodes: [.element(name), .element(value)])))
            }
            return XMLElement("value", nodes: [.element(structure)])
        }
    }

    private static func array(_ items: [JSONValue], at path: String, depth: Int) throws(XMLFault) -> XMLElement {
        var data = XMLElement("data")
        for (index, item) in items.enumerated() {
            data.nodes.append(.element(try element(item, at: "\(path)[\(index + 1)]", depth: depth + 1)))
        }
        let array = XMLElement("array", nodes: [.element(data)])
        return XMLElement("value", nodes: [.element(array)])
    }

    /// A number with a point and without an exponent, as the specification wants it.
    private static func decimal(_ number: Double) -> String {
        let text = "\(number)"
        guard let mark = text.firstIndex(of: "e") else { return text }
        let exponent = Int(text[text.index(after: mark)...]) ?? 0
        let isNegative = text.hasPrefix("-")
        let parts = text[..<mark].drop { $0 == "-" }.split(separator: ".")
        var (digits, point) = (parts.joined(), parts[0].count + exponent)
        if point <= 0 {
            digits = String(repeating: "0", count: 1 - point) + digits
            point = 1
        }
        if point >= digits.count { digits += String(repeating: "0", count: point - digits.count + 1) }
        return (isNegative ? "-" : "") + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    // MARK: - Reading

    /// Reads an answer.
    ///
    /// - Throws: `XMLFault` for what is no answer of XML-RPC.
    static func answer(_ bytes: [UInt8]) throws(XMLFault) -> Answer {
        let root = try XMLReader.read(bytes)
        guard root.localName == "methodResponse" else { throw XMLFault(reason: "is no answer of XML-RPC") }
        if let fault = root["fault"] {
            guard let details = try fault["value"].map(value)?.object, let code = details["faultCode"]?.integer else {
                throw XMLFault(reason: "has a fault without a code")
            }
            return .fault(code: code, text: details["faultString"]?.text ?? "")
        }
        guard let params = root["params"] else { throw XMLFault(reason: "has no value") }
        guard let first = params["param"] else { return .value(.null) }
        guard let element = first["value"] else { throw XMLFault(reason: "has a parameter without a value") }
        return .value(try value(element))
    }

    private static func value(_ element: XMLElement) throws(XMLFault) -> JSONValue {
        // Without a type it is a text.
        guard let inner = element.elements.first else { return .string(element.text) }
        let text = inner.text
        let word = text.split { $0.isWhitespace }.joined()
        switch inner.localName {
        case "int", "i1", "i2", "i4", "i8":
            guard let integer = Int64(word) else { throw XMLFault(reason: "has an integer that is none") }
            return .integer(integer)
        case "double", "float":
            guard let number = Double(word), number.isFinite else {
                throw XMLFault(reason: "has a double that is none")
            }
            return .number(number)
        case "boolean":
            guard word == "0" || word == "1" else { throw XMLFault(reason: "has a boolean that is none") }
            return .bool(word == "1")
        case "string": return .string(text)
        case "dateTime.iso8601", "dateTime": return .string(word)
        case "base64":
            guard Data(base64Encoded: word) != nil else { throw XMLFault(reason: "has base64 that is none") }
            return .string(word)
        case "nil": return .null
        case "array":
            guard let data = inner["data"] else { throw XMLFault(reason: "has an array without data") }
            var items: [JSONValue] = []
            for item in data.all("value") { items.append(try value(item)) }
            return .array(items)
        case "struct":
            var table = JSONObject()
            for member in inner.all("member") {
                guard let name = member["name"]?.text, let content = member["value"] else {
                    throw XMLFault(reason: "has a member without a name or a value")
                }
                table[name] = try value(content)
            }
            return .object(table)
        default: throw XMLFault(reason: "has a value of the type '\(inner.localName.prefix(40))', which is not known")
        }
    }
}
