public import FlowModel

/// What the script of one execution may use, as it was said when its tree was started.
public struct ExecutionLimits: Sendable, Equatable {
    /// Bytes of the Lua heap.
    public let memory: Int64
    /// Bytes of all coroutine stacks together.
    public let stacks: Int64
    /// Bytes of the longest string that a library function may build.
    public let string: Int64
    /// Nanoseconds of processor time; nil for no limit.
    public let processorTime: Int64?

    /// Describes limits.
    public init(memory: Int64, stacks: Int64, string: Int64, processorTime: Int64?) {
        self.memory = memory
        self.stacks = stacks
        self.string = string
        self.processorTime = processorTime
    }

    /// The JSON form that stores keep.
    public var json: JSONValue {
        [
            "memory": .integer(memory), "stacks": .integer(stacks), "string": .integer(string),
            "processor_time": processorTime.map { .integer($0) } ?? .null,
        ]
    }

    /// Reads the form that stores keep; nil for anything else.
    public init?(json: JSONValue) {
        guard case .object(let fields) = json, let memory = fields["memory"]?.integer,
            let stacks = fields["stacks"]?.integer, let string = fields["string"]?.integer
        else { return nil }
        self.init(memory: memory, stacks: stacks, string: string, processorTime: fields["processor_time"]?.integer)
    }
}
