internal import CStdlib
public import LuaHost

/// The Lua modules that come with Moonflow, as they are in `stdlib/`.
public enum StandardLibrary {
    /// The module that is there without `require`, as a global variable of its name.
    public static let preludeName = "flow_api"
    /// The script that runs the specs of `moonflow test`, which no flow can require.
    public static let specName = "spec"

    /// The module that makes tasks; a sandbox gives it alone what it takes to do so.
    public static let tasksName = "flow"

    /// The texts of all modules, by the names that scripts require them by.
    public static let sources = sources(in: "")

    /// The scripts of the wrappers that come with Moonflow, by name.
    public static let wrappers = sources(in: "wrappers").mapValues { String(decoding: $0, as: UTF8.self) }

    /// The scripts of the schedulers that come with Moonflow, by name.
    public static let schedulers = sources(in: "schedulers").mapValues { String(decoding: $0, as: UTF8.self) }

    private static func sources(in folder: String) -> [String: [UInt8]] {
        var sources: [String: [UInt8]] = [:]
        for number in 0..<cstdlib_count() {
            let module = cstdlib_module_at(number)
            guard String(cString: module.folder) == folder else { continue }
            sources[String(cString: module.name)] = [UInt8](
                UnsafeBufferPointer(start: module.text, count: module.length))
        }
        return sources
    }

    /// Compiles every module that flows can require, but the one that makes tasks.
    ///
    /// - Returns: The modules, by name in ascending order.
    /// - Throws: `ScriptError` when a module does not compile, which only a broken build can cause.
    public static func modules() throws(ScriptError) -> [Script] {
        var modules: [Script] = []
        let apart = [preludeName, tasksName, specName]
        for name in sources.keys.sorted() where !apart.contains(name) {
            try modules.append(module(name))
        }
        return modules
    }

    /// Compiles the prelude `flow_api`: the tree of error classes and what tells errors apart.
    ///
    /// - Returns: The compiled module.
    /// - Throws: `ScriptError` when it does not compile, which only a broken build can cause.
    public static func prelude() throws(ScriptError) -> Script {
        try module(preludeName)
    }

    /// Compiles the module `flow`: several tasks in one script.
    ///
    /// - Returns: The compiled module.
    /// - Throws: `ScriptError` when it does not compile, which only a broken build can cause.
    public static func tasks() throws(ScriptError) -> Script {
        try module(tasksName)
    }

    private static func module(_ name: String) throws(ScriptError) -> Script {
        try Script.module(source: sources[name] ?? [], name: name)
    }
}
