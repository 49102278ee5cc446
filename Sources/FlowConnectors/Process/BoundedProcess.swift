import Glibc
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// A program that is run within limits of time and output, in a group of its own of which nothing is left at its end.
///
/// It gets the environment given and no other, no open file but its three streams, and no terminal.
struct BoundedProcess: Sendable {
    /// Where it is on the disk.
    var path: String
    var arguments: [String]
    /// All that it has of an environment.
    var environment: [String: String]
    var workingDirectory: String
    var input: [UInt8] = []
    /// Bytes that each of its two outputs may have.
    var outputLimit: Int
    /// How long it may take to end after it was told to, before it is killed.
    var grace: Duration = .seconds(5)

    /// How it ended, and what it wrote.
    struct Ending: Sendable, Equatable {
        enum Status: Sendable, Equatable {
            case exited(Int32)
            case signaled(Int32)
        }

        let status: Status
        let output: [UInt8]
        let errors: [UInt8]
    }

    /// Why there is no ending that means something.
    enum Fault: Error, Equatable {
        /// It did not start; the text says why.
        case notStarted(String)
        case timedOut
        case cancelled
        /// It wrote more than it may.
        case tooMuchOutput
    }

    /// Runs it.
    ///
    /// - Parameter deadline: When it is ended.
    /// - Returns: How it ended by itself.
    /// - Throws: Why it did not.
    func run(until deadline: ContinuousClock.Instant) async throws(Fault) -> Ending {
        _ = Self.ignoresBrokenPipes
        guard !Task.isCancelled else { throw .cancelled }
        var options = PlatformOptions()
        options.createSession = true
        // The warden ends the group, on cancellation too. Should it fail to, this does: signal 0 is none, but the wait for
        // what comes of it ends in a kill of the group.
        options.teardownSequence = [
            .send(
                signal: Signal(rawValue: 0), toProcessGroup: true,
                allowedDurationToNextStep: grace + .seconds(30))
        ]
        let environment = Environment.custom(
            Dictionary(
                self.environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }, uniquingKeysWith: { $1 }))
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)), arguments: Arguments(arguments), environment: environment,
                workingDirectory: FilePath(workingDirectory), platformOptions: options, input: .inputWriter,
                output: .sequence, error: .sequence
            ) { execution in
                await attend(execution, until: deadline)
            }
            let attended = result.closureResult
            guard !attended.isOver else { throw Fault.tooMuchOutput }
            switch attended.reason {
            case .ended: break
            case .timedOut: throw Fault.timedOut
            case .stopped: throw Fault.cancelled
            case nil: throw Fault.notStarted("there is no thread left to watch over it")
            }
            let status: Ending.Status =
                switch result.terminationStatus {
                case .exited(let code): .exited(code)
                case .signaled(let signal): .signaled(signal)
                }
            return Ending(status: status, output: attended.output, errors: attended.errors)
        } catch let fault as Fault {
            throw fault
        } catch let error as SubprocessError {
            // What the error says of itself may hold the environment.
            switch error.code {
            case .executableNotFound: throw .notStarted("the program is not there, or may not be run")
            case .failedToChangeWorkingDirectory: throw .notStarted("the working directory cannot be entered")
            default: throw Task.isCancelled ? .cancelled : .notStarted("the system did not start the program")
            }
        } catch {
            throw Task.isCancelled ? .cancelled : .notStarted("the system did not start the program")
        }
    }

    // MARK: - While it runs

    private typealias Running = Execution<CustomWriteInput, SequenceOutput, SequenceOutput>

    private struct Attended: Sendable {
        var reason: ProcessWarden.Reason?
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var isOver = false
    }

    private enum Part: Sendable {
        case reason(ProcessWarden.Reason?)
        case output([UInt8])
        case errors([UInt8])
        case written
    }

    /// Feeds it, reads what it writes, and sees to its end.
    private func attend(_ running: Running, until deadline: ContinuousClock.Instant) async -> Attended {
        let limit = outputLimit
        let warden = ProcessWarden(
            process: running.processIdentifier.value, descriptor: running.processIdentifier.processDescriptor,
            grace: grace)
        let stop = BlockingCancellation()
        return await withTaskGroup(of: Part.self) { group in
            group.addTask {
                let reason = await BlockingWork.run { cancellation in
                    warden.watch(until: deadline, or: [cancellation, stop])
                }
                if reason == nil { warden.kill() }
                return .reason(reason)
            }
            group.addTask { .output(await Self.collect(running.standardOutput, limit, stop)) }
            group.addTask { .errors(await Self.collect(running.standardError, limit, stop)) }
            group.addTask {
                // A program need not read what it is given.
                if !input.isEmpty { _ = try? await running.standardInputWriter.write(input) }
                try? await running.standardInputWriter.finish()
                return .written
            }
            var attended = Attended()
            for await part in group {
                switch part {
                case .reason(let reason): attended.reason = reason
                case .output(let bytes): attended.output = bytes
                case .errors(let bytes): attended.errors = bytes
                case .written: break
                }
            }
            attended.isOver = attended.output.count > limit || attended.errors.count > limit
            return attended
        }
    }

    private static func collect(
        _ sequence: SubprocessOutputSequence, _ limit: Int, _ stop: BlockingCancellation
    ) async -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await buffer in sequence {
                buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
                if bytes.count > limit {
                    stop.request()
                    break
                }
            }
        } catch {
            // A pipe that breaks has ended.
        }
        return bytes
    }

    /// Writing to a program that has closed its input is an error, not the end of this process.
    private static let ignoresBrokenPipes: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return true
    }()
}
