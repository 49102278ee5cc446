/// Annotations of the Execution API for editors with a Lua language server: `stdlib/meta/flow.lua`.
public enum LuaAnnotations {
    /// Writes the annotations of every class and function of the catalogue, and of the globals of flow scripts.
    ///
    /// - Parameter catalogue: The host functions.
    /// - Returns: A Lua file that begins with `---@meta`; it is for editors and is never run.
    public static func text(of catalogue: HostCatalogue = .current) -> String {
        var classes = ClassAnnotations(catalogue)
        return ([head] + classes.texts() + [tasks]).joined(separator: "\n")
    }

    // A language server that looks for the module `flow` finds this file, so what it returns is the module.
    private static let tasks = """
        --- Something that a script does beside the rest of it.
        ---@class Task
        local Task = {}

        --- Waits until the task is over, and returns what its function returned, or raises the error that it raised.
        ---@return any ...
        function Task:join() end

        --- The module `flow`: `local flow = require "flow"`.
        local flow = {}

        --- Starts a task: a function that runs beside the script. It begins when the caller next calls the host or waits.
        ---@param call fun(...): ...
        ---@param ... any What the function is called with.
        ---@return Task
        function flow.spawn(call, ...) end

        --- Waits for all of the tasks, and returns a list with the first result of each; raises the first error. Functions
        --- become tasks of their own first.
        ---@param ... Task | fun(): any | (Task | fun(): any)[] Tasks and functions, or one list of them.
        ---@return any[] results
        function flow.gather(...) end

        return flow

        """

    private static let head = """
        ---@meta
        -- The Execution API for editors. Written from the table of signatures of the engine; do not edit.
        -- Add the folder `stdlib` to the setting `workspace.library` of the Lua language server.

        --- JSON's null: set, where nil would mean not given. It counts as true.
        ---@class null: userdata
        null = {}

        --- JSON text to values and back.
        ---@class json
        json = {}

        --- Writes a value as JSON text: keys in order, an empty table as an object.
        ---@param value any
        ---@return string
        function json.encode(value) end

        --- Reads JSON text.
        ---@param text string
        ---@return any
        function json.decode(text) end

        --- Marks a table as an array, which matters when it is empty.
        ---@generic T
        ---@param t? T[]
        ---@return T[]
        function json.array(t) end

        flow_api = require "flow_api"

        --- What a script without `handler` finds as its local variables.
        ---@type System
        system = nil
        ---@type Execution
        this = nil
        ---@type table<string, any>
        inputs = nil

        --- The body of a flow script, called once by the engine. What it returns becomes output.
        ---@param system System
        ---@param this Execution
        ---@param inputs table<string, any>
        ---@return any
        function handler(system, this, inputs) end

        """
}
