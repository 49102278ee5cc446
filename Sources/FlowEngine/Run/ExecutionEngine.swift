public import FlowModel
public import FlowStore
public import LuaHost
import Synchronization

/// Runs the executions of one store: many at a time, each turn made durable before anybody sees what came of it.
///
/// ```swift
/// let engine = ExecutionEngine(store: store, environment: try .flow(), configuration: EngineConfiguration())
/// try await engine.recover()
/// let id = try await engine.start(record)
/// let row = try await engine.end(of: id)
/// ```
public final class ExecutionEngine: Sendable {
    let store: any FlowStore
    let configuration: EngineConfiguration
    let environments: JournalEnvironments
    let scripts = ScriptCache()
    let state = Mutex(EngineState())
    /// The headers of journals that begin now; touched by commits only.
    let headers: JournalHeaderNumbers
    let workerLimit: Int
    /// The thread that commits; stores block it.
    static let commitThread = ScriptThreads(count: 1)

    /// Makes an engine; nothing runs before ``recover()`` or ``start(_:isRunnable:)``.
    ///
    /// - Parameters:
    ///   - store: The store, which this engine alone writes to.
    ///   - environment: What scripts can reach, see `SandboxEnvironment.flow()`.
    ///   - configuration: Limits, clock, flows.
    public init(store: any FlowStore, environment: SandboxEnvironment, configuration: EngineConfiguration) {
        self.store = store
        environments = JournalEnvironments(environment)
        headers = JournalHeaderNumbers(environments.header)
        self.configuration = configuration
        workerLimit = configuration.workers ?? ScriptThreads.processorCount
        if let seconds = configuration.retention {
            state.withLock { $0.retention = RetentionSweep(seconds: seconds) }
        }
    }

    /// Goes on with every execution of the store that could run or waits for a moment.
    ///
    /// - Throws: `StoreError` when the store cannot be read or written.
    public func recover() async throws(StoreError) {
        try await change { transitions throws(StoreError) in try transitions.recover() }
    }

    /// Starts an execution.
    ///
    /// - Parameters:
    ///   - record: Its fields.
    ///   - seed: What `math.random` starts from.
    ///   - isRunnable: False to create it only.
    /// - Returns: Its id.
    /// - Throws: `StoreError` when it cannot be stored.
    @discardableResult
    public func start(
        _ record: ExecutionRecord, seed: UInt64, isRunnable: Bool = true
    ) async throws(StoreError) -> ExecutionID {
        try await change { transitions throws(StoreError) in
            try transitions.create(StoredExecution(record: record, seed: seed, isRunnable: isRunnable))
        }
        return record.id
    }

    /// Goes on with an execution that is paused, perhaps at a breakpoint.
    ///
    /// - Parameters:
    ///   - id: The execution.
    ///   - pace: Where it stops next, besides breakpoints.
    ///   - fields: Fields that it gets before, such as `breakpoints`; already checked.
    /// - Returns: False when it is not there, or has ended.
    /// - Throws: `StoreError` when the store cannot be written.
    @discardableResult
    public func resume(
        _ id: ExecutionID, at pace: Sandbox.Pace = .run, saving fields: JSONObject = [:]
    ) async throws(StoreError) -> Bool {
        if pace != .run { state.withLock { $0.paces[id] = pace } }
        let isThere = Mutex(false)
        try await change { transitions throws(StoreError) in
            if !fields.isEmpty { _ = try transitions.carryOut(Control(.save(fields), .execution(id))) }
            let done = try transitions.carryOut(Control(.run, .execution(id)))
            isThere.withLock { $0 = done }
        }
        return isThere.withLock { $0 }
    }

    /// Ends an execution as cancelled; nothing happens when it has ended.
    public func cancel(_ id: ExecutionID, message: String?) async {
        // A store that fails ends everything anyway.
        try? await change { transitions throws(StoreError) in
            _ = try transitions.carryOut(Control(.cancel(message: message), .execution(id)))
        }
    }

    /// Makes a change in a transaction of its own, or one shared with others.
    ///
    /// - Throws: `StoreError` when it could not be made durable.
    public func change(
        _ body: @escaping @Sendable (ExecutionTransitions) throws(StoreError) -> Void
    ) async throws(StoreError) {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<StoreError?, Never>) in
            submit(.change(body, continuation))
        }
        if let result { throw result }
    }

    /// Ends the engine: no turn begins any more, and connections that are performed are cancelled.
    ///
    /// What is not committed is repeated by the next engine.
    public func stop() {
        fail(StoreError(.stopped, "the engine was stopped"))
    }
}
