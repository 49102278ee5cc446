import ArgumentParser
import FlowModel
import Foundation
import Synchronization

/// The world outside: keeps what effects have done, and lives on when the process that makes them is killed.
///
/// Ends when its standard input does, which is when the tests end.
struct FarSideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "far-side", abstract: "Counts effects by their idempotency keys.")

    @Option(help: "The socket to listen to.") var socket: String

    func run() throws {
        let listener = try LineSocket.listen(at: socket)
        FileHandle.standardOutput.write(Data("ready\n".utf8))
        let socket = socket
        Thread.detachNewThread {
            while readLine() != nil {}
            unlink(socket)
            Glibc.exit(0)
        }
        let world = Mutex(World())
        while true {
            let line = Connection(line: try listener.accept())
            // Somebody who was killed or stopped in the middle does not concern the others.
            Thread.detachNewThread {
                guard let question = try? line.line.read()?.object else { return }
                let answer = world.withLock { $0.answer(to: question) }
                try? line.line.write(answer)
            }
        }
    }
}

/// Hands a connection to the thread that serves it.
private struct Connection: @unchecked Sendable {
    // Unchecked Sendable because one thread makes it and another one alone uses it.
    let line: LineSocket
}

/// What effects have done, by the spaces of the tests.
struct World {
    private struct Space {
        /// How often each key came.
        var counts: [String: Int64] = [:]
        /// What each key was answered: the same every time.
        var answers: [String: JSONValue] = [:]
        /// How many keys each target has seen.
        var targets: [String: Int64] = [:]
    }

    private var spaces: [String: Space] = [:]

    /// Makes an effect, or without a key tells of all.
    ///
    /// The inputs of an effect are `target`, which counts its effects, and `refusals`: so many of the first are refused.
    mutating func answer(to question: JSONObject) -> JSONValue {
        let name = question["space"]?.text ?? ""
        guard let key = question["key"]?.text else {
            let counts = spaces[name]?.counts ?? [:]
            return .object(
                JSONObject(counts.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .integer($0.value)) }))
        }
        var space = spaces[name] ?? Space()
        defer { spaces[name] = space }
        space.counts[key, default: 0] += 1
        if let known = space.answers[key] { return known }
        let inputs = question["inputs"]?.object ?? [:]
        let target = inputs["target"]?.text ?? ""
        space.targets[target, default: 0] += 1
        let number = space.targets[target] ?? 0
        let answer: JSONValue =
            number <= (inputs["refusals"]?.integer ?? 0)
            ? ["refusal": .string("\(target) is busy (\(number))")]
            : ["result": ["target": .string(target), "number": .integer(number)]]
        space.answers[key] = answer
        return answer
    }
}
