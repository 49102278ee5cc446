public import FlowModel
public import LuaHost

/// How an engine runs executions.
public struct EngineConfiguration: Sendable {
    /// Memory and processor time that one execution may use, unless it was created with limits of its own.
    public var limits = SandboxLimits()
    /// Processor time that executions may use, whatever they were created with; nil to leave that as it is.
    public var processorTimeOverride: Duration?
    /// What time it is and what waiting means.
    public var clock: any FlowClock = SystemClock()
    /// The rules of time zones, for scripts that ask.
    public var timeZones: any TimeZoneRules = SystemTimeZones()
    /// Where the scripts of flows come from.
    public var flows: any FlowSource = FlowTable()
    /// What performs connections, by connector type.
    public var connectors: [String: any Connector] = [:]
    /// Where the secrets come from that inputs of connections name; nil for nowhere.
    public var secrets: (any SecretSource)?
    /// How many connections run at a time; the others wait in order.
    public var connectionLimit = 100
    /// How many connections of a type run, besides what connectors of the store say of their own, by connector type.
    public var connectorLimits: [String: ConnectionLimits] = [:]
    /// Who learns what has been committed.
    public var observer: (any EngineObserver)?
    /// Called after a commit that has stored operations, between two commits: there may be something to do outside of the
    /// store.
    public var operationsDue: (@Sendable () -> Void)?
    /// How many executions stay in memory while they wait.
    public var hotLimit = 2000
    /// How many seconds an execution with a short journal may wait and yet stay in memory.
    public var hotSeconds = 30.0
    /// How many seconds executions stay in the store after their end; nil to remove none.
    ///
    /// A tree goes once its root ended so long ago, see `FlowTransaction.removeExecutions`. With a virtual clock it goes with
    /// commits that are made anyway.
    public var retention: Double?
    /// Drops every execution from memory when it waits, so that it is replayed when it goes on: for tests.
    public var alwaysReplays = false
    /// Commits after every host call, so that a crash between any two of them can be tested.
    package var commitsEveryCall = false
    /// Called wherever a crash would meet the store in another state: for tests that kill the process there.
    package var crashPoint: (@Sendable (CrashPoint) -> Void)?
    /// Whether connections that ask after a crash do so: not where the far side is known to tell repetitions by their keys.
    package var asksAfterCrash = true
    /// What is done wrong, for tests of the tests.
    package var plantedFault: PlantedFault?
    /// How many threads run scripts; nil for one a processor.
    public var workers: Int?

    /// The defaults.
    public init() {}
}
