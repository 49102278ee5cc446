import FlowModel
import FlowStore

/// A way to be wrong that tests choose, so that they can show that they would see it; there is none otherwise.
package enum PlantedFault: String, Sendable, CaseIterable {
    /// The first answer of every turn is missing in the journal.
    case droppedEntry
    /// Two answers of a turn, to two lanes, stand in the journal in another order than the script got them in.
    case swappedAnswers
    /// A connection has another idempotency key in every process that performs it.
    case secondKey
    /// Only moments that were set in this process are waited for.
    case lostTimer

    /// The turn as a wrong engine would commit it.
    func distorted(_ turn: Turn) -> Turn {
        guard self == .droppedEntry || self == .swappedAnswers, !turn.journal.isEmpty else { return turn }
        var turn = turn
        do throws(JournalError) {
            var reader = try JournalReader(turn.journal)
            var writer = JournalWriter(callCount: reader.callCount, time: reader.currentTime)
            var events: [JournalEvent] = []
            while let event = try reader.next() { events.append(event) }
            for event in distorted(events) { writer.append(event) }
            turn.journal = writer.bytes
        } catch {
            preconditionFailure("a turn of this process can be read: \(error)")
        }
        return turn
    }

    private func distorted(_ events: [JournalEvent]) -> [JournalEvent] {
        var events = events
        let answers = events.indices.filter { if case .answer = events[$0] { true } else { false } }
        if self == .droppedEntry {
            if let first = answers.first { events.remove(at: first) }
            return events
        }
        for (first, second) in zip(answers, answers.dropFirst()) where second == first + 1 {
            guard case .answer(let call, let answer, let time, let isAwaited) = events[first],
                case .answer(let other, let next, let moment, let isNextAwaited) = events[second]
            else { continue }
            events[first] = .answer(call: other, next, time: time, isAwaited: isAwaited)
            events[second] = .answer(call: call, answer, time: moment, isAwaited: isNextAwaited)
            break
        }
        return events
    }

    /// The request as a wrong engine would make it.
    func distorted(_ request: ConnectorRequest, in process: some CustomStringConvertible) -> ConnectorRequest {
        guard self == .secondKey else { return request }
        var distorted = ConnectorRequest(
            execution: request.execution, connectorType: request.connectorType, connectorName: request.connectorName,
            inputs: request.inputs, idempotencyKey: "\(request.idempotencyKey)-\(process)",
            outputSchema: request.outputSchema)
        distorted.secrets = request.secrets
        return distorted
    }

    /// The next moment as a wrong engine would know it.
    func distorted(_ wake: ScriptTime?, after outcome: CommitOutcome) -> ScriptTime? {
        self == .lostTimer ? outcome.standings.compactMap(\.wakeAt).min() : wake
    }
}
