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

---@class ExecutionAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? ExecutionAddGitLogKeywords Keywords.
---@return GitLog
function Execution:add_git_log(options) end

---@class ExecutionAddIdentityRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type identity_role that belongs to this one.
---@param role? any The field `role_id`.
---@param options? ExecutionAddIdentityRoleKeywords Keywords.
---@return IdentityRole
function Execution:add_identity_role(role, options) end

---@class ExecutionAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? ExecutionAddOperationKeywords Keywords.
---@return Operation
function Execution:add_operation(options) end

---@class ExecutionAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? ExecutionAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Execution:add_record_metadata(key, data, options) end

---@class ExecutionAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? ExecutionAddRecordTagKeywords Keywords.
---@return RecordTag
function Execution:add_record_tag(tag, options) end

---@class ExecutionAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? ExecutionAddRecordUserKeywords Keywords.
---@return RecordUser
function Execution:add_record_user(user, value, options) end

---@class ExecutionAddSettingKeywords
---@field [string] any The value of the field.

--- Makes a record of the type setting that belongs to this one.
---@param options? ExecutionAddSettingKeywords Keywords.
---@return Setting
function Execution:add_setting(options) end

--- Pauses the execution here if it is debugged (`use_breakpoints` in development mode); else does nothing.
---@return Execution self
function Execution:breakpoint() end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Execution:bundle() end

--- Ends the execution with ENDED_CANCELLED; another execution than this only if it has not ended.
---@param message? string The status message to end with.
---@return Execution self
function Execution:cancel(message) end

--- Cancels all executions of the tree, this one last.
---@return Execution self
function Execution:cancel_process() end

---@class ExecutionChildKeywords
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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field [string] any An input of the new execution.

--- Returns one of the executions that an execution created; in a wrapper without argument, creates what it wraps and waits for that.
---@param select? string The id or the name of a child.
---@param options? ExecutionChildKeywords Keywords.
---@return Execution
function Execution:child(select, options) end

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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field [string] any An input of the new execution.

--- Runs the script of an execution again as a child of this one, with its inputs and those given merged into them.
---@param options? ExecutionCloneKeywords Keywords.
---@return Execution
function Execution:clone(options) end

---@class ExecutionConnectKeywords
---@field connector_name? string The same as `connector`.
---@field connector_id? string The id of the record of the connector.
---@field connector_type? string The kind of system, such as REST: connects ad hoc.
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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field [string] any An input of the new execution.

--- Interacts once with a system outside, as a child, and waits for it unless told otherwise.
---@param connector? string The name or id of the connector, over whose value the inputs are merged; none is needed with `connector_type`.
---@param options? ExecutionConnectKeywords Keywords.
---@return Execution
function Execution:connect(connector, options) end

--- Returns the record that `connector_id` points to, or null.
---@return Connector
function Execution:connector() end

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
---@field flow_id? string The id of the record of the flow.
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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field [string] any An input of the new execution.

--- Runs a flow as a child, and waits for it unless told otherwise.
---@param flow? string The name or id of the flow: a record, or else a file beside the script.
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

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Execution:git_log_list(filter) end

--- Returns the records of the type identity_role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<IdentityRole>
function Execution:identity_role_list(filter) end

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

--- Returns the records of the type message that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Message>
function Execution:message_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Execution:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Execution:metadata_exists(key) end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Execution:operation_list(filter) end

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

--- Returns the record that `project_id` points to, or null.
---@return Project
function Execution:project() end

--- Returns the records of all types whose `created_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Execution:record_list_created_by(filter) end

--- Returns the records of all types whose `deleted_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Execution:record_list_deleted_by(filter) end

--- Returns the records of all types whose `modified_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Execution:record_list_modified_by(filter) end

--- Returns the records of all types whose `pending_delete_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Execution:record_list_pending_delete_identity_id(filter) end

--- Returns the records of all types whose `pending_restore_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Execution:record_list_pending_restore_identity_id(filter) end

--- Returns the records of all types whose `pending_trash_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Execution:record_list_pending_trash_identity_id(filter) end

--- The log of an execution as a list of records `{time, level, subject, data}`.
---@return any
function Execution:record_log_list() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Execution:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Execution:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Execution:record_user_list(filter) end

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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
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

--- Returns the records of the type setting that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Setting>
function Execution:setting_list(filter) end

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

---@class ExecutionUsingKeywords
---@field [string] any A parameter of the wrapper.

--- Returns an object whose `flow`, `script`, `connect` and `clone` put the wrapper around what they create.
---@param wrapper string The name or id of a wrapper; outside the ones that follow.
---@param options? ExecutionUsingKeywords Keywords.
---@return Wrapping
function Execution:using(wrapper, options) end

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

--- Returns the record that `webhook_id` points to, or null.
---@return Webhook
function Execution:webhook() end

---@class ExecutionWebhookBase64ResponseKeywords
---@field headers? table Headers by name; a list of values gives one several times.

--- Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook with bytes that are given in base64.
---@param content_b64 string Any bytes, in base64, which is decoded.
---@param content_type? string What they are; application/octet-stream unless given.
---@param status_code? number The HTTP status, from 200 to 599; 200 unless given.
---@param options? ExecutionWebhookBase64ResponseKeywords Keywords.
---@return never
function Execution:webhook_base64_response(content_b64, content_type, status_code, options) end

---@class ExecutionWebhookBytesResponseKeywords
---@field headers? table Headers by name; a list of values gives one several times.

--- Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook with bytes.
---@param content string The bytes, which must be UTF-8; others go through webhook_base64_response.
---@param content_type? string What they are; application/octet-stream unless given.
---@param status_code? number The HTTP status, from 200 to 599; 200 unless given.
---@param options? ExecutionWebhookBytesResponseKeywords Keywords.
---@return never
function Execution:webhook_bytes_response(content, content_type, status_code, options) end

---@class ExecutionWebhookHtmlResponseKeywords
---@field headers? table Headers by name; a list of values gives one several times.

--- Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook with a page of HTML.
---@param html string The page.
---@param status_code? number The HTTP status, from 200 to 599; 200 unless given.
---@param options? ExecutionWebhookHtmlResponseKeywords Keywords.
---@return never
function Execution:webhook_html_response(html, status_code, options) end

---@class ExecutionWebhookJsonResponseKeywords
---@field headers? table Headers by name; a list of values gives one several times.

--- Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook with a value as JSON.
---@param value any The value.
---@param status_code? number The HTTP status, from 200 to 599; 200 unless given.
---@param options? ExecutionWebhookJsonResponseKeywords Keywords.
---@return never
function Execution:webhook_json_response(value, status_code, options) end

---@class ExecutionWebhookResponseKeywords
---@field headers? table Headers by name; a list of values gives one several times.
---@field content_type? string What the content is.

--- Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook with any content, or with none, as for a redirect.
---@param body? string | number | boolean The content: a text, or a number or boolean as JSON; none unless given.
---@param status_code? number The HTTP status, from 200 to 599; 200 unless given.
---@param options? ExecutionWebhookResponseKeywords Keywords.
---@return never
function Execution:webhook_response(body, status_code, options) end

---@class ExecutionWrapperKeywords
---@field params? table The parameters of the wrapper.
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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field [string] any An input of the new execution.

--- Returns the wrapper that an execution runs, or null; with an argument, runs a wrapper as a child, around nothing.
---@param wrapper? string The name or id of a wrapper.
---@param options? ExecutionWrapperKeywords Keywords.
---@return any
function Execution:wrapper(wrapper, options) end

--- A message to people, and their answer.
---@class Message
local Message = {}

---@class MessageAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? MessageAddGitLogKeywords Keywords.
---@return GitLog
function Message:add_git_log(options) end

---@class MessageAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? MessageAddOperationKeywords Keywords.
---@return Operation
function Message:add_operation(options) end

---@class MessageAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? MessageAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Message:add_record_metadata(key, data, options) end

---@class MessageAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? MessageAddRecordTagKeywords Keywords.
---@return RecordTag
function Message:add_record_tag(tag, options) end

---@class MessageAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? MessageAddRecordUserKeywords Keywords.
---@return RecordUser
function Message:add_record_user(user, value, options) end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Message:get(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Message:git_log_list(filter) end

--- Returns the record that `identity_id` points to, or null.
---@return any
function Message:identity_id_identity() end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Message:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Message:metadata_exists(key) end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Message:operation_list(filter) end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Message:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Message:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Message:record_user_list(filter) end

---@class MessageWaitKeywords
---@field timeout? number How long to wait at most, in seconds; for ever unless given.

--- Waits until somebody has answered the message.
---@param options? MessageWaitKeywords Keywords.
---@return Message self
function Message:wait(options) end

--- What all executions share.
---@class System
local System = {}

---@class SystemBundleKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the bundle of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Bundle
function System:bundle(select, options) end

---@class SystemBundleRepositoriesKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type bundle_repository as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<BundleRepository>
function System:bundle_repositories(filter, options) end

---@class SystemBundleRepositoryKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the bundle_repository of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleRepositoryKeywords Keywords.
---@return BundleRepository
function System:bundle_repository(select, options) end

---@class SystemBundlesKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type bundle as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundlesKeywords Keywords.
---@return Listing<Bundle>
function System:bundles(filter, options) end

---@class SystemChatKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the chat of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemChatKeywords Keywords.
---@return Chat
function System:chat(select, options) end

---@class SystemChatsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type chat as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemChatsKeywords Keywords.
---@return Listing<Chat>
function System:chats(filter, options) end

---@class SystemConnectorKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the connector of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemConnectorKeywords Keywords.
---@return Connector
function System:connector(select, options) end

---@class SystemConnectorsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type connector as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemConnectorsKeywords Keywords.
---@return Listing<Connector>
function System:connectors(filter, options) end

---@class SystemCustomObjectKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the custom_object of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemCustomObjectKeywords Keywords.
---@return CustomObject
function System:custom_object(select, options) end

---@class SystemCustomObjectsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type custom_object as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemCustomObjectsKeywords Keywords.
---@return Listing<CustomObject>
function System:custom_objects(filter, options) end

---@class SystemDevolutionsConfigKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the devolutions_config of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemDevolutionsConfigKeywords Keywords.
---@return DevolutionsConfig
function System:devolutions_config(select, options) end

---@class SystemDevolutionsConfigsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type devolutions_config as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemDevolutionsConfigsKeywords Keywords.
---@return Listing<DevolutionsConfig>
function System:devolutions_configs(filter, options) end

--- Returns the execution of that id, whether there is one or not.
---@param id Execution | string The id of the execution.
---@return Execution
function System:execution(id) end

---@class SystemExecutionsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type execution as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemExecutionsKeywords Keywords.
---@return Listing<Execution>
function System:executions(filter, options) end

---@class SystemFileKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the file of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemFileKeywords Keywords.
---@return File
function System:file(select, options) end

---@class SystemFilesKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type file as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemFilesKeywords Keywords.
---@return Listing<File>
function System:files(filter, options) end

---@class SystemFlowKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the flow of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemFlowKeywords Keywords.
---@return Flow
function System:flow(select, options) end

---@class SystemFlowsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type flow as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemFlowsKeywords Keywords.
---@return Listing<Flow>
function System:flows(filter, options) end

---@class SystemLdapConfigKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the ldap_config of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemLdapConfigKeywords Keywords.
---@return LdapConfig
function System:ldap_config(select, options) end

---@class SystemLdapConfigsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type ldap_config as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemLdapConfigsKeywords Keywords.
---@return Listing<LdapConfig>
function System:ldap_configs(filter, options) end

--- Returns the message of that id, whether there is one or not.
---@param id string The id of the message.
---@return Message
function System:message(id) end

---@class SystemMessagesKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type message as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemMessagesKeywords Keywords.
---@return Listing<Message>
function System:messages(filter, options) end

---@class SystemOauthKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the oauth of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemOauthKeywords Keywords.
---@return Oauth
function System:oauth(select, options) end

---@class SystemOauthsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type oauth as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemOauthsKeywords Keywords.
---@return Listing<Oauth>
function System:oauths(filter, options) end

---@class SystemObjectTemplateKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the object_template of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemObjectTemplateKeywords Keywords.
---@return ObjectTemplate
function System:object_template(select, options) end

---@class SystemObjectTemplatesKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type object_template as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemObjectTemplatesKeywords Keywords.
---@return Listing<ObjectTemplate>
function System:object_templates(filter, options) end

---@class SystemOrganizationKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the organization of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemOrganizationKeywords Keywords.
---@return Organization
function System:organization(select, options) end

---@class SystemOrganizationsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type organization as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemOrganizationsKeywords Keywords.
---@return Listing<Organization>
function System:organizations(filter, options) end

---@class SystemPluginKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the plugin of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemPluginKeywords Keywords.
---@return Plugin
function System:plugin(select, options) end

---@class SystemPluginActionKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the plugin_action of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemPluginActionKeywords Keywords.
---@return PluginAction
function System:plugin_action(select, options) end

---@class SystemPluginActionsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type plugin_action as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemPluginActionsKeywords Keywords.
---@return Listing<PluginAction>
function System:plugin_actions(filter, options) end

---@class SystemPluginsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type plugin as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemPluginsKeywords Keywords.
---@return Listing<Plugin>
function System:plugins(filter, options) end

---@class SystemProcessKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the process of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemProcessKeywords Keywords.
---@return Process
function System:process(select, options) end

---@class SystemProcessesKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type process as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemProcessesKeywords Keywords.
---@return Listing<Process>
function System:processes(filter, options) end

---@class SystemProjectKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the project of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemProjectKeywords Keywords.
---@return Project
function System:project(select, options) end

---@class SystemProjectsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type project as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemProjectsKeywords Keywords.
---@return Listing<Project>
function System:projects(filter, options) end

---@class SystemRoleKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the role of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemRoleKeywords Keywords.
---@return Role
function System:role(select, options) end

---@class SystemRolesKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type role as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemRolesKeywords Keywords.
---@return Listing<Role>
function System:roles(filter, options) end

---@class SystemScheduleKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the schedule of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemScheduleKeywords Keywords.
---@return Schedule
function System:schedule(select, options) end

---@class SystemSchedulerKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the scheduler of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemSchedulerKeywords Keywords.
---@return Scheduler
function System:scheduler(select, options) end

---@class SystemSchedulersKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type scheduler as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemSchedulersKeywords Keywords.
---@return Listing<Scheduler>
function System:schedulers(filter, options) end

---@class SystemSchedulesKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type schedule as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemSchedulesKeywords Keywords.
---@return Listing<Schedule>
function System:schedules(filter, options) end

---@class SystemSchemaKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the schema of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemSchemaKeywords Keywords.
---@return Schema
function System:schema(select, options) end

---@class SystemSchemasKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type schema as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemSchemasKeywords Keywords.
---@return Listing<Schema>
function System:schemas(filter, options) end

---@class SystemSettingKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the setting of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemSettingKeywords Keywords.
---@return Setting
function System:setting(select, options) end

---@class SystemSettingsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type setting as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemSettingsKeywords Keywords.
---@return Listing<Setting>
function System:settings(filter, options) end

---@class SystemSyncConfigKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the sync_config of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemSyncConfigKeywords Keywords.
---@return SyncConfig
function System:sync_config(select, options) end

---@class SystemSyncConfigsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type sync_config as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemSyncConfigsKeywords Keywords.
---@return Listing<SyncConfig>
function System:sync_configs(filter, options) end

---@class SystemTagKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the tag of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemTagKeywords Keywords.
---@return Tag
function System:tag(select, options) end

---@class SystemTagsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type tag as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemTagsKeywords Keywords.
---@return Listing<Tag>
function System:tags(filter, options) end

---@class SystemUserKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the user of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemUserKeywords Keywords.
---@return User
function System:user(select, options) end

---@class SystemUsersKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type user as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemUsersKeywords Keywords.
---@return Listing<User>
function System:users(filter, options) end

--- Returns true for a value that fits a schema; raises SchemaValidationError otherwise, and SchemaError for a wrong schema.
---@param value? any The value.
---@param schema? any The JSON Schema (draft 7).
---@return any
function System:validate(value, schema) end

---@class SystemVaultConfigKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the vault_config of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemVaultConfigKeywords Keywords.
---@return VaultConfig
function System:vault_config(select, options) end

---@class SystemVaultConfigsKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type vault_config as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemVaultConfigsKeywords Keywords.
---@return Listing<VaultConfig>
function System:vault_configs(filter, options) end

---@class SystemWebhookKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the webhook of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemWebhookKeywords Keywords.
---@return Webhook
function System:webhook(select, options) end

---@class SystemWebhooksKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type webhook as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemWebhooksKeywords Keywords.
---@return Listing<Webhook>
function System:webhooks(filter, options) end

---@class SystemWorkspaceKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the workspace of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemWorkspaceKeywords Keywords.
---@return Workspace
function System:workspace(select, options) end

---@class SystemWorkspacesKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type workspace as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemWorkspacesKeywords Keywords.
---@return Listing<Workspace>
function System:workspaces(filter, options) end

---@class SystemWrapperKeywords
---@field by? "NAME" | "ID" What `select` is; either unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.

--- Returns the wrapper of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemWrapperKeywords Keywords.
---@return Wrapper
function System:wrapper(select, options) end

---@class SystemWrappersKeywords
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.

--- Returns the records of the type wrapper as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemWrappersKeywords Keywords.
---@return Listing<Wrapper>
function System:wrappers(filter, options) end

--- Wrappers around what is created next: `this:using("retry"):flow("upload")`.
---@class Wrapping
local Wrapping = {}

---@class WrappingCloneKeywords
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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field [string] any An input of the new execution.

--- Runs the script of an execution again as a child of this one, with its inputs and those given merged into them.
---@param options? WrappingCloneKeywords Keywords.
---@return Execution
function Wrapping:clone(options) end

---@class WrappingConnectKeywords
---@field connector_name? string The same as `connector`.
---@field connector_id? string The id of the record of the connector.
---@field connector_type? string The kind of system, such as REST: connects ad hoc.
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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field [string] any An input of the new execution.

--- Interacts once with a system outside, as a child, and waits for it unless told otherwise.
---@param connector? string The name or id of the connector, over whose value the inputs are merged; none is needed with `connector_type`.
---@param options? WrappingConnectKeywords Keywords.
---@return Execution
function Wrapping:connect(connector, options) end

---@class WrappingFlowKeywords
---@field flow_name? string The same as `flow`.
---@field flow_id? string The id of the record of the flow.
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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field [string] any An input of the new execution.

--- Runs a flow as a child, and waits for it unless told otherwise.
---@param flow? string The name or id of the flow: a record, or else a file beside the script.
---@param options? WrappingFlowKeywords Keywords.
---@return Execution
function Wrapping:flow(flow, options) end

---@class WrappingScriptKeywords
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
---@field use_breakpoints? boolean Whether it stops at breakpoints, which makes it a development execution; as this one unless given.
---@field use_only_explicit_breakpoints? boolean Whether lines do not stop it; as this one unless given.
---@field breakpoints? any The lines of its script to stop before.
---@field savepoint_retention? "LAST" | "ALL" Which savepoints stay.
---@field roles? any Its roles, by name or id: at most those of this execution; the same ones unless given.
---@field project_name? string The project that it lies in.
---@field project_id? string The id of the project that it lies in.
---@field bundle_name? string The bundle that it lies in.
---@field bundle_id? string The id of the bundle that it lies in.
---@field location_inheritance? string Where it lies when that is not given: created_by, which is where this one lies, unless given.
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field [string] any An input of the new execution.

--- Runs a script as a child, and waits for it unless told otherwise.
---@param script string The text of the script.
---@param options? WrappingScriptKeywords Keywords.
---@return Execution
function Wrapping:script(script, options) end

---@class WrappingUsingKeywords
---@field [string] any A parameter of the wrapper.

--- Returns an object whose `flow`, `script`, `connect` and `clone` put the wrapper around what they create.
---@param wrapper string The name or id of a wrapper; outside the ones that follow.
---@param options? WrappingUsingKeywords Keywords.
---@return Wrapping
function Wrapping:using(wrapper, options) end

--- Records as they were when they were asked for: `for record in listing do ... end`.
---@class Listing<T>
local Listing = {}

--- Returns all records of the listing as a list.
---@return any
function Listing:all() end

--- Returns how many records the listing has.
---@return any
function Listing:count() end

--- Returns the next record; what `for record in listing do` calls.
---@param state? any Unused: what a for loop of Lua passes.
---@param after? any The record before the one that is wanted; the first unless given.
---@return any
function Listing:next(state, after) end

--- A script that executions run.
---@class Flow
local Flow = {}

---@class FlowAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? FlowAddGitLogKeywords Keywords.
---@return GitLog
function Flow:add_git_log(options) end

---@class FlowAddObjectTemplateOnCreateFlowIdKeywords
---@field [string] any The value of the field.

--- Makes a record of the type object_template that belongs to this one.
---@param options? FlowAddObjectTemplateOnCreateFlowIdKeywords Keywords.
---@return ObjectTemplate
function Flow:add_object_template_on_create_flow_id(options) end

---@class FlowAddObjectTemplateOnDeleteFlowIdKeywords
---@field [string] any The value of the field.

--- Makes a record of the type object_template that belongs to this one.
---@param options? FlowAddObjectTemplateOnDeleteFlowIdKeywords Keywords.
---@return ObjectTemplate
function Flow:add_object_template_on_delete_flow_id(options) end

---@class FlowAddObjectTemplateOnUpdateFlowIdKeywords
---@field [string] any The value of the field.

--- Makes a record of the type object_template that belongs to this one.
---@param options? FlowAddObjectTemplateOnUpdateFlowIdKeywords Keywords.
---@return ObjectTemplate
function Flow:add_object_template_on_update_flow_id(options) end

---@class FlowAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? FlowAddOperationKeywords Keywords.
---@return Operation
function Flow:add_operation(options) end

---@class FlowAddPluginActionKeywords
---@field [string] any The value of the field.

--- Makes a record of the type plugin_action that belongs to this one.
---@param options? FlowAddPluginActionKeywords Keywords.
---@return PluginAction
function Flow:add_plugin_action(options) end

---@class FlowAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? FlowAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Flow:add_record_metadata(key, data, options) end

---@class FlowAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? FlowAddRecordTagKeywords Keywords.
---@return RecordTag
function Flow:add_record_tag(tag, options) end

---@class FlowAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? FlowAddRecordUserKeywords Keywords.
---@return RecordUser
function Flow:add_record_user(user, value, options) end

---@class FlowAddScheduleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type schedule that belongs to this one.
---@param options? FlowAddScheduleKeywords Keywords.
---@return Schedule
function Flow:add_schedule(options) end

---@class FlowAddWebhookKeywords
---@field [string] any The value of the field.

--- Makes a record of the type webhook that belongs to this one.
---@param options? FlowAddWebhookKeywords Keywords.
---@return Webhook
function Flow:add_webhook(options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Flow:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Flow:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Flow self
function Flow:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Flow:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Flow
function Flow:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Flow:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Flow:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Flow:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Flow:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Flow:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Flow:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Flow:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Flow:modified_by_identity() end

--- Returns the records of the type object_template that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<ObjectTemplate>
function Flow:object_template_list_on_create_flow_id(filter) end

--- Returns the records of the type object_template that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<ObjectTemplate>
function Flow:object_template_list_on_delete_flow_id(filter) end

--- Returns the records of the type object_template that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<ObjectTemplate>
function Flow:object_template_list_on_update_flow_id(filter) end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Flow:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Flow:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Flow:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Flow:pending_trash_identity_id_identity() end

--- Returns the records of the type plugin_action that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<PluginAction>
function Flow:plugin_action_list(filter) end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Flow:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Flow:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Flow:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Flow:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Flow self
function Flow:restore() end

---@class FlowSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? FlowSaveKeywords Keywords.
---@return Flow self
function Flow:save(init, options) end

--- Returns the records of the type schedule that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Schedule>
function Flow:schedule_list(filter) end

--- Returns the records of the type webhook that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Webhook>
function Flow:webhook_list(filter) end

--- How a system outside is reached.
---@class Connector
local Connector = {}

---@class ConnectorAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? ConnectorAddGitLogKeywords Keywords.
---@return GitLog
function Connector:add_git_log(options) end

---@class ConnectorAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? ConnectorAddOperationKeywords Keywords.
---@return Operation
function Connector:add_operation(options) end

---@class ConnectorAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? ConnectorAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Connector:add_record_metadata(key, data, options) end

---@class ConnectorAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? ConnectorAddRecordTagKeywords Keywords.
---@return RecordTag
function Connector:add_record_tag(tag, options) end

---@class ConnectorAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? ConnectorAddRecordUserKeywords Keywords.
---@return RecordUser
function Connector:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Connector:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Connector:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Connector self
function Connector:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Connector:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Connector
function Connector:duplicate(name) end

--- Returns the records of the type execution that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Execution>
function Connector:execution_list(filter) end

--- Tells whether the record is there.
---@return any
function Connector:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Connector:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Connector:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Connector:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Connector:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Connector:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Connector:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Connector:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Connector:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Connector:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Connector:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Connector:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Connector:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Connector:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Connector:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Connector:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Connector self
function Connector:restore() end

---@class ConnectorSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? ConnectorSaveKeywords Keywords.
---@return Connector self
function Connector:save(init, options) end

--- Configuration and shared state.
---@class Setting
local Setting = {}

---@class SettingAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? SettingAddGitLogKeywords Keywords.
---@return GitLog
function Setting:add_git_log(options) end

---@class SettingAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? SettingAddOperationKeywords Keywords.
---@return Operation
function Setting:add_operation(options) end

---@class SettingAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? SettingAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Setting:add_record_metadata(key, data, options) end

---@class SettingAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? SettingAddRecordTagKeywords Keywords.
---@return RecordTag
function Setting:add_record_tag(tag, options) end

---@class SettingAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? SettingAddRecordUserKeywords Keywords.
---@return RecordUser
function Setting:add_record_user(user, value, options) end

---@class SettingAddScheduleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type schedule that belongs to this one.
---@param options? SettingAddScheduleKeywords Keywords.
---@return Schedule
function Setting:add_schedule(options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Setting:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Setting:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Setting self
function Setting:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Setting:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Setting
function Setting:duplicate(name) end

--- Returns the record that `execution_id` points to, or null.
---@return Execution
function Setting:execution() end

--- Tells whether the record is there.
---@return any
function Setting:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Setting:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Setting:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Setting:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Setting:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Setting:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Setting:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Setting:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Setting:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Setting:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Setting:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Setting:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Setting:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Setting:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Setting:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Setting:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Setting self
function Setting:restore() end

---@class SettingSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? SettingSaveKeywords Keywords.
---@return Setting self
function Setting:save(init, options) end

--- Returns the records of the type schedule that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Schedule>
function Setting:schedule_list(filter) end

--- A file that flows read and write.
---@class File
local File = {}

---@class FileAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? FileAddGitLogKeywords Keywords.
---@return GitLog
function File:add_git_log(options) end

---@class FileAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? FileAddOperationKeywords Keywords.
---@return Operation
function File:add_operation(options) end

---@class FileAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? FileAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function File:add_record_metadata(key, data, options) end

---@class FileAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? FileAddRecordTagKeywords Keywords.
---@return RecordTag
function File:add_record_tag(tag, options) end

---@class FileAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? FileAddRecordUserKeywords Keywords.
---@return RecordUser
function File:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function File:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function File:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return File self
function File:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function File:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return File
function File:duplicate(name) end

--- Tells whether the record is there.
---@return any
function File:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function File:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function File:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function File:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function File:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function File:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function File:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function File:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function File:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function File:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function File:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function File:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function File:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function File:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function File:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function File:record_user_list(filter) end

--- Brings the record back from the trash.
---@return File self
function File:restore() end

---@class FileSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? FileSaveKeywords Keywords.
---@return File self
function File:save(init, options) end

--- A schema that values can be checked against.
---@class Schema
local Schema = {}

---@class SchemaAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? SchemaAddGitLogKeywords Keywords.
---@return GitLog
function Schema:add_git_log(options) end

---@class SchemaAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? SchemaAddOperationKeywords Keywords.
---@return Operation
function Schema:add_operation(options) end

---@class SchemaAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? SchemaAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Schema:add_record_metadata(key, data, options) end

---@class SchemaAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? SchemaAddRecordTagKeywords Keywords.
---@return RecordTag
function Schema:add_record_tag(tag, options) end

---@class SchemaAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? SchemaAddRecordUserKeywords Keywords.
---@return RecordUser
function Schema:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Schema:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Schema:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Schema self
function Schema:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Schema:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Schema
function Schema:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Schema:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Schema:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Schema:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Schema:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Schema:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Schema:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Schema:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Schema:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Schema:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Schema:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Schema:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Schema:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Schema:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Schema:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Schema:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Schema:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Schema self
function Schema:restore() end

---@class SchemaSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? SchemaSaveKeywords Keywords.
---@return Schema self
function Schema:save(init, options) end

--- A script that waits for the next moment of a schedule and starts its flow once.
---@class Scheduler
local Scheduler = {}

---@class SchedulerAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? SchedulerAddGitLogKeywords Keywords.
---@return GitLog
function Scheduler:add_git_log(options) end

---@class SchedulerAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? SchedulerAddOperationKeywords Keywords.
---@return Operation
function Scheduler:add_operation(options) end

---@class SchedulerAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? SchedulerAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Scheduler:add_record_metadata(key, data, options) end

---@class SchedulerAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? SchedulerAddRecordTagKeywords Keywords.
---@return RecordTag
function Scheduler:add_record_tag(tag, options) end

---@class SchedulerAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? SchedulerAddRecordUserKeywords Keywords.
---@return RecordUser
function Scheduler:add_record_user(user, value, options) end

---@class SchedulerAddScheduleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type schedule that belongs to this one.
---@param options? SchedulerAddScheduleKeywords Keywords.
---@return Schedule
function Scheduler:add_schedule(options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Scheduler:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Scheduler:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Scheduler self
function Scheduler:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Scheduler:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Scheduler
function Scheduler:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Scheduler:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Scheduler:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Scheduler:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Scheduler:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Scheduler:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Scheduler:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Scheduler:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Scheduler:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Scheduler:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Scheduler:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Scheduler:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Scheduler:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Scheduler:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Scheduler:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Scheduler:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Scheduler:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Scheduler self
function Scheduler:restore() end

---@class SchedulerSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? SchedulerSaveKeywords Keywords.
---@return Scheduler self
function Scheduler:save(init, options) end

--- Returns the records of the type schedule that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Schedule>
function Scheduler:schedule_list(filter) end

--- When a flow is started.
---@class Schedule
local Schedule = {}

---@class ScheduleAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? ScheduleAddGitLogKeywords Keywords.
---@return GitLog
function Schedule:add_git_log(options) end

---@class ScheduleAddIdentityRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type identity_role that belongs to this one.
---@param role? any The field `role_id`.
---@param options? ScheduleAddIdentityRoleKeywords Keywords.
---@return IdentityRole
function Schedule:add_identity_role(role, options) end

---@class ScheduleAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? ScheduleAddOperationKeywords Keywords.
---@return Operation
function Schedule:add_operation(options) end

---@class ScheduleAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? ScheduleAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Schedule:add_record_metadata(key, data, options) end

---@class ScheduleAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? ScheduleAddRecordTagKeywords Keywords.
---@return RecordTag
function Schedule:add_record_tag(tag, options) end

---@class ScheduleAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? ScheduleAddRecordUserKeywords Keywords.
---@return RecordUser
function Schedule:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Schedule:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Schedule:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Schedule self
function Schedule:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Schedule:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Schedule
function Schedule:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Schedule:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Schedule:export() end

--- Returns the record that `flow_id` points to, or null.
---@return Flow
function Schedule:flow() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Schedule:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Schedule:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Schedule:git_log_list(filter) end

--- Returns the records of the type identity_role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<IdentityRole>
function Schedule:identity_role_list(filter) end

--- Returns the records of the type message that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Message>
function Schedule:message_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Schedule:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Schedule:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Schedule:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Schedule:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Schedule:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Schedule:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Schedule:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Schedule:project() end

--- Returns the records of all types whose `created_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Schedule:record_list_created_by(filter) end

--- Returns the records of all types whose `deleted_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Schedule:record_list_deleted_by(filter) end

--- Returns the records of all types whose `modified_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Schedule:record_list_modified_by(filter) end

--- Returns the records of all types whose `pending_delete_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Schedule:record_list_pending_delete_identity_id(filter) end

--- Returns the records of all types whose `pending_restore_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Schedule:record_list_pending_restore_identity_id(filter) end

--- Returns the records of all types whose `pending_trash_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Schedule:record_list_pending_trash_identity_id(filter) end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Schedule:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Schedule:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Schedule:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Schedule self
function Schedule:restore() end

---@class ScheduleSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? ScheduleSaveKeywords Keywords.
---@return Schedule self
function Schedule:save(init, options) end

--- Returns the record that `scheduler_id` points to, or null.
---@return Scheduler
function Schedule:scheduler() end

--- Returns the record that `setting_id` points to, or null.
---@return Setting
function Schedule:setting() end

--- An address that starts a flow when it is called.
---@class Webhook
local Webhook = {}

---@class WebhookAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? WebhookAddGitLogKeywords Keywords.
---@return GitLog
function Webhook:add_git_log(options) end

---@class WebhookAddIdentityRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type identity_role that belongs to this one.
---@param role? any The field `role_id`.
---@param options? WebhookAddIdentityRoleKeywords Keywords.
---@return IdentityRole
function Webhook:add_identity_role(role, options) end

---@class WebhookAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? WebhookAddOperationKeywords Keywords.
---@return Operation
function Webhook:add_operation(options) end

---@class WebhookAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? WebhookAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Webhook:add_record_metadata(key, data, options) end

---@class WebhookAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? WebhookAddRecordTagKeywords Keywords.
---@return RecordTag
function Webhook:add_record_tag(tag, options) end

---@class WebhookAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? WebhookAddRecordUserKeywords Keywords.
---@return RecordUser
function Webhook:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Webhook:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Webhook:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Webhook self
function Webhook:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Webhook:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Webhook
function Webhook:duplicate(name) end

--- Returns the records of the type execution that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Execution>
function Webhook:execution_list(filter) end

--- Tells whether the record is there.
---@return any
function Webhook:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Webhook:export() end

--- Returns the record that `flow_id` points to, or null.
---@return Flow
function Webhook:flow() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Webhook:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Webhook:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Webhook:git_log_list(filter) end

--- Returns the records of the type identity_role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<IdentityRole>
function Webhook:identity_role_list(filter) end

--- Returns the records of the type message that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Message>
function Webhook:message_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Webhook:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Webhook:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Webhook:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Webhook:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Webhook:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Webhook:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Webhook:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Webhook:project() end

--- Returns the records of all types whose `created_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Webhook:record_list_created_by(filter) end

--- Returns the records of all types whose `deleted_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Webhook:record_list_deleted_by(filter) end

--- Returns the records of all types whose `modified_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Webhook:record_list_modified_by(filter) end

--- Returns the records of all types whose `pending_delete_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Webhook:record_list_pending_delete_identity_id(filter) end

--- Returns the records of all types whose `pending_restore_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Webhook:record_list_pending_restore_identity_id(filter) end

--- Returns the records of all types whose `pending_trash_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Webhook:record_list_pending_trash_identity_id(filter) end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Webhook:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Webhook:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Webhook:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Webhook self
function Webhook:restore() end

---@class WebhookSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? WebhookSaveKeywords Keywords.
---@return Webhook self
function Webhook:save(init, options) end

--- A script that runs instead of another execution, and starts that as it sees fit.
---@class Wrapper
local Wrapper = {}

---@class WrapperAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? WrapperAddGitLogKeywords Keywords.
---@return GitLog
function Wrapper:add_git_log(options) end

---@class WrapperAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? WrapperAddOperationKeywords Keywords.
---@return Operation
function Wrapper:add_operation(options) end

---@class WrapperAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? WrapperAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Wrapper:add_record_metadata(key, data, options) end

---@class WrapperAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? WrapperAddRecordTagKeywords Keywords.
---@return RecordTag
function Wrapper:add_record_tag(tag, options) end

---@class WrapperAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? WrapperAddRecordUserKeywords Keywords.
---@return RecordUser
function Wrapper:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Wrapper:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Wrapper:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Wrapper self
function Wrapper:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Wrapper:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Wrapper
function Wrapper:duplicate(name) end

--- Returns the records of the type execution that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Execution>
function Wrapper:execution_list(filter) end

--- Tells whether the record is there.
---@return any
function Wrapper:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Wrapper:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Wrapper:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Wrapper:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Wrapper:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Wrapper:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Wrapper:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Wrapper:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Wrapper:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Wrapper:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Wrapper:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Wrapper:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Wrapper:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Wrapper:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Wrapper:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Wrapper:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Wrapper self
function Wrapper:restore() end

---@class WrapperSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? WrapperSaveKeywords Keywords.
---@return Wrapper self
function Wrapper:save(init, options) end

--- Actions that are offered beside records.
---@class Plugin
local Plugin = {}

---@class PluginAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? PluginAddGitLogKeywords Keywords.
---@return GitLog
function Plugin:add_git_log(options) end

---@class PluginAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? PluginAddOperationKeywords Keywords.
---@return Operation
function Plugin:add_operation(options) end

---@class PluginAddPluginActionKeywords
---@field [string] any The value of the field.

--- Makes a record of the type plugin_action that belongs to this one.
---@param options? PluginAddPluginActionKeywords Keywords.
---@return PluginAction
function Plugin:add_plugin_action(options) end

---@class PluginAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? PluginAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Plugin:add_record_metadata(key, data, options) end

---@class PluginAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? PluginAddRecordTagKeywords Keywords.
---@return RecordTag
function Plugin:add_record_tag(tag, options) end

---@class PluginAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? PluginAddRecordUserKeywords Keywords.
---@return RecordUser
function Plugin:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Plugin:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Plugin:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Plugin self
function Plugin:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Plugin:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Plugin
function Plugin:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Plugin:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Plugin:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Plugin:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Plugin:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Plugin:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Plugin:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Plugin:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Plugin:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Plugin:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Plugin:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Plugin:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Plugin:pending_trash_identity_id_identity() end

--- Returns the records of the type plugin_action that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<PluginAction>
function Plugin:plugin_action_list(filter) end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Plugin:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Plugin:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Plugin:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Plugin:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Plugin self
function Plugin:restore() end

---@class PluginSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? PluginSaveKeywords Keywords.
---@return Plugin self
function Plugin:save(init, options) end

--- One action of a plugin.
---@class PluginAction
local PluginAction = {}

---@class PluginActionAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? PluginActionAddGitLogKeywords Keywords.
---@return GitLog
function PluginAction:add_git_log(options) end

---@class PluginActionAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? PluginActionAddOperationKeywords Keywords.
---@return Operation
function PluginAction:add_operation(options) end

---@class PluginActionAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? PluginActionAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function PluginAction:add_record_metadata(key, data, options) end

---@class PluginActionAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? PluginActionAddRecordTagKeywords Keywords.
---@return RecordTag
function PluginAction:add_record_tag(tag, options) end

---@class PluginActionAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? PluginActionAddRecordUserKeywords Keywords.
---@return RecordUser
function PluginAction:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function PluginAction:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function PluginAction:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return PluginAction self
function PluginAction:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function PluginAction:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return PluginAction
function PluginAction:duplicate(name) end

--- Tells whether the record is there.
---@return any
function PluginAction:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function PluginAction:export() end

--- Returns the record that `flow_id` points to, or null.
---@return Flow
function PluginAction:flow() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function PluginAction:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function PluginAction:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function PluginAction:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function PluginAction:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function PluginAction:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function PluginAction:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function PluginAction:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function PluginAction:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function PluginAction:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function PluginAction:pending_trash_identity_id_identity() end

--- Returns the record that `plugin_id` points to, or null.
---@return Plugin
function PluginAction:plugin() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function PluginAction:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function PluginAction:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function PluginAction:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function PluginAction:record_user_list(filter) end

--- Brings the record back from the trash.
---@return PluginAction self
function PluginAction:restore() end

---@class PluginActionSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? PluginActionSaveKeywords Keywords.
---@return PluginAction self
function PluginAction:save(init, options) end

--- What custom objects have in common.
---@class ObjectTemplate
local ObjectTemplate = {}

---@class ObjectTemplateAddCustomObjectKeywords
---@field [string] any The value of the field.

--- Makes a record of the type custom_object that belongs to this one.
---@param options? ObjectTemplateAddCustomObjectKeywords Keywords.
---@return CustomObject
function ObjectTemplate:add_custom_object(options) end

---@class ObjectTemplateAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? ObjectTemplateAddGitLogKeywords Keywords.
---@return GitLog
function ObjectTemplate:add_git_log(options) end

---@class ObjectTemplateAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? ObjectTemplateAddOperationKeywords Keywords.
---@return Operation
function ObjectTemplate:add_operation(options) end

---@class ObjectTemplateAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? ObjectTemplateAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function ObjectTemplate:add_record_metadata(key, data, options) end

---@class ObjectTemplateAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? ObjectTemplateAddRecordTagKeywords Keywords.
---@return RecordTag
function ObjectTemplate:add_record_tag(tag, options) end

---@class ObjectTemplateAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? ObjectTemplateAddRecordUserKeywords Keywords.
---@return RecordUser
function ObjectTemplate:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function ObjectTemplate:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function ObjectTemplate:created_by_identity() end

--- Returns the records of the type custom_object that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<CustomObject>
function ObjectTemplate:custom_object_list(filter) end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return ObjectTemplate self
function ObjectTemplate:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function ObjectTemplate:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return ObjectTemplate
function ObjectTemplate:duplicate(name) end

--- Tells whether the record is there.
---@return any
function ObjectTemplate:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function ObjectTemplate:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function ObjectTemplate:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function ObjectTemplate:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function ObjectTemplate:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function ObjectTemplate:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function ObjectTemplate:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function ObjectTemplate:modified_by_identity() end

--- Returns the record that `on_create_flow_id` points to, or null.
---@return Flow
function ObjectTemplate:on_create_flow_id_flow() end

--- Returns the record that `on_delete_flow_id` points to, or null.
---@return Flow
function ObjectTemplate:on_delete_flow_id_flow() end

--- Returns the record that `on_update_flow_id` points to, or null.
---@return Flow
function ObjectTemplate:on_update_flow_id_flow() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function ObjectTemplate:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function ObjectTemplate:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function ObjectTemplate:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function ObjectTemplate:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function ObjectTemplate:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function ObjectTemplate:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function ObjectTemplate:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function ObjectTemplate:record_user_list(filter) end

--- Brings the record back from the trash.
---@return ObjectTemplate self
function ObjectTemplate:restore() end

---@class ObjectTemplateSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? ObjectTemplateSaveKeywords Keywords.
---@return ObjectTemplate self
function ObjectTemplate:save(init, options) end

--- Structured data with a life cycle.
---@class CustomObject
local CustomObject = {}

---@class CustomObjectAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? CustomObjectAddGitLogKeywords Keywords.
---@return GitLog
function CustomObject:add_git_log(options) end

---@class CustomObjectAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? CustomObjectAddOperationKeywords Keywords.
---@return Operation
function CustomObject:add_operation(options) end

---@class CustomObjectAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? CustomObjectAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function CustomObject:add_record_metadata(key, data, options) end

---@class CustomObjectAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? CustomObjectAddRecordTagKeywords Keywords.
---@return RecordTag
function CustomObject:add_record_tag(tag, options) end

---@class CustomObjectAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? CustomObjectAddRecordUserKeywords Keywords.
---@return RecordUser
function CustomObject:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function CustomObject:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function CustomObject:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return CustomObject self
function CustomObject:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function CustomObject:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return CustomObject
function CustomObject:duplicate(name) end

--- Tells whether the record is there.
---@return any
function CustomObject:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function CustomObject:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function CustomObject:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function CustomObject:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function CustomObject:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function CustomObject:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function CustomObject:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function CustomObject:modified_by_identity() end

--- Returns the record that `object_template_id` points to, or null.
---@return ObjectTemplate
function CustomObject:object_template() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function CustomObject:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function CustomObject:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function CustomObject:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function CustomObject:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function CustomObject:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function CustomObject:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function CustomObject:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function CustomObject:record_user_list(filter) end

--- Brings the record back from the trash.
---@return CustomObject self
function CustomObject:restore() end

---@class CustomObjectSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? CustomObjectSaveKeywords Keywords.
---@return CustomObject self
function CustomObject:save(init, options) end

--- A set of permissions.
---@class Role
local Role = {}

---@class RoleAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? RoleAddGitLogKeywords Keywords.
---@return GitLog
function Role:add_git_log(options) end

---@class RoleAddIdentityRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type identity_role that belongs to this one.
---@param identity? any The field `identity_id`.
---@param options? RoleAddIdentityRoleKeywords Keywords.
---@return IdentityRole
function Role:add_identity_role(identity, options) end

---@class RoleAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? RoleAddOperationKeywords Keywords.
---@return Operation
function Role:add_operation(options) end

---@class RoleAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? RoleAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Role:add_record_metadata(key, data, options) end

---@class RoleAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? RoleAddRecordTagKeywords Keywords.
---@return RecordTag
function Role:add_record_tag(tag, options) end

---@class RoleAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? RoleAddRecordUserKeywords Keywords.
---@return RecordUser
function Role:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Role:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Role:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Role self
function Role:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Role:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Role
function Role:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Role:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Role:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Role:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Role:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Role:git_log_list(filter) end

--- Returns the records of the type identity_role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<IdentityRole>
function Role:identity_role_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Role:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Role:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Role:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Role:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Role:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Role:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Role:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Role:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Role:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Role:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Role:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Role self
function Role:restore() end

---@class RoleSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RoleSaveKeywords Keywords.
---@return Role self
function Role:save(init, options) end

--- A label for records of any type.
---@class Tag
local Tag = {}

---@class TagAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? TagAddGitLogKeywords Keywords.
---@return GitLog
function Tag:add_git_log(options) end

---@class TagAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? TagAddOperationKeywords Keywords.
---@return Operation
function Tag:add_operation(options) end

---@class TagAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? TagAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Tag:add_record_metadata(key, data, options) end

---@class TagAddRecordTagRecordIdKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? TagAddRecordTagRecordIdKeywords Keywords.
---@return RecordTag
function Tag:add_record_tag_record_id(tag, options) end

---@class TagAddRecordTagTagIdKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param record? any The field `record_id`.
---@param options? TagAddRecordTagTagIdKeywords Keywords.
---@return RecordTag
function Tag:add_record_tag_tag_id(record, options) end

---@class TagAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? TagAddRecordUserKeywords Keywords.
---@return RecordUser
function Tag:add_record_user(user, value, options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function Tag:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Tag self
function Tag:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Tag:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Tag
function Tag:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Tag:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Tag:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Tag:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Tag:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Tag:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Tag:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Tag:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Tag:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Tag:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Tag:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Tag:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Tag:pending_trash_identity_id_identity() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Tag:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Tag:record_tag_list_record_id(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Tag:record_tag_list_tag_id(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Tag:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Tag self
function Tag:restore() end

---@class TagSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? TagSaveKeywords Keywords.
---@return Tag self
function Tag:save(init, options) end

--- A folder of records.
---@class Project
local Project = {}

---@class ProjectAddChatKeywords
---@field [string] any The value of the field.

--- Makes a record of the type chat that belongs to this one.
---@param options? ProjectAddChatKeywords Keywords.
---@return Chat
function Project:add_chat(options) end

---@class ProjectAddConnectorKeywords
---@field [string] any The value of the field.

--- Makes a record of the type connector that belongs to this one.
---@param options? ProjectAddConnectorKeywords Keywords.
---@return Connector
function Project:add_connector(options) end

---@class ProjectAddCustomObjectKeywords
---@field [string] any The value of the field.

--- Makes a record of the type custom_object that belongs to this one.
---@param options? ProjectAddCustomObjectKeywords Keywords.
---@return CustomObject
function Project:add_custom_object(options) end

---@class ProjectAddFileKeywords
---@field [string] any The value of the field.

--- Makes a record of the type file that belongs to this one.
---@param options? ProjectAddFileKeywords Keywords.
---@return File
function Project:add_file(options) end

---@class ProjectAddFlowKeywords
---@field [string] any The value of the field.

--- Makes a record of the type flow that belongs to this one.
---@param options? ProjectAddFlowKeywords Keywords.
---@return Flow
function Project:add_flow(options) end

---@class ProjectAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? ProjectAddGitLogKeywords Keywords.
---@return GitLog
function Project:add_git_log(options) end

---@class ProjectAddObjectTemplateKeywords
---@field [string] any The value of the field.

--- Makes a record of the type object_template that belongs to this one.
---@param options? ProjectAddObjectTemplateKeywords Keywords.
---@return ObjectTemplate
function Project:add_object_template(options) end

---@class ProjectAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? ProjectAddOperationKeywords Keywords.
---@return Operation
function Project:add_operation(options) end

---@class ProjectAddPluginKeywords
---@field [string] any The value of the field.

--- Makes a record of the type plugin that belongs to this one.
---@param options? ProjectAddPluginKeywords Keywords.
---@return Plugin
function Project:add_plugin(options) end

---@class ProjectAddPluginActionKeywords
---@field [string] any The value of the field.

--- Makes a record of the type plugin_action that belongs to this one.
---@param options? ProjectAddPluginActionKeywords Keywords.
---@return PluginAction
function Project:add_plugin_action(options) end

---@class ProjectAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? ProjectAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Project:add_record_metadata(key, data, options) end

---@class ProjectAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? ProjectAddRecordTagKeywords Keywords.
---@return RecordTag
function Project:add_record_tag(tag, options) end

---@class ProjectAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? ProjectAddRecordUserKeywords Keywords.
---@return RecordUser
function Project:add_record_user(user, value, options) end

---@class ProjectAddRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type role that belongs to this one.
---@param options? ProjectAddRoleKeywords Keywords.
---@return Role
function Project:add_role(options) end

---@class ProjectAddScheduleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type schedule that belongs to this one.
---@param options? ProjectAddScheduleKeywords Keywords.
---@return Schedule
function Project:add_schedule(options) end

---@class ProjectAddSchedulerKeywords
---@field [string] any The value of the field.

--- Makes a record of the type scheduler that belongs to this one.
---@param options? ProjectAddSchedulerKeywords Keywords.
---@return Scheduler
function Project:add_scheduler(options) end

---@class ProjectAddSchemaKeywords
---@field [string] any The value of the field.

--- Makes a record of the type schema that belongs to this one.
---@param options? ProjectAddSchemaKeywords Keywords.
---@return Schema
function Project:add_schema(options) end

---@class ProjectAddSettingKeywords
---@field [string] any The value of the field.

--- Makes a record of the type setting that belongs to this one.
---@param options? ProjectAddSettingKeywords Keywords.
---@return Setting
function Project:add_setting(options) end

---@class ProjectAddWebhookKeywords
---@field [string] any The value of the field.

--- Makes a record of the type webhook that belongs to this one.
---@param options? ProjectAddWebhookKeywords Keywords.
---@return Webhook
function Project:add_webhook(options) end

---@class ProjectAddWrapperKeywords
---@field [string] any The value of the field.

--- Makes a record of the type wrapper that belongs to this one.
---@param options? ProjectAddWrapperKeywords Keywords.
---@return Wrapper
function Project:add_wrapper(options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Project:bundle() end

--- Returns the records of the type chat that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Chat>
function Project:chat_list(filter) end

--- Returns the records of the type connector that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Connector>
function Project:connector_list(filter) end

--- Returns the record that `created_by` points to, or null.
---@return any
function Project:created_by_identity() end

--- Returns the records of the type custom_object that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<CustomObject>
function Project:custom_object_list(filter) end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Project self
function Project:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Project:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Project
function Project:duplicate(name) end

--- Returns the records of the type execution that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Execution>
function Project:execution_list(filter) end

--- Tells whether the record is there.
---@return any
function Project:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Project:export() end

--- Returns the records of the type file that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<File>
function Project:file_list(filter) end

--- Returns the records of the type flow that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Flow>
function Project:flow_list(filter) end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Project:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Project:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Project:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Project:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Project:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Project:modified_by_identity() end

--- Returns the records of the type object_template that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<ObjectTemplate>
function Project:object_template_list(filter) end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Project:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Project:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Project:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Project:pending_trash_identity_id_identity() end

--- Returns the records of the type plugin_action that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<PluginAction>
function Project:plugin_action_list(filter) end

--- Returns the records of the type plugin that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Plugin>
function Project:plugin_list(filter) end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Project:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Project:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Project:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Project self
function Project:restore() end

--- Returns the records of the type role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Role>
function Project:role_list(filter) end

---@class ProjectSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? ProjectSaveKeywords Keywords.
---@return Project self
function Project:save(init, options) end

--- Returns the records of the type schedule that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Schedule>
function Project:schedule_list(filter) end

--- Returns the records of the type scheduler that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Scheduler>
function Project:scheduler_list(filter) end

--- Returns the records of the type schema that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Schema>
function Project:schema_list(filter) end

--- Returns the records of the type setting that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Setting>
function Project:setting_list(filter) end

--- Returns the records of the type webhook that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Webhook>
function Project:webhook_list(filter) end

--- Returns the records of the type wrapper that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Wrapper>
function Project:wrapper_list(filter) end

--- Records that were installed together.
---@class Bundle
local Bundle = {}

---@class BundleAddChatKeywords
---@field [string] any The value of the field.

--- Makes a record of the type chat that belongs to this one.
---@param options? BundleAddChatKeywords Keywords.
---@return Chat
function Bundle:add_chat(options) end

---@class BundleAddConnectorKeywords
---@field [string] any The value of the field.

--- Makes a record of the type connector that belongs to this one.
---@param options? BundleAddConnectorKeywords Keywords.
---@return Connector
function Bundle:add_connector(options) end

---@class BundleAddCustomObjectKeywords
---@field [string] any The value of the field.

--- Makes a record of the type custom_object that belongs to this one.
---@param options? BundleAddCustomObjectKeywords Keywords.
---@return CustomObject
function Bundle:add_custom_object(options) end

---@class BundleAddFileKeywords
---@field [string] any The value of the field.

--- Makes a record of the type file that belongs to this one.
---@param options? BundleAddFileKeywords Keywords.
---@return File
function Bundle:add_file(options) end

---@class BundleAddFlowKeywords
---@field [string] any The value of the field.

--- Makes a record of the type flow that belongs to this one.
---@param options? BundleAddFlowKeywords Keywords.
---@return Flow
function Bundle:add_flow(options) end

---@class BundleAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? BundleAddGitLogKeywords Keywords.
---@return GitLog
function Bundle:add_git_log(options) end

---@class BundleAddObjectTemplateKeywords
---@field [string] any The value of the field.

--- Makes a record of the type object_template that belongs to this one.
---@param options? BundleAddObjectTemplateKeywords Keywords.
---@return ObjectTemplate
function Bundle:add_object_template(options) end

---@class BundleAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? BundleAddOperationKeywords Keywords.
---@return Operation
function Bundle:add_operation(options) end

---@class BundleAddPluginKeywords
---@field [string] any The value of the field.

--- Makes a record of the type plugin that belongs to this one.
---@param options? BundleAddPluginKeywords Keywords.
---@return Plugin
function Bundle:add_plugin(options) end

---@class BundleAddPluginActionKeywords
---@field [string] any The value of the field.

--- Makes a record of the type plugin_action that belongs to this one.
---@param options? BundleAddPluginActionKeywords Keywords.
---@return PluginAction
function Bundle:add_plugin_action(options) end

---@class BundleAddProjectKeywords
---@field [string] any The value of the field.

--- Makes a record of the type project that belongs to this one.
---@param options? BundleAddProjectKeywords Keywords.
---@return Project
function Bundle:add_project(options) end

---@class BundleAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? BundleAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Bundle:add_record_metadata(key, data, options) end

---@class BundleAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? BundleAddRecordTagKeywords Keywords.
---@return RecordTag
function Bundle:add_record_tag(tag, options) end

---@class BundleAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? BundleAddRecordUserKeywords Keywords.
---@return RecordUser
function Bundle:add_record_user(user, value, options) end

---@class BundleAddRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type role that belongs to this one.
---@param options? BundleAddRoleKeywords Keywords.
---@return Role
function Bundle:add_role(options) end

---@class BundleAddScheduleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type schedule that belongs to this one.
---@param options? BundleAddScheduleKeywords Keywords.
---@return Schedule
function Bundle:add_schedule(options) end

---@class BundleAddSchedulerKeywords
---@field [string] any The value of the field.

--- Makes a record of the type scheduler that belongs to this one.
---@param options? BundleAddSchedulerKeywords Keywords.
---@return Scheduler
function Bundle:add_scheduler(options) end

---@class BundleAddSchemaKeywords
---@field [string] any The value of the field.

--- Makes a record of the type schema that belongs to this one.
---@param options? BundleAddSchemaKeywords Keywords.
---@return Schema
function Bundle:add_schema(options) end

---@class BundleAddSettingKeywords
---@field [string] any The value of the field.

--- Makes a record of the type setting that belongs to this one.
---@param options? BundleAddSettingKeywords Keywords.
---@return Setting
function Bundle:add_setting(options) end

---@class BundleAddWebhookKeywords
---@field [string] any The value of the field.

--- Makes a record of the type webhook that belongs to this one.
---@param options? BundleAddWebhookKeywords Keywords.
---@return Webhook
function Bundle:add_webhook(options) end

---@class BundleAddWrapperKeywords
---@field [string] any The value of the field.

--- Makes a record of the type wrapper that belongs to this one.
---@param options? BundleAddWrapperKeywords Keywords.
---@return Wrapper
function Bundle:add_wrapper(options) end

--- Returns the record that `bundle_repository_id` points to, or null.
---@return BundleRepository
function Bundle:bundle_repository() end

--- Returns the records of the type chat that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Chat>
function Bundle:chat_list(filter) end

--- Returns the records of the type connector that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Connector>
function Bundle:connector_list(filter) end

--- Returns the record that `created_by` points to, or null.
---@return any
function Bundle:created_by_identity() end

--- Returns the records of the type custom_object that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<CustomObject>
function Bundle:custom_object_list(filter) end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Bundle self
function Bundle:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Bundle:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Bundle
function Bundle:duplicate(name) end

--- Returns the records of the type execution that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Execution>
function Bundle:execution_list(filter) end

--- Tells whether the record is there.
---@return any
function Bundle:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Bundle:export() end

--- Returns the records of the type file that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<File>
function Bundle:file_list(filter) end

--- Returns the records of the type flow that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Flow>
function Bundle:flow_list(filter) end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Bundle:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Bundle:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Bundle:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Bundle:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Bundle:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Bundle:modified_by_identity() end

--- Returns the records of the type object_template that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<ObjectTemplate>
function Bundle:object_template_list(filter) end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Bundle:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Bundle:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Bundle:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Bundle:pending_trash_identity_id_identity() end

--- Returns the records of the type plugin_action that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<PluginAction>
function Bundle:plugin_action_list(filter) end

--- Returns the records of the type plugin that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Plugin>
function Bundle:plugin_list(filter) end

--- Returns the records of the type project that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Project>
function Bundle:project_list(filter) end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Bundle:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Bundle:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Bundle:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Bundle self
function Bundle:restore() end

--- Returns the records of the type role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Role>
function Bundle:role_list(filter) end

---@class BundleSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? BundleSaveKeywords Keywords.
---@return Bundle self
function Bundle:save(init, options) end

--- Returns the records of the type schedule that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Schedule>
function Bundle:schedule_list(filter) end

--- Returns the records of the type scheduler that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Scheduler>
function Bundle:scheduler_list(filter) end

--- Returns the records of the type schema that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Schema>
function Bundle:schema_list(filter) end

--- Returns the records of the type setting that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Setting>
function Bundle:setting_list(filter) end

--- Returns the records of the type webhook that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Webhook>
function Bundle:webhook_list(filter) end

--- Returns the records of the type wrapper that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Wrapper>
function Bundle:wrapper_list(filter) end

--- A place of bundles.
---@class BundleRepository
local BundleRepository = {}

---@class BundleRepositoryAddBundleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type bundle that belongs to this one.
---@param options? BundleRepositoryAddBundleKeywords Keywords.
---@return Bundle
function BundleRepository:add_bundle(options) end

---@class BundleRepositoryAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? BundleRepositoryAddGitLogKeywords Keywords.
---@return GitLog
function BundleRepository:add_git_log(options) end

---@class BundleRepositoryAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? BundleRepositoryAddOperationKeywords Keywords.
---@return Operation
function BundleRepository:add_operation(options) end

---@class BundleRepositoryAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? BundleRepositoryAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function BundleRepository:add_record_metadata(key, data, options) end

---@class BundleRepositoryAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? BundleRepositoryAddRecordTagKeywords Keywords.
---@return RecordTag
function BundleRepository:add_record_tag(tag, options) end

---@class BundleRepositoryAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? BundleRepositoryAddRecordUserKeywords Keywords.
---@return RecordUser
function BundleRepository:add_record_user(user, value, options) end

--- Returns the records of the type bundle that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Bundle>
function BundleRepository:bundle_list(filter) end

--- Returns the record that `created_by` points to, or null.
---@return any
function BundleRepository:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return BundleRepository self
function BundleRepository:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function BundleRepository:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return BundleRepository
function BundleRepository:duplicate(name) end

--- Tells whether the record is there.
---@return any
function BundleRepository:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function BundleRepository:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function BundleRepository:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function BundleRepository:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function BundleRepository:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function BundleRepository:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function BundleRepository:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function BundleRepository:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function BundleRepository:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function BundleRepository:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function BundleRepository:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function BundleRepository:pending_trash_identity_id_identity() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function BundleRepository:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function BundleRepository:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function BundleRepository:record_user_list(filter) end

--- Brings the record back from the trash.
---@return BundleRepository self
function BundleRepository:restore() end

---@class BundleRepositorySaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? BundleRepositorySaveKeywords Keywords.
---@return BundleRepository self
function BundleRepository:save(init, options) end

--- A person.
---@class User
local User = {}

---@class UserAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? UserAddGitLogKeywords Keywords.
---@return GitLog
function User:add_git_log(options) end

---@class UserAddIdentityRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type identity_role that belongs to this one.
---@param role? any The field `role_id`.
---@param options? UserAddIdentityRoleKeywords Keywords.
---@return IdentityRole
function User:add_identity_role(role, options) end

---@class UserAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? UserAddOperationKeywords Keywords.
---@return Operation
function User:add_operation(options) end

---@class UserAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? UserAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function User:add_record_metadata(key, data, options) end

---@class UserAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? UserAddRecordTagKeywords Keywords.
---@return RecordTag
function User:add_record_tag(tag, options) end

---@class UserAddRecordUserRecordIdKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? UserAddRecordUserRecordIdKeywords Keywords.
---@return RecordUser
function User:add_record_user_record_id(user, value, options) end

---@class UserAddRecordUserUserIdKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param record? any The field `record_id`.
---@param value? any The field `value`.
---@param options? UserAddRecordUserUserIdKeywords Keywords.
---@return RecordUser
function User:add_record_user_user_id(record, value, options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function User:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return User self
function User:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function User:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return User
function User:duplicate(name) end

--- Tells whether the record is there.
---@return any
function User:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function User:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function User:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function User:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function User:git_log_list(filter) end

--- Returns the records of the type identity_role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<IdentityRole>
function User:identity_role_list(filter) end

--- Returns the records of the type message that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Message>
function User:message_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function User:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function User:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function User:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function User:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function User:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function User:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function User:pending_trash_identity_id_identity() end

--- Returns the records of all types whose `created_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function User:record_list_created_by(filter) end

--- Returns the records of all types whose `deleted_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function User:record_list_deleted_by(filter) end

--- Returns the records of all types whose `modified_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function User:record_list_modified_by(filter) end

--- Returns the records of all types whose `pending_delete_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function User:record_list_pending_delete_identity_id(filter) end

--- Returns the records of all types whose `pending_restore_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function User:record_list_pending_restore_identity_id(filter) end

--- Returns the records of all types whose `pending_trash_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function User:record_list_pending_trash_identity_id(filter) end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function User:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function User:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function User:record_user_list_record_id(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function User:record_user_list_user_id(filter) end

--- Brings the record back from the trash.
---@return User self
function User:restore() end

---@class UserSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? UserSaveKeywords Keywords.
---@return User self
function User:save(init, options) end

--- All records of one store.
---@class Workspace
local Workspace = {}

---@class WorkspaceAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? WorkspaceAddGitLogKeywords Keywords.
---@return GitLog
function Workspace:add_git_log(options) end

---@class WorkspaceAddIdentityRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type identity_role that belongs to this one.
---@param role? any The field `role_id`.
---@param options? WorkspaceAddIdentityRoleKeywords Keywords.
---@return IdentityRole
function Workspace:add_identity_role(role, options) end

---@class WorkspaceAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? WorkspaceAddOperationKeywords Keywords.
---@return Operation
function Workspace:add_operation(options) end

---@class WorkspaceAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? WorkspaceAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Workspace:add_record_metadata(key, data, options) end

---@class WorkspaceAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? WorkspaceAddRecordTagKeywords Keywords.
---@return RecordTag
function Workspace:add_record_tag(tag, options) end

---@class WorkspaceAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? WorkspaceAddRecordUserKeywords Keywords.
---@return RecordUser
function Workspace:add_record_user(user, value, options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function Workspace:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Workspace self
function Workspace:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Workspace:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Workspace
function Workspace:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Workspace:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Workspace:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Workspace:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Workspace:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Workspace:git_log_list(filter) end

--- Returns the records of the type identity_role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<IdentityRole>
function Workspace:identity_role_list(filter) end

--- Returns the records of the type message that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Message>
function Workspace:message_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Workspace:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Workspace:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Workspace:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Workspace:operation_list(filter) end

--- Returns the record that `organization_id` points to, or null.
---@return Organization
function Workspace:organization() end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Workspace:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Workspace:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Workspace:pending_trash_identity_id_identity() end

--- Returns the records of all types whose `created_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Workspace:record_list_created_by(filter) end

--- Returns the records of all types whose `deleted_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Workspace:record_list_deleted_by(filter) end

--- Returns the records of all types whose `modified_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Workspace:record_list_modified_by(filter) end

--- Returns the records of all types whose `pending_delete_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Workspace:record_list_pending_delete_identity_id(filter) end

--- Returns the records of all types whose `pending_restore_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Workspace:record_list_pending_restore_identity_id(filter) end

--- Returns the records of all types whose `pending_trash_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function Workspace:record_list_pending_trash_identity_id(filter) end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Workspace:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Workspace:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Workspace:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Workspace self
function Workspace:restore() end

---@class WorkspaceSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? WorkspaceSaveKeywords Keywords.
---@return Workspace self
function Workspace:save(init, options) end

--- Who owns workspaces.
---@class Organization
local Organization = {}

---@class OrganizationAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? OrganizationAddGitLogKeywords Keywords.
---@return GitLog
function Organization:add_git_log(options) end

---@class OrganizationAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? OrganizationAddOperationKeywords Keywords.
---@return Operation
function Organization:add_operation(options) end

---@class OrganizationAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? OrganizationAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Organization:add_record_metadata(key, data, options) end

---@class OrganizationAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? OrganizationAddRecordTagKeywords Keywords.
---@return RecordTag
function Organization:add_record_tag(tag, options) end

---@class OrganizationAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? OrganizationAddRecordUserKeywords Keywords.
---@return RecordUser
function Organization:add_record_user(user, value, options) end

---@class OrganizationAddWorkspaceKeywords
---@field [string] any The value of the field.

--- Makes a record of the type workspace that belongs to this one.
---@param options? OrganizationAddWorkspaceKeywords Keywords.
---@return Workspace
function Organization:add_workspace(options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function Organization:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Organization self
function Organization:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Organization:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Organization
function Organization:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Organization:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Organization:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Organization:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Organization:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Organization:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Organization:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Organization:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Organization:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Organization:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Organization:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Organization:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Organization:pending_trash_identity_id_identity() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Organization:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Organization:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Organization:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Organization self
function Organization:restore() end

---@class OrganizationSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? OrganizationSaveKeywords Keywords.
---@return Organization self
function Organization:save(init, options) end

--- Returns the records of the type workspace that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Workspace>
function Organization:workspace_list(filter) end

--- How people sign in elsewhere.
---@class Oauth
local Oauth = {}

---@class OauthAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? OauthAddGitLogKeywords Keywords.
---@return GitLog
function Oauth:add_git_log(options) end

---@class OauthAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? OauthAddOperationKeywords Keywords.
---@return Operation
function Oauth:add_operation(options) end

---@class OauthAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? OauthAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Oauth:add_record_metadata(key, data, options) end

---@class OauthAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? OauthAddRecordTagKeywords Keywords.
---@return RecordTag
function Oauth:add_record_tag(tag, options) end

---@class OauthAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? OauthAddRecordUserKeywords Keywords.
---@return RecordUser
function Oauth:add_record_user(user, value, options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function Oauth:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Oauth self
function Oauth:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Oauth:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Oauth
function Oauth:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Oauth:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Oauth:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Oauth:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Oauth:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Oauth:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Oauth:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Oauth:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Oauth:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Oauth:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Oauth:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Oauth:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Oauth:pending_trash_identity_id_identity() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Oauth:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Oauth:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Oauth:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Oauth self
function Oauth:restore() end

---@class OauthSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? OauthSaveKeywords Keywords.
---@return Oauth self
function Oauth:save(init, options) end

--- Where secrets are kept.
---@class VaultConfig
local VaultConfig = {}

---@class VaultConfigAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? VaultConfigAddGitLogKeywords Keywords.
---@return GitLog
function VaultConfig:add_git_log(options) end

---@class VaultConfigAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? VaultConfigAddOperationKeywords Keywords.
---@return Operation
function VaultConfig:add_operation(options) end

---@class VaultConfigAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? VaultConfigAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function VaultConfig:add_record_metadata(key, data, options) end

---@class VaultConfigAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? VaultConfigAddRecordTagKeywords Keywords.
---@return RecordTag
function VaultConfig:add_record_tag(tag, options) end

---@class VaultConfigAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? VaultConfigAddRecordUserKeywords Keywords.
---@return RecordUser
function VaultConfig:add_record_user(user, value, options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function VaultConfig:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return VaultConfig self
function VaultConfig:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function VaultConfig:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return VaultConfig
function VaultConfig:duplicate(name) end

--- Tells whether the record is there.
---@return any
function VaultConfig:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function VaultConfig:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function VaultConfig:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function VaultConfig:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function VaultConfig:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function VaultConfig:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function VaultConfig:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function VaultConfig:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function VaultConfig:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function VaultConfig:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function VaultConfig:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function VaultConfig:pending_trash_identity_id_identity() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function VaultConfig:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function VaultConfig:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function VaultConfig:record_user_list(filter) end

--- Brings the record back from the trash.
---@return VaultConfig self
function VaultConfig:restore() end

---@class VaultConfigSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? VaultConfigSaveKeywords Keywords.
---@return VaultConfig self
function VaultConfig:save(init, options) end

--- A directory of people.
---@class LdapConfig
local LdapConfig = {}

---@class LdapConfigAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? LdapConfigAddGitLogKeywords Keywords.
---@return GitLog
function LdapConfig:add_git_log(options) end

---@class LdapConfigAddIdentityRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type identity_role that belongs to this one.
---@param role? any The field `role_id`.
---@param options? LdapConfigAddIdentityRoleKeywords Keywords.
---@return IdentityRole
function LdapConfig:add_identity_role(role, options) end

---@class LdapConfigAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? LdapConfigAddOperationKeywords Keywords.
---@return Operation
function LdapConfig:add_operation(options) end

---@class LdapConfigAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? LdapConfigAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function LdapConfig:add_record_metadata(key, data, options) end

---@class LdapConfigAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? LdapConfigAddRecordTagKeywords Keywords.
---@return RecordTag
function LdapConfig:add_record_tag(tag, options) end

---@class LdapConfigAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? LdapConfigAddRecordUserKeywords Keywords.
---@return RecordUser
function LdapConfig:add_record_user(user, value, options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function LdapConfig:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return LdapConfig self
function LdapConfig:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function LdapConfig:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return LdapConfig
function LdapConfig:duplicate(name) end

--- Tells whether the record is there.
---@return any
function LdapConfig:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function LdapConfig:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function LdapConfig:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function LdapConfig:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function LdapConfig:git_log_list(filter) end

--- Returns the records of the type identity_role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<IdentityRole>
function LdapConfig:identity_role_list(filter) end

--- Returns the records of the type message that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Message>
function LdapConfig:message_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function LdapConfig:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function LdapConfig:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function LdapConfig:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function LdapConfig:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function LdapConfig:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function LdapConfig:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function LdapConfig:pending_trash_identity_id_identity() end

--- Returns the records of all types whose `created_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function LdapConfig:record_list_created_by(filter) end

--- Returns the records of all types whose `deleted_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function LdapConfig:record_list_deleted_by(filter) end

--- Returns the records of all types whose `modified_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function LdapConfig:record_list_modified_by(filter) end

--- Returns the records of all types whose `pending_delete_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function LdapConfig:record_list_pending_delete_identity_id(filter) end

--- Returns the records of all types whose `pending_restore_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function LdapConfig:record_list_pending_restore_identity_id(filter) end

--- Returns the records of all types whose `pending_trash_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function LdapConfig:record_list_pending_trash_identity_id(filter) end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function LdapConfig:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function LdapConfig:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function LdapConfig:record_user_list(filter) end

--- Brings the record back from the trash.
---@return LdapConfig self
function LdapConfig:restore() end

---@class LdapConfigSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? LdapConfigSaveKeywords Keywords.
---@return LdapConfig self
function LdapConfig:save(init, options) end

--- A link to another workspace.
---@class SyncConfig
local SyncConfig = {}

---@class SyncConfigAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? SyncConfigAddGitLogKeywords Keywords.
---@return GitLog
function SyncConfig:add_git_log(options) end

---@class SyncConfigAddIdentityRoleKeywords
---@field [string] any The value of the field.

--- Makes a record of the type identity_role that belongs to this one.
---@param role? any The field `role_id`.
---@param options? SyncConfigAddIdentityRoleKeywords Keywords.
---@return IdentityRole
function SyncConfig:add_identity_role(role, options) end

---@class SyncConfigAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? SyncConfigAddOperationKeywords Keywords.
---@return Operation
function SyncConfig:add_operation(options) end

---@class SyncConfigAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? SyncConfigAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function SyncConfig:add_record_metadata(key, data, options) end

---@class SyncConfigAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? SyncConfigAddRecordTagKeywords Keywords.
---@return RecordTag
function SyncConfig:add_record_tag(tag, options) end

---@class SyncConfigAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? SyncConfigAddRecordUserKeywords Keywords.
---@return RecordUser
function SyncConfig:add_record_user(user, value, options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function SyncConfig:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return SyncConfig self
function SyncConfig:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function SyncConfig:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return SyncConfig
function SyncConfig:duplicate(name) end

--- Tells whether the record is there.
---@return any
function SyncConfig:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function SyncConfig:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function SyncConfig:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function SyncConfig:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function SyncConfig:git_log_list(filter) end

--- Returns the records of the type identity_role that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<IdentityRole>
function SyncConfig:identity_role_list(filter) end

--- Returns the records of the type message that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Message>
function SyncConfig:message_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function SyncConfig:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function SyncConfig:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function SyncConfig:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function SyncConfig:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function SyncConfig:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function SyncConfig:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function SyncConfig:pending_trash_identity_id_identity() end

--- Returns the records of all types whose `created_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function SyncConfig:record_list_created_by(filter) end

--- Returns the records of all types whose `deleted_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function SyncConfig:record_list_deleted_by(filter) end

--- Returns the records of all types whose `modified_by` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function SyncConfig:record_list_modified_by(filter) end

--- Returns the records of all types whose `pending_delete_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function SyncConfig:record_list_pending_delete_identity_id(filter) end

--- Returns the records of all types whose `pending_restore_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function SyncConfig:record_list_pending_restore_identity_id(filter) end

--- Returns the records of all types whose `pending_trash_identity_id` is this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<any>
function SyncConfig:record_list_pending_trash_identity_id(filter) end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function SyncConfig:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function SyncConfig:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function SyncConfig:record_user_list(filter) end

--- Brings the record back from the trash.
---@return SyncConfig self
function SyncConfig:restore() end

---@class SyncConfigSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? SyncConfigSaveKeywords Keywords.
---@return SyncConfig self
function SyncConfig:save(init, options) end

--- A server of passwords.
---@class DevolutionsConfig
local DevolutionsConfig = {}

---@class DevolutionsConfigAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? DevolutionsConfigAddGitLogKeywords Keywords.
---@return GitLog
function DevolutionsConfig:add_git_log(options) end

---@class DevolutionsConfigAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? DevolutionsConfigAddOperationKeywords Keywords.
---@return Operation
function DevolutionsConfig:add_operation(options) end

---@class DevolutionsConfigAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? DevolutionsConfigAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function DevolutionsConfig:add_record_metadata(key, data, options) end

---@class DevolutionsConfigAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? DevolutionsConfigAddRecordTagKeywords Keywords.
---@return RecordTag
function DevolutionsConfig:add_record_tag(tag, options) end

---@class DevolutionsConfigAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? DevolutionsConfigAddRecordUserKeywords Keywords.
---@return RecordUser
function DevolutionsConfig:add_record_user(user, value, options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function DevolutionsConfig:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return DevolutionsConfig self
function DevolutionsConfig:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function DevolutionsConfig:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return DevolutionsConfig
function DevolutionsConfig:duplicate(name) end

--- Tells whether the record is there.
---@return any
function DevolutionsConfig:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function DevolutionsConfig:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function DevolutionsConfig:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function DevolutionsConfig:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function DevolutionsConfig:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function DevolutionsConfig:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function DevolutionsConfig:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function DevolutionsConfig:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function DevolutionsConfig:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function DevolutionsConfig:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function DevolutionsConfig:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function DevolutionsConfig:pending_trash_identity_id_identity() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function DevolutionsConfig:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function DevolutionsConfig:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function DevolutionsConfig:record_user_list(filter) end

--- Brings the record back from the trash.
---@return DevolutionsConfig self
function DevolutionsConfig:restore() end

---@class DevolutionsConfigSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? DevolutionsConfigSaveKeywords Keywords.
---@return DevolutionsConfig self
function DevolutionsConfig:save(init, options) end

--- A process that runs executions.
---@class Process
local Process = {}

---@class ProcessAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? ProcessAddGitLogKeywords Keywords.
---@return GitLog
function Process:add_git_log(options) end

---@class ProcessAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? ProcessAddOperationKeywords Keywords.
---@return Operation
function Process:add_operation(options) end

---@class ProcessAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? ProcessAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Process:add_record_metadata(key, data, options) end

---@class ProcessAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? ProcessAddRecordTagKeywords Keywords.
---@return RecordTag
function Process:add_record_tag(tag, options) end

---@class ProcessAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? ProcessAddRecordUserKeywords Keywords.
---@return RecordUser
function Process:add_record_user(user, value, options) end

--- Returns the record that `created_by` points to, or null.
---@return any
function Process:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Process self
function Process:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Process:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Process
function Process:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Process:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Process:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Process:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Process:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Process:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Process:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Process:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Process:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Process:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Process:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Process:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Process:pending_trash_identity_id_identity() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Process:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Process:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Process:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Process self
function Process:restore() end

---@class ProcessSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? ProcessSaveKeywords Keywords.
---@return Process self
function Process:save(init, options) end

--- A conversation.
---@class Chat
local Chat = {}

---@class ChatAddGitLogKeywords
---@field [string] any The value of the field.

--- Makes a record of the type git_log that belongs to this one.
---@param options? ChatAddGitLogKeywords Keywords.
---@return GitLog
function Chat:add_git_log(options) end

---@class ChatAddOperationKeywords
---@field [string] any The value of the field.

--- Makes a record of the type operation that belongs to this one.
---@param options? ChatAddOperationKeywords Keywords.
---@return Operation
function Chat:add_operation(options) end

---@class ChatAddRecordMetadataKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_metadata that belongs to this one.
---@param key? any The field `key`.
---@param data? any The field `data`.
---@param options? ChatAddRecordMetadataKeywords Keywords.
---@return RecordMetadata
function Chat:add_record_metadata(key, data, options) end

---@class ChatAddRecordTagKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_tag that belongs to this one.
---@param tag? any The field `tag_id`.
---@param options? ChatAddRecordTagKeywords Keywords.
---@return RecordTag
function Chat:add_record_tag(tag, options) end

---@class ChatAddRecordUserKeywords
---@field [string] any The value of the field.

--- Makes a record of the type record_user that belongs to this one.
---@param user? any The field `user_id`.
---@param value? any The field `value`.
---@param options? ChatAddRecordUserKeywords Keywords.
---@return RecordUser
function Chat:add_record_user(user, value, options) end

--- Returns the record that `bundle_id` points to, or null.
---@return Bundle
function Chat:bundle() end

--- Returns the record that `created_by` points to, or null.
---@return any
function Chat:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Chat self
function Chat:delete(permanently) end

--- Returns the record that `deleted_by` points to, or null.
---@return any
function Chat:deleted_by_identity() end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Chat
function Chat:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Chat:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Chat:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Chat:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Chat:get_dict(...) end

--- Returns the records of the type git_log that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<GitLog>
function Chat:git_log_list(filter) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Chat:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Chat:metadata_exists(key) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Chat:modified_by_identity() end

--- Returns the records of the type operation that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<Operation>
function Chat:operation_list(filter) end

--- Returns the record that `pending_delete_identity_id` points to, or null.
---@return any
function Chat:pending_delete_identity_id_identity() end

--- Returns the record that `pending_restore_identity_id` points to, or null.
---@return any
function Chat:pending_restore_identity_id_identity() end

--- Returns the record that `pending_trash_identity_id` points to, or null.
---@return any
function Chat:pending_trash_identity_id_identity() end

--- Returns the record that `project_id` points to, or null.
---@return Project
function Chat:project() end

--- Returns the records of the type record_metadata that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordMetadata>
function Chat:record_metadata_list(filter) end

--- Returns the records of the type record_tag that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordTag>
function Chat:record_tag_list(filter) end

--- Returns the records of the type record_user that belong to this one.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@return Listing<RecordUser>
function Chat:record_user_list(filter) end

--- Brings the record back from the trash.
---@return Chat self
function Chat:restore() end

---@class ChatSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? ChatSaveKeywords Keywords.
---@return Chat self
function Chat:save(init, options) end

--- Data that anybody may add to a record.
---@class RecordMetadata
local RecordMetadata = {}

--- Returns the record that `created_by` points to, or null.
---@return any
function RecordMetadata:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return RecordMetadata self
function RecordMetadata:delete(permanently) end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return RecordMetadata
function RecordMetadata:duplicate(name) end

--- Tells whether the record is there.
---@return any
function RecordMetadata:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function RecordMetadata:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function RecordMetadata:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function RecordMetadata:get_dict(...) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function RecordMetadata:modified_by_identity() end

--- Returns the record that `record_id` points to, or null.
---@return any
function RecordMetadata:record() end

--- Brings the record back from the trash.
---@return RecordMetadata self
function RecordMetadata:restore() end

---@class RecordMetadataSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordMetadataSaveKeywords Keywords.
---@return RecordMetadata self
function RecordMetadata:save(init, options) end

--- A tag of a record.
---@class RecordTag
local RecordTag = {}

--- Returns the record that `created_by` points to, or null.
---@return any
function RecordTag:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return RecordTag self
function RecordTag:delete(permanently) end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return RecordTag
function RecordTag:duplicate(name) end

--- Tells whether the record is there.
---@return any
function RecordTag:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function RecordTag:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function RecordTag:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function RecordTag:get_dict(...) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function RecordTag:modified_by_identity() end

--- Returns the record that `record_id` points to, or null.
---@return any
function RecordTag:record() end

--- Brings the record back from the trash.
---@return RecordTag self
function RecordTag:restore() end

---@class RecordTagSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordTagSaveKeywords Keywords.
---@return RecordTag self
function RecordTag:save(init, options) end

--- Returns the record that `tag_id` points to, or null.
---@return Tag
function RecordTag:tag() end

--- What somebody keeps about a record.
---@class RecordUser
local RecordUser = {}

--- Returns the record that `created_by` points to, or null.
---@return any
function RecordUser:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return RecordUser self
function RecordUser:delete(permanently) end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return RecordUser
function RecordUser:duplicate(name) end

--- Tells whether the record is there.
---@return any
function RecordUser:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function RecordUser:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function RecordUser:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function RecordUser:get_dict(...) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function RecordUser:modified_by_identity() end

--- Returns the record that `record_id` points to, or null.
---@return any
function RecordUser:record() end

--- Brings the record back from the trash.
---@return RecordUser self
function RecordUser:restore() end

---@class RecordUserSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordUserSaveKeywords Keywords.
---@return RecordUser self
function RecordUser:save(init, options) end

--- Returns the record that `user_id` points to, or null.
---@return User
function RecordUser:user() end

--- A role that somebody has.
---@class IdentityRole
local IdentityRole = {}

--- Returns the record that `created_by` points to, or null.
---@return any
function IdentityRole:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return IdentityRole self
function IdentityRole:delete(permanently) end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return IdentityRole
function IdentityRole:duplicate(name) end

--- Tells whether the record is there.
---@return any
function IdentityRole:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function IdentityRole:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function IdentityRole:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function IdentityRole:get_dict(...) end

--- Returns the record that `identity_id` points to, or null.
---@return any
function IdentityRole:identity_id_identity() end

--- Returns the record that `modified_by` points to, or null.
---@return any
function IdentityRole:modified_by_identity() end

--- Brings the record back from the trash.
---@return IdentityRole self
function IdentityRole:restore() end

--- Returns the record that `role_id` points to, or null.
---@return Role
function IdentityRole:role() end

---@class IdentityRoleSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? IdentityRoleSaveKeywords Keywords.
---@return IdentityRole self
function IdentityRole:save(init, options) end

--- Something that is done to a record by and by.
---@class Operation
local Operation = {}

--- Returns the record that `created_by` points to, or null.
---@return any
function Operation:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Operation self
function Operation:delete(permanently) end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return Operation
function Operation:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Operation:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Operation:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Operation:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Operation:get_dict(...) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function Operation:modified_by_identity() end

--- Returns the record that `record_id` points to, or null.
---@return any
function Operation:record() end

--- Brings the record back from the trash.
---@return Operation self
function Operation:restore() end

---@class OperationSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? OperationSaveKeywords Keywords.
---@return Operation self
function Operation:save(init, options) end

--- A commit that changed a record.
---@class GitLog
local GitLog = {}

--- Returns the record that `created_by` points to, or null.
---@return any
function GitLog:created_by_identity() end

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return GitLog self
function GitLog:delete(permanently) end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return GitLog
function GitLog:duplicate(name) end

--- Tells whether the record is there.
---@return any
function GitLog:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function GitLog:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function GitLog:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function GitLog:get_dict(...) end

--- Returns the record that `modified_by` points to, or null.
---@return any
function GitLog:modified_by_identity() end

--- Returns the record that `record_id` points to, or null.
---@return any
function GitLog:record() end

--- Brings the record back from the trash.
---@return GitLog self
function GitLog:restore() end

---@class GitLogSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? GitLogSaveKeywords Keywords.
---@return GitLog self
function GitLog:save(init, options) end

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
