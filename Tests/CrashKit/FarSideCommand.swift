import ArgumentParser
import FlowModel
import Foundation
import OutsideWorld
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
        let side = SharedWorld()
        let server = try HTTPServer { request in side.answer(to: request) }
        FileHandle.standardOutput.write(Data("ready\n".utf8))
        let socket = socket
        Thread.detachNewThread {
            while readLine() != nil {}
            unlink(socket)
            Glibc.exit(0)
        }
        while true {
            let line = try listener.accept()
            // Somebody who was killed or stopped in the middle does not concern the others.
            Thread.detachNewThread {
                guard let question = try? line.read()?.object else { return }
                try? line.write(side.answer(to: question, from: line, at: server.url))
            }
        }
    }
}

/// The world, for many threads; and who is told when a request has come.
private final class SharedWorld: Sendable {
    private let world = Mutex(World())
    private let watchers = Mutex<[String: LineSocket]>([:])

    /// Answers a process that makes effects, or asks about them.
    func answer(to question: JSONObject, from line: LineSocket, at url: String) -> JSONValue {
        let space = question["space"]?.text ?? ""
        if let key = question["watch"]?.text {
            let number = world.withLock { $0.number(of: space) }
            watchers.withLock { $0["\(number) \(key)"] = line }
            return true
        }
        return world.withLock { world in
            if let key = question["key"]?.text {
                return world.effect(key, question["inputs"]?.object ?? [:], in: space)
            }
            if let fixture = question["service"] { return .string("\(url)/\(world.openService(fixture, in: space))") }
            return world.effects(in: space)
        }
    }

    /// Does what a request says, and answers it once who watches it says so, or is dead.
    func answer(to request: WebRequest) -> WebAnswer {
        let answer = world.withLock { $0.answer(to: request) }
        // Runs of one flow have the same keys, each in its space.
        let name = "\(request.uri.dropFirst().prefix { $0 != "/" }) \(request.idempotencyKey ?? "")"
        if let watcher = watchers.withLock({ $0.removeValue(forKey: name) }) {
            try? watcher.write("come")
            _ = try? watcher.read()
        }
        return answer
    }
}
