public import FlowModel
import FlowStore
public import LuaHost

/// Runs executions that live in memory only, each from its start to its end, with the children it creates.
public struct ExecutionRunner: Sendable {
    /// What a run may use and where its effects go.
    public struct Configuration: Sendable {
        /// Memory and processor time that a script may use.
        public var limits: SandboxLimits
        /// What `math.random` starts from.
        public var seed: UInt64
        /// What time it is and what waiting means.
        public var clock: any FlowClock
        /// Where log entries go once they are committed, those of children too.
        public var log: any LogSink
        /// Where the scripts of flows come from.
        public var flows: any FlowSource
        /// What performs connections, by connector type.
        public var connectors: [String: any Connector] = [:]

        /// Describes a run; without limits given, the defaults of the sandbox hold.
        public init(
            limits: SandboxLimits = .init(), seed: UInt64, clock: any FlowClock, log: any LogSink,
            flows: any FlowSource = FlowTable()
        ) {
            self.limits = limits
            self.seed = seed
            self.clock = clock
            self.log = log
            self.flows = flows
        }
    }

    private struct Observer: EngineObserver {
        let log: any LogSink

        func logged(_ entries: [CommitOutcome.CommittedLog]) {
            for each in entries { log.write(each.entry) }
        }
    }

    private let environment: SandboxEnvironment
    private let configuration: Configuration

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - environment: What scripts can reach, see `SandboxEnvironment.flow()`.
    ///   - configuration: What a run may use and where its effects go.
    public init(environment: SandboxEnvironment, configuration: Configuration) {
        self.environment = environment
        self.configuration = configuration
    }

    /// Runs an execution from its start to its end; the report says how it ended, also when it could not start.
    ///
    /// Cancelling the task cancels the execution.
    public func run(_ record: ExecutionRecord) async -> ExecutionReport {
        var settings = EngineConfiguration()
        settings.limits = configuration.limits
        settings.clock = configuration.clock
        settings.flows = configuration.flows
        settings.connectors = configuration.connectors
        settings.observer = Observer(log: configuration.log)
        let engine = ExecutionEngine(store: MemoryStore(), environment: environment, configuration: settings)
        let seed = configuration.seed
        do throws(StoreError) {
            let row = try await withCancellation(of: record.id, in: engine) { () async throws(StoreError) in
                try await engine.start(record, seed: seed)
                if Task.isCancelled { await engine.cancel(record.id, message: "cancelled from outside") }
                return try await engine.end(of: record.id)
            }
            engine.stop()
            return ExecutionReport(record: row.record, cause: row.cause, divergence: row.divergence)
        } catch {
            var record = record
            record.end(.endedError, message: "\(error)", at: configuration.clock.now())
            return ExecutionReport(record: record, cause: EndCause(.broken))
        }
    }

    private func withCancellation(
        of id: ExecutionID, in engine: ExecutionEngine,
        _ body: @Sendable () async throws(StoreError) -> StoredExecution
    ) async throws(StoreError) -> StoredExecution {
        let result = await withTaskCancellationHandler {
            do throws(StoreError) {
                return Result<StoredExecution, StoreError>.success(try await body())
            } catch {
                return .failure(error)
            }
        } onCancel: {
            Task { await engine.cancel(id, message: "cancelled from outside") }
        }
        return try result.get()
    }
}
