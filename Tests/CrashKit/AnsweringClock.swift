import FlowEngine
import FlowModel
import FlowStore
import Foundation
import Synchronization

/// A virtual clock that lets messages be answered before it jumps: with the answers of a file, one after the other.
final class AnsweringClock: FlowClock, @unchecked Sendable {
    // Unchecked Sendable because `engine` is set before anything runs.
    weak var engine: ExecutionEngine?
    private let clock: VirtualClock
    private let store: any FlowStore
    private let answers: [JSONValue]
    private let file: String
    /// Which message has which answer: in a file, because a process that was killed may have answered already.
    private let given: Mutex<JSONObject>

    /// Answers the messages of `store` with `answers`, and keeps in `file` which has which.
    init(start: ScriptTime, store: any FlowStore, answers: [JSONValue], file: String) throws {
        clock = VirtualClock(start: start)
        self.store = store
        self.answers = answers
        self.file = file
        let kept = try FileManager.default.contents(atPath: file).map { try JSONParser.parse([UInt8]($0)) as JSONValue }
        given = Mutex(kept?.object ?? [:])
    }

    /// The flows of the store.
    var flows: StoredFlows { StoredFlows(store) }

    var isVirtual: Bool { true }

    func now() -> ScriptTime { clock.now() }

    func wait(until moment: ScriptTime) async {
        if await !answerMessage() { await clock.wait(until: moment) }
    }

    /// Answers the newest open message that somebody waits for; false when there is none, or no answer is left.
    func answerMessage() async -> Bool {
        let open = try? store.read { transaction throws(StoreError) -> MessageID? in
            for message in try transaction.openMessages(of: nil).reversed()
            where try !transaction.waiters(forResponseTo: message.id).isEmpty {
                return message.id
            }
            return nil
        }
        guard let message = open ?? nil, let answer = answer(to: message) else { return false }
        try? await engine?.change { transitions throws(StoreError) in
            _ = try transitions.respond(to: message, with: answer)
        }
        return true
    }

    /// The answer to a message: chosen and written down before it is given.
    private func answer(to message: MessageID) -> JSONValue? {
        given.withLock { given in
            let number = given[message.description]?.integer ?? Int64(given.count)
            guard number < answers.count else { return nil }
            given[message.description] = .integer(number)
            let text = JSONWriter.text(.object(given))
            try? text.write(toFile: file, atomically: true, encoding: .utf8)
            return answers[Int(number)]
        }
    }
}
