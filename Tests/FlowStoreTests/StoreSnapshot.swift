import FlowModel
import FlowStore

/// All that a store gives, by every way of asking; without the numbers that it gives to rows, which are its own affair.
struct StoreSnapshot: Equatable {
    private var flows: [[String?]] = []
    private var all: [ExecutionID] = []
    private var unfinished: [ExecutionID] = []
    private var unfinishedCount = 0
    private var pages: [[[ExecutionID]]] = []
    private var endings: [[ExecutionID]] = []
    private var messageEndings: [[MessageID]] = []
    private var firstEnd: ScriptTime?
    private var ready: [ExecutionID] = []
    private var firstReady: [ExecutionID] = []
    private var due: [ExecutionID] = []
    private var nextWake: ScriptTime?
    private var openMessages: [StoredMessage] = []
    private var executions: [ExecutionParts] = []
    private var secrets: [SealedSecret] = []
    private var oneSecret: SealedSecret?
    private var locks: [StoredLock?] = []
    private var lockWaiters: [[LockWaiter]] = []

    /// What belongs to one execution.
    struct ExecutionParts: Equatable {
        var row: StoredExecution?
        var header: JournalHeader?
        var turns: [[UInt8]]
        var log: [LogEntry]
        var children: [ExecutionID]
        var tree: [ExecutionID]
        var waitsOn: [StoredDependency]
        var waitsOf: [StoredDependency]
        var targets: [[ExecutionID]]
        var watches: [StatusWatch]
        var locks: [StoredLock]
        var messages: [StoredMessage]
        var allMessages: [StoredMessage]
        var savepoints: [StoredSavepoint]
        var savedTurns: [[[UInt8]]]
    }

    /// Where it begins to differ, with what is around the place in both.
    func difference(from other: StoreSnapshot) -> String {
        let (mine, others) = (Array("\(self)"), Array("\(other)"))
        let place = zip(mine, others).prefix { $0 == $1 }.count
        return [mine, others].map { String($0[max(0, place - 200)..<min($0.count, place + 100)]) }.joined(
            separator: "\n")
    }

    /// Reads everything.
    ///
    /// - Parameters:
    ///   - transaction: Where from.
    ///   - ids: Every execution that there ever was: of those that are gone nothing may be left.
    ///   - time: The moment for what is due.
    ///   - names: The names of locks to look at.
    /// - Throws: What the store throws.
    init(
        _ transaction: any FlowTransaction, ids: [ExecutionID], time: ScriptTime, locks names: [String]
    ) throws(StoreError) {
        for name in try transaction.flowNames() { flows.append([name, try transaction.flowScript(named: name)]) }
        all = try transaction.executions(.all)
        unfinished = try transaction.executions(.unfinished)
        unfinishedCount = try transaction.unfinishedCount()
        for query in Self.queries(around: time) { pages.append(try Self.pages(query, transaction)) }
        for id in ids.suffix(5) {
            let digits = id.digits
            for count in [4, 7, 32] {
                guard let suffix = RecordSuffix(String(digits.suffix(count))) else { continue }
                endings.append(try transaction.executions(endingWith: suffix, limit: 2))
            }
        }
        for message in try transaction.openMessages(of: nil).prefix(3) {
            guard let suffix = RecordSuffix(String(message.id.digits.suffix(5))) else { continue }
            messageEndings.append(try transaction.openMessages(endingWith: suffix, limit: 2).map(\.id))
        }
        secrets = try transaction.secrets()
        oneSecret = try transaction.secret(named: "b.2")
        firstEnd = try transaction.firstEnd()
        ready = try transaction.readyExecutions(limit: .max)
        firstReady = try transaction.readyExecutions(limit: 2)
        due = try transaction.dueExecutions(at: time, limit: 3)
        nextWake = try transaction.nextWake()
        openMessages = try transaction.openMessages(of: nil)
        for name in names {
            locks.append(try transaction.lock(name))
            lockWaiters.append(try transaction.waiters(forLock: name))
        }
        for id in ids {
            var row = try transaction.execution(id)
            let turns = try transaction.turns(upTo: row?.journalHead)
            if row?.journalHead != nil { row?.journalHead = 0 }
            var header: JournalHeader?
            if let number = row?.header { header = try transaction.header(number) }
            if row?.header != nil { row?.header = 0 }
            let waits = try transaction.dependencies(of: id)
            var targets: [[ExecutionID]] = []
            for wait in waits { targets.append(try transaction.targets(of: wait.number)) }
            var savepoints: [StoredSavepoint] = []
            var savedTurns: [[[UInt8]]] = []
            for savepoint in try transaction.savepoints(of: id) {
                savedTurns.append(try transaction.turns(upTo: savepoint.journalHead))
                savepoints.append(Self.unnumbered(savepoint))
            }
            executions.append(
                ExecutionParts(
                    row: row, header: header, turns: turns, log: try transaction.log(of: id),
                    children: try transaction.executions(.children(of: id)),
                    tree: try transaction.executions(.tree(id)),
                    waitsOn: try transaction.openDependencies(on: id).map(Self.unnumbered),
                    waitsOf: waits.map(Self.unnumbered),
                    targets: targets,
                    watches: try transaction.watches(on: id), locks: try transaction.locks(heldBy: id),
                    messages: try transaction.openMessages(of: id), allMessages: try transaction.messages(of: id),
                    savepoints: savepoints, savedTurns: savedTurns))
        }
    }

    private static func queries(around time: ScriptTime) -> [ExecutionQuery] {
        var (open, some, named, late) = (ExecutionQuery(), ExecutionQuery(), ExecutionQuery(), ExecutionQuery())
        open.isUnfinished = true
        some.statuses = [.pending, .endedError]
        named.name = "Ünïcode"
        late.createdSince = time.advanced(bySeconds: -120)
        late.statuses = [.pending, .running, .waitingScheduled]
        return [ExecutionQuery(), open, some, named, late]
    }

    private static func pages(
        _ query: ExecutionQuery, _ transaction: any FlowTransaction
    ) throws(StoreError) -> [[ExecutionID]] {
        var pages: [[ExecutionID]] = []
        var place: Int64?
        repeat {
            let page = try transaction.executions(query, before: place, limit: 3)
            pages.append(page.ids)
            place = page.next
        } while place != nil
        return pages
    }

    private static func unnumbered(_ wait: StoredDependency) -> StoredDependency {
        var wait = wait
        wait.number = 0
        return wait
    }

    private static func unnumbered(_ one: StoredSavepoint) -> StoredSavepoint {
        StoredSavepoint(
            id: one.id, execution: one.execution, name: one.name, call: one.call, line: one.line,
            createdAt: one.createdAt, journalHead: 0, generation: one.generation, fields: one.fields,
            openCalls: one.openCalls, arrivals: one.arrivals, loadCount: one.loadCount)
    }
}
