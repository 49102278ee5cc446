/// Where a record lies.
public enum RecordLocation: Sendable, Equatable {
    /// Directly in the workspace.
    case workspace
    /// In that project.
    case project(RecordID)
    /// In that bundle.
    case bundle(RecordID)

    /// The fields that say where a record lies, and those that stand for them.
    public static let fieldNames = ["project_id", "project_name", "bundle_id", "bundle_name"]

    /// Reads the fields of a record.
    public init(_ fields: JSONObject) {
        self.init(project: fields["project_id"], bundle: fields["bundle_id"])
    }

    /// Reads the two fields of a record that say where it lies.
    public init(project: JSONValue?, bundle: JSONValue?) {
        if let id = project?.text.flatMap(RecordID.init) {
            self = .project(id)
        } else if let id = bundle?.text.flatMap(RecordID.init) {
            self = .bundle(id)
        } else {
            self = .workspace
        }
    }

    /// The fields of a record that lies there.
    public var fields: JSONObject {
        switch self {
        case .workspace: ["project_id": .null, "bundle_id": .null]
        case .project(let id): ["project_id": .string(id.description), "bundle_id": .null]
        case .bundle(let id): ["project_id": .null, "bundle_id": .string(id.description)]
        }
    }

    /// Whether records of a type may lie there.
    public func holds(_ type: RecordType) -> Bool {
        switch self {
        case .workspace: true
        case .project: type.locations.contains(.project)
        case .bundle: type.locations.contains(.bundle)
        }
    }
}

extension ExecutionRecord {
    /// Where the execution lies.
    public var location: RecordLocation { RecordLocation(project: self["project_id"], bundle: self["bundle_id"]) }
}

/// Where a new record goes when neither a project nor a bundle is given.
public enum LocationInheritance: String, Sendable, CaseIterable {
    /// Where the one lies who makes it.
    case creator = "created_by"
    /// Into the project named "Default project" when there is one, else directly into the workspace.
    case standard = "default"
    /// Where the innermost resource lies that the execution runs, inside of all its wrappers.
    case wrappedResource = "wrapped_resource"
    /// Where the resource lies that the execution runs.
    case resource

    /// Reads the word; nil for null and for nothing.
    ///
    /// - Throws: `InvalidInputError` for any other word.
    public static func reading(_ value: JSONValue?) throws(FlowError) -> LocationInheritance? {
        guard let value, value != .null else { return nil }
        if let found = value.text.flatMap({ LocationInheritance(rawValue: $0.lowercased()) }) { return found }
        let words = allCases.map(\.rawValue).joined(separator: ", ")
        throw FlowError(.invalidInput, "location_inheritance is \(value); it can be \(words)")
    }
}
