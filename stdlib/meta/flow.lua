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

--- Ends the execution with ENDED_CANCELLED; another execution than this only if it has not ended.
---@param message? string The status message to end with.
---@return Execution self
function Execution:cancel(message) end

--- Cancels all executions of the tree, this one last.
---@return Execution self
function Execution:cancel_process() end

--- Returns one of the executions that an execution created.
---@param select string The id or the name of a child.
---@return Execution
function Execution:child(select) end

--- The same as `children`.
---@return Execution[]
function Execution:child_list() end

--- The executions that an execution created, oldest first.
---@return Execution[]
function Execution:children() end

---@class ExecutionCloneKeywords
---@field name? string The label of the new execution; the name of the flow unless given.
---@field inputs? table The whole input of the new execution; other keywords are merged into it.
---@field input_value? table The same as `inputs`.
---@field init? table Fields of the new execution.
---@field run? boolean Whether to start it; true unless given.
---@field wait? boolean | "ALL_SUCCEEDED" | "ALL_ENDED" | "FIRST_ENDED" Whether and for what to wait: true, which is ALL_SUCCEEDED, unless given; false goes on at once.
---@field timeout? number How long to wait at most, in seconds; for ever unless given.
---@field orphan? boolean Whether to cut it off from the tree of this execution.
---@field is_paused? boolean Whether to pause it before it starts.
---@field description? string What the execution is and does.
---@field priority? number Who goes first when several could: the higher one; 10 unless given.
---@field max_runtime_minutes? number The longest time from start to end; 0 is no limit.
---@field is_productive? boolean Productive, as opposed to development mode; as this one unless given.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field [string] any An input of the new execution.

--- Runs the script of an execution again as a child of this one, with its inputs and those given merged into them.
---@param options? ExecutionCloneKeywords Keywords.
---@return Execution
function Execution:clone(options) end

--- Starts the script over under the same id with an empty journal: for flows that never end.
---@param inputs? table The inputs to start with.
---@return never
function Execution:continue_as_new(inputs) end

--- Marks this place, to come back to; returns `{id, name, loaded}`, where `loaded` counts how often it was loaded.
---@param name? string The name to load it by.
---@return table<string, any>
function Execution:create_savepoint(name) end

--- What an execution waits for now: `{executions, return_when, is_open, created_at}`; null for nothing.
---@return any
function Execution:dependency() end

--- All waits of an execution for others, past ones too, oldest first.
---@return any
function Execution:dependency_list() end

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

--- The savepoints of an execution as a list of records `{id, name, line, created_at, loaded}`.
---@return any
function Execution:execution_dump_list() end

--- The same as `children`.
---@return Execution[]
function Execution:execution_list_parent_execution_id() end

--- The tree below the root of an execution, the root first.
---@return Execution[]
function Execution:execution_list_top_execution_id() end

--- Tells whether the execution is there.
---@return any
function Execution:exists() end

---@class ExecutionFlowKeywords
---@field flow_name? string The same as `flow`.
---@field name? string The label of the new execution; the name of the flow unless given.
---@field inputs? table The whole input of the new execution; other keywords are merged into it.
---@field input_value? table The same as `inputs`.
---@field init? table Fields of the new execution.
---@field run? boolean Whether to start it; true unless given.
---@field wait? boolean | "ALL_SUCCEEDED" | "ALL_ENDED" | "FIRST_ENDED" Whether and for what to wait: true, which is ALL_SUCCEEDED, unless given; false goes on at once.
---@field timeout? number How long to wait at most, in seconds; for ever unless given.
---@field orphan? boolean Whether to cut it off from the tree of this execution.
---@field is_paused? boolean Whether to pause it before it starts.
---@field description? string What the execution is and does.
---@field priority? number Who goes first when several could: the higher one; 10 unless given.
---@field max_runtime_minutes? number The longest time from start to end; 0 is no limit.
---@field is_productive? boolean Productive, as opposed to development mode; as this one unless given.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field [string] any An input of the new execution.

--- Runs a flow as a child, and waits for it unless told otherwise.
---@param flow? string The name of the flow.
---@param options? ExecutionFlowKeywords Keywords.
---@return Execution
function Execution:flow(flow, options) end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Execution:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Execution:get_dict(...) end

--- Ends the wait of an execution for whatever it waits for, as if it were fulfilled.
---@return Execution self
function Execution:ignore() end

--- Ends the wait of an execution for other executions, as if it were fulfilled.
---@return Execution self
function Execution:ignore_dependency() end

--- Ends the wait of an execution for a lock, which it does not get, as if it were fulfilled.
---@return Execution self
function Execution:ignore_lock() end

--- Ends the wait of an execution for an answer, which is null then, as if it were fulfilled.
---@return Execution self
function Execution:ignore_response() end

--- Ends the wait of an execution for a moment, as if it were fulfilled.
---@return Execution self
function Execution:ignore_scheduled() end

---@class ExecutionLoadSavepointKeywords
---@field by? "ID" | "NAME" What `select` is; either unless given.

--- Goes back to a savepoint: the script goes on there with its variables of then. What it did outside stays done.
---@param select string The id or name of the savepoint.
---@param options? ExecutionLoadSavepointKeywords Keywords.
---@return Execution self
function Execution:load_savepoint(select, options) end

---@class ExecutionLockKeywords
---@field keep? boolean Whether the lock stays when the execution ends.

--- Takes a lock, as soon as those who came before have released it; counts, if it is held already.
---@param lock string The name of the lock.
---@param timeout? number How long to wait at most, in seconds; for ever unless given.
---@param options? ExecutionLockKeywords Keywords.
---@return Execution self
function Execution:lock(lock, timeout, options) end

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

---@class ExecutionMessageKeywords
---@field request? string A question that is answered with a text.
---@field body? table A form: an object of JSON Schema with `element` in its properties.
---@field message_type? "SUCCESS" | "INFO" | "WARNING" | "ERROR" | "POPUP" INFO unless given.
---@field wait? boolean Whether to wait for the answer; true unless given.
---@field timeout? number How long to wait at most, in seconds; for ever unless given.
---@field select? string The id of a message that is there already.

--- Sends a message to people, and waits for their answer unless told otherwise.
---@param subject? string What the message is about.
---@param message? string A text in Markdown, to be acknowledged.
---@param options? ExecutionMessageKeywords Keywords.
---@return Message
function Execution:message(subject, message, options) end

--- The execution that created this one; null for one that has none.
---@return Execution
function Execution:parent() end

--- The same as `parent`.
---@return Execution
function Execution:parent_execution_id_execution() end

--- Pauses an execution until somebody runs it; itself, the call returns then.
---@param message? string The status message while it is paused.
---@return Execution self
function Execution:pause(message) end

--- Pauses all executions of the tree, this one last.
---@return Execution self
function Execution:pause_process() end

--- The log of an execution as a list of records `{time, level, subject, data}`.
---@return any
function Execution:record_log_list() end

--- Releases a lock once, whoever holds it.
---@param lock string The name of the lock.
---@return Execution self
function Execution:release_lock(lock) end

--- Forgets savepoints of an execution.
---@param name? string Only those of that name.
---@return Execution self
function Execution:remove_savepoints(name) end

---@class ExecutionRunKeywords
---@field wait? boolean | "ALL_SUCCEEDED" | "ALL_ENDED" | "FIRST_ENDED" What to wait for; true is ALL_SUCCEEDED.
---@field return_when? "ALL_SUCCEEDED" | "ALL_ENDED" | "FIRST_ENDED" When the wait is over; ALL_SUCCEEDED unless given.
---@field timeout? number How long to wait at most, in seconds; for ever unless given.

--- Starts an execution that was only created, or goes on with one that is paused, and waits for its end.
---@param options? ExecutionRunKeywords Keywords.
---@return Execution self
function Execution:run(options) end

--- Starts an execution that was only created, or goes on with one that is paused.
---@return Execution self
function Execution:run_async() end

--- Goes on with all executions of the tree that are paused.
---@return Execution self
function Execution:run_process() end

---@class ExecutionSaveKeywords
---@field commit_message? string Accepted and unused: executions are not kept in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields of the execution; either all that are given or, after an error, none.
---@param init? table Fields with their new values.
---@param options? ExecutionSaveKeywords Keywords.
---@return Execution self
function Execution:save(init, options) end

---@class ExecutionScriptKeywords
---@field name? string The label of the new execution; the name of the flow unless given.
---@field inputs? table The whole input of the new execution; other keywords are merged into it.
---@field input_value? table The same as `inputs`.
---@field init? table Fields of the new execution.
---@field run? boolean Whether to start it; true unless given.
---@field wait? boolean | "ALL_SUCCEEDED" | "ALL_ENDED" | "FIRST_ENDED" Whether and for what to wait: true, which is ALL_SUCCEEDED, unless given; false goes on at once.
---@field timeout? number How long to wait at most, in seconds; for ever unless given.
---@field orphan? boolean Whether to cut it off from the tree of this execution.
---@field is_paused? boolean Whether to pause it before it starts.
---@field description? string What the execution is and does.
---@field priority? number Who goes first when several could: the higher one; 10 unless given.
---@field max_runtime_minutes? number The longest time from start to end; 0 is no limit.
---@field is_productive? boolean Productive, as opposed to development mode; as this one unless given.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field [string] any An input of the new execution.

--- Runs a script as a child, and waits for it unless told otherwise.
---@param script string The text of the script.
---@param options? ExecutionScriptKeywords Keywords.
---@return Execution
function Execution:script(script, options) end

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

--- The root of the tree of executions.
---@return Execution
function Execution:top() end

--- The same as `top`.
---@return Execution
function Execution:top_execution_id_execution() end

---@class ExecutionWaitKeywords
---@field return_when? "ALL_SUCCEEDED" | "ALL_ENDED" | "FIRST_ENDED" When the wait is over; ALL_SUCCEEDED unless given.
---@field timeout? number How long to wait at most, in seconds; for ever unless given.

--- Waits until this execution has ended.
---@param options? ExecutionWaitKeywords Keywords.
---@return Execution self
function Execution:wait(options) end

---@class ExecutionWaitForKeywords
---@field return_when? "ALL_SUCCEEDED" | "ALL_ENDED" | "FIRST_ENDED" When the wait is over; ALL_SUCCEEDED unless given.
---@field timeout? number How long to wait at most, in seconds; for ever unless given.

--- Waits for other executions; returns the first to end with FIRST_ENDED, else the execution itself.
---@param ... Execution | string | (Execution | string)[] | ExecutionWaitForKeywords What to wait for: executions, ids, or lists of them.
---@return Execution self
function Execution:wait_for(...) end

--- Waits until a lock is free, without taking it.
---@param lock string The name of the lock.
---@param timeout? number How long to wait at most, in seconds; for ever unless given.
---@return Execution self
function Execution:wait_lock(lock, timeout) end

---@class ExecutionWaitStatusKeywords
---@field timeout? number How long to wait at most, in seconds; for ever unless given.

--- Waits until an execution has one of the statuses.
---@param status "PENDING" | "RUNNING" | "WAITING_DEPENDENCY" | "WAITING_LOCK" | "WAITING_RESPONSE" | "WAITING_SCHEDULED" | "PAUSED" | "ENDED_SUCCESS" | "ENDED_ERROR" | "ENDED_CANCELLED" | string[] The status or statuses.
---@param options? ExecutionWaitStatusKeywords Keywords.
---@return Execution self
function Execution:wait_status(status, options) end

--- A message to people, and their answer.
---@class Message
local Message = {}

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Message:get(...) end

---@class MessageWaitKeywords
---@field timeout? number How long to wait at most, in seconds; for ever unless given.

--- Waits until somebody has answered the message.
---@param options? MessageWaitKeywords Keywords.
---@return Message self
function Message:wait(options) end

--- What all executions share.
---@class System
local System = {}

--- Returns the execution of that id, whether there is one or not.
---@param id Execution | string The id of the execution.
---@return Execution
function System:execution(id) end

--- Returns the message of that id, whether there is one or not.
---@param id string The id of the message.
---@return Message
function System:message(id) end

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
