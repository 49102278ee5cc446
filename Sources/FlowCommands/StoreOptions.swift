import ArgumentParser
import FlowEngine
import FlowStore
import FlowStoreSQLite
import Glibc

/// Where the store is.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The store; $MOONFLOW_STORE or .moonflow/store.db in this folder unless given.", valueName: "path"),
        completion: .file()
    )
    var store: String?

    /// The file.
    var path: String {
        store ?? getenv("MOONFLOW_STORE").map { String(cString: $0) } ?? ".moonflow/store.db"
    }

    private func checkName() throws(CommandFailure) {
        guard path.isEmpty else { return }
        throw CommandFailure("the name of the store is empty; give --store a file", status: .usage)
    }

    /// Opens the store to write to it.
    func open(_ durability: SQLiteStore.Durability = .full) throws(CommandFailure) -> SQLiteStore {
        try checkName()
        do throws(StoreError) {
            return try SQLiteStore(path: path, durability: durability)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Opens the store to read it, also while another process writes to it.
    func openToRead() throws(CommandFailure) -> SQLiteStore {
        try checkName()
        do throws(StoreError) {
            return try SQLiteStore(path: path, isHolding: false)
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension CommandFailure {
    /// What a fault of the store means for the shell.
    init(_ error: StoreError) {
        let status: ExitStatus =
            switch error.code {
            case .held, .fenced: .held
            case .full: .unwritable
            case .foreign, .newer, .readOnly, .unreachable: .usage
            case .stopped: .interrupted
            case .damaged, .failed: .internal
            }
        self.init(error.description, status: status)
    }
}

extension SQLiteStore {
    /// Makes a change in a transaction of its own, at the time of this machine.
    func change<Result>(
        _ body: (ExecutionTransitions) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        let now = SystemClock().now()
        return try write { transaction throws(StoreError) in
            let transitions = ExecutionTransitions(
                transaction, now: now, schedulers: StandardLibrary.schedulers)
            let result = try body(transitions)
            _ = try transitions.finish()
            return result
        }
    }
}
