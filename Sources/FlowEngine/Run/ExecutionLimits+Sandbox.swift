public import FlowStore
public import LuaHost

extension ExecutionLimits {
    /// What the limits of a sandbox say of memory and processor time.
    public init(_ limits: SandboxLimits) {
        self.init(
            memory: Int64(limits.memory), stacks: Int64(limits.stacks), string: Int64(limits.string),
            processorTime: limits.processorTime?.nanoseconds)
    }
}

extension SandboxLimits {
    /// Takes over what an execution was created with.
    mutating func replace(by limits: ExecutionLimits) {
        memory = Int(limits.memory)
        stacks = Int(limits.stacks)
        string = Int(limits.string)
        processorTime = limits.processorTime.map { .nanoseconds($0) }
    }
}
