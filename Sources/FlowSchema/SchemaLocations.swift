import FlowModel

/// The document of a schema, with what is identified and referred to in it.
///
/// Nothing outside the document is ever looked at.
struct SchemaLocations {
    /// A subschema with its place and the URI that references in it are relative to.
    struct Location {
        var pointer: JSONPointer
        var value: JSONValue
        var base: URIReference
    }

    /// The whole schema.
    let root: Location
    private var identified: [String: Location] = [:]
    private var anchors: [String: Location] = [:]

    init(_ schema: JSONValue) {
        root = Location(pointer: JSONPointer(), value: schema, base: URIReference(""))
        identified[""] = root
        // Depth is bounded by the caller, who has counted the levels.
        note(root)
    }

    /// The URI that references in a subschema are relative to: its own `$id` counts, unless it is itself a reference.
    static func base(within location: Location) -> URIReference {
        guard let object = location.value.object, object["$ref"] == nil, let id = object["$id"]?.text,
            !id.hasPrefix("#")
        else { return location.base }
        return URIReference(id).resolved(against: location.base)
    }

    private mutating func note(_ location: Location) {
        guard let object = location.value.object, object["$ref"] == nil else { return }
        let base = Self.base(within: location)
        if let id = object["$id"]?.text {
            let resolved = URIReference(id).resolved(against: location.base)
            if let anchor = resolved.fragment, !anchor.isEmpty {
                anchors["\(resolved.document)#\(anchor)"] = location
            } else if identified[resolved.document] == nil || location.pointer.tokens.isEmpty {
                identified[resolved.document] = location
            }
        }
        for entry in object.entries {
            guard let keyword = SchemaKeyword.all[entry.key] else { continue }
            for (pointer, value) in keyword.subschemas(entry.value, at: location.pointer.appending(entry.key)) {
                note(Location(pointer: pointer, value: value, base: base))
            }
        }
    }

    /// What a reference within a subschema refers to.
    ///
    /// - Throws: `SchemaError` for what is not in the document.
    func target(of reference: String, in location: Location) throws(FlowError) -> Location {
        // A reference beside `$id` belongs to what is around the subschema.
        let resolved = URIReference(reference).resolved(against: location.base)
        let fragment = resolved.fragment ?? ""
        if let anchored = anchors["\(resolved.document)#\(fragment)"] { return anchored }
        guard var found = identified[resolved.document] else {
            throw SchemaFault.error(
                location.pointer.appending("$ref"),
                "'\(reference)' is not in this schema; other documents are never fetched, so copy what you need into `definitions`"
            )
        }
        guard let pointer = JSONPointer(fragment: fragment) else {
            throw SchemaFault.error(
                location.pointer.appending("$ref"), "'\(reference)' names nothing in this schema")
        }
        for token in pointer.tokens {
            guard let child = JSONPointer.child(of: found.value, at: token) else {
                throw SchemaFault.error(
                    location.pointer.appending("$ref"), "'\(reference)' names nothing in this schema")
            }
            found = Location(
                pointer: found.pointer.appending(token), value: child, base: Self.base(within: found))
        }
        return found
    }
}

enum SchemaFault {
    /// A fault of the schema itself.
    static func error(_ pointer: JSONPointer, _ message: String) -> FlowError {
        let place = pointer.tokens.isEmpty ? "" : " at '\(pointer)'"
        return FlowError(
            .schema, "the schema is wrong\(place): \(message)",
            details: ["pointer": .string(pointer.description), "message": .string(message)])
    }
}
