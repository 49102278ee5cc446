/// What the fields of an execution say about its debugging.
public struct DebugSettings: Sendable, Equatable {
    /// It stops at breakpoints: it is in development mode, and they are wanted.
    public let isOn: Bool
    /// Every line is looked at, so that it can stop at lines; else only `this:breakpoint()` stops it.
    public let looksAtLines: Bool
    /// The lines to stop before.
    public let lines: [UInt32]
    /// It stops before the next line, whichever that is.
    public let stopsAtNextLine: Bool

    /// Reads the fields of a record.
    public init(_ record: ExecutionRecord) {
        isOn = record["use_breakpoints"] == true && record["is_productive"] == false
        looksAtLines = isOn && record["use_only_explicit_breakpoints"] != true
        lines = looksAtLines ? (record["breakpoints"].items ?? []).compactMap { $0.integer.flatMap(UInt32.init) } : []
        stopsAtNextLine = looksAtLines && record["break"] == true
    }

    /// The fields that say it.
    public static let fields = [
        "use_breakpoints", "use_only_explicit_breakpoints", "breakpoints", "break", "is_productive",
    ]
}
