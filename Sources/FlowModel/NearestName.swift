/// Finds the name that somebody probably meant.
public enum NearestName {
    /// The candidate with the fewest typing slips from `name`, when they are few for its length; ties go to the first.
    public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let typed = Array(name.utf8.prefix(64))
        // Never so many that half of the name is different; in names of one or two letters none but the case.
        let allowed = typed.count < 3 ? 0 : max(1, min(3, typed.count / 2 - (typed.count < 5 ? 0 : 1)))
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let distance = slips(typed, Array(candidate.utf8.prefix(64)))
            if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// How many letters must be added, dropped, changed or swapped with their neighbour; case does not count.
    static func slips(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let (first, second) = (left.map(folded), right.map(folded))
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in first.indices {
            var current = [row + 1]
            for column in second.indices {
                let change = last[column] + (first[row] == second[column] ? 0 : 1)
                var cost = min(change, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last.last ?? 0
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        65...90 ~= byte ? byte | 0x20 : byte
    }
}
