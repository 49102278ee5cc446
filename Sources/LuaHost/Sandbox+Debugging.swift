internal import CLuaHost
public import FlowModel

extension Sandbox {
    /// How an execution goes on that stood still.
    public enum Pace: String, Sendable, CaseIterable {
        /// To the next breakpoint.
        case run
        /// To the next line of the script, in whatever lane.
        case line
        /// To the next line of the lane it stood in.
        case into
        /// To the next line of the lane that is not in a function called from here.
        case over
        /// To the next line of the lane after the function it stood in.
        case out

        fileprivate var shimPace: clh_pace {
            switch self {
            case .run: CLH_PACE_GO
            case .line: CLH_PACE_LINE
            case .into: CLH_PACE_INTO
            case .over: CLH_PACE_OVER
            case .out: CLH_PACE_OUT
            }
        }
    }

    /// How much of values is shown.
    public struct ShowLimits: Sendable {
        /// Bytes of one value, about.
        public var bytes = 400
        /// Tables in tables, at most 20.
        public var depth = 4
        /// Entries of a table, at most 1000.
        public var items = 30

        /// Enough for a look.
        public init() {}

        /// As much as the `inspect` module shows unless told otherwise.
        public static var whole: ShowLimits {
            var limits = ShowLimits()
            (limits.bytes, limits.depth, limits.items) = (1 << 20, 20, 1000)
            return limits
        }
    }

    /// Sets the lines of the script that a step stops before.
    ///
    /// Lines are counted from the first step on only if they are looked at from then on. Looking at lines changes nothing that
    /// a script can see, but takes time for each.
    ///
    /// - Parameters:
    ///   - lines: The lines, from 1.
    ///   - tracesLines: Whether lines are looked at at all.
    public func setBreakpoints(_ lines: [UInt32], tracesLines: Bool) {
        lines.withUnsafeBufferPointer { clh_debug_set(handle, $0.baseAddress, $0.count, tracesLines) }
    }

    /// Says how the execution goes on.
    ///
    /// - Parameters:
    ///   - pace: Where it stops next, besides breakpoints.
    ///   - lines: How many lines since the last call or answer have been looked at: the place that it stood at.
    public func go(_ pace: Pace, after lines: UInt64) {
        clh_debug_go(handle, pace.shimPace, lines)
    }

    /// How many lines have begun since the last call or answer.
    public var lineCount: UInt64 { clh_debug_lines(handle) }

    /// The calls under way in the lane that ran last, the innermost first; none when the execution has ended, or lines were
    /// never looked at.
    ///
    /// No code of the script runs for it.
    public func frames(_ limits: ShowLimits = .init()) -> [StackFrame] {
        var shown = clh_show_limits(
            bytes: UInt32(clamping: limits.bytes), depth: Int32(clamping: limits.depth),
            items: Int32(clamping: limits.items))
        let lent = clh_debug_frames(handle, &shown)
        // Texts of scripts may be any bytes.
        var text = String(decoding: UnsafeRawBufferPointer(start: lent.data, count: lent.length), as: UTF8.self)
        let value: JSONValue? = text.withUTF8 { try? JSONParser.parse(Array($0)) }
        return value?.items?.compactMap(StackFrame.init) ?? []
    }
}

/// A call under way in a script.
public struct StackFrame: Sendable, Equatable {
    /// A variable with its value, as the `inspect` module shows it.
    public struct Variable: Sendable, Equatable {
        /// The name; `...[1]` for an argument without a name.
        public let name: String
        /// The value as text; it ends with `...` where more was left out.
        public let value: String

        /// Describes a variable.
        public init(name: String, value: String) {
            (self.name, self.value) = (name, value)
        }
    }

    /// What the function is called where it was called; empty when that is unknown.
    public let name: String
    /// The script or module.
    public let chunk: String
    /// The line that runs, from 1.
    public let line: Int
    /// It is the script itself, outside of functions.
    public let isMain: Bool
    /// The function is of the script, not of a module.
    public let isOfScript: Bool
    /// Its variables in the order of their declaration; a later one hides an earlier one of the same name.
    public let locals: [Variable]
    /// Variables of functions around it that it uses.
    public let upvalues: [Variable]

    init?(_ value: JSONValue) {
        guard let fields = value.object, let line = fields["line"]?.integer else { return nil }
        name = fields["name"]?.text ?? ""
        chunk = fields["chunk"]?.text ?? ""
        self.line = Int(line)
        isMain = fields["what"] == "main"
        isOfScript = fields["is_script"] == true
        locals = Self.variables(fields["locals"])
        upvalues = Self.variables(fields["upvalues"])
    }

    private static func variables(_ value: JSONValue?) -> [Variable] {
        (value?.items ?? []).compactMap { pair in
            guard let name = pair.items?.first?.text, let value = pair.items?.last?.text else { return nil }
            return Variable(name: name, value: value)
        }
    }
}
