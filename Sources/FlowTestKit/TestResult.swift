public import FlowModel

/// What came of one test.
public struct TestResult: Sendable {
    /// How many kills were tried.
    public struct Kills: Sendable, Equatable {
        /// How many were tried before the time was up or one made a difference.
        public var tried: Int
        /// How many there are.
        public let all: Int
    }

    /// What the test is called.
    public let name: String
    /// Its line in the spec, from 1.
    public let line: Int?
    /// Why it failed; nil when it passed.
    public var failure: TestFailure?
    /// What had a stub that nobody asked, when the test failed: a name that is misspelt, perhaps.
    public var neverAsked: [String] = []
    /// The executions that it ran, for whoever wants to know why it failed.
    public var runs: [RunSummary] = []
    /// What the spec printed.
    public var printed: [String] = []
    /// How long it took, in real time.
    public var duration = Duration.zero
    /// The kills, where they were asked for.
    public var kills: Kills?
}

/// Why a test, or a whole spec, failed.
public struct TestFailure: Error, Sendable, Equatable {
    /// What happened; where it is known, the text begins with `order.spec.lua:8: `.
    public let message: String
    /// The places of the spec that led there, the innermost first: `called from order.spec.lua:12`.
    public let trace: [String]

    /// Describes a failure.
    public init(_ message: String, trace: [String] = []) {
        self.message = message
        self.trace = trace
    }

    /// The line of the spec in the message, from 1; nil when it names none.
    public func line(in spec: Spec) -> Int? {
        guard message.hasPrefix("\(spec.name):") else { return nil }
        return Int(message.dropFirst(spec.name.count + 1).prefix { $0.isNumber })
    }
}

/// How one execution that a test ran stands.
public struct RunSummary: Sendable {
    /// One entry of a log.
    public struct Entry: Sendable {
        /// The execution that wrote it.
        public let execution: String
        /// It is the execution that the test ran, and no child.
        public let isMain: Bool
        /// What it wrote.
        public let entry: LogEntry
    }

    /// The flow.
    public let flow: String
    /// What it is doing, or how it ended.
    public let status: ExecutionStatus
    /// Its status message.
    public let message: String?
    /// What it waits for, in words; nil when it has ended.
    public let waitsFor: String?
    /// How long it has taken by its own clock, in seconds.
    public let elapsed: Double
    /// The log of the execution and its children, oldest first.
    public let log: [Entry]
}

/// What came of a spec.
public struct SpecReport: Sendable {
    /// The spec.
    public let spec: Spec
    /// Why no test could be run; nil when they could.
    public var failure: TestFailure?
    /// The tests that were run, in the order of the file.
    public var results: [TestResult] = []

    /// How many tests passed.
    public var passed: Int { results.count { $0.failure == nil } }

    /// How many failed; a spec without tests that can be run counts as one.
    public var failed: Int { results.count - passed + (failure == nil ? 0 : 1) }
}
