public import FlowModel

extension RecordSession {
    /// The name of the project that takes what has no place of its own.
    public static let defaultProject = "Default project"

    /// Where a new record goes for which no place was given.
    ///
    /// - Parameters:
    ///   - type: The type of the record.
    ///   - inheritance: Which place it takes over.
    ///   - creator: Where the one lies who makes it.
    ///   - resource: Where the resource lies that a new execution runs; nil where there is none.
    /// - Returns: The place, which can hold the type.
    /// - Throws: `StoreError` when the store cannot be read.
    public func location(
        ofNew type: RecordType, _ inheritance: LocationInheritance, creator: RecordLocation, resource: RecordLocation?
    ) throws(StoreError) -> RecordLocation {
        let wanted: RecordLocation? =
            switch inheritance {
            case .creator: creator
            case .standard: nil
            case .resource, .wrappedResource: resource
            }
        if let wanted, wanted.holds(type) { return wanted }
        guard type.locations.contains(.project),
            let project = try record(ofType: "project", named: Self.defaultProject)
        else { return .workspace }
        return .project(project.id)
    }

    /// The place that fields name.
    ///
    /// - Parameter given: Fields by their names, `project_name` and `bundle_name` included.
    /// - Returns: The place; nil when none of the fields was given.
    /// - Throws: `InvalidInputError` for two places, `ResourceNotFoundError` for one that is not there.
    public func location(givenBy given: JSONObject) throws -> RecordLocation? {
        guard RecordLocation.fieldNames.contains(where: { given[$0] != nil }) else { return nil }
        let project = try place("project", given)
        let bundle = try place("bundle", given)
        if project != nil, bundle != nil {
            throw FlowError(.invalidInput, "a record lies in a project or in a bundle, not in both")
        }
        return project.map { .project($0) } ?? bundle.map { .bundle($0) } ?? .workspace
    }

    private func place(_ typeName: String, _ given: JSONObject) throws -> RecordID? {
        guard let type = model.type(typeName) else { return nil }
        for (field, byName) in [("\(typeName)_id", false), ("\(typeName)_name", true)] {
            guard let value = given[field], value != .null else { continue }
            guard let text = value.text, let choice = choice(text, byName: byName) else {
                let what = byName ? "the name" : "the id"
                throw FlowError(.invalidInput, "the field '\(field)' holds \(what) of a \(typeName), but got \(value)")
            }
            return try existing(type, RecordSelector(choice)).id
        }
        return nil
    }

    private func choice(_ text: String, byName: Bool) -> RecordSelector.Choice? {
        byName ? .name(text) : RecordID(text).map(RecordSelector.Choice.id)
    }
}
