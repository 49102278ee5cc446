public import ArgumentParser

/// The command `moonflow`.
public struct MoonflowCommand: AsyncParsableCommand {
    /// Name, help and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "moonflow",
        abstract: "Runs Lua flow scripts in a sandbox.",
        discussion: """
            A flow script is Lua 5.4 with a function handler(system, this, inputs). For example hello.lua:

              function handler(system, this, inputs)
                  this:log("Hello", inputs.name)
                  this:sleep(1)
                  return {greeted = inputs.name}
              end

            Then:

              moonflow run hello.lua --input '{"name": "Ada"}'
              moonflow check hello.lua
              moonflow test

            Exit codes:

              0   success
              1   the execution ended with an error, or a check or test found problems
              2   cancelled
              3   ended by a limit
              4   the replay differs from the journal; the execution is put aside
              5   the execution waits for somebody
              64  wrong usage: also files that cannot be read and scripts that do not compile
              70  a fault of moonflow or of this machine
              74  the output or the store could not be written
              75  another process holds the store
              130 interrupted; moonflow resume goes on
            """,
        subcommands: [
            RunCommand.self, ResumeCommand.self, ExecCommand.self, ScheduleCommand.self, ConnectorCommand.self,
            SecretCommand.self, CheckCommand.self, TestCommand.self, DebugCommand.self,
            DoctorCommand.self,
        ]
    )

    /// Makes the command; its subcommands do the work.
    public init() {}

    /// Runs the command that the arguments of the process name, and exits.
    public static func start() async {
        await main()
    }
}
