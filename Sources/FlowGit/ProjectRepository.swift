public import FlowStore

/// Where the records of projects are kept outside of the store, with their history.
public protocol ProjectRepository: Sendable {
    /// Makes a change of files durable, as one commit.
    ///
    /// Called again with the same change after a crash: then nothing new may come of it.
    ///
    /// - Returns: The id of the commit, also of one that an earlier call made; nil when the files were like that already.
    /// - Throws: `GitFailure` when it could not be done.
    func commit(_ change: TrackedChange) async throws(GitFailure) -> String?
}

/// Why a change is not in a repository.
public struct GitFailure: Error, CustomStringConvertible {
    /// What went wrong, and what to do about it.
    public let description: String

    /// Describes a failure.
    public init(_ description: String) {
        self.description = description
    }
}
