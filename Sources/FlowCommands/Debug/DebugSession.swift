import FlowEngine
import FlowModel
import FlowStore
import LuaHost

/// One person with one debugger: reads orders, and shows where the execution stands.
///
/// The execution itself goes on in the engine. What is shown is read from a replay of its journal, so looking changes nothing.
final class DebugSession {
    /// What lets executions go on.
    struct Driver: Sendable {
        let engine: ExecutionEngine
        let observer: StopObserver
    }

    private let store: any FlowStore
    private let environment: SandboxEnvironment
    /// Nil when another process holds the store, so that there is only looking.
    private let driver: Driver?
    private var id: ExecutionID
    private var row: StoredExecution
    private var turns: [[UInt8]] = []
    private var header: JournalHeader?
    private var replay: ReplayedExecution?
    /// What is shown is where the execution stands, not an earlier place.
    private var isPresent = true
    private var selected = 0
    private var breakpoints: [Int]
    private var last = DebugOrder.go(.over)

    init(_ row: StoredExecution, store: any FlowStore, environment: SandboxEnvironment, driver: Driver?) {
        (self.row, self.store, self.environment, self.driver) = (row, store, environment, driver)
        id = row.id
        breakpoints = (row.record["breakpoints"].items ?? []).compactMap { $0.integer.map(Int.init) }
    }

    /// Reads orders from standard input to its end.
    ///
    /// - Parameter call: The call to begin at; nil for where the execution stands.
    func run(at call: UInt64?) async throws {
        try load()
        if let call {
            try jump(to: call)
        } else {
            try await begin()
        }
        while true {
            if Console.isTerminal(.error) { Console.prompt("(debug) ") }
            guard let line = readLine() else { break }
            do {
                let order = try DebugOrder(line)
                if order == .quit { break }
                try await carryOut(order == .again ? last : order)
                if case .go = order { last = order }
            } catch let error as CommandFailure {
                try say("error: \(error.message)")
            } catch let error as ExecutionFork.Fault {
                try say("error: \(error)")
            }
        }
        try await leave()
    }

    private func say(_ lines: [String]) throws { for line in lines { try say(line) } }

    private func say(_ text: String) throws { try Console.print(Console.printable(text)) }

    // MARK: - Where it stands

    private func load() throws(StoreError) {
        (row, turns, header) = try store.read { [id] transaction throws(StoreError) in
            guard let row = try transaction.execution(id) else {
                throw StoreError(.unreachable, "the execution \(id) is gone")
            }
            let header = if let number = row.header { try transaction.header(number) } else { nil as JournalHeader? }
            return (row, try transaction.turns(upTo: row.journalHead), header)
        }
    }

    private func freshReplay() throws -> ReplayedExecution {
        selected = 0
        return try ReplayedExecution(
            row, turns, header: header, environment: environment, breakpoints: breakpoints.map(UInt32.init))
    }

    private func begin() async throws {
        guard row.record.status.isEnded || row.record.startedAt != nil else { return try await go(.line) }
        guard row.record.status.isEnded else { return try showPresent() }
        try say(
            "\(row.record.name) (\(id)) has ended with \(row.record.status.rawValue): it is run again, to look only")
        isPresent = false
        replay = try freshReplay()
        replay?.go(to: .stop(.line))
        try show()
    }

    private func showPresent() throws {
        isPresent = true
        replay = try freshReplay()
        replay?.go(to: .present)
        try show()
    }

    private func show() throws {
        switch replay?.place {
        case .line(let line)?:
            try say("line \(line)\(place)")
            try list(line, around: line)
        case .call(let number, let call)?:
            let answer = try JournalEntry.entries(of: turns).first { $0.number == number }?.answer
            let text = answer.map(DebugView.text) ?? "nothing yet"
            try say("call #\(number), \(call.function), line \(call.line)\(place); it was answered with: \(text)")
            try list(Int(call.line), around: Int(call.line))
        case .journalEnd?, nil: try showRest()
        case .ended(let text)?: try say("\(text); the execution has \(row.record.status.rawValue)")
        case .failed(let report)?: try say("the script cannot be run again along its journal: \(report)")
        }
    }

    private var place: String { isPresent ? "" : " (to look only)" }

    private func showRest() throws {
        // That it is paused is the debugger's doing.
        var running = row
        running.isPaused = false
        let text = try store.read { [running] transaction throws(StoreError) in
            try WaitDescription.text(of: running, transaction)
        }
        try say(text ?? "the execution has ended with \(row.record.status.rawValue)")
    }

    private func list(_ line: Int?, around center: Int) throws {
        try say(DebugView.source(row.record.script, at: line, around: center, breakpoints: breakpoints))
    }

    private var frames: [StackFrame] { replay?.frames() ?? [] }

    private var frame: StackFrame? {
        let frames = frames
        return frames.indices.contains(selected) ? frames[selected] : frames.first
    }

    // MARK: - Orders

    private func carryOut(_ order: DebugOrder) async throws {
        switch order {
        case .go(let pace): try await go(pace)
        case .breakpoints:
            try say(
                breakpoints.isEmpty
                    ? "no breakpoints" : "breakpoints: \(breakpoints.map(String.init).joined(separator: ", "))")
        case .setBreakpoint(let line):
            breakpoints = Array(Set(breakpoints + [line])).sorted()
            try say("stops before line \(line)")
        case .deleteBreakpoint(let line):
            guard breakpoints.contains(line) else { throw CommandFailure("there is no breakpoint at line \(line)") }
            breakpoints.removeAll { $0 == line }
            try say("stops before line \(line) no longer")
        case .list(let line):
            let here = frame.flatMap { $0.isOfScript ? $0.line : nil }
            try list(here, around: line ?? here ?? 1)
        case .stack: try say(DebugView.stack(frames, selected: selected))
        case .frame(let number):
            guard frames.indices.contains(number - 1) else {
                throw CommandFailure("there is no call \(number); where lists them")
            }
            selected = number - 1
            try say(DebugView.stack(frames, selected: selected)[selected])
            if let frame, frame.isOfScript { try list(frame.line, around: frame.line) }
        case .variables: try say(DebugView.variables(frame))
        case .print(let name): try show(name)
        case .journal: try say(DebugView.journal(try JournalEntry.entries(of: turns), at: replay?.callCount ?? 0))
        case .jump(let call): try jump(to: call)
        case .present: row.record.status.isEnded ? try showEnd() : try showPresent()
        case .fork(let call, let value): try await fork(at: call, answering: value)
        case .help: try say(DebugOrder.manual)
        case .quit, .again: break
        }
    }

    private func show(_ name: String) throws {
        let whole = replay?.frames(.whole) ?? []
        let frame = whole.indices.contains(selected) ? whole[selected] : whole.first
        guard let text = DebugView.variable(name, in: frame) else {
            throw CommandFailure("there is no variable '\(name)' in sight here; vars lists those there are")
        }
        try say(text)
    }

    private func jump(to call: UInt64) throws {
        let count = try JournalEntry.entries(of: turns).count
        guard 1...UInt64(max(1, count)) ~= call, count > 0 else {
            throw CommandFailure("there is no call \(call); the journal has \(count)")
        }
        isPresent = false
        replay = try freshReplay()
        replay?.go(to: .call(call))
        try show()
    }

    private func showEnd() throws {
        isPresent = false
        replay = try freshReplay()
        replay?.go(to: .present)
        try show()
    }

    // MARK: - Going on

    private func go(_ pace: Sandbox.Pace) async throws {
        guard isPresent, !row.record.status.isEnded else { return try look(on: pace) }
        guard let driver else {
            throw CommandFailure("the store is held by another process, so the execution cannot go on from here")
        }
        let fields: JSONObject = [
            "use_breakpoints": true, "is_productive": false, "use_only_explicit_breakpoints": false,
            "breakpoints": .array(breakpoints.map { .integer(Int64($0)) }),
        ]
        let id = id
        try await driver.observer.wait(for: driver.engine) { () async throws(StoreError) in
            try await driver.engine.resume(id, at: pace, saving: fields)
        }
        try load()
        guard row.record.status.isEnded else { return try showPresent() }
        replay = nil
        let message = row.record.message.map { ": \($0)" } ?? ""
        try say("the execution has ended with \(row.record.status.rawValue)\(message)")
        if row.record.output != .null { try say("output: \(JSONWriter.text(row.record.output))") }
        try say("jump N looks at call N of its journal, fork N JSON goes another way from there")
    }

    /// Goes on in the past, or in what has ended.
    private func look(on pace: Sandbox.Pace) throws {
        if replay == nil { replay = try freshReplay() }
        selected = 0
        replay?.setBreakpoints(breakpoints.map(UInt32.init))
        let place = replay?.go(to: .stop(pace))
        if place == .journalEnd, !row.record.status.isEnded { return try showPresent() }
        isPresent = false
        try show()
    }

    private func fork(at call: UInt64, answering value: JSONValue) async throws {
        guard let driver else {
            throw CommandFailure("the store is held by another process, so nothing can be made in it from here")
        }
        var generator = SystemRandomNumberGenerator()
        let new = ExecutionID(createdAt: SystemClock().now(), using: &generator)
        var fork = try ExecutionFork(
            of: row, turns, header: header, at: call, answering: .values([HostValue(value)]), id: new,
            environment: environment)
        fork.row.record.set([
            "break": true, "breakpoints": .array(breakpoints.map { .integer(Int64($0)) }),
        ])
        try await pause()
        driver.observer.follow(new)
        let made = fork
        try await driver.observer.wait(for: driver.engine) { () async throws(StoreError) in
            try await driver.engine.change { transitions throws(StoreError) in try made.create(transitions) }
        }
        try say(
            "\(new) begins as \(id) did, which stays as it is, and was answered with \(JSONWriter.text(value)) to call #\(call)"
        )
        id = new
        try load()
        row.record.status.isEnded ? try showEnd() : try showPresent()
    }

    // MARK: - The end

    private func leave() async throws {
        try await pause()
        if row.record.status.isEnded { return }
        let name = Console.printable(row.record.name)
        guard driver != nil else { return }
        Console.note(
            "\(name) (\(id)) is paused: moonflow debug \(id), or moonflow exec resume \(id) and moonflow resume")
    }

    private func pause() async throws(StoreError) {
        guard let driver, !row.record.status.isEnded else { return }
        let id = id
        try await driver.engine.change { transitions throws(StoreError) in
            _ = try transitions.carryOut(Control(.pause(message: nil), .execution(id)))
        }
        try load()
    }
}
