import ArgumentParser
import FlowEngine
import FlowModel
import FlowStore

/// `moonflow exec prune`.
struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Removes executions that ended long ago, with their journals and logs.",
        discussion: """
            Gives the space back to the disk. Executions that have not ended are never touched, and neither are their \
            children.

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
            let limit = SystemClock().now().advanced(bySeconds: -olderThan * 86400)
            var total = 0
            while true {
                let removed = try store.write { transaction throws(StoreError) in
                    try transaction.removeExecutions(endedBefore: limit, limit: Self.batch)
                }
                total += removed
                if removed == 0 { break }
                try store.reclaim()
                if total % 10_000 == 0 { Console.note("\(total) removed so far") }
            }
            try store.reclaim(pages: .max)
            Console.note("\(total) executions removed")
        }
    }
}
