import FlowEngine
import FlowModel
import LuaHost

/// What the debugger shows, as lines of text.
enum DebugView {
    private static let around = 4

    /// The script around a line, with marks at that line and at breakpoints.
    static func source(_ script: String, at line: Int?, around center: Int, breakpoints: [Int]) -> [String] {
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
        let count = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
        let first = max(1, min(center, count) - around)
        let last = min(count, max(center, 1) + around)
        guard first <= last else { return [] }
        let width = String(last).count
        return (first...last).map { number in
            let text = String(number)
            let mark = (number == line ? ">" : " ") + (breakpoints.contains(number) ? "*" : " ")
            return "\(mark) \(String(repeating: " ", count: width - text.count))\(text)  \(lines[number - 1])"
        }
    }

    /// The calls under way.
    static func stack(_ frames: [StackFrame], selected: Int) -> [String] {
        guard !frames.isEmpty else { return ["no call is under way"] }
        return frames.enumerated().map { index, frame in
            let name = frame.isMain ? "the script" : frame.name.isEmpty ? "a function" : frame.name
            return "\(index == selected ? ">" : " ") \(index + 1)  \(name), \(frame.chunk):\(frame.line)"
        }
    }

    /// The variables of a call.
    static func variables(_ frame: StackFrame?) -> [String] {
        guard let frame else { return ["no call is under way"] }
        // The arguments of a script have names.
        let named = frame.isMain ? frame.locals.filter { !$0.name.hasPrefix("...") } : frame.locals
        let locals = visible(named).map { "  \($0.name) = \($0.value)" }
        let upvalues = frame.upvalues.map { "  \($0.name) = \($0.value)" }
        guard !locals.isEmpty || !upvalues.isEmpty else { return ["no variables yet"] }
        return (locals.isEmpty ? [] : ["local:"] + locals)
            + (upvalues.isEmpty ? [] : ["of functions around:"] + upvalues)
    }

    // A later variable hides an earlier one of the same name.
    private static func visible(_ variables: [StackFrame.Variable]) -> [StackFrame.Variable] {
        variables.enumerated().filter { index, variable in
            !variables[(index + 1)...].contains { $0.name == variable.name }
        }.map(\.element)
    }

    /// A variable of a call.
    static func variable(_ name: String, in frame: StackFrame?) -> String? {
        let found =
            frame?.locals.last { $0.name == name } ?? frame?.upvalues.first { $0.name == name }
        return found.map { "\($0.name) = \($0.value)" }
    }

    /// The journal, a line for each call.
    static func journal(_ entries: [JournalEntry], at call: UInt64) -> [String] {
        guard !entries.isEmpty else { return ["the script has asked nothing yet"] }
        return entries.map { entry in
            let task = entry.call.lane > 0 ? "  task \(entry.call.lane)" : ""
            let answer = entry.answer.map(text) ?? "(no answer yet)"
            let mark = entry.number == call ? ">" : " "
            return "\(mark) #\(entry.number)  line \(entry.call.line)  \(entry.call.function)\(task)  = \(answer)"
        }
    }

    /// An answer, as far as it fits a line.
    static func text(_ answer: EncodedAnswer) -> String {
        switch answer.kind {
        case .nothing: return "nothing"
        case .receiver: return "itself"
        case .integer:
            let value = answer.bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return String(Int64(bitPattern: value))
        case .value, .values, .failure, .end:
            let text = String(decoding: answer.bytes.prefix(160), as: UTF8.self)
            return (answer.kind == .failure ? "error " : answer.kind == .end ? "the end " : "") + text
                + (answer.bytes.count > 160 ? "..." : "")
        }
    }
}
