import FlowModel
import FlowStore

/// What is known of the executions of a process from its commits, for people who look on.
///
/// Executions that have ended are only counted, and so are those beyond ``mostNodes``.
struct ExecutionProgress {
    /// An execution that has not ended.
    struct Node: Equatable {
        let id: ExecutionID
        var parent: ExecutionID?
        var name: String
        var status: ExecutionStatus
        /// What it waits for, the first of several.
        var wait: Wait?
        /// It was put aside.
        var isDiverged = false
        /// The last line of its log.
        var line: String?
        var startedAt: ScriptTime?
        /// When it was first seen, as a number that rises.
        let order: UInt64
        /// Rises with every change, so that the newest can be told.
        var change: UInt64

        /// Who is shown first where there is no room for all: the lower one.
        var rank: Int {
            if isDiverged { return 0 }
            switch status {
            case .running: return 0
            case .paused, .waitingResponse: return 1
            case .pending: return 3
            default: return 2
            }
        }
    }

    static let mostNodes = 20_000

    private(set) var nodes: [ExecutionID: Node] = [:]
    /// Executions that have not ended and are only counted.
    private(set) var others: Set<ExecutionID> = []
    private(set) var endedCount = 0
    private(set) var failedCount = 0
    private var change: UInt64 = 0

    /// Takes note of how executions stand after a commit.
    mutating func note(_ standings: [CommitOutcome.Standing]) {
        for standing in standings {
            let id = standing.id
            guard !standing.isEnded else {
                // An end may be reported again, but only the first counts.
                let wasKnown = nodes.removeValue(forKey: id) != nil
                guard others.remove(id) != nil || wasKnown else { continue }
                endedCount += 1
                if !standing.status.isSuccessful { failedCount += 1 }
                continue
            }
            change += 1
            var node =
                nodes[id]
                ?? Node(
                    id: id, parent: standing.record.parentID, name: TerminalText.oneLine(standing.record.name),
                    status: standing.status, order: change, change: change)
            if nodes[id] == nil, nodes.count >= Self.mostNodes {
                others.insert(id)
                continue
            }
            node.status = standing.status
            node.wait = standing.openCalls.first?.wait
            node.isDiverged = standing.isDiverged
            if node.startedAt == nil { node.startedAt = standing.record.startedAt }
            node.change = change
            nodes[id] = node
        }
    }

    /// Takes note of log entries.
    mutating func note(_ entries: [CommitOutcome.CommittedLog]) {
        for each in entries where nodes[each.execution] != nil {
            nodes[each.execution]?.line = TerminalText.oneLine(each.entry.text)
        }
    }

    /// The executions that matter most, with all that are above them.
    ///
    /// - Parameter limit: At most so many.
    /// - Returns: Them, in the order in which they were first seen.
    func shown(limit: Int) -> [Node] {
        guard limit > 0 else { return [] }
        // Kept sorted, the most important first; nearly all of many are refused by their first comparison.
        var best: [Node] = []
        func precedes(_ left: Node, _ right: Node) -> Bool { (left.rank, right.change) < (right.rank, left.change) }
        for node in nodes.values {
            if best.count == limit {
                guard let last = best.last, precedes(node, last) else { continue }
                best.removeLast()
            }
            best.insert(node, at: best.firstIndex { precedes(node, $0) } ?? best.count)
        }
        var chosen: [ExecutionID: Node] = [:]
        for node in best {
            var line: [Node] = []
            var next: Node? = node
            while let each = next, chosen[each.id] == nil, line.count < limit {
                line.append(each)
                next = each.parent.flatMap { nodes[$0] }
            }
            guard chosen.count + line.count <= limit else { continue }
            for each in line { chosen[each.id] = each }
        }
        return chosen.values.sorted { $0.order < $1.order }
    }
}
