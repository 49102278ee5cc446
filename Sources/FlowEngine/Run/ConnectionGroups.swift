import FlowModel

/// The limits that connections share, and those which they hold back.
struct ConnectionGroups {
    private static let minute = 60.0

    private struct State {
        var limits: ConnectionLimits
        var occupied = 0
        /// When the last ones began, the oldest first; no more than the limit of a minute.
        var begins: [Double] = []
        var heldBack = ReadyQueue()
        /// Connections that were not forgotten.
        var members = 0

        func hasRoom(at now: Double) -> Bool {
            if let limit = limits.concurrent, occupied >= limit { return false }
            guard let limit = limits.perMinute, begins.count >= limit else { return true }
            return begins[begins.count - limit] + ConnectionGroups.minute <= now
        }

        /// When there is room again, if time alone brings it.
        var moment: Double? {
            if let limit = limits.concurrent, occupied >= limit { return nil }
            guard let limit = limits.perMinute, begins.count >= limit else { return nil }
            return begins[begins.count - limit] + ConnectionGroups.minute
        }
    }

    private struct Member {
        let priority: Int64
        let groups: [String]
    }

    private var states: [String: State] = [:]
    private var members: [ExecutionID: Member] = [:]
    /// Groups with connections that are held back and perhaps need not be.
    private var freed: Set<String> = []
    private var now = 0.0

    /// Takes note of a connection; groups without limits are left out.
    mutating func add(_ id: ExecutionID, priority: Int64, to groups: [ConnectionSchedule.Group]) {
        let limited = groups.filter { !$0.limits.isEmpty }
        guard !limited.isEmpty else { return }
        for group in limited {
            states[group.name, default: State(limits: group.limits)].limits = group.limits
            states[group.name]?.members += 1
            // Limits may have been raised.
            freed.insert(group.name)
        }
        members[id] = Member(priority: priority, groups: limited.map(\.name))
    }

    /// Takes note of the time.
    mutating func advance(to now: Double) {
        self.now = now
        for (name, state) in states where state.limits.perMinute != nil && !state.heldBack.isEmpty {
            if state.hasRoom(at: now) { freed.insert(name) }
        }
    }

    /// Lets a connection begin, or holds it back until the group that is full has room.
    mutating func admit(_ id: ExecutionID, at now: Double) -> Bool {
        guard let member = members[id] else { return true }
        if let full = member.groups.first(where: { states[$0]?.hasRoom(at: now) == false }) {
            states[full]?.heldBack.push(id, priority: member.priority)
            return false
        }
        for name in member.groups {
            states[name]?.occupied += 1
            guard let limit = states[name]?.limits.perMinute else { continue }
            states[name]?.begins.append(now)
            let excess = (states[name]?.begins.count ?? 0) - limit
            if excess > 0 { states[name]?.begins.removeFirst(excess) }
        }
        return true
    }

    /// Takes note that a connection is under way no more.
    mutating func leave(_ id: ExecutionID) {
        for name in members[id]?.groups ?? [] {
            states[name]?.occupied -= 1
            freed.insert(name)
        }
    }

    /// Forgets a connection.
    mutating func remove(_ id: ExecutionID) {
        guard let member = members.removeValue(forKey: id) else { return }
        for name in member.groups {
            states[name]?.members -= 1
            // A limit of a minute is kept after the last one has gone.
            if let state = states[name], state.members == 0, (state.begins.last ?? -.infinity) + Self.minute <= now {
                states[name] = nil
            }
        }
    }

    /// Takes one connection of each group that has room for it.
    ///
    /// - Parameter isWanted: Whether a connection waits still.
    mutating func takeFreed(_ isWanted: (ExecutionID) -> Bool) -> [(id: ExecutionID, priority: Int64)] {
        var taken: [(ExecutionID, Int64)] = []
        for name in freed.sorted() {
            guard states[name]?.hasRoom(at: now) == true else {
                freed.remove(name)
                continue
            }
            var next: ExecutionID?
            while next == nil, let (id, _) = states[name]?.heldBack.pop() { if isWanted(id) { next = id } }
            if let next, let member = members[next] {
                taken.append((next, member.priority))
            } else {
                freed.remove(name)
            }
        }
        return taken
    }

    /// When time alone lets a connection begin that is held back; nil for never.
    var nextMoment: Double? {
        states.values.filter { !$0.heldBack.isEmpty }.compactMap(\.moment).min()
    }
}
