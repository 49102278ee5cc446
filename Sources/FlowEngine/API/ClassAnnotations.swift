import FlowModel

/// Writes the classes of the annotations: what many classes have in common once, as the classes `Record` and `Identity`.
struct ClassAnnotations {
    private let catalogue: HostCatalogue
    private let record: [HostSignature]
    private let identity: [HostSignature]
    /// The names of classes of keywords by what is in them.
    private var keywordClasses: [String: String] = [:]

    init(_ catalogue: HostCatalogue) {
        self.catalogue = catalogue
        let types = DataModel.current.types.filter { $0.kind == .resource }
        record = Self.common(types.map(\.className), "Record", catalogue)
        let more = Self.common(types.filter(\.isIdentity).map(\.className), "Identity", catalogue)
        let known = Set(record.map(\.name))
        identity = more.filter { !known.contains($0.name) }
    }

    mutating func texts() -> [String] {
        let creation = HostSignature.creating.map(Self.field).joined(separator: "\n")
        var texts = [
            "--- What all calls take that create an execution.\n---@class CreationKeywords\n\(creation)\n",
            text("Record", of: "Record", "What people make and keep.", record),
            text("Identity: Record", of: "Identity", "A record that can act and own roles.", identity),
        ]
        for hostClass in catalogue.classes {
            let type = DataModel.current.type(ofClass: hostClass.name)
            let base: (name: String, signatures: [HostSignature])? =
                type?.kind != .resource
                ? nil : type?.isIdentity == true ? ("Identity", record + identity) : ("Record", record)
            let own = hostClass.signatures.filter { signature in
                base?.signatures.contains(signature.moved(to: base?.name ?? "")) != true
                    && base?.signatures.contains(signature.moved(to: "Record")) != true
            }
            // A listing knows what it lists.
            let head =
                hostClass.name == RecordMethods.listing
                ? "\(hostClass.name)<T>" : base.map { "\(hostClass.name): \($0.name)" } ?? hostClass.name
            texts.append(text(head, of: hostClass.name, hostClass.summary, own, hostClass.constants))
        }
        return texts
    }

    /// The functions that all of some classes have.
    private static func common(
        _ names: [String], _ base: String, _ catalogue: HostCatalogue
    ) -> [HostSignature] {
        let classes = catalogue.classes.filter { names.contains($0.name) }
        guard let first = classes.first else { return [] }
        return first.signatures.map { $0.moved(to: base) }.filter { signature in
            classes.allSatisfy { each in each.signatures.contains { $0.moved(to: base) == signature } }
        }
    }

    private mutating func text(
        _ head: String, of name: String, _ summary: String, _ signatures: [HostSignature],
        _ constants: [String: [String]] = [:]
    ) -> String {
        // What follows from the data model says by its name what it is.
        let short = signatures.filter { Self.isShort($0) }
        var parts = ["--- \(summary)\n---@class \(head)"]
        parts += constants.sorted { $0.key < $1.key }.map { group in
            let fields = group.value.sorted().map { "\($0): \"\($0)\"" }.joined(separator: ", ")
            return "---@field \(group.key) { \(fields) } Constants."
        }
        parts += short.map { signature in
            let parameters = signature.positionals.map {
                ", \($0.name)\($0.isRequired ? "" : "?"): \(Self.typeName($0.type))"
            }
            let options = signature.openKeywords == nil ? "" : ", options?: table<string, any>"
            return
                "---@field \(signature.name) fun(self: \(name)\(parameters.joined())\(options)): \(Self.returnType(signature))"
        }
        parts.append("local \(name) = {}\n")
        for signature in signatures where !Self.isShort(signature) { parts.append(text(of: signature)) }
        return parts.joined(separator: "\n")
    }

    private static func isShort(_ signature: HostSignature) -> Bool {
        switch signature.recordMethod {
        case .relation, .list, .add: signature.keywords.isEmpty && signature.rest == nil
        default: false
        }
    }

    private mutating func text(of signature: HostSignature) -> String {
        var lines: [String] = []
        let options = keywords(of: signature, &lines)
        lines.append("--- \(signature.summary)")
        var names: [String] = []
        for parameter in signature.positionals {
            let mark = parameter.isRequired ? "" : "?"
            lines.append("---@param \(parameter.name)\(mark) \(Self.typeName(parameter.type)) \(parameter.summary)")
            names.append(parameter.name)
        }
        if let rest = signature.rest {
            // A table of keywords can come last.
            let type = options.map { "\(Self.typeName(rest.type)) | \($0)" } ?? Self.typeName(rest.type)
            lines.append("---@param ... \(type) \(rest.summary)")
            names.append("...")
        } else if let options {
            lines.append("---@param options? \(options) Keywords.")
            names.append("options")
        }
        lines.append("---@return \(Self.returnType(signature))")
        let isName = signature.name != "end"
        let function = "\(signature.className)\(isName ? ":\(signature.name)" : "")"
        lines.append(
            isName
                ? "function \(function)(\(names.joined(separator: ", "))) end\n"
                : "\(function)[\"\(signature.name)\"] = function(\((["self"] + names).joined(separator: ", "))) end\n")
        return lines.joined(separator: "\n")
    }

    /// The class of the keywords, which is written before its first use; nil when there are none.
    private mutating func keywords(of signature: HostSignature, _ lines: inout [String]) -> String? {
        let creates = HostSignature.creating.allSatisfy(signature.keywords.contains)
        let own = creates ? signature.keywords.filter { !HostSignature.creating.contains($0) } : signature.keywords
        var fields = own.map(Self.field)
        if let open = signature.openKeywords {
            if fields.isEmpty, !creates { return "table<string, \(Self.typeName(open.type))>" }
            fields.append("---@field [string] \(Self.typeName(open.type)) \(open.summary)")
        }
        guard !fields.isEmpty else { return nil }
        let content = (creates ? ": CreationKeywords\n" : "\n") + fields.joined(separator: "\n")
        if let known = keywordClasses[content] { return known }
        let words = signature.name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let name = signature.className + words.joined() + "Keywords"
        keywordClasses[content] = name
        lines += ["---@class \(name)\(content)", ""]
        return name
    }

    private static func field(_ parameter: HostParameter) -> String {
        "---@field \(parameter.name)? \(typeName(parameter.type)) \(parameter.summary)"
    }

    private static func typeName(_ type: ParameterType) -> String {
        switch type {
        case .text: "string"
        case .number: "number"
        case .moment: "number | string"
        case .choice(let words): words.map { "\"\($0)\"" }.joined(separator: " | ")
        case .table: "table"
        case .notTable: "string | number | boolean"
        case .any: "any"
        case .boolean: "boolean"
        case .booleanOr(let words): "boolean | " + words.map { "\"\($0)\"" }.joined(separator: " | ")
        case .execution: "Execution | string"
        case .executions: "Execution | string | (Execution | string)[]"
        case .choices(let words):
            words.map { "\"\($0)\"" }.joined(separator: " | ") + " | string[]"
        }
    }

    private static func returnType(_ signature: HostSignature) -> String {
        switch signature.result {
        case .itself: ["Record", "Identity"].contains(signature.className) ? "self" : "\(signature.className) self"
        case .valueForEach: "any ..."
        case .table: "table<string, any>"
        case .never: "never"
        case .execution: "Execution"
        case .executions: "Execution[]"
        case .message: "Message"
        case .value: "any"
        case .object(let className): className
        case .listing(let className): "Listing<\(className)>"
        }
    }
}

extension HostSignature {
    /// The same function of another class, whose objects it gives back where it gave back those of its own.
    fileprivate func moved(to name: String) -> HostSignature {
        var moved = HostSignature(
            name, self.name, positionals, rest: rest, keywords: keywords, openKeywords: openKeywords,
            result: result == .object(className) ? .itself : result, effect: effect, summary)
        moved.recordMethod = recordMethod
        return moved
    }
}
