public import FlowModel
public import FlowStore
public import LuaHost

/// How the tests of specs are run.
public struct SpecOptions: Sendable {
    /// When the clock of a run starts unless the test says otherwise: 2024-01-01T00:00:00Z.
    public static let usualStart = ScriptTime(microseconds: 1_704_067_200_000_000)

    /// Drops every execution from memory when it waits, so that it is replayed when it goes on.
    public var alwaysReplays = true
    /// Runs each test again for every commit, with a kill before it and one after it.
    public var crashesEverywhere = false
    /// Only tests whose name contains this text are run; nil for all.
    public var filter: String?
    /// What `math.random` of the flows starts from unless a run says otherwise.
    public var seed: UInt64 = 1
    /// How long a test may take, in real time; and how long the kills of one test may take together.
    public var timeout = Duration.seconds(20)
    /// What a flow may use.
    public var limits = SandboxLimits()
    /// What the connectors of the program take: inputs of connections are checked by them, though nothing reaches out.
    public var interfaces: [ConnectorInterface] = []
    /// Makes the store of a run.
    public var makeStore: @Sendable () -> any FlowStore = { MemoryStore() }

    /// The defaults.
    public init() {}
}
