import FlowModel

/// How tables of scripts and elements of XML stand for each other.
///
/// A field is an element of its name, an array is the element several times, a scalar is its text. `@name` is an attribute,
/// `#text` the text of an element that has attributes, and `#children` an array of tables whose elements follow each other
/// in that order: the fields of a table have none.
enum XMLTable {
    private static let instance = "http://www.w3.org/2001/XMLSchema-instance"
    private static let depthLimit = 100

    /// The elements that a table stands for, in the order of their names.
    ///
    /// - Throws: `XMLFault` that names the place.
    static func elements(_ table: JSONObject, at path: String = "", depth: Int = 0) throws(XMLFault) -> [XMLElement] {
        var result: [XMLElement] = []
        for entry in table.entries where !entry.key.hasPrefix("@") && !entry.key.hasPrefix("#") {
            let place = path.isEmpty ? entry.key : "\(path).\(entry.key)"
            for value in entry.value.items ?? [entry.value] {
                result.append(try element(entry.key, value, at: place, depth: depth + 1))
            }
        }
        for (index, item) in (table["#children"]?.items ?? []).enumerated() {
            guard let part = item.object else {
                throw XMLFault(reason: "has something at \(path).#children[\(index + 1)] that is no table")
            }
            result += try elements(part, at: path, depth: depth)
        }
        return result
    }

    private static func element(
        _ name: String, _ value: JSONValue, at path: String, depth: Int
    ) throws(XMLFault) -> XMLElement {
        guard depth <= depthLimit else { throw XMLFault(reason: "is nested deeper than \(depthLimit)") }
        var element = XMLElement(name)
        switch value {
        case .null: element.attributes = [.init("xmlns:xsi", instance), .init("xsi:nil", "true")]
        case .array: throw XMLFault(reason: "has an array within an array at \(path)")
        case .object(let table):
            for entry in table.entries where entry.key.hasPrefix("@") {
                element.attributes.append(.init(String(entry.key.dropFirst()), try text(entry.value, at: path)))
            }
            if let own = table["#text"] { element.nodes.append(.text(try text(own, at: path))) }
            element.nodes += try elements(table, at: path, depth: depth).map { .element($0) }
        default:
            let text = try text(value, at: path)
            if !text.isEmpty { element.nodes = [.text(text)] }
        }
        return element
    }

    private static func text(_ value: JSONValue, at path: String) throws(XMLFault) -> String {
        switch value {
        case .string(let text): return text
        case .integer, .number, .bool: return JSONWriter.text(value)
        case .null, .array, .object: throw XMLFault(reason: "has no text where one must be, at \(path)")
        }
    }

    /// The elements in an element as a table.
    ///
    /// - Parameters:
    ///   - element: The element.
    ///   - lists: The names of elements that are arrays, also where there is one of them.
    /// - Returns: The table.
    static func table(in element: XMLElement, lists: Set<String>) -> JSONObject {
        var values: [String: [JSONValue]] = [:]
        for child in element.elements { values[child.localName, default: []].append(value(of: child, lists: lists)) }
        return JSONObject(
            values.map { name, values in
                let isList = values.count > 1 || lists.contains(name)
                return .init(key: name, value: isList ? .array(values) : values[0])
            })
    }

    /// What an element stands for: a text, or a table when it has attributes or elements.
    static func value(of element: XMLElement, lists: Set<String>) -> JSONValue {
        if element.attribute("nil", in: instance) == "true" || element.attribute("nil", in: instance) == "1" {
            return .null
        }
        let attributes = element.attributes.filter {
            $0.name != "xmlns" && !$0.name.hasPrefix("xmlns:") && $0.namespace != instance
        }
        var table = table(in: element, lists: lists)
        guard !attributes.isEmpty || !table.isEmpty else { return .string(element.text) }
        for attribute in attributes { table["@\(attribute.localName)"] = .string(attribute.value) }
        let text = element.text
        if text.contains(where: { !$0.isWhitespace }) { table["#text"] = .string(text) }
        return .object(table)
    }
}
