import FlowModel

/// Decides which connections are performed when: the higher priority first, then the older, so many at a time.
///
/// Pure: the engine tells it what was committed and what has returned.
struct ConnectionSchedule {
    /// Connections that share a limit: those of a type, those of a connector.
    struct Group: Sendable, Equatable {
        let name: String
        let limits: ConnectionLimits
    }

    private enum Stage {
        /// Could be performed, but for want of a place.
        case waiting
        /// The commit that says it is under way is on its way.
        case beginning
        /// Its connector works.
        case running
        /// Its connector has returned, and the commit of its result is on its way.
        case ending
        /// It has ended otherwise, and its connector has not returned yet.
        case abandoned
    }

    private var stages: [ExecutionID: Stage] = [:]
    private var queue = ReadyQueue()
    private var groups = ConnectionGroups()
    /// How many are beginning, running or abandoned.
    private var occupied = 0
    private var abandoned = 0

    /// A connection waits to be performed, is performed, or its result is not committed.
    ///
    /// One that was abandoned is nobody's concern any more, though it takes up a place.
    var isBusy: Bool { stages.count > abandoned }

    /// Connections whose connectors work, and whose results are wanted.
    var running: [ExecutionID] { stages.filter { $0.value == .running }.map(\.key) }

    /// Something else is to be done than to wait for connectors.
    var isMoving: Bool { stages.values.contains { $0 != .running && $0 != .abandoned } }

    /// Takes note of a connection that could be performed.
    ///
    /// - Parameters:
    ///   - id: The connection.
    ///   - priority: Who goes first when several could: the higher one.
    ///   - members: What it shares limits with.
    mutating func offer(_ id: ExecutionID, priority: Int64, in members: [Group] = []) {
        guard stages[id] == nil else { return }
        stages[id] = .waiting
        groups.add(id, priority: priority, to: members)
        queue.push(id, priority: priority)
    }

    /// Takes the connections that are to be begun now.
    ///
    /// - Parameters:
    ///   - limit: How many may be under way in all.
    ///   - now: Seconds since some moment, by a clock that never goes back.
    mutating func takeNext(limit: Int, at now: Double = 0) -> [ExecutionID] {
        var taken: [ExecutionID] = []
        groups.advance(to: now)
        repeat {
            while occupied < limit, let (id, _) = queue.pop() {
                // A place in the queue outlives the wish to be performed.
                guard stages[id] == .waiting, groups.admit(id, at: now) else { continue }
                stages[id] = .beginning
                occupied += 1
                taken.append(id)
            }
        } while occupied < limit && release()
        return taken
    }

    /// When a connection that a limit holds back could begin, if nothing else happens before; nil for never.
    var nextMoment: Double? { groups.nextMoment }

    /// Puts connections back into the queue that limits hold back no more.
    private mutating func release() -> Bool {
        let freed = groups.takeFreed { stages[$0] == .waiting }
        for (id, priority) in freed { queue.push(id, priority: priority) }
        return !freed.isEmpty
    }

    private mutating func forget(_ id: ExecutionID) {
        stages[id] = nil
        groups.remove(id)
    }

    private mutating func leave(_ id: ExecutionID) {
        occupied -= 1
        groups.leave(id)
    }

    /// Takes note that a connection may not be performed for now: a connector that works already is not held up.
    mutating func hold(_ id: ExecutionID) {
        switch stages[id] {
        case .waiting?: forget(id)
        case .beginning?:
            leave(id)
            forget(id)
        default: break
        }
    }

    /// Takes note that the store refused to begin a connection.
    mutating func refuse(_ id: ExecutionID) {
        guard stages[id] == .beginning else { return }
        leave(id)
        forget(id)
    }

    /// Takes note that it is committed that a connection is under way.
    ///
    /// - Returns: Whether it is to be performed: true once.
    mutating func begin(_ id: ExecutionID) -> Bool {
        guard stages[id] == .beginning else { return false }
        stages[id] = .running
        return true
    }

    /// Takes note that a connector has returned.
    ///
    /// - Returns: Whether its result is wanted.
    mutating func finish(_ id: ExecutionID) -> Bool {
        switch stages[id] {
        case .running?:
            stages[id] = .ending
            leave(id)
            return true
        case .abandoned?:
            leave(id)
            forget(id)
            abandoned -= 1
            return false
        default: return false
        }
    }

    /// Takes note that a connection has ended, or that its result was committed.
    ///
    /// - Returns: Whether its connector works still, and is to be cancelled.
    mutating func end(_ id: ExecutionID) -> Bool {
        switch stages[id] {
        case .running?:
            stages[id] = .abandoned
            abandoned += 1
            return true
        case .waiting?, .beginning?:
            hold(id)
            return false
        case .ending?:
            forget(id)
            return false
        case .abandoned?, nil: return false
        }
    }
}
