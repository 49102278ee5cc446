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

    /// How often each idempotency key was used, and with what.
    func effects(in space: String) throws -> JSONValue {
        try call(["space": .string(space)])
    }

    /// Opens the HTTP service of a space, unless it has been.
    ///
    /// - Parameters:
    ///   - fixture: What the service holds and says.
    ///   - space: What is counted together.
    /// - Returns: Where it is reached.
    /// - Throws: `LineSocket.Failure` when there is nobody.
    func openService(_ fixture: JSONValue, in space: String) throws -> String {
        try call(["space": .string(space), "service": fixture]).text ?? ""
    }

    /// Has the HTTP service tell when a request of that key has come, before it is answered.
    ///
    /// - Parameters:
    ///   - key: The idempotency key.
    ///   - space: What is counted together.
    /// - Returns: Where that is told, and where to write before it answers.
    /// - Throws: `LineSocket.Failure` when there is nobody.
    func watch(_ key: String, in space: String) throws -> LineSocket {
        let line = try LineSocket(connectingTo: socket)
        try line.write(["space": .string(space), "watch": .string(key)])
        guard try line.read() != nil else { throw LineSocket.Failure(description: "no answer") }
        return line
    }
}
