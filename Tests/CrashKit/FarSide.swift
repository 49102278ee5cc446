import FlowModel
import Foundation

/// The other end of effects, seen from the process that makes them.
struct FarSide: Sendable {
    let socket: String

    /// Asks the far side; blocks.
    ///
    /// - Parameters:
    ///   - question: One JSON value.
    ///   - sent: Called when the question is out and no answer has come.
    /// - Returns: The answer.
    /// - Throws: `LineSocket.Failure` when there is nobody.
    func call(_ question: JSONValue, sent: () -> Void = {}) throws -> JSONValue {
        let line = try LineSocket(connectingTo: socket)
        try line.write(question)
        sent()
        guard let answer = try line.read() else { throw LineSocket.Failure(description: "no answer") }
        return answer
    }

    /// How often each idempotency key was used.
    func effects(in space: String) throws -> JSONValue {
        try call(["space": .string(space)])
    }
}
