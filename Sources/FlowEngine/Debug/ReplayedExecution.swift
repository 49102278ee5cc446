public import FlowModel
public import FlowStore
public import LuaHost

/// An execution that is run again along its journal, to be looked at: nothing of the execution itself can change by it.
///
/// Goes only forward; whoever wants to go back makes another. Used by one thread at a time, one that scripts may run on.
public final class ReplayedExecution {
    /// Where the replay stands.
    public enum Place: Sendable, Equatable {
        /// Before a line of the script.
        case line(Int)
        /// In a host call, before its answer.
        case call(UInt64, RecordedCall)
        /// At the end of the journal: what comes next has not happened.
        case journalEnd
        /// The script has ended.
        case ended(String)
        /// It cannot be run again: the report says why.
        case failed(String)
    }

    /// Where to go.
    public enum Target: Sendable, Equatable {
        /// To the next stop.
        case stop(Sandbox.Pace)
        /// Into the call of that number.
        case call(UInt64)
        /// To where the execution itself stands.
        case present
    }

    /// How many calls have been made.
    public private(set) var callCount: UInt64 = 0
    /// Where it stands.
    public private(set) var place = Place.journalEnd
    private let row: StoredExecution
    private let sandbox: Sandbox
    private var cursor: ReplayCursor
    private var breakpoints: [UInt32]
    private let differences: [String]
    /// Told of each call as it is made.
    var observeCall: ((HostCall) -> Void)?

    /// Prepares a replay; it stands before the first line.
    ///
    /// - Parameters:
    ///   - row: The execution.
    ///   - turns: Its journal.
    ///   - header: What the journal was written with; nil when that is not known.
    ///   - environment: What scripts can reach here.
    ///   - limits: What a script may use here.
    ///   - breakpoints: The lines to stop before.
    /// - Throws: `ScriptError` or `SandboxError` when the script cannot be loaded.
    public init(
        _ row: StoredExecution, _ turns: [[UInt8]], header: JournalHeader?, environment: SandboxEnvironment,
        limits: SandboxLimits = .init(), breakpoints: [UInt32] = []
    ) throws {
        let circumstances = try JournalEnvironments(environment).circumstances(of: header, limits)
        let script = try Script(source: Array(row.record.script.utf8), name: "\(row.record.scriptName).lua")
        let start = LiveExecution.startTime(of: row)
        self.row = row
        self.breakpoints = breakpoints
        differences = circumstances.differences
        sandbox = try Sandbox(
            environment: circumstances.environment, limits: circumstances.limits, seed: row.seed, startTime: start)
        sandbox.setProcessorTime(used: .zero, limit: limits.processorTime.map { $0 * 10 + .seconds(10) })
        cursor = ReplayCursor(turns: turns, time: start)
        sandbox.start(script, inputs: row.record.inputs)
        sandbox.setBreakpoints([], tracesLines: true)
    }

    /// The calls under way.
    public func frames(_ limits: Sandbox.ShowLimits = .init()) -> [StackFrame] { sandbox.frames(limits) }

    /// Sets the lines to stop before.
    public func setBreakpoints(_ lines: [UInt32]) { breakpoints = lines }

    /// Goes on.
    ///
    /// - Returns: Where it stands then.
    @discardableResult
    public func go(to target: Target) -> Place {
        switch place {
        case .ended, .failed: return place
        default: break
        }
        if case .stop(let pace) = target {
            sandbox.setBreakpoints(breakpoints, tracesLines: true)
            sandbox.go(pace, after: sandbox.lineCount)
        } else {
            sandbox.setBreakpoints([], tracesLines: true)
            sandbox.go(.run, after: sandbox.lineCount)
        }
        do {
            place = try run(to: target)
        } catch let divergence as Divergence {
            let report = divergence.report(script: row.record.script, original: row.record.script)
            place = .failed(([report] + differences.map { "  perhaps because \($0)" }).joined(separator: "\n"))
        } catch {
            place = .failed("\(error)")
        }
        return place
    }

    private func run(to target: Target) throws -> Place {
        while true {
            switch try cursor.next() {
            case .answer(let call, let answer, let time):
                sandbox.answer(HostCall.ID(number: call), recorded: answer, at: time)
            case .step, .settle:
                switch sandbox.step() {
                case .hostCall(let call):
                    let recorded = LiveExecution.recorded(call)
                    try cursor.verify(recorded)
                    callCount += 1
                    observeCall?(call)
                    if target == .call(callCount) { return .call(callCount, recorded) }
                case .stopped(let line): if case .stop = target { return .line(line) }
                case .sliceOver: break
                case .idle: try cursor.settled()
                case .killed(let kill): return .failed("the replay was ended: \(kill)")
                case .returned, .ended, .failed: throw cursor.missing(ended: true)
                }
            case .live: return row.record.status.isEnded ? try runOut(to: target) : runToPresent(target)
            }
        }
    }

    /// Runs what follows the last event of a journal whose execution has ended.
    private func runOut(to target: Target) throws -> Place {
        while true {
            switch sandbox.step() {
            case .stopped(let line): if case .stop = target { return .line(line) }
            case .sliceOver: break
            case .hostCall(let call):
                throw Divergence(call: callCount + 1, recorded: nil, asked: .call(LiveExecution.recorded(call)))
            case .idle: return .journalEnd
            case .returned: return .ended("the script returned")
            case .ended(let status): return .ended("the script ended with \(status)")
            case .failed(let failure): return .ended("the script failed: \(failure)")
            case .killed(let kill): return .ended("the script was ended: \(kill)")
            }
        }
    }

    /// Runs to where an execution that has not ended stands: further lines have not happened.
    private func runToPresent(_ target: Target) -> Place {
        guard let stop = row.stop, stop.lines > sandbox.lineCount else {
            return row.stop.map { $0.lines == 0 && $0.line > 0 ? .line(Int($0.line)) : .journalEnd } ?? .journalEnd
        }
        if case .stop(let pace) = target, pace != .run || !breakpoints.isEmpty {
            // Lines before the present one can be stopped at.
            while sandbox.lineCount < stop.lines {
                switch sandbox.step() {
                case .stopped(let line): return sandbox.lineCount <= stop.lines ? .line(line) : .journalEnd
                case .sliceOver: break
                default: return .journalEnd
                }
            }
            return .journalEnd
        }
        sandbox.go(.line, after: stop.lines - 1)
        while true {
            switch sandbox.step() {
            case .stopped(let line): return .line(line)
            case .sliceOver: break
            default: return .failed("the replay does not come to line \(stop.line), where the execution stopped")
            }
        }
    }
}
