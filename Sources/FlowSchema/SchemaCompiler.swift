import FlowModel

/// Checks a schema, and brings it into the form that the C++ side compiles.
///
/// In that form every subschema stands in `definitions` under a number, holds only keywords that decide something, with
/// values of the right type, and leads to others by references to such numbers alone. What valijson's parser gets wrong
/// (identifiers, names with slashes, several schemas under one path, references in circles) then never comes up.
struct SchemaCompiler {
    /// How much a schema may hold.
    enum Limit {
        static let depth = 64
        static let values = 20_000
        static let bytes = 256 * 1024
        static let subschemas = 1000
    }

    private let locations: SchemaLocations
    private let checkPattern: (String) -> String?
    private var numbers: [JSONPointer: Int] = [:]
    private var definitions: [JSONValue] = []
    private var pending: [(number: Int, location: SchemaLocations.Location)] = []

    /// Brings `schema` into the form for the C++ side.
    ///
    /// - Parameters:
    ///   - schema: The schema as it was given.
    ///   - checkPattern: Returns why a regular expression cannot be used; nil when it can.
    /// - Returns: The form.
    /// - Throws: `SchemaError` that names the place of what is wrong.
    static func compile(_ schema: JSONValue, checkPattern: @escaping (String) -> String?) throws(FlowError) -> JSONValue
    {
        try checkSize(schema)
        var compiler = SchemaCompiler(locations: SchemaLocations(schema), checkPattern: checkPattern)
        return try compiler.compile()
    }

    private init(locations: SchemaLocations, checkPattern: @escaping (String) -> String?) {
        self.locations = locations
        self.checkPattern = checkPattern
    }

    private static func checkSize(_ schema: JSONValue) throws(FlowError) {
        var left = Limit.values
        try count(schema, at: JSONPointer(), left: &left)
        var bytes: [UInt8] = []
        schema.write(into: &bytes)
        guard bytes.count <= Limit.bytes else {
            throw SchemaFault.error(JSONPointer(), "it is larger than \(Limit.bytes / 1024) KiB")
        }
    }

    private static func count(_ value: JSONValue, at pointer: JSONPointer, left: inout Int) throws(FlowError) {
        left -= 1
        guard left >= 0 else {
            throw SchemaFault.error(JSONPointer(), "it has more than \(Limit.values) values")
        }
        guard pointer.tokens.count <= Limit.depth else {
            throw SchemaFault.error(pointer, "it nests deeper than \(Limit.depth) levels")
        }
        switch value {
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                try count(element, at: pointer.appending("\(index)"), left: &left)
            }
        case .object(let object):
            for entry in object.entries { try count(entry.value, at: pointer.appending(entry.key), left: &left) }
        default: break
        }
    }

    private mutating func compile() throws(FlowError) -> JSONValue {
        let root = try reference(to: locations.root)
        while let next = pending.popLast() {
            definitions[next.number] = try compiled(next.location)
        }
        let numbered = definitions.enumerated().map { JSONObject.Entry(key: "\($0.offset)", value: $0.element) }
        return ["allOf": .array([root]), "definitions": .object(JSONObject(numbered))]
    }

    /// A reference to the number of a subschema, which is compiled later if it has none yet.
    private mutating func reference(to start: SchemaLocations.Location) throws(FlowError) -> JSONValue {
        var location = start
        var passed: Set<JSONPointer> = []
        while let value = location.value.object?["$ref"] {
            guard let text = value.text else {
                throw wrong(location.pointer.appending("$ref"), "a text", value)
            }
            guard passed.insert(location.pointer).inserted else {
                throw SchemaFault.error(start.pointer.appending("$ref"), "the references lead in a circle")
            }
            location = try locations.target(of: text, in: location)
        }
        if let number = numbers[location.pointer] { return Self.reference(number) }
        switch location.value {
        case .bool, .object: break
        default: throw wrong(location.pointer, "a schema, which is a table or a boolean", location.value)
        }
        let number = definitions.count
        guard number < Limit.subschemas else {
            throw SchemaFault.error(JSONPointer(), "it has more than \(Limit.subschemas) subschemas")
        }
        numbers[location.pointer] = number
        definitions.append(.null)
        pending.append((number, location))
        return Self.reference(number)
    }

    private static func reference(_ number: Int) -> JSONValue { ["$ref": .string("#/definitions/\(number)")] }

    private func wrong(_ pointer: JSONPointer, _ expected: String, _ value: JSONValue) -> FlowError {
        SchemaFault.error(pointer, "expected \(expected), but got \(value)")
    }

    // MARK: - One subschema

    private mutating func compiled(_ location: SchemaLocations.Location) throws(FlowError) -> JSONValue {
        guard let object = location.value.object else { return location.value }
        var result: [JSONObject.Entry] = []
        for entry in object.entries {
            let place = SchemaLocations.Location(
                pointer: location.pointer.appending(entry.key), value: entry.value,
                base: SchemaLocations.base(within: location))
            if SchemaKeyword.remarks.contains(entry.key) { try checkRemark(entry.key, place) }
            guard let keyword = SchemaKeyword.all[entry.key] else { continue }
            let (name, value) = try compiled(keyword, entry.key, place)
            if entry.key != "definitions" { result.append(.init(key: name, value: value)) }
        }
        var kept = JSONObject(result)
        // Without a list of `items`, `additionalItems` says nothing; without `if`, neither do the others.
        if kept["items"]?.items == nil { kept["additionalItems"] = nil }
        if kept["if"] == nil { (kept["then"], kept["else"]) = (nil, nil) }
        return .object(kept)
    }

    private func checkRemark(_ name: String, _ place: SchemaLocations.Location) throws(FlowError) {
        guard let text = place.value.text else { throw wrong(place.pointer, "a text", place.value) }
        guard name == "$schema" else { return }
        let bare = text.hasSuffix("#") ? String(text.dropLast()) : text
        let known = ["http", "https"].flatMap {
            ["\($0)://json-schema.org/draft-07/schema", "\($0)://json-schema.org/schema"]
        }
        guard known.contains(bare) else {
            throw SchemaFault.error(
                place.pointer, "only draft 7 is known, which is http://json-schema.org/draft-07/schema#")
        }
    }

    private mutating func compiled(
        _ keyword: SchemaKeyword, _ name: String, _ place: SchemaLocations.Location
    ) throws(FlowError) -> (String, JSONValue) {
        let (pointer, value) = (place.pointer, place.value)
        switch keyword {
        case .anyValue: return (name, value)
        case .values:
            guard let choices = value.items, !choices.isEmpty else {
                throw wrong(pointer, "an array of at least one value", value)
            }
            return (name, value)
        case .types: return (name, try types(value, pointer))
        case .bound(let exact):
            guard value.double != nil else { throw wrong(pointer, "a number", value) }
            return (exact, value)
        case .divisor(let exact):
            guard let divisor = value.double, divisor > 0 else { throw wrong(pointer, "a number above 0", value) }
            return (exact, value)
        case .count:
            guard let double = value.double, let count = value.integer ?? Int64(exactly: double), count >= 0 else {
                throw wrong(pointer, "an integer that is not negative", value)
            }
            return (name, .integer(count))
        case .pattern:
            guard let pattern = value.text else { throw wrong(pointer, "a text", value) }
            try check(pattern, pointer)
            return (name, value)
        case .text:
            guard let text = value.text else { throw wrong(pointer, "a text", value) }
            return (name, .string(text.isEmpty ? "none" : text))
        case .boolean:
            guard case .bool = value else { throw wrong(pointer, "a boolean", value) }
            return (name, value)
        case .names: return (name, try names(value, pointer))
        case .schema: return (name, try reference(to: place))
        case .schemaOrBoolean:
            if case .bool = value { return (name, value) }
            return (name, try reference(to: place))
        case .schemaOrSchemas:
            guard value.items != nil else { return (name, try reference(to: place)) }
            return (name, try schemas(keyword, place))
        case .schemas:
            guard let elements = value.items, !elements.isEmpty else {
                throw wrong(pointer, "an array of at least one schema", value)
            }
            return (name, try schemas(keyword, place))
        case .schemasByName, .schemasByPattern, .dependencies: return (name, try named(keyword, place))
        }
    }

    private mutating func schemas(
        _ keyword: SchemaKeyword, _ place: SchemaLocations.Location
    ) throws(FlowError) -> JSONValue {
        var references: [JSONValue] = []
        for (pointer, value) in keyword.subschemas(place.value, at: place.pointer) {
            references.append(try reference(to: .init(pointer: pointer, value: value, base: place.base)))
        }
        return .array(references)
    }

    private mutating func named(
        _ keyword: SchemaKeyword, _ place: SchemaLocations.Location
    ) throws(FlowError) -> JSONValue {
        guard let object = place.value.object else { throw wrong(place.pointer, "a table", place.value) }
        var result: [JSONObject.Entry] = []
        for entry in object.entries {
            let pointer = place.pointer.appending(entry.key)
            if case .schemasByPattern = keyword { try check(entry.key, pointer) }
            try checkName(entry.key, pointer)
            if case .dependencies = keyword, entry.value.items != nil {
                result.append(.init(key: entry.key, value: try names(entry.value, pointer)))
                continue
            }
            let child = try reference(to: .init(pointer: pointer, value: entry.value, base: place.base))
            result.append(.init(key: entry.key, value: child))
        }
        return .object(JSONObject(result))
    }

    private func types(_ value: JSONValue, _ pointer: JSONPointer) throws(FlowError) -> JSONValue {
        let given = value.items ?? [value]
        guard !given.isEmpty else { throw wrong(pointer, "a type or an array of types", value) }
        for element in given {
            guard let type = element.text else { throw wrong(pointer, "a type or an array of types", value) }
            guard !SchemaKeyword.typeNames.contains(type) else { continue }
            let near = NearestName.of(type, among: SchemaKeyword.typeNames).map { "; did you mean '\($0)'?" }
            throw SchemaFault.error(
                pointer,
                "there is no type '\(type)'"
                    + (near ?? "; there are " + SchemaKeyword.typeNames.joined(separator: ", ")))
        }
        return .array(given)
    }

    private func names(_ value: JSONValue, _ pointer: JSONPointer) throws(FlowError) -> JSONValue {
        // An empty table of Lua is an object, and here it can only mean that there are no names.
        if let object = value.object, object.isEmpty { return [] }
        guard let elements = value.items else { throw wrong(pointer, "an array of names", value) }
        for (index, element) in elements.enumerated() {
            let place = pointer.appending("\(index)")
            guard let name = element.text else { throw wrong(place, "a text", element) }
            try checkName(name, place)
        }
        return value
    }

    private func check(_ pattern: String, _ pointer: JSONPointer) throws(FlowError) {
        guard let reason = checkPattern(pattern) else { return }
        throw SchemaFault.error(pointer, "the regular expression cannot be used: \(reason)")
    }

    /// Names lose what follows a zero byte on the way through the parser.
    private func checkName(_ name: String, _ pointer: JSONPointer) throws(FlowError) {
        guard name.utf8.contains(0) else { return }
        throw SchemaFault.error(pointer, "a name with a zero byte cannot be used")
    }
}
