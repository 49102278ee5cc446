import ArgumentParser
import FlowEngine
import FlowGit
import FlowStore
import FlowStoreSQLite
import Glibc

/// Where projects with `track_in_git` have their repositories.
struct GitOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder with the git repositories of projects that are tracked; $MOONFLOW_GIT or STORE.git unless given.",
            valueName: "folder"),
        completion: .directory)
    var git: String?

    /// Begins to bring changes into repositories: those that were left by an earlier process, too.
    func tracking(_ storage: StoreOptions, _ configuration: inout EngineConfiguration) -> GitTracking {
        let folder = git ?? getenv("MOONFLOW_GIT").map { String(cString: $0) } ?? "\(storage.path).git"
        let (due, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        configuration.operationsDue = { continuation.yield() }
        return GitTracking(folder: folder, due: due, continuation: continuation)
    }
}

/// The tracking of one command.
struct GitTracking {
    let folder: String
    let due: AsyncStream<Void>
    let continuation: AsyncStream<Void>.Continuation

    /// Brings changes into repositories until ``finish(_:)``.
    func begin(_ store: any FlowStore, _ engine: ExecutionEngine) -> Task<Void, Never> {
        let tracker = GitTracker(store: store, engine: engine, repository: SystemGit(folder: folder))
        continuation.yield()
        return Task {
            for await _ in due { await drain(tracker) }
            await drain(tracker)
        }
    }

    /// Brings what is left into repositories; before the engine is stopped.
    func finish(_ task: Task<Void, Never>) async {
        continuation.finish()
        await task.value
    }

    private func drain(_ tracker: GitTracker) async {
        do {
            try await tracker.drain()
        } catch let error as StoreError where error.code == .stopped {
            return
        } catch {
            Console.note("git: \(error); it is tried again with the next change, and by moonflow resume")
        }
    }
}
