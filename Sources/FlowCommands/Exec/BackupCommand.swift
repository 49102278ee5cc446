import ArgumentParser

/// `moonflow exec backup`.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies the store to another file, also while a process works on it.",
        discussion: """
            The copy holds everything that is committed when it begins, and is a store itself: --store names it, and a \
            store that was lost is brought back by putting the copy in its place.

            Examples:

              moonflow exec backup /backups/moonflow-$(date +%F).db
              moonflow exec list --store /backups/moonflow-2026-01-31.db
            """)

    @OptionGroup var storage: StoreOptions
    @Argument(help: ArgumentHelp("The file to make.", valueName: "file"), completion: .file()) var file: String

    func validate() throws {
        guard !file.isEmpty else { throw ValidationError("Name the file to make.") }
    }

    func run() throws {
        try reporting {
            try storage.openToRead().backUp(to: file)
            Console.note("\(storage.path) is copied to \(file)")
        }
    }
}
