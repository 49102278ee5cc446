import FlowModel

/// The methods of every type of records, made from the data model.
enum RecordMethods {
    /// The methods of every class.
    static let current: [String: [HostSignature]] = {
        let model = DataModel.current
        var classes: [String: [HostSignature]] = [:]
        for type in model.types {
            let own = type.name == "execution" || type.name == "message"
            classes[type.className] = (own ? [] : access(type)) + relations(type) + lists(type, model)
        }
        classes["System"] = model.types.flatMap(system)
        classes["Execution", default: []] += workspaceWide
        classes[listing] = listingMethods
        return classes
    }()

    private static func made(_ method: RecordMethod, _ signature: HostSignature) -> HostSignature {
        var signature = signature
        signature.recordMethod = method
        return signature
    }

    /// The class of what listings return.
    static let listing = "Listing"

    private static let filter = HostParameter(
        "filter", .table, "Which records: {field = \"name\", op = \"like\", value = \"a%\"}, and, or, not.")
    private static let deleted = HostParameter(
        "allow_deleted", .boolean, "Whether it may be in the trash; false unless given.")
    private static let normal = HostParameter(
        "allow_normal", .boolean, "Whether it may be outside the trash; true unless given.")

    // MARK: - Every record

    private static func access(_ type: RecordType) -> [HostSignature] {
        let name = type.className
        let field = HostParameter("field", .text, required: true, "The name of a field.")
        return [
            made(
                .get,
                HostSignature(
                    name, "get", rest: field, result: .valueForEach,
                    "Returns the fields of the names given, one value each.")),
            made(
                .getDictionary,
                HostSignature(
                    name, "get_dict", rest: HostParameter("field", .text, "The name of a field."), result: .table,
                    "Returns the fields of the names given as a table, or all fields.")),
            made(
                .save,
                HostSignature(
                    name, "save", [HostParameter("init", .table, "Fields with their new values.")],
                    keywords: [HostParameter("commit_message", .text, "The message of the commit in git.")],
                    openKeywords: HostParameter("field", .any, "The new value of the field; null clears it."),
                    "Stores fields; makes the record when it is not there yet.")),
            made(
                .exists, HostSignature(name, "exists", result: .value, "Tells whether the record is there.")),
            made(
                .delete,
                HostSignature(
                    name, "delete",
                    [HostParameter("permanently", .boolean, "Whether to remove it for good; false unless given.")],
                    "Moves the record to the trash.")),
            made(
                .restore, HostSignature(name, "restore", result: .itself, "Brings the record back from the trash.")),
            made(
                .duplicate,
                HostSignature(
                    name, "duplicate", [HostParameter("name", .text, "The name of the copy.")],
                    result: .object(name), "Makes a copy of the record.")),
            made(
                .export,
                HostSignature(
                    name, "export", result: .table, "Returns what people set of the record, to be taken elsewhere.")),
        ]
    }

    // MARK: - Relations

    private static func relations(_ type: RecordType) -> [HostSignature] {
        type.fields.compactMap { field in
            guard let target = field.target else { return nil }
            let (name, result): (String, HostResult) =
                switch target {
                case .type(let other):
                    (
                        field.name == "\(other)_id" ? other : "\(field.name)_\(other)",
                        .object(RecordType.className(of: other))
                    )
                case .identity: ("\(field.name)_identity", .value)
                case .record: (field.name.hasSuffix("_id") ? String(field.name.dropLast(3)) : field.name, .value)
                }
            return made(
                .relation(field: field.name, target),
                HostSignature(
                    type.className, name, result: result, "Returns the record that `\(field.name)` points to, or null.")
            )
        }
    }

    private static func lists(_ type: RecordType, _ model: DataModel) -> [HostSignature] {
        var methods = model.references(to: type).flatMap { reference -> [HostSignature] in
            guard let other = model.type(reference.type) else { return [] }
            let suffix = reference.isOnly ? "" : "_\(reference.field)"
            let list = list(type, "\(other.name)_list\(suffix)", .list(type: other.name, field: reference.field), other)
            guard other.name != "execution", other.name != "message",
                (try? other.field(reference.field))?.isSavable == true
            else { return [list] }
            return [list, adder(type, "add_\(other.name)\(suffix)", reference.field, other)]
        }
        if type.isIdentity {
            methods += DataModel.identityFields.map { field in
                made(
                    .list(type: nil, field: field),
                    HostSignature(
                        type.className, "record_list_\(field)", [filter], result: .listing("any"),
                        "Returns the records of all types whose `\(field)` is this one."))
            }
        }
        guard type.kind != .subrecord else { return methods }
        let key = HostParameter("key", .text, required: true, "What the data is filed under.")
        return methods + [
            made(
                .metadata,
                HostSignature(
                    type.className, "metadata", [key], result: .object("RecordMetadata"),
                    "Returns the metadata under a key, whether there are any or not.")),
            made(
                .metadataExists,
                HostSignature(
                    type.className, "metadata_exists", [key], result: .value,
                    "Tells whether there are metadata under a key.")),
        ]
    }

    private static func list(
        _ type: RecordType, _ name: String, _ method: RecordMethod, _ other: RecordType
    ) -> HostSignature {
        made(
            method,
            HostSignature(
                type.className, name, [filter], result: .listing(other.className),
                "Returns the records of the type \(other.name) that belong to this one."))
    }

    private static func adder(
        _ type: RecordType, _ name: String, _ field: String, _ other: RecordType
    ) -> HostSignature {
        // What tells such rows of one record apart can be given by position: add_record_metadata("key", data).
        let rest = other.key.filter { $0 != field }
        var positionals = rest.map { HostParameter(Self.given($0), .any, "The field `\($0)`.") }
        if let value = ["data", "value"].first(where: { (try? other.field($0)) != nil }), !rest.isEmpty {
            positionals.append(HostParameter(value, .any, "The field `\(value)`."))
        }
        return made(
            .add(type: other.name, field: field),
            HostSignature(
                type.className, name, positionals,
                openKeywords: HostParameter("field", .any, "The value of the field."),
                result: .object(other.className), "Makes a record of the type \(other.name) that belongs to this one."))
    }

    private static func given(_ field: String) -> String {
        field.hasSuffix("_id") ? String(field.dropLast(3)) : field
    }

    // MARK: - The whole workspace

    /// What executions reach without `system`.
    private static let workspaceWide = [
        made(
            .select(type: "setting"),
            HostSignature(
                "Execution", "setting",
                [HostParameter("select", .text, required: true, "The name or id of the setting.")],
                result: .object("Setting"), "The same as `system:setting`.")),
        only("organization"), only("workspace"),
    ]

    private static func only(_ type: String) -> HostSignature {
        made(
            .only(type: type),
            HostSignature(
                "Execution", type, result: .object(RecordType.className(of: type)),
                "Returns the \(type); null when no record of it has been made."))
    }

    private static func system(_ type: RecordType) -> [HostSignature] {
        guard type.kind != .subrecord else { return [] }
        let all = made(
            .all(type: type.name),
            HostSignature(
                "System", type.plural, [filter], keywords: [deleted, normal], result: .listing(type.className),
                "Returns the records of the type \(type.name) as they are now."))
        guard type.name != "execution", type.name != "message" else { return [all] }
        let select = made(
            .select(type: type.name),
            HostSignature(
                "System", type.name,
                [HostParameter("select", .text, required: true, "The name or id of the record.")],
                keywords: [
                    HostParameter("by", .choice(["NAME", "ID"]), "What `select` is; either unless given."), normal,
                    deleted,
                ], result: .object(type.className),
                "Returns the \(type.name) of that name or id, whether there is one or not."))
        return [select, all]
    }

    private static let listingMethods = [
        made(
            .next,
            HostSignature(
                listing, "next",
                [
                    HostParameter("state", .any, "Unused: what a for loop of Lua passes."),
                    HostParameter("after", .any, "The record before the one that is wanted; the first unless given."),
                ], result: .value, "Returns the next record; what `for record in listing do` calls.")),
        made(
            .everything,
            HostSignature(listing, "all", result: .value, "Returns all records of the listing as a list.")),
        made(
            .count, HostSignature(listing, "count", result: .value, "Returns how many records the listing has.")),
    ]
}
