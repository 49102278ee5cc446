import ArgumentParser
import FlowEngine
import FlowModel
import FlowStore

/// `moonflow exec prune`.
struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Removes executions that ended long ago, with their journals and logs.",
        discussion: """
            moonflow run and resume do so by themselves, see their --retention-days. This removes all at once, and gives \
            the space back to the disk. Executions that have not ended are never touched, and neither are the trees of \
            those whose root has not.

            Examples:

              moonflow exec prune --older-than 30
              moonflow exec prune --older-than 0      everything that has ended
            """)

    @OptionGroup var storage: StoreOptions
    @Option(name: .long, help: ArgumentHelp("How long ago they ended at least, in days.", valueName: "days"))
    var olderThan: Double

    private static let batch = 500

    func validate() throws {
        guard olderThan >= 0, olderThan <= 36500 else {
            throw ValidationError("--older-than must be 0 to 36500 (days).")
        }
    }

    func run() throws {
        try reporting {
            // Opening it to read first: a store that is not there is an error, not a new store.
            _ = try storage.openToRead()
            let store = try storage.open()
            defer { store.close() }
            let limit = SystemClock().now().advanced(bySeconds: -olderThan * 86400)
            var total = 0
            var place: RemovalPlace?
            var nextNote = 10_000
            repeat {
                let removal = try store.write { transaction throws(StoreError) in
                    try transaction.removeExecutions(endedBefore: limit, after: place, limit: Self.batch)
                }
                total += removal.count
                place = removal.next
                if removal.count > 0 { try store.reclaim() }
                if total >= nextNote, Console.isTerminal(.error) {
                    Console.note("\(total) removed so far")
                    nextNote += 10_000
                }
            } while place != nil
            try store.reclaim(pages: .max)
            Console.note("\(total) executions removed")
        }
    }
}
