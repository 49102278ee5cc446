import FlowModel
import FlowStore

/// Random changes of a store, the same for the same seed.
struct StoreTraffic {
    /// One change, which any store can be asked to make.
    struct Change {
        let name: String
        /// Makes it, and gives what the store said.
        let make: (any FlowTransaction) throws(StoreError) -> String
    }

    static let locks = ["printer", "", "Schloß"]
    static let start = ScriptTime(microseconds: 1_767_225_600_000_000)

    private var generator: SeededGenerator
    /// Every execution that was ever made.
    private(set) var ids: [ExecutionID] = []
    /// The roots of the trees that they were made in.
    private var tops: [ExecutionID: ExecutionID] = [:]
    private var messages: [(id: MessageID, sender: ExecutionID, call: UInt64)] = []
    private var savepoints: [SavepointID] = []
    private(set) var now = StoreTraffic.start

    init(seed: UInt64) {
        generator = SeededGenerator(state: seed)
    }

    /// The next change.
    mutating func next() -> Change {
        now = now.advanced(bySeconds: Double(number(100)) / 10)
        guard let id = ids.randomElement(using: &generator), number(6) > 0 else { return insertExecution() }
        let other = ids.randomElement(using: &generator) ?? id
        return switch number(17) {
        case 0, 1: updateStanding(of: id)
        case 2: end(id)
        case 3, 4: appendTurn(to: id)
        case 5: appendLog(to: id)
        case 6: wait(of: id, for: other == id ? [id] : [other, id])
        case 7: closeWait(of: id)
        case 8: watch(other, by: id)
        case 9: changeLock(id)
        case 10: changeLockWaiter(id)
        case 11: message(of: id)
        case 12: answerMessage()
        case 13: savepoint(of: id)
        case 14: putFlow()
        case 15: changeSecret()
        default: removeEnded()
        }
    }

    private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

    private mutating func insertExecution() -> Change {
        let id = ExecutionID(createdAt: now, using: &generator)
        var record = ExecutionRecord(
            id: id, name: ["a", "Ünïcode", ""][number(3)], script: "return \(number(3))",
            inputs: ["n": .integer(Int64(number(9)))], createdAt: now)
        if let parent = ids.randomElement(using: &generator), number(2) == 0 {
            let top = tops[parent] ?? parent
            tops[id] = top
            record.set([
                "parent_execution_id": .string(parent.description), "top_execution_id": .string(top.description),
            ])
        }
        record.set(["priority": .integer(Int64(number(3) * 10))])
        let row = StoredExecution(record: record, seed: UInt64(number(100)), isRunnable: number(3) > 0)
        ids.append(id)
        return Change(name: "insert \(id)") { transaction throws(StoreError) in
            var row = row
            if try transaction.execution(row.record.topID) == nil {
                // As long as there is a member of a tree, there is its root.
                row.record.set(["parent_execution_id": nil, "top_execution_id": .string(id.description)])
            }
            try transaction.insert(row)
            return ""
        }
    }

    /// A change of the row, if there is one.
    private func update(_ name: String, _ id: ExecutionID, _ body: @escaping (inout StoredExecution) -> Void) -> Change
    {
        Change(name: "\(name) \(id)") { transaction throws(StoreError) in
            guard var row = try transaction.execution(id) else { return "none" }
            body(&row)
            try transaction.update(row)
            return "\(row.isReady)"
        }
    }

    private mutating func updateStanding(of id: ExecutionID) -> Change {
        let (isReady, isPaused, isWatched) = (number(2) == 0, number(4) == 0, number(2) == 0)
        let wakeAt = number(2) == 0 ? now.advanced(bySeconds: Double(number(200)) - 100) : nil
        let (calls, moment) = (UInt64(number(1000)), now)
        return update("stand", id) { row in
            (row.isReady, row.isPaused, row.isInDoubt, row.isWatched, row.wakeAt, row.callCount) = (
                isReady, isPaused, isPaused && isWatched, isWatched, wakeAt, calls
            )
            row.openCalls = [
                OpenCall(call: calls, wait: .executions([id], .firstEnded), timeout: 0.25, now: moment),
                OpenCall(call: calls + 1, wait: .lock(name: "x", takes: true, keeps: false), now: moment),
            ]
            row.arrivals = [Arrival(call: calls, answer: EncodedAnswer(.value(HostValue(["a": [1, 2.0, nil]]))))]
        }
    }

    private mutating func end(_ id: ExecutionID) -> Change {
        let (time, status) = (now, [ExecutionStatus.endedSuccess, .endedError, .endedCancelled][number(3)])
        return update("end", id) { row in
            row.record.end(status, message: "over\n\"\(status)\"", at: time)
            (row.isReady, row.wakeAt) = (false, nil)
            row.cause = EndCause(.failed, errorType: "SomeError", chunk: "a.lua", line: 3)
            row.divergence = "line 1\nline 2"
        }
    }

    private mutating func appendTurn(to id: ExecutionID) -> Change {
        let bytes = (0..<number(40)).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        let header = JournalHeader(
            luaIdentity: "Lua", hostVersion: Int64(number(2)), mathFingerprint: .max,
            limits: .init(memory: 3, stacks: 2, string: 1),
            modules: (0..<number(3)).map {
                .init(name: "m\($0)", role: $0 == 1 ? .prelude : .library, source: "return \($0)")
            })
        let time = Int64(number(1000))
        return Change(name: "turn of \(id)") { transaction throws(StoreError) in
            guard var row = try transaction.execution(id) else { return "none" }
            row.header = try transaction.number(of: header)
            row.processorTime = time
            row.journalHead = try transaction.appendTurn(bytes, of: id, after: row.journalHead)
            try transaction.update(row)
            return ""
        }
    }

    private mutating func appendLog(to id: ExecutionID) -> Change {
        let time = now
        let entries = (0...number(3)).map { index in
            LogEntry(
                time: time, level: LogLevel.allCases[index % 3], subject: "s\(index)",
                content: .values([.integer(Int64(index)), 1.0, nil], named: ["k": "\u{0}\u{1F600}"]))
        }
        return Change(name: "log of \(id)") { transaction throws(StoreError) in
            guard try transaction.execution(id) != nil else { return "none" }
            try transaction.appendLog(entries, of: id)
            return ""
        }
    }

    private mutating func wait(of id: ExecutionID, for targets: [ExecutionID]) -> Change {
        let wait = StoredDependency(
            waiter: id, call: UInt64(number(100)), mode: .allEnded, remaining: targets.count, createdAt: now)
        return Change(name: "wait of \(id)") { transaction throws(StoreError) in
            for each in targets + [id] where try transaction.execution(each) == nil { return "none" }
            _ = try transaction.insert(wait, on: targets)
            return ""
        }
    }

    private mutating func closeWait(of id: ExecutionID) -> Change {
        let choice = number(10)
        return Change(name: "close a wait of \(id)") { transaction throws(StoreError) in
            let waits = try transaction.dependencies(of: id)
            guard !waits.isEmpty else { return "none" }
            var wait = waits[choice % waits.count]
            wait.remaining -= 1
            wait.isOpen = choice < 3
            try transaction.update(wait)
            return "\(wait.remaining)"
        }
    }

    private mutating func watch(_ target: ExecutionID, by id: ExecutionID) -> Change {
        let (call, adds) = (UInt64(number(5)), number(3) > 0)
        return Change(name: "watch \(target)") { transaction throws(StoreError) in
            for each in [target, id] where try transaction.execution(each) == nil { return "none" }
            try transaction.removeWatch(waiter: id, call: call)
            if adds { try transaction.insert(StatusWatch(waiter: id, call: call, target: target)) }
            return ""
        }
    }

    private mutating func changeLock(_ id: ExecutionID) -> Change {
        let (name, adds) = (Self.locks[number(3)], number(3) > 0)
        var lock = StoredLock(
            name: name, holder: id, isKept: number(2) == 0, takenAt: UInt64(number(50)), generation: 1)
        lock.count = number(4)
        let stored = lock
        return Change(name: "lock \(name)") { transaction throws(StoreError) in
            guard try transaction.execution(id) != nil, adds else {
                try transaction.removeLock(name)
                return "removed"
            }
            try transaction.put(stored)
            return ""
        }
    }

    private mutating func changeLockWaiter(_ id: ExecutionID) -> Change {
        let (name, call, adds) = (Self.locks[number(3)], UInt64(number(5)), number(3) > 0)
        let waiter = LockWaiter(name: name, waiter: id, call: call, takes: number(2) == 0, keeps: number(2) == 0)
        return Change(name: "wait for lock \(name)") { transaction throws(StoreError) in
            guard try transaction.execution(id) != nil else { return "none" }
            try transaction.removeLockWaiter(id, call: call)
            if adds { try transaction.insert(waiter) }
            return ""
        }
    }

    private mutating func message(of id: ExecutionID) -> Change {
        let message = StoredMessage(
            id: MessageID(createdAt: now, using: &generator), sender: id, content: ["subject": "s", "n": 1.0],
            createdAt: now)
        let waiter = ResponseWaiter(waiter: id, call: 1000 + UInt64(messages.count))
        messages.append((message.id, id, waiter.call))
        return Change(name: "message of \(id)") { transaction throws(StoreError) in
            guard try transaction.execution(id) != nil else { return "none" }
            try transaction.put(message)
            try transaction.insert(waiter, for: message.id)
            return ""
        }
    }

    private mutating func answerMessage() -> Change {
        guard let message = messages.randomElement(using: &generator) else { return putFlow() }
        let removes = number(2) == 0
        return Change(name: "answer \(message.id)") { transaction throws(StoreError) in
            if removes { try transaction.removeResponseWaiter(message.sender, call: message.call) }
            guard var stored = try transaction.message(message.id) else { return "none" }
            stored.response = ["yes": true]
            try transaction.put(stored)
            return "\(try transaction.waiters(forResponseTo: message.id)) \(stored)"
        }
    }

    private mutating func savepoint(of id: ExecutionID) -> Change {
        if let old = savepoints.randomElement(using: &generator), number(3) == 0 {
            return Change(name: "remove savepoint \(old)") { transaction throws(StoreError) in
                try transaction.removeSavepoint(old)
                return ""
            }
        }
        let (new, time) = (SavepointID(createdAt: now, using: &generator), now)
        savepoints.append(new)
        return Change(name: "savepoint of \(id)") { transaction throws(StoreError) in
            guard let row = try transaction.execution(id), let head = row.journalHead else { return "none" }
            var savepoint = StoredSavepoint(id: new, name: "n", call: 4, line: 7, at: time, of: row, journalHead: head)
            try transaction.put(savepoint)
            savepoint.loadCount = 2
            try transaction.put(savepoint)
            return ""
        }
    }

    private mutating func putFlow() -> Change {
        let (name, script) = (["b", "a", "ä"][number(3)], "return \(number(4))")
        return Change(name: "flow \(name)") { transaction throws(StoreError) in
            try transaction.putFlow(named: name, script: script)
            return ""
        }
    }

    private mutating func changeSecret() -> Change {
        let name = ["token", "b.2", "Z-z"][number(3)]
        guard number(3) > 0 else {
            return Change(name: "no secret \(name)") { transaction throws(StoreError) in
                try transaction.removeSecret(named: name)
                return ""
            }
        }
        let hosts = ["a.example", "*"].suffix(number(3))
        let secret = SealedSecret(
            name: name, binding: SecretBinding(hosts: Array(hosts)), sealed: [0, UInt8(number(256))], keyID: "k",
            description: number(2) == 0 ? nil : "ü", modifiedAt: now)
        return Change(name: "secret \(name)") { transaction throws(StoreError) in
            try transaction.put(secret)
            return ""
        }
    }

    private mutating func removeEnded() -> Change {
        let (time, limit, steps) = (now.advanced(bySeconds: -Double(number(60))), number(5), number(4))
        return Change(name: "remove what has ended") { transaction throws(StoreError) in
            var said = ""
            var place: RemovalPlace?
            for _ in 0...steps {
                let removal = try transaction.removeExecutions(endedBefore: time, after: place, limit: limit)
                said += " \(removal.count) \(removal.next.map { "\($0.endedAt.microseconds)" } ?? "done")"
                place = removal.next
                if place == nil { break }
            }
            return said
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
