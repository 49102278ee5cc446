internal import CLuaHost

/// A script that compiles: bytecode of our own making, to be run any number of times.
///
/// Scripts are always run from such bytecode, never straight from text, so that a first run and a replay allocate alike.
public struct Script: Sendable {
    /// The name that messages and tracebacks show.
    public let name: String
    /// The bytes it was compiled from.
    public let source: [UInt8]
    /// A Lua 5.4 binary chunk with debug information.
    package let bytecode: [UInt8]

    /// What stands before the first line: a script without a `handler` is itself the body and finds these as locals.
    static let entryPrologue = "local system, this, inputs = ...; "

    /// Compiles a flow script.
    ///
    /// - Parameters:
    ///   - source: The text, at most 256 KiB. A first line that begins with `#` is ignored.
    ///   - name: What messages and tracebacks call it, such as the file name.
    /// - Throws: `ScriptError` for a syntax error, a binary chunk, a text that is too long or an expression with more
    ///   than 200 indexings in a row (Lua 5.4.4 words error messages about those in quadratic time).
    public init(source: [UInt8], name: String) throws(ScriptError) {
        try self.init(source: source, name: name, prologue: Script.entryPrologue)
    }

    /// Compiles a module that scripts can `require`; its name is the chunk's only argument.
    ///
    /// - Parameters:
    ///   - source: The text, at most 256 KiB.
    ///   - name: What scripts require it as.
    /// - Returns: The compiled module.
    /// - Throws: `ScriptError` like the initializer.
    public static func module(source: [UInt8], name: String) throws(ScriptError) -> Script {
        try Script(source: source, name: name, prologue: "")
    }

    private init(source: [UInt8], name: String, prologue: String) throws(ScriptError) {
        var length = 0
        let messages = MessageBuffer()
        let compiled = source.withUnsafeBytes { bytes in
            clh_compile(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? MessageBuffer.empty, bytes.count, name,
                prologue,
                &length, messages.bytes, messages.size)
        }
        guard let compiled else {
            throw ScriptError(compilerMessage: messages.text, chunk: name)
        }
        defer { clh_free(compiled) }
        bytecode = [UInt8](UnsafeRawBufferPointer(start: compiled, count: length))
        self.source = source
        self.name = name
    }
}
