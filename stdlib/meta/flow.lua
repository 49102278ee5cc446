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

--- The execution that runs the script.
---@class Execution
local Execution = {}

--- Ends the execution with ENDED_CANCELLED.
---@param message? string The status message to end with.
---@return never
function Execution:cancel(message) end

--- Ends the execution with the status given; spelled `end_`, because `end` is a word of Lua.
---@param status "SUCCESS" | "ERROR" | "CANCELLED" | "ENDED_SUCCESS" | "ENDED_ERROR" | "ENDED_CANCELLED" How to end.
---@param message? string The status message to end with.
---@return never
Execution["end"] = function(self, status, message) end

--- Ends the execution with the status given; spelled `end_`, because `end` is a word of Lua.
---@param status "SUCCESS" | "ERROR" | "CANCELLED" | "ENDED_SUCCESS" | "ENDED_ERROR" | "ENDED_CANCELLED" How to end.
---@param message? string The status message to end with.
---@return never
function Execution:end_(status, message) end

--- Ends the execution with ENDED_ERROR.
---@param message? string The status message to end with.
---@return never
function Execution:error(message) end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Execution:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Execution:get_dict(...) end

---@class ExecutionLogKeywords
---@field [string] any Written as `name: value`.

--- Writes one entry of level INFO to the log of the execution.
---@param ... any | ExecutionLogKeywords What to write; several values are listed.
---@return Execution self
function Execution:log(...) end

--- Writes a value to the log as structured data.
---@param data any The value to write, kept in its structure.
---@param subject? string The heading of the entry; "user log" unless given.
---@param level? "INFO" | "WARNING" | "ERROR" How serious the entry is; INFO unless given.
---@return Execution self
function Execution:log_data(data, subject, level) end

--- Writes a Markdown text to the log.
---@param text string The text, in Markdown.
---@param subject? string The heading of the entry; "user log" unless given.
---@param level? "INFO" | "WARNING" | "ERROR" How serious the entry is; INFO unless given.
---@return Execution self
function Execution:log_markdown(text, subject, level) end

---@class ExecutionSaveKeywords
---@field commit_message? string Accepted and unused: executions are not kept in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields of the execution; either all that are given or, after an error, none.
---@param init? table Fields with their new values.
---@param options? ExecutionSaveKeywords Keywords.
---@return Execution self
function Execution:save(init, options) end

---@class ExecutionSetOutputKeywords
---@field [string] any The value of the key.

--- Merges keys into the output of the execution; other keys stay as they are.
---@param key? string | number | boolean The key to set; alone, a value for the key `logging`.
---@param value? any The value of the key.
---@param options? ExecutionSetOutputKeywords Keywords.
---@return Execution self
function Execution:set_output(key, value, options) end

--- Waits; a delay that is not positive is over at once.
---@param delay_sec number How long to wait, in seconds; at least that long.
---@return Execution self
function Execution:sleep(delay_sec) end

--- Waits until a moment; one that has passed is over at once.
---@param timestamp number | string When to go on.
---@return Execution self
function Execution:sleep_until(timestamp) end

--- Ends the execution with ENDED_SUCCESS.
---@param message? string The status message to end with.
---@return never
function Execution:success(message) end

--- What all executions share; this version has no functions in it.
---@class System
local System = {}
