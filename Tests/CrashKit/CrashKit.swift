import ArgumentParser

/// Processes for the crash tests: one that is killed while it runs a flow, and one that stands for the world outside.
@main
struct CrashKit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crash-kit", abstract: "Processes for the crash tests.",
        subcommands: [RunCommand.self, PruneCommand.self, FarSideCommand.self])
}
