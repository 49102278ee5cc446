import FlowEngine
import FlowModel
import LuaHost

/// A script of a file.
enum ScriptFile {
    /// What a script may have, in bytes.
    static let limit = 256 * 1024

    /// Reads and compiles a script.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - name: What messages call the script.
    /// - Returns: The compiled script.
    /// - Throws: `CommandFailure` naming the line of a syntax error and, where one can tell, the fix.
    static func compile(_ path: String, name: String) throws(CommandFailure) -> Script {
        let source = try FileContents.read(path, role: "script", limit: limit)
        do throws(ScriptError) {
            return try Script(source: source, name: name)
        } catch {
            throw CommandFailure(description(of: error, in: source))
        }
    }

    /// The error with its place and, where one can tell, the fix.
    static func description(of error: ScriptError, in source: [UInt8]) -> String {
        guard let advice = SyntaxAdvice.advice(for: error.message, line: error.line, source: source) else {
            return "\(error)"
        }
        return "\(error); \(advice)"
    }

    /// The last part of a path.
    static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The last part of a path without `.lua`.
    static func flowName(_ path: String) -> String {
        let name = fileName(path)
        return name.hasSuffix(".lua") && name.count > 4 ? String(name.dropLast(4)) : name
    }
}
