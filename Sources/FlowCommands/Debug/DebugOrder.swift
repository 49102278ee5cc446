import FlowModel
import LuaHost

/// What a person types into the debugger.
enum DebugOrder: Equatable {
    case go(Sandbox.Pace)
    case breakpoints
    case setBreakpoint(Int)
    case deleteBreakpoint(Int)
    case list(Int?)
    case stack
    case frame(Int)
    case variables
    case print(String)
    case journal
    case jump(UInt64)
    case present
    case fork(UInt64, JSONValue)
    case help
    case quit
    /// An empty line: the last order again, if it was one that goes on.
    case again

    /// Reads a line.
    ///
    /// - Throws: `CommandFailure` that says what is expected.
    init(_ line: String) throws(CommandFailure) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        let rest = words.dropFirst().joined(separator: " ")
        switch words.first {
        case nil: self = .again
        case "n", "next": self = .go(.over)
        case "s", "step": self = .go(.into)
        case "o", "out": self = .go(.out)
        case "c", "continue": self = .go(.run)
        case "b", "break": self = rest.isEmpty ? .breakpoints : .setBreakpoint(try Self.line(rest, "break"))
        case "d", "delete": self = .deleteBreakpoint(try Self.line(rest, "delete"))
        case "l", "list": self = .list(rest.isEmpty ? nil : try Self.line(rest, "list"))
        case "w", "where", "stack": self = .stack
        case "f", "frame": self = .frame(try Self.line(rest, "frame"))
        case "v", "vars", "locals": self = .variables
        case "p", "print":
            guard !rest.isEmpty else { throw CommandFailure("print needs the name of a variable, as in: print total") }
            self = .print(rest)
        case "j", "journal": self = .journal
        case "jump":
            if rest == "end" || rest == "present" {
                self = .present
            } else {
                self = .jump(UInt64(try Self.line(rest, "jump")))
            }
        case "fork":
            let number = try Self.line(words.dropFirst().first ?? "", "fork")
            let text = line.drop { $0.isWhitespace }.dropFirst(4).drop { $0.isWhitespace }.drop { !$0.isWhitespace }
            self = .fork(UInt64(number), try Self.value(String(text)))
        case "h", "help", "?": self = .help
        case "q", "quit", "exit": self = .quit
        case let word?:
            let near = NearestName.of(word, among: Self.words).map { "; did you mean '\($0)'?" } ?? ""
            throw CommandFailure("'\(word)' is no command of the debugger\(near) (help lists them)")
        }
    }

    private static let words = [
        "next", "step", "out", "continue", "break", "delete", "list", "where", "frame", "vars", "print", "journal",
        "jump", "fork", "help", "quit",
    ]

    private static func line(_ text: String, _ order: String) throws(CommandFailure) -> Int {
        guard let number = Int(text), 1...1_048_575 ~= number else {
            throw CommandFailure("\(order) needs a number from 1 on, as in: \(order) 12")
        }
        return number
    }

    private static func value(_ text: String) throws(CommandFailure) -> JSONValue {
        do throws(JSONError) {
            return try JSONParser.parse(Array(text.utf8))
        } catch {
            throw CommandFailure(
                "fork needs a call and the JSON to answer it with, as in: fork 3 {\"ok\": true}; \(error)")
        }
    }

    /// What `help` says.
    static let manual = """
        next, n            to the next line, over functions that are called
        step, s            to the next line, into functions that are called
        out, o             to the line after this function
        continue, c        to the next breakpoint, or the end
        break, b [LINE]    stop before a line; without one, the breakpoints
        delete, d LINE     no longer
        list, l [LINE]     the script around a line
        vars, v            local variables, and those of functions around
        print, p NAME      a variable as a whole
        where, w           the calls under way
        frame, f N         look at another one of them
        journal, j         what the script asked, and what it was told
        jump N             to the call N of the journal, by running the script again: to look only
        jump end           back to where the execution stands
        fork N JSON        a new execution that begins the same, and gets that answer to the call N
        quit, q            leave; the execution stays paused
        An empty line repeats next, step, out and continue.
        """
}
