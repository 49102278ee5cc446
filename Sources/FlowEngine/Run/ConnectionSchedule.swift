import FlowModel

/// Decides which connections are performed when: the higher priority first, then the older, so many at a time.
///
/// Pure: the engine tells it what was committed and what has returned.
struct ConnectionSchedule {
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
    mutating func offer(_ id: ExecutionID, priority: Int64) {
        guard stages[id] == nil else { return }
        stages[id] = .waiting
        queue.push(id, priority: priority)
    }

    /// Takes the connections that are to be begun now.
    mutating func takeNext(limit: Int) -> [ExecutionID] {
        var taken: [ExecutionID] = []
        while occupied < limit, let (id, _) = queue.pop() {
            // A place in the queue outlives the wish to be performed.
            guard stages[id] == .waiting else { continue }
            stages[id] = .beginning
            occupied += 1
            taken.append(id)
        }
        return taken
    }

    /// Takes note that a connection may not be performed for now: a connector that works already is not held up.
    mutating func hold(_ id: ExecutionID) {
        switch stages[id] {
        case .waiting?: stages[id] = nil
        case .beginning?:
            stages[id] = nil
            occupied -= 1
        default: break
        }
    }

    /// Takes note that the store refused to begin a connection.
    mutating func refuse(_ id: ExecutionID) {
        guard stages[id] == .beginning else { return }
        stages[id] = nil
        occupied -= 1
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
            occupied -= 1
            return true
        case .abandoned?:
            stages[id] = nil
            occupied -= 1
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
            stages[id] = nil
            return false
        case .abandoned?, nil: return false
        }
    }
}
