import FlowModel
public import FlowStore
public import LuaHost

/// Runs a script along a journal without any effect, to see whether it fits.
public struct Rehearsal: Sendable {
    private let environments: JournalEnvironments
    private let limits: SandboxLimits

    /// Makes a rehearsal.
    public init(environment: SandboxEnvironment, limits: SandboxLimits = .init()) {
        environments = JournalEnvironments(environment)
        self.limits = limits
    }

    /// Replays a journal.
    ///
    /// - Parameters:
    ///   - row: The execution, with the script that is to be tried.
    ///   - turns: Its journal.
    ///   - header: What the journal was written with; nil when that is not known.
    ///   - original: The script that the journal was written with.
    /// - Returns: The report of the first difference, or of why the script cannot be run; nil when it fits.
    public func divergence(
        of row: StoredExecution, _ turns: [[UInt8]], header: JournalHeader?, from original: String
    ) async -> String? {
        let (environments, limits) = (environments, limits)
        return await Task(executorPreference: ScriptThreads.shared) { () -> String? in
            do {
                let script = try Script(
                    source: Array(row.record.script.utf8), name: "\(row.record.scriptName).lua")
                let circumstances = try environments.circumstances(of: header, limits)
                let sandbox = try Sandbox(
                    environment: circumstances.environment, limits: circumstances.limits, seed: row.seed,
                    startTime: LiveExecution.startTime(of: row))
                let live = LiveExecution(
                    row: row, turns: turns, script: script, sandbox: sandbox, limits: circumstances.limits,
                    differences: circumstances.differences, store: MemoryStore(), flows: FlowTable(),
                    clock: SystemClock())
                return live.rehearse(original: original)
            } catch {
                return "\(error)"
            }
        }.value
    }
}
