import FlowCommands

await MoonflowCommand.start()
