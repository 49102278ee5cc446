import FlowModel

/// Executions that could run, in the order in which they get a processor.
///
/// The higher priority goes first. Among equals, every execution gets a time slice in its round before anyone gets a
/// second; within a round the one created first goes first.
struct ReadyQueue {
    private struct Place: Comparable {
        let priority: Int64
        let round: UInt64
        let id: ExecutionID
        let sequence: UInt64

        static func < (left: Place, right: Place) -> Bool {
            if left.priority != right.priority { return left.priority > right.priority }
            if left.round != right.round { return left.round < right.round }
            // The part of the id that is a moment; the rest of it is chance.
            let (first, second) = (left.id.high >> 16, right.id.high >> 16)
            return first != second ? first < second : left.sequence < right.sequence
        }
    }

    private var heap: [Place] = []
    private var sequence: UInt64 = 0
    /// The round of the execution that went last, by priority: newcomers join it instead of being ahead for ever.
    private var rounds: [Int64: UInt64] = [:]

    var isEmpty: Bool { heap.isEmpty }

    var count: Int { heap.count }

    /// Adds an execution; `round` is what ``pop()`` gave for it when its time slice was over, nil for a newcomer.
    mutating func push(_ id: ExecutionID, priority: Int64, after round: UInt64? = nil) {
        sequence += 1
        let current = rounds[priority] ?? 0
        heap.append(
            Place(priority: priority, round: round.map { $0 + 1 } ?? current, id: id, sequence: sequence))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child] < heap[parent] else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the execution that goes next, and the round that it is in.
    mutating func pop() -> (id: ExecutionID, round: UInt64)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            siftDown()
        }
        rounds[first.priority] = first.round
        return (first.id, first.round)
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
