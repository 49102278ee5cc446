public import FlowModel
public import LuaHost

/// Runs executions that live in memory only, each from its start to its end.
public struct ExecutionRunner: Sendable {
    /// What a run may use and where its effects go.
    public struct Configuration: Sendable {
        /// Memory and processor time that a script may use.
        public var limits: SandboxLimits
        /// What `math.random` starts from.
        public var seed: UInt64
        /// What time it is and what waiting means.
        public var clock: any FlowClock
        /// Where log entries go as they are written.
        public var log: any LogSink

        /// Describes a run; without limits given, the defaults of the sandbox hold.
        public init(limits: SandboxLimits = .init(), seed: UInt64, clock: any FlowClock, log: any LogSink) {
            self.limits = limits
            self.seed = seed
            self.clock = clock
            self.log = log
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

    /// Runs `script` from its start to its end; the report says how it ended, also when it could not start.
    ///
    /// Steps run on the threads of `ScriptThreads.shared`; a script that sleeps holds none of them. Cancelling the task
    /// cancels the execution.
    public func run(_ script: Script, record: ExecutionRecord) async -> ExecutionReport {
        let (environment, configuration) = (environment, configuration)
        return await withTaskExecutorPreference(ScriptThreads.shared) {
            let clock = configuration.clock
            do throws(SandboxError) {
                let sandbox = try Sandbox(
                    environment: environment, limits: configuration.limits, seed: configuration.seed,
                    startTime: clock.now()
                )
                sandbox.start(script, inputs: record.inputs)
                var run = ExecutionRun(
                    sandbox: sandbox, state: ExecutionState(record: record), clock: clock, log: configuration.log
                )
                return await run.untilEnd()
            } catch {
                var record = record
                record.end(.endedError, message: "the script could not be started: \(error)", at: clock.now())
                return ExecutionReport(record: record, ending: .broken("\(error)"))
            }
        }
    }
}
