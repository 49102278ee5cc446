/// Why a store could not do what it was asked.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the caller can tell apart.
    public enum Code: Sendable, Equatable {
        /// There is no store at that place, and none can be made.
        case unreachable
        /// The file is no store of ours.
        case foreign
        /// The store was written by a newer version.
        case newer
        /// It cannot be written: read-only, or no permission.
        case readOnly
        /// The disk is full.
        case full
        /// Another process holds it.
        case held
        /// Another engine took the store over: this one may not write any more.
        case fenced
        /// Its contents contradict each other.
        case damaged
        /// The engine was told to stop.
        case stopped
        /// Anything else.
        case failed
    }

    /// What the caller can tell apart.
    public let code: Code
    /// What happened, where, and what to do.
    public let description: String

    /// Makes an error.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
