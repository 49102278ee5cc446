import FlowModel
import FlowStore
import LuaHost

/// Running along the journal: the script is given what it was given, and asked for what it asked for.
extension LiveExecution {
    /// Replays to the end of the journal.
    ///
    /// - Parameter original: The script that the journal was written with.
    /// - Returns: The report of the first difference; nil when there is none.
    func rehearse(original: String) -> String? {
        do {
            while replay != nil { if try replayOn() { break } }
            return nil
        } catch let divergence as Divergence {
            return report(divergence, original: original)
        } catch {
            return "\(error)"
        }
    }

    /// Goes on with the replay; false when a time slice is over before its end.
    func replayOn() throws -> Bool {
        guard var cursor = replay else { return true }
        while true {
            switch try cursor.next() {
            case .answer(let call, let answer, let time):
                lastTime = max(lastTime, time)
                sandbox.answer(HostCall.ID(number: call), recorded: answer, at: time)
            case .step, .settle:
                let isOver = try !step(along: &cursor)
                guard !isOver, cursor.callCount & 0xFF != 0 || slice?.isOver != true else {
                    replay = cursor
                    return false
                }
            case .live:
                guard cursor.callCount == callCount else {
                    throw JournalError(description: "the journal has \(cursor.callCount) calls instead of \(callCount)")
                }
                sandbox.setProcessorTime(used: earlierProcessorTime, limit: limits.processorTime)
                usageBefore = earlierProcessorTime
                slice = slice.map { _ in WorkerSlice(limits.slice) }
                replay = nil
                return true
            }
        }
    }

    func report(_ divergence: Divergence, original: String) -> String {
        let report = divergence.report(script: script, original: original)
        return ([report] + differences.map { "  perhaps because \($0)" }).joined(separator: "\n")
    }

    /// Steps as the cursor has said; false when a time slice is over.
    private func step(along cursor: inout ReplayCursor) throws -> Bool {
        switch sandbox.step() {
        case .hostCall(let call): try cursor.verify(Self.recorded(call))
        case .sliceOver: return false
        case .stopped: break  // it did not stop there when it was live
        case .idle: try cursor.settled()
        case .killed(let kill):
            throw ReplayKilled(description: "the replay was ended at call \(cursor.callCount): \(kill)")
        case .returned, .ended, .failed: throw cursor.missing(ended: true)
        }
        return true
    }

    /// What the journal keeps of a call.
    static func recorded(_ call: HostCall) -> RecordedCall {
        RecordedCall(
            lane: UInt32(call.lane), function: "\(call.receiver.className):\(call.method)", line: Int32(call.line ?? 0),
            digest: call.digest)
    }

    func put(aside report: String) -> Turn {
        var turn = newTurn()
        turn.ending = .diverged(report)
        return turn
    }
}

/// A replay that reached a limit.
private struct ReplayKilled: Error, CustomStringConvertible {
    let description: String
}
