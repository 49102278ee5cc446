public import FlowModel

/// Where an execution that is debugged stopped.
///
/// No part of the journal, which is the same with and without stops. The place is told by the end of the journal and the lines
/// that ran since: a replay runs that many lines and goes on after them.
public struct ExecutionStop: Sendable, Equatable {
    /// The line of the script, from 1: of the line that runs next, or of the call of `this:breakpoint()`; 0 when unknown.
    public let line: Int64
    /// How many lines have begun since the last event of the journal, this one included; 0 right after that event.
    public let lines: UInt64

    /// Describes a stop.
    public init(line: Int64, lines: UInt64) {
        self.line = line
        self.lines = lines
    }

    /// The form that stores keep.
    public var json: JSONValue { ["line": .integer(line), "lines": .integer(Int64(clamping: lines))] }

    /// Reads ``json``; nil for anything else.
    public init?(json: JSONValue) {
        guard let line = json.object?["line"]?.integer, let lines = json.object?["lines"]?.integer, lines >= 0 else {
            return nil
        }
        self.init(line: line, lines: UInt64(lines))
    }
}
