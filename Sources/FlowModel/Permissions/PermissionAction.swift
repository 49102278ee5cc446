/// What somebody may do with a record.
public enum PermissionAction: String, Sendable, CaseIterable {
    /// To read its fields, to find it in listings, and to wait for it.
    case read
    /// To make one.
    case create
    /// To change its fields, and the rows that belong to it, such as tags and metadata.
    case update
    /// To move it to the trash, to bring it back from there, and to remove it for good.
    case delete
    /// To start a flow, to connect by a connector, or to go on with an execution.
    case run
}
