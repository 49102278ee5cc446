public import FlowModel

/// Where a removal of ended executions stopped, among their roots.
public struct RemovalPlace: Sendable, Equatable {
    /// When the last root that it looked at ended.
    public let endedAt: ScriptTime
    /// Which of those that ended then, a number that means something to its store only.
    public let number: Int64

    /// Describes a place.
    public init(endedAt: ScriptTime, number: Int64) {
        self.endedAt = endedAt
        self.number = number
    }
}

/// What a removal of ended executions did.
public struct Removal: Sendable, Equatable {
    /// How many executions are gone.
    public var count = 0
    /// Where to go on; nil when nothing is left to remove.
    public var next: RemovalPlace?

    /// Nothing was removed.
    public init() {}
}
