import FlowModel
import FlowStore
import LuaHost

/// Stops of an execution that is debugged.
///
/// A stop is no event of the journal: it ends the turn, so that what came before is safe and can be seen, and pauses the
/// execution. The row keeps how many lines ran since the last event of the journal; a replay passes them by.
struct LiveDebugging {
    /// Whether its fields can make it stop: known when it is loaded, since nothing turns a productive execution back.
    var isPossible: Bool
    var settings: DebugSettings
    /// Where it stood when it was loaded, until it goes on from there.
    var stop: ExecutionStop?
    /// How it goes on.
    var pace: Sandbox.Pace?
    /// It has not run live yet.
    var isFresh = true

    init(_ row: StoredExecution) {
        settings = DebugSettings(row.record)
        isPossible = row.record["is_productive"] == false
        stop = row.stop
    }
}

extension LiveExecution {
    /// Takes over what others have changed of the fields that say how it is debugged.
    func adoptDebugging(of record: ExecutionRecord) {
        guard debugging.isPossible else { return }
        state.record.set(JSONObject(DebugSettings.fields.map { .init(key: $0, value: record[$0]) }))
    }

    /// Lets the sandbox stop where the fields say; before its first step, or between two.
    func setBreakpoints() {
        let settings = debugging.settings
        if settings.isOn { sandbox.setBreakpoints(settings.lines, tracesLines: settings.looksAtLines) }
    }

    /// Looks at the fields again, after a call or a commit that may have changed them.
    func renewDebugging() {
        debugging.isPossible = state.record["is_productive"] == false
        let settings = DebugSettings(state.record)
        guard settings != debugging.settings else { return }
        let was = debugging.settings
        debugging.settings = settings
        guard was.isOn || settings.isOn else { return }
        sandbox.setBreakpoints(settings.lines, tracesLines: settings.looksAtLines)
        if settings.stopsAtNextLine, !was.stopsAtNextLine { sandbox.go(.line, after: sandbox.lineCount) }
    }

    /// Goes on from the place it stood at.
    func leaveStop() {
        guard debugging.isPossible else { return }
        renewDebugging()
        let pace = debugging.pace ?? (debugging.settings.stopsAtNextLine ? .line : .run)
        if let stop = debugging.stop {
            sandbox.go(pace, after: stop.lines)
        } else if debugging.pace != nil || debugging.isFresh {
            sandbox.go(pace, after: sandbox.lineCount)
        }
        (debugging.stop, debugging.pace, debugging.isFresh) = (nil, nil, false)
    }

    /// Where it stands, having stopped before a line.
    func stop(before line: Int) -> ExecutionStop {
        clearBreak()
        return ExecutionStop(line: Int64(line), lines: sandbox.lineCount)
    }

    private func clearBreak() {
        guard state.record["break"] == true else { return }
        state.clearBreak(at: lastTime)
        debugging.settings = DebugSettings(state.record)
    }
}

extension ExecutionState {
    /// The stop that `break` asked for has come.
    mutating func clearBreak(at now: ScriptTime) {
        record.saveChecked(["break": false], at: now)
        effects.changes.append(.save(["break": false], at: now))
    }
}
