import FlowModel

/// What a method of records does: made from the data model, not written once for each type.
enum RecordMethod: Sendable, Equatable {
    case get
    case getDictionary
    case save
    case exists
    case delete
    case restore
    case duplicate
    case export
    /// The one record that a field points to.
    case relation(field: String, RecordField.Target)
    /// Records of a type whose field points to this one; of all types when there is none.
    case list(type: String?, field: String)
    /// Makes a record of a type whose field points to this one.
    case add(type: String, field: String)
    /// The row of metadata under a key.
    case metadata
    case metadataExists
    /// The record of that type, by name or id.
    case select(type: String)
    /// The first record of a type, of which there should be one; null when there is none.
    case only(type: String)
    /// All records of a type.
    case all(type: String)
    /// The next record of a listing.
    case next
    /// Everything in a listing, as a list.
    case everything
    /// How many are in a listing.
    case count
}
