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

--- What all calls take that create an execution.
---@class CreationKeywords
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
---@field input_schema? table The JSON Schema (draft 7) that the inputs have to fit.
---@field output_schema? table The JSON Schema (draft 7) that the output has to fit for a success.
---@field wrappers? any Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}.
---@field unwrapped? boolean Whether to leave out the wrappers of the flow itself.
---@field project_id? any The project it lies in, or its id; that of this one unless given.
---@field project_name? string The name of the project it lies in.
---@field bundle_id? any The bundle it lies in, or its id; that of this one unless given.
---@field bundle_name? string The name of the bundle it lies in.
---@field location_inheritance? "CREATED_BY" | "DEFAULT" | "WRAPPED_RESOURCE" | "RESOURCE" Where it lies unless a project or bundle is given; CREATED_BY unless given.
---@field webhook_id? any The webhook that is behind it, or its id.
---@field plugin_action_id? any The action of a plugin that is behind it, or its id.
---@field remote_workspace_name? string Stored with run = false; nothing can be started elsewhere.
---@field track_in_git? boolean Only false: executions are not kept in git.
---@field commit_message? string Accepted and unused: executions are not kept in git.
---@field is_readonly? any Refused: executions are never read-only.

--- What people make and keep.
---@class Record
---@field add_git_log fun(self: Record, options?: table<string, any>): GitLog
---@field add_operation fun(self: Record, options?: table<string, any>): Operation
---@field add_record_metadata fun(self: Record, key?: any, data?: any, options?: table<string, any>): RecordMetadata
---@field created_by_identity fun(self: Record): any
---@field deleted_by_identity fun(self: Record): any
---@field git_log_list fun(self: Record, filter?: table): Listing<GitLog>
---@field modified_by_identity fun(self: Record): any
---@field operation_list fun(self: Record, filter?: table): Listing<Operation>
---@field pending_delete_identity_id_identity fun(self: Record): any
---@field pending_restore_identity_id_identity fun(self: Record): any
---@field pending_trash_identity_id_identity fun(self: Record): any
---@field record_metadata_list fun(self: Record, filter?: table): Listing<RecordMetadata>
local Record = {}

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return self
function Record:delete(permanently) end

--- Makes a copy of the record.
---@param name? string The name of the copy.
---@return self
function Record:duplicate(name) end

--- Tells whether the record is there.
---@return any
function Record:exists() end

--- Returns what people set of the record, to be taken elsewhere.
---@return table<string, any>
function Record:export() end

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Record:get(...) end

--- Returns the fields of the names given as a table, or all fields.
---@param ... string The name of a field.
---@return table<string, any>
function Record:get_dict(...) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Record:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Record:metadata_exists(key) end

--- Brings the record back from the trash.
---@return self
function Record:restore() end

---@class RecordSaveKeywords
---@field commit_message? string The message of the commit in git.
---@field [string] any The new value of the field; null clears it.

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordSaveKeywords Keywords.
---@return self
function Record:save(init, options) end

--- A record that can act and own roles.
---@class Identity: Record
---@field add_identity_role fun(self: Identity, role?: any, options?: table<string, any>): IdentityRole
---@field add_record_tag fun(self: Identity, tag?: any, options?: table<string, any>): RecordTag
---@field identity_role_list fun(self: Identity, filter?: table): Listing<IdentityRole>
---@field message_list fun(self: Identity, filter?: table): Listing<Message>
---@field record_list_created_by fun(self: Identity, filter?: table): Listing<any>
---@field record_list_deleted_by fun(self: Identity, filter?: table): Listing<any>
---@field record_list_modified_by fun(self: Identity, filter?: table): Listing<any>
---@field record_list_pending_delete_identity_id fun(self: Identity, filter?: table): Listing<any>
---@field record_list_pending_restore_identity_id fun(self: Identity, filter?: table): Listing<any>
---@field record_list_pending_trash_identity_id fun(self: Identity, filter?: table): Listing<any>
---@field record_tag_list fun(self: Identity, filter?: table): Listing<RecordTag>
local Identity = {}

--- The execution that runs the script.
---@class Execution
---@field add_git_log fun(self: Execution, options?: table<string, any>): GitLog
---@field add_identity_role fun(self: Execution, role?: any, options?: table<string, any>): IdentityRole
---@field add_operation fun(self: Execution, options?: table<string, any>): Operation
---@field add_record_metadata fun(self: Execution, key?: any, data?: any, options?: table<string, any>): RecordMetadata
---@field add_record_tag fun(self: Execution, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Execution, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field add_setting fun(self: Execution, options?: table<string, any>): Setting
---@field bundle fun(self: Execution): Bundle
---@field chat fun(self: Execution): Chat
---@field connector fun(self: Execution): Connector
---@field created_by_identity fun(self: Execution): any
---@field custom_object fun(self: Execution): CustomObject
---@field deleted_by_identity fun(self: Execution): any
---@field execution_list_sync_config_id fun(self: Execution, filter?: table): Listing<Execution>
---@field git_log_list fun(self: Execution, filter?: table): Listing<GitLog>
---@field identity_role_list fun(self: Execution, filter?: table): Listing<IdentityRole>
---@field message_list fun(self: Execution, filter?: table): Listing<Message>
---@field modified_by_identity fun(self: Execution): any
---@field operation_list fun(self: Execution, filter?: table): Listing<Operation>
---@field pending_delete_identity_id_identity fun(self: Execution): any
---@field pending_restore_identity_id_identity fun(self: Execution): any
---@field pending_trash_identity_id_identity fun(self: Execution): any
---@field plugin_action fun(self: Execution): PluginAction
---@field process fun(self: Execution): Process
---@field project fun(self: Execution): Project
---@field record_list_created_by fun(self: Execution, filter?: table): Listing<any>
---@field record_list_deleted_by fun(self: Execution, filter?: table): Listing<any>
---@field record_list_modified_by fun(self: Execution, filter?: table): Listing<any>
---@field record_list_pending_delete_identity_id fun(self: Execution, filter?: table): Listing<any>
---@field record_list_pending_restore_identity_id fun(self: Execution, filter?: table): Listing<any>
---@field record_list_pending_trash_identity_id fun(self: Execution, filter?: table): Listing<any>
---@field record_metadata_list fun(self: Execution, filter?: table): Listing<RecordMetadata>
---@field record_tag_list fun(self: Execution, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Execution, filter?: table): Listing<RecordUser>
---@field schedule_list fun(self: Execution, filter?: table): Listing<Schedule>
---@field setting_list fun(self: Execution, filter?: table): Listing<Setting>
---@field sync_config_id_identity fun(self: Execution): any
---@field webhook fun(self: Execution): Webhook
local Execution = {}

--- Makes an execution that does not start, as a child of this one.
---@param options? table<string, any> Keywords.
---@return Execution
function Execution:add_child(options) end

--- The same as `add_child`.
---@param options? table<string, any> Keywords.
---@return Execution
function Execution:add_execution_parent_execution_id(options) end

--- Pauses the execution here if it is debugged (`use_breakpoints` in development mode); else does nothing.
---@return Execution self
function Execution:breakpoint() end

--- Ends the execution with ENDED_CANCELLED; another execution than this only if it has not ended.
---@param message? string The status message to end with.
---@return Execution self
function Execution:cancel(message) end

--- Cancels all executions of the tree, this one last.
---@return Execution self
function Execution:cancel_process() end

---@class ExecutionChildKeywords: CreationKeywords
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

--- Runs the script of an execution again as a child of this one, with its inputs and those given merged into them.
---@param options? ExecutionChildKeywords Keywords.
---@return Execution
function Execution:clone(options) end

---@class ExecutionConnectKeywords: CreationKeywords
---@field connector_name? string The same as `connector`.
---@field connector_id? string The id of the record of the connector.
---@field connector_type? string The kind of system, such as REST: connects ad hoc.
---@field [string] any An input of the new execution.

--- Interacts once with a system outside, as a child, and waits for it unless told otherwise.
---@param connector? string The name or id of the connector, over whose value the inputs are merged; none is needed with `connector_type`.
---@param options? ExecutionConnectKeywords Keywords.
---@return Execution
function Execution:connect(connector, options) end

--- Starts the script over under the same id with an empty journal: for flows that never end.
---@param inputs? table The inputs to start with.
---@return never
function Execution:continue_as_new(inputs) end

--- Marks this place, to come back to; returns `{id, name, loaded}`, where `loaded` counts how often it was loaded.
---@param name? string The name to load it by.
---@return table<string, any>
function Execution:create_savepoint(name) end

--- Moves an execution that has ended to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Execution self
function Execution:delete(permanently) end

--- Moves all executions of the tree that have ended to the trash.
---@return Execution self
function Execution:delete_process() end

--- What an execution waits for now: `{executions, return_when, is_open, created_at}`; null for nothing.
---@return any
function Execution:dependency() end

--- The waits in which an execution is or was awaited, oldest first: `{execution, executions, return_when, is_open, created_at}`.
---@return any
function Execution:dependency_execution_list() end

--- All waits of an execution for others, past ones too, oldest first.
---@return any
function Execution:dependency_list() end

--- Makes an execution with the same script and inputs, which does not start, as a child of the one that runs.
---@param name? string The name of the copy.
---@return Execution
function Execution:duplicate(name) end

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

--- Returns what people set of an execution, with its script and inputs, to be taken elsewhere.
---@return table<string, any>
function Execution:export() end

---@class ExecutionFlowKeywords: CreationKeywords
---@field flow_name? string The same as `flow`.
---@field flow_id? string The id of the record of the flow.
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

--- Writes one entry of level INFO to the log of the execution.
---@param ... any | table<string, any> What to write; several values are listed.
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

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Execution:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Execution:metadata_exists(key) end

--- Returns the organization; null when no record of it has been made.
---@return Organization
function Execution:organization() end

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

--- Brings an execution back from the trash.
---@return Execution self
function Execution:restore() end

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

--- Returns the schedule that an execution belongs to, or null; with an argument, runs the scheduler of a schedule once as a child, enabled or not.
---@param schedule? string The name or id of a schedule.
---@param options? ExecutionChildKeywords Keywords.
---@return any
function Execution:schedule(schedule, options) end

--- Runs a script as a child, and waits for it unless told otherwise.
---@param script string The text of the script.
---@param options? ExecutionChildKeywords Keywords.
---@return Execution
function Execution:script(script, options) end

--- Merges keys into the output of the execution; other keys stay as they are.
---@param key? string | number | boolean The key to set; alone, a value for the key `logging`.
---@param value? any The value of the key.
---@param options? table<string, any> Keywords.
---@return Execution self
function Execution:set_output(key, value, options) end

--- The same as `system:setting`.
---@param select string The name or id of the setting.
---@return Setting
function Execution:setting(select) end

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

--- Returns an object whose `flow`, `script`, `connect` and `clone` put the wrapper around what they create.
---@param wrapper string The name or id of a wrapper; outside the ones that follow.
---@param options? table<string, any> Keywords.
---@return Wrapping
function Execution:using(wrapper, options) end

---@class ExecutionWaitKeywords
---@field return_when? "ALL_SUCCEEDED" | "ALL_ENDED" | "FIRST_ENDED" When the wait is over; ALL_SUCCEEDED unless given.
---@field timeout? number How long to wait at most, in seconds; for ever unless given.

--- Waits until this execution has ended.
---@param options? ExecutionWaitKeywords Keywords.
---@return Execution self
function Execution:wait(options) end

--- Waits for other executions; returns the first to end with FIRST_ENDED, else the execution itself.
---@param ... Execution | string | (Execution | string)[] | ExecutionWaitKeywords What to wait for: executions, ids, or lists of them.
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

---@class ExecutionWebhookBase64ResponseKeywords
---@field headers? table Headers by name; a list of values gives one several times.

--- Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook with bytes that are given in base64.
---@param content_b64 string Any bytes, in base64, which is decoded.
---@param content_type? string What they are; application/octet-stream unless given.
---@param status_code? number The HTTP status, from 200 to 599; 200 unless given.
---@param options? ExecutionWebhookBase64ResponseKeywords Keywords.
---@return never
function Execution:webhook_base64_response(content_b64, content_type, status_code, options) end

--- Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook with bytes.
---@param content string The bytes, which must be UTF-8; others go through webhook_base64_response.
---@param content_type? string What they are; application/octet-stream unless given.
---@param status_code? number The HTTP status, from 200 to 599; 200 unless given.
---@param options? ExecutionWebhookBase64ResponseKeywords Keywords.
---@return never
function Execution:webhook_bytes_response(content, content_type, status_code, options) end

--- Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook with a page of HTML.
---@param html string The page.
---@param status_code? number The HTTP status, from 200 to 599; 200 unless given.
---@param options? ExecutionWebhookBase64ResponseKeywords Keywords.
---@return never
function Execution:webhook_html_response(html, status_code, options) end

--- Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook with a value as JSON.
---@param value any The value.
---@param status_code? number The HTTP status, from 200 to 599; 200 unless given.
---@param options? ExecutionWebhookBase64ResponseKeywords Keywords.
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

--- Returns the workspace; null when no record of it has been made.
---@return Workspace
function Execution:workspace() end

---@class ExecutionWrapperKeywords: CreationKeywords
---@field params? table The parameters of the wrapper.
---@field [string] any An input of the new execution.

--- Returns the wrapper that an execution runs, or null; with an argument, runs a wrapper as a child, around nothing.
---@param wrapper? string The name or id of a wrapper.
---@param options? ExecutionWrapperKeywords Keywords.
---@return any
function Execution:wrapper(wrapper, options) end

--- A message to people, and their answer.
---@class Message
---@field add_git_log fun(self: Message, options?: table<string, any>): GitLog
---@field add_operation fun(self: Message, options?: table<string, any>): Operation
---@field add_record_metadata fun(self: Message, key?: any, data?: any, options?: table<string, any>): RecordMetadata
---@field add_record_tag fun(self: Message, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Message, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field git_log_list fun(self: Message, filter?: table): Listing<GitLog>
---@field identity_id_identity fun(self: Message): any
---@field operation_list fun(self: Message, filter?: table): Listing<Operation>
---@field record_metadata_list fun(self: Message, filter?: table): Listing<RecordMetadata>
---@field record_tag_list fun(self: Message, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Message, filter?: table): Listing<RecordUser>
local Message = {}

--- Returns the fields of the names given, one value each.
---@param ... string The name of a field.
---@return any ...
function Message:get(...) end

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Message:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Message:metadata_exists(key) end

--- Waits until somebody has answered the message.
---@param options? ExecutionWaitStatusKeywords Keywords.
---@return Message self
function Message:wait(options) end

--- What all executions share.
---@class System
---@field return_when { ALL_ENDED: "ALL_ENDED", ALL_SUCCEEDED: "ALL_SUCCEEDED", FIRST_ENDED: "FIRST_ENDED" } Constants.
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

--- Returns the bundle_repository of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return BundleRepository
function System:bundle_repository(select, options) end

--- Returns the records of the type bundle as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Bundle>
function System:bundles(filter, options) end

--- Returns the chat of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Chat
function System:chat(select, options) end

--- Returns the records of the type chat as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Chat>
function System:chats(filter, options) end

--- Returns the connector of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Connector
function System:connector(select, options) end

--- Returns the records of the type connector as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Connector>
function System:connectors(filter, options) end

--- Returns the custom_object of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return CustomObject
function System:custom_object(select, options) end

--- Returns the records of the type custom_object as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<CustomObject>
function System:custom_objects(filter, options) end

--- Returns the devolutions_config of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return DevolutionsConfig
function System:devolutions_config(select, options) end

--- Returns the records of the type devolutions_config as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<DevolutionsConfig>
function System:devolutions_configs(filter, options) end

---@class SystemExecutionKeywords
---@field by? "ID" | "NAME" What `select` is; ID unless given. The newest of a name.
---@field cls? any Accepted and unused.
---@field init? table Fields; those beside it are merged over them.
---@field allow_normal? boolean Whether it may be outside the trash; true unless given.
---@field allow_deleted? boolean Whether it may be in the trash; false unless given.
---@field commit? boolean Whether to store the fields now, and not by `save`; false unless given.
---@field debug? boolean Whether to log the fields that are given; false unless given.
---@field commit_message? string Accepted and unused: executions are not kept in git.
---@field [string] any The value of the field.

--- Returns the execution of that id, whether there is one or not; or one that `save` makes, with the fields given.
---@param select? string | number | boolean The id of the execution, or its name with `by`; a new one unless given.
---@param options? SystemExecutionKeywords Keywords.
---@return Execution
function System:execution(select, options) end

--- Returns the records of the type execution as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Execution>
function System:executions(filter, options) end

--- Returns the file of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return File
function System:file(select, options) end

--- Returns the records of the type file as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<File>
function System:files(filter, options) end

--- Returns the flow of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Flow
function System:flow(select, options) end

--- Returns the records of the type flow as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Flow>
function System:flows(filter, options) end

--- Returns the ldap_config of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return LdapConfig
function System:ldap_config(select, options) end

--- Returns the records of the type ldap_config as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<LdapConfig>
function System:ldap_configs(filter, options) end

--- Returns `{offset_sec, is_dst, abbreviation, since, offset_before_sec, next_change}`: how far the clocks of a zone are ahead of UTC, and when they are changed.
---@param zone string The time zone, such as Europe/Berlin, or UTC.
---@param moment? number | string When; now unless given.
---@return table<string, any>
function System:local_time(zone, moment) end

--- Returns the message of that id, whether there is one or not.
---@param id string The id of the message.
---@return Message
function System:message(id) end

--- Returns the records of the type message as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Message>
function System:messages(filter, options) end

--- Returns the oauth of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Oauth
function System:oauth(select, options) end

--- Returns the records of the type oauth as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Oauth>
function System:oauths(filter, options) end

--- Returns the object_template of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return ObjectTemplate
function System:object_template(select, options) end

--- Returns the records of the type object_template as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<ObjectTemplate>
function System:object_templates(filter, options) end

--- Returns the organization of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Organization
function System:organization(select, options) end

--- Returns the records of the type organization as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Organization>
function System:organizations(filter, options) end

--- Returns the plugin of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Plugin
function System:plugin(select, options) end

--- Returns the plugin_action of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return PluginAction
function System:plugin_action(select, options) end

--- Returns the records of the type plugin_action as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<PluginAction>
function System:plugin_actions(filter, options) end

--- Returns the records of the type plugin as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Plugin>
function System:plugins(filter, options) end

--- Returns the process of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Process
function System:process(select, options) end

--- Returns the records of the type process as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Process>
function System:processes(filter, options) end

--- Returns the project of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Project
function System:project(select, options) end

--- Returns the records of the type project as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Project>
function System:projects(filter, options) end

--- Returns the role of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Role
function System:role(select, options) end

--- Returns the records of the type role as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Role>
function System:roles(filter, options) end

--- Returns the schedule of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Schedule
function System:schedule(select, options) end

--- Returns the scheduler of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Scheduler
function System:scheduler(select, options) end

--- Returns the records of the type scheduler as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Scheduler>
function System:schedulers(filter, options) end

--- Returns the records of the type schedule as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Schedule>
function System:schedules(filter, options) end

--- Returns the schema of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Schema
function System:schema(select, options) end

--- Returns the records of the type schema as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Schema>
function System:schemas(filter, options) end

--- Returns the setting of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Setting
function System:setting(select, options) end

--- Returns the records of the type setting as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Setting>
function System:settings(filter, options) end

--- Returns the sync_config of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return SyncConfig
function System:sync_config(select, options) end

--- Returns the records of the type sync_config as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<SyncConfig>
function System:sync_configs(filter, options) end

--- Returns the tag of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Tag
function System:tag(select, options) end

--- Returns the records of the type tag as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Tag>
function System:tags(filter, options) end

--- Returns the user of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return User
function System:user(select, options) end

--- Returns the records of the type user as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<User>
function System:users(filter, options) end

--- Returns true for a value that fits a schema; raises SchemaValidationError otherwise, and SchemaError for a wrong schema.
---@param value? any The value.
---@param schema? any The JSON Schema (draft 7).
---@return any
function System:validate(value, schema) end

--- Returns the vault_config of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return VaultConfig
function System:vault_config(select, options) end

--- Returns the records of the type vault_config as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<VaultConfig>
function System:vault_configs(filter, options) end

--- Returns the webhook of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Webhook
function System:webhook(select, options) end

--- Returns the records of the type webhook as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Webhook>
function System:webhooks(filter, options) end

--- Returns the workspace of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Workspace
function System:workspace(select, options) end

--- Returns the records of the type workspace as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Workspace>
function System:workspaces(filter, options) end

--- Returns the wrapper of that name or id, whether there is one or not.
---@param select string The name or id of the record.
---@param options? SystemBundleKeywords Keywords.
---@return Wrapper
function System:wrapper(select, options) end

--- Returns the records of the type wrapper as they are now.
---@param filter? table Which records: {field = "name", op = "like", value = "a%"}, and, or, not.
---@param options? SystemBundleRepositoriesKeywords Keywords.
---@return Listing<Wrapper>
function System:wrappers(filter, options) end

--- Wrappers around what is created next: `this:using("retry"):flow("upload")`.
---@class Wrapping
local Wrapping = {}

--- Runs the script of an execution again as a child of this one, with its inputs and those given merged into them.
---@param options? ExecutionChildKeywords Keywords.
---@return Execution
function Wrapping:clone(options) end

--- Interacts once with a system outside, as a child, and waits for it unless told otherwise.
---@param connector? string The name or id of the connector, over whose value the inputs are merged; none is needed with `connector_type`.
---@param options? ExecutionConnectKeywords Keywords.
---@return Execution
function Wrapping:connect(connector, options) end

--- Runs a flow as a child, and waits for it unless told otherwise.
---@param flow? string The name or id of the flow: a record, or else a file beside the script.
---@param options? ExecutionFlowKeywords Keywords.
---@return Execution
function Wrapping:flow(flow, options) end

--- Runs a script as a child, and waits for it unless told otherwise.
---@param script string The text of the script.
---@param options? ExecutionChildKeywords Keywords.
---@return Execution
function Wrapping:script(script, options) end

--- Returns an object whose `flow`, `script`, `connect` and `clone` put the wrapper around what they create.
---@param wrapper string The name or id of a wrapper; outside the ones that follow.
---@param options? table<string, any> Keywords.
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
---@class Flow: Record
---@field add_object_template_on_create_flow_id fun(self: Flow, options?: table<string, any>): ObjectTemplate
---@field add_object_template_on_delete_flow_id fun(self: Flow, options?: table<string, any>): ObjectTemplate
---@field add_object_template_on_update_flow_id fun(self: Flow, options?: table<string, any>): ObjectTemplate
---@field add_plugin_action fun(self: Flow, options?: table<string, any>): PluginAction
---@field add_record_tag fun(self: Flow, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Flow, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field add_schedule fun(self: Flow, options?: table<string, any>): Schedule
---@field add_webhook fun(self: Flow, options?: table<string, any>): Webhook
---@field bundle fun(self: Flow): Bundle
---@field execution_list fun(self: Flow, filter?: table): Listing<Execution>
---@field object_template_list_on_create_flow_id fun(self: Flow, filter?: table): Listing<ObjectTemplate>
---@field object_template_list_on_delete_flow_id fun(self: Flow, filter?: table): Listing<ObjectTemplate>
---@field object_template_list_on_update_flow_id fun(self: Flow, filter?: table): Listing<ObjectTemplate>
---@field plugin_action_list fun(self: Flow, filter?: table): Listing<PluginAction>
---@field project fun(self: Flow): Project
---@field record_tag_list fun(self: Flow, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Flow, filter?: table): Listing<RecordUser>
---@field schedule_list fun(self: Flow, filter?: table): Listing<Schedule>
---@field webhook_list fun(self: Flow, filter?: table): Listing<Webhook>
local Flow = {}

--- How a system outside is reached.
---@class Connector: Record
---@field add_record_tag fun(self: Connector, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Connector, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: Connector): Bundle
---@field execution_list fun(self: Connector, filter?: table): Listing<Execution>
---@field project fun(self: Connector): Project
---@field record_tag_list fun(self: Connector, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Connector, filter?: table): Listing<RecordUser>
local Connector = {}

--- Configuration and shared state.
---@class Setting: Record
---@field add_record_tag fun(self: Setting, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Setting, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field add_schedule fun(self: Setting, options?: table<string, any>): Schedule
---@field bundle fun(self: Setting): Bundle
---@field execution fun(self: Setting): Execution
---@field project fun(self: Setting): Project
---@field record_tag_list fun(self: Setting, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Setting, filter?: table): Listing<RecordUser>
---@field schedule_list fun(self: Setting, filter?: table): Listing<Schedule>
local Setting = {}

--- A file that flows read and write.
---@class File: Record
---@field add_record_tag fun(self: File, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: File, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: File): Bundle
---@field project fun(self: File): Project
---@field record_tag_list fun(self: File, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: File, filter?: table): Listing<RecordUser>
local File = {}

--- A schema that values can be checked against.
---@class Schema: Record
---@field add_record_tag fun(self: Schema, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Schema, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: Schema): Bundle
---@field project fun(self: Schema): Project
---@field record_tag_list fun(self: Schema, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Schema, filter?: table): Listing<RecordUser>
local Schema = {}

--- A script that waits for the next moment of a schedule and starts its flow once.
---@class Scheduler: Record
---@field add_record_tag fun(self: Scheduler, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Scheduler, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field add_schedule fun(self: Scheduler, options?: table<string, any>): Schedule
---@field bundle fun(self: Scheduler): Bundle
---@field project fun(self: Scheduler): Project
---@field record_tag_list fun(self: Scheduler, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Scheduler, filter?: table): Listing<RecordUser>
---@field schedule_list fun(self: Scheduler, filter?: table): Listing<Schedule>
local Scheduler = {}

--- When a flow is started.
---@class Schedule: Identity
---@field add_record_user fun(self: Schedule, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: Schedule): Bundle
---@field execution fun(self: Schedule): Execution
---@field execution_list_schedule_id fun(self: Schedule, filter?: table): Listing<Execution>
---@field execution_list_sync_config_id fun(self: Schedule, filter?: table): Listing<Execution>
---@field flow fun(self: Schedule): Flow
---@field project fun(self: Schedule): Project
---@field record_user_list fun(self: Schedule, filter?: table): Listing<RecordUser>
---@field scheduler fun(self: Schedule): Scheduler
---@field setting fun(self: Schedule): Setting
local Schedule = {}

--- An address that starts a flow when it is called.
---@class Webhook: Identity
---@field add_record_user fun(self: Webhook, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: Webhook): Bundle
---@field execution_list_sync_config_id fun(self: Webhook, filter?: table): Listing<Execution>
---@field execution_list_webhook_id fun(self: Webhook, filter?: table): Listing<Execution>
---@field flow fun(self: Webhook): Flow
---@field project fun(self: Webhook): Project
---@field record_user_list fun(self: Webhook, filter?: table): Listing<RecordUser>
local Webhook = {}

--- A script that runs instead of another execution, and starts that as it sees fit.
---@class Wrapper: Record
---@field add_record_tag fun(self: Wrapper, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Wrapper, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: Wrapper): Bundle
---@field execution_list fun(self: Wrapper, filter?: table): Listing<Execution>
---@field project fun(self: Wrapper): Project
---@field record_tag_list fun(self: Wrapper, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Wrapper, filter?: table): Listing<RecordUser>
local Wrapper = {}

--- Actions that are offered beside records.
---@class Plugin: Record
---@field add_plugin_action fun(self: Plugin, options?: table<string, any>): PluginAction
---@field add_record_tag fun(self: Plugin, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Plugin, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: Plugin): Bundle
---@field plugin_action_list fun(self: Plugin, filter?: table): Listing<PluginAction>
---@field project fun(self: Plugin): Project
---@field record_tag_list fun(self: Plugin, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Plugin, filter?: table): Listing<RecordUser>
local Plugin = {}

--- One action of a plugin.
---@class PluginAction: Record
---@field add_record_tag fun(self: PluginAction, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: PluginAction, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: PluginAction): Bundle
---@field execution_list fun(self: PluginAction, filter?: table): Listing<Execution>
---@field flow fun(self: PluginAction): Flow
---@field plugin fun(self: PluginAction): Plugin
---@field project fun(self: PluginAction): Project
---@field record_tag_list fun(self: PluginAction, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: PluginAction, filter?: table): Listing<RecordUser>
local PluginAction = {}

--- What custom objects have in common.
---@class ObjectTemplate: Record
---@field add_custom_object fun(self: ObjectTemplate, options?: table<string, any>): CustomObject
---@field add_record_tag fun(self: ObjectTemplate, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: ObjectTemplate, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: ObjectTemplate): Bundle
---@field custom_object_list fun(self: ObjectTemplate, filter?: table): Listing<CustomObject>
---@field on_create_flow_id_flow fun(self: ObjectTemplate): Flow
---@field on_delete_flow_id_flow fun(self: ObjectTemplate): Flow
---@field on_update_flow_id_flow fun(self: ObjectTemplate): Flow
---@field project fun(self: ObjectTemplate): Project
---@field record_tag_list fun(self: ObjectTemplate, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: ObjectTemplate, filter?: table): Listing<RecordUser>
local ObjectTemplate = {}

--- Structured data with a life cycle.
---@class CustomObject: Record
---@field add_record_tag fun(self: CustomObject, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: CustomObject, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: CustomObject): Bundle
---@field execution_list fun(self: CustomObject, filter?: table): Listing<Execution>
---@field object_template fun(self: CustomObject): ObjectTemplate
---@field project fun(self: CustomObject): Project
---@field record_tag_list fun(self: CustomObject, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: CustomObject, filter?: table): Listing<RecordUser>
local CustomObject = {}

--- A set of permissions.
---@class Role: Record
---@field add_identity_role fun(self: Role, identity?: any, options?: table<string, any>): IdentityRole
---@field add_record_tag fun(self: Role, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Role, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: Role): Bundle
---@field identity_role_list fun(self: Role, filter?: table): Listing<IdentityRole>
---@field project fun(self: Role): Project
---@field record_tag_list fun(self: Role, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Role, filter?: table): Listing<RecordUser>
local Role = {}

--- A label for records of any type.
---@class Tag: Record
---@field add_record_tag_record_id fun(self: Tag, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_tag_tag_id fun(self: Tag, record?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Tag, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field record_tag_list_record_id fun(self: Tag, filter?: table): Listing<RecordTag>
---@field record_tag_list_tag_id fun(self: Tag, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Tag, filter?: table): Listing<RecordUser>
local Tag = {}

--- A folder of records.
---@class Project: Record
---@field add_chat fun(self: Project, options?: table<string, any>): Chat
---@field add_connector fun(self: Project, options?: table<string, any>): Connector
---@field add_custom_object fun(self: Project, options?: table<string, any>): CustomObject
---@field add_file fun(self: Project, options?: table<string, any>): File
---@field add_flow fun(self: Project, options?: table<string, any>): Flow
---@field add_object_template fun(self: Project, options?: table<string, any>): ObjectTemplate
---@field add_plugin fun(self: Project, options?: table<string, any>): Plugin
---@field add_plugin_action fun(self: Project, options?: table<string, any>): PluginAction
---@field add_record_tag fun(self: Project, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Project, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field add_role fun(self: Project, options?: table<string, any>): Role
---@field add_schedule fun(self: Project, options?: table<string, any>): Schedule
---@field add_scheduler fun(self: Project, options?: table<string, any>): Scheduler
---@field add_schema fun(self: Project, options?: table<string, any>): Schema
---@field add_setting fun(self: Project, options?: table<string, any>): Setting
---@field add_webhook fun(self: Project, options?: table<string, any>): Webhook
---@field add_wrapper fun(self: Project, options?: table<string, any>): Wrapper
---@field bundle fun(self: Project): Bundle
---@field chat_list fun(self: Project, filter?: table): Listing<Chat>
---@field connector_list fun(self: Project, filter?: table): Listing<Connector>
---@field custom_object_list fun(self: Project, filter?: table): Listing<CustomObject>
---@field execution_list fun(self: Project, filter?: table): Listing<Execution>
---@field file_list fun(self: Project, filter?: table): Listing<File>
---@field flow_list fun(self: Project, filter?: table): Listing<Flow>
---@field object_template_list fun(self: Project, filter?: table): Listing<ObjectTemplate>
---@field plugin_action_list fun(self: Project, filter?: table): Listing<PluginAction>
---@field plugin_list fun(self: Project, filter?: table): Listing<Plugin>
---@field record_tag_list fun(self: Project, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Project, filter?: table): Listing<RecordUser>
---@field role_list fun(self: Project, filter?: table): Listing<Role>
---@field schedule_list fun(self: Project, filter?: table): Listing<Schedule>
---@field scheduler_list fun(self: Project, filter?: table): Listing<Scheduler>
---@field schema_list fun(self: Project, filter?: table): Listing<Schema>
---@field setting_list fun(self: Project, filter?: table): Listing<Setting>
---@field webhook_list fun(self: Project, filter?: table): Listing<Webhook>
---@field wrapper_list fun(self: Project, filter?: table): Listing<Wrapper>
local Project = {}

--- Records that were installed together.
---@class Bundle: Record
---@field add_chat fun(self: Bundle, options?: table<string, any>): Chat
---@field add_connector fun(self: Bundle, options?: table<string, any>): Connector
---@field add_custom_object fun(self: Bundle, options?: table<string, any>): CustomObject
---@field add_file fun(self: Bundle, options?: table<string, any>): File
---@field add_flow fun(self: Bundle, options?: table<string, any>): Flow
---@field add_object_template fun(self: Bundle, options?: table<string, any>): ObjectTemplate
---@field add_plugin fun(self: Bundle, options?: table<string, any>): Plugin
---@field add_plugin_action fun(self: Bundle, options?: table<string, any>): PluginAction
---@field add_project fun(self: Bundle, options?: table<string, any>): Project
---@field add_record_tag fun(self: Bundle, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Bundle, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field add_role fun(self: Bundle, options?: table<string, any>): Role
---@field add_schedule fun(self: Bundle, options?: table<string, any>): Schedule
---@field add_scheduler fun(self: Bundle, options?: table<string, any>): Scheduler
---@field add_schema fun(self: Bundle, options?: table<string, any>): Schema
---@field add_setting fun(self: Bundle, options?: table<string, any>): Setting
---@field add_webhook fun(self: Bundle, options?: table<string, any>): Webhook
---@field add_wrapper fun(self: Bundle, options?: table<string, any>): Wrapper
---@field bundle_repository fun(self: Bundle): BundleRepository
---@field chat_list fun(self: Bundle, filter?: table): Listing<Chat>
---@field connector_list fun(self: Bundle, filter?: table): Listing<Connector>
---@field custom_object_list fun(self: Bundle, filter?: table): Listing<CustomObject>
---@field execution_list fun(self: Bundle, filter?: table): Listing<Execution>
---@field file_list fun(self: Bundle, filter?: table): Listing<File>
---@field flow_list fun(self: Bundle, filter?: table): Listing<Flow>
---@field object_template_list fun(self: Bundle, filter?: table): Listing<ObjectTemplate>
---@field plugin_action_list fun(self: Bundle, filter?: table): Listing<PluginAction>
---@field plugin_list fun(self: Bundle, filter?: table): Listing<Plugin>
---@field project_list fun(self: Bundle, filter?: table): Listing<Project>
---@field record_tag_list fun(self: Bundle, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Bundle, filter?: table): Listing<RecordUser>
---@field role_list fun(self: Bundle, filter?: table): Listing<Role>
---@field schedule_list fun(self: Bundle, filter?: table): Listing<Schedule>
---@field scheduler_list fun(self: Bundle, filter?: table): Listing<Scheduler>
---@field schema_list fun(self: Bundle, filter?: table): Listing<Schema>
---@field setting_list fun(self: Bundle, filter?: table): Listing<Setting>
---@field webhook_list fun(self: Bundle, filter?: table): Listing<Webhook>
---@field wrapper_list fun(self: Bundle, filter?: table): Listing<Wrapper>
local Bundle = {}

--- A place of bundles.
---@class BundleRepository: Record
---@field add_bundle fun(self: BundleRepository, options?: table<string, any>): Bundle
---@field add_record_tag fun(self: BundleRepository, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: BundleRepository, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle_list fun(self: BundleRepository, filter?: table): Listing<Bundle>
---@field record_tag_list fun(self: BundleRepository, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: BundleRepository, filter?: table): Listing<RecordUser>
local BundleRepository = {}

--- A person.
---@class User: Identity
---@field add_record_user_record_id fun(self: User, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field add_record_user_user_id fun(self: User, record?: any, value?: any, options?: table<string, any>): RecordUser
---@field execution_list fun(self: User, filter?: table): Listing<Execution>
---@field record_user_list_record_id fun(self: User, filter?: table): Listing<RecordUser>
---@field record_user_list_user_id fun(self: User, filter?: table): Listing<RecordUser>
local User = {}

--- All records of one store.
---@class Workspace: Identity
---@field add_record_user fun(self: Workspace, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field execution_list fun(self: Workspace, filter?: table): Listing<Execution>
---@field organization fun(self: Workspace): Organization
---@field record_user_list fun(self: Workspace, filter?: table): Listing<RecordUser>
local Workspace = {}

--- Who owns workspaces.
---@class Organization: Record
---@field add_record_tag fun(self: Organization, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Organization, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field add_workspace fun(self: Organization, options?: table<string, any>): Workspace
---@field record_tag_list fun(self: Organization, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Organization, filter?: table): Listing<RecordUser>
---@field workspace_list fun(self: Organization, filter?: table): Listing<Workspace>
local Organization = {}

--- How people sign in elsewhere.
---@class Oauth: Record
---@field add_record_tag fun(self: Oauth, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Oauth, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field record_tag_list fun(self: Oauth, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Oauth, filter?: table): Listing<RecordUser>
local Oauth = {}

--- Where secrets are kept.
---@class VaultConfig: Record
---@field add_record_tag fun(self: VaultConfig, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: VaultConfig, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field record_tag_list fun(self: VaultConfig, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: VaultConfig, filter?: table): Listing<RecordUser>
local VaultConfig = {}

--- A directory of people.
---@class LdapConfig: Identity
---@field add_record_user fun(self: LdapConfig, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field execution_list fun(self: LdapConfig, filter?: table): Listing<Execution>
---@field record_user_list fun(self: LdapConfig, filter?: table): Listing<RecordUser>
local LdapConfig = {}

--- A link to another workspace.
---@class SyncConfig: Identity
---@field add_record_user fun(self: SyncConfig, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field execution_list fun(self: SyncConfig, filter?: table): Listing<Execution>
---@field record_user_list fun(self: SyncConfig, filter?: table): Listing<RecordUser>
local SyncConfig = {}

--- A server of passwords.
---@class DevolutionsConfig: Record
---@field add_record_tag fun(self: DevolutionsConfig, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: DevolutionsConfig, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field record_tag_list fun(self: DevolutionsConfig, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: DevolutionsConfig, filter?: table): Listing<RecordUser>
local DevolutionsConfig = {}

--- A process that runs executions.
---@class Process
---@field add_git_log fun(self: Process, options?: table<string, any>): GitLog
---@field add_operation fun(self: Process, options?: table<string, any>): Operation
---@field add_record_metadata fun(self: Process, key?: any, data?: any, options?: table<string, any>): RecordMetadata
---@field add_record_tag fun(self: Process, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Process, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field created_by_identity fun(self: Process): any
---@field deleted_by_identity fun(self: Process): any
---@field execution_list fun(self: Process, filter?: table): Listing<Execution>
---@field git_log_list fun(self: Process, filter?: table): Listing<GitLog>
---@field modified_by_identity fun(self: Process): any
---@field operation_list fun(self: Process, filter?: table): Listing<Operation>
---@field pending_delete_identity_id_identity fun(self: Process): any
---@field pending_restore_identity_id_identity fun(self: Process): any
---@field pending_trash_identity_id_identity fun(self: Process): any
---@field record_metadata_list fun(self: Process, filter?: table): Listing<RecordMetadata>
---@field record_tag_list fun(self: Process, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Process, filter?: table): Listing<RecordUser>
local Process = {}

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Process self
function Process:delete(permanently) end

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

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Process:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Process:metadata_exists(key) end

--- Brings the record back from the trash.
---@return Process self
function Process:restore() end

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordSaveKeywords Keywords.
---@return Process self
function Process:save(init, options) end

--- A conversation.
---@class Chat
---@field add_git_log fun(self: Chat, options?: table<string, any>): GitLog
---@field add_operation fun(self: Chat, options?: table<string, any>): Operation
---@field add_record_metadata fun(self: Chat, key?: any, data?: any, options?: table<string, any>): RecordMetadata
---@field add_record_tag fun(self: Chat, tag?: any, options?: table<string, any>): RecordTag
---@field add_record_user fun(self: Chat, user?: any, value?: any, options?: table<string, any>): RecordUser
---@field bundle fun(self: Chat): Bundle
---@field created_by_identity fun(self: Chat): any
---@field deleted_by_identity fun(self: Chat): any
---@field execution_list fun(self: Chat, filter?: table): Listing<Execution>
---@field git_log_list fun(self: Chat, filter?: table): Listing<GitLog>
---@field modified_by_identity fun(self: Chat): any
---@field operation_list fun(self: Chat, filter?: table): Listing<Operation>
---@field pending_delete_identity_id_identity fun(self: Chat): any
---@field pending_restore_identity_id_identity fun(self: Chat): any
---@field pending_trash_identity_id_identity fun(self: Chat): any
---@field project fun(self: Chat): Project
---@field record_metadata_list fun(self: Chat, filter?: table): Listing<RecordMetadata>
---@field record_tag_list fun(self: Chat, filter?: table): Listing<RecordTag>
---@field record_user_list fun(self: Chat, filter?: table): Listing<RecordUser>
local Chat = {}

--- Moves the record to the trash.
---@param permanently? boolean Whether to remove it for good; false unless given.
---@return Chat self
function Chat:delete(permanently) end

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

--- Returns the metadata under a key, whether there are any or not.
---@param key string What the data is filed under.
---@return RecordMetadata
function Chat:metadata(key) end

--- Tells whether there are metadata under a key.
---@param key string What the data is filed under.
---@return any
function Chat:metadata_exists(key) end

--- Brings the record back from the trash.
---@return Chat self
function Chat:restore() end

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordSaveKeywords Keywords.
---@return Chat self
function Chat:save(init, options) end

--- Data that anybody may add to a record.
---@class RecordMetadata
---@field created_by_identity fun(self: RecordMetadata): any
---@field modified_by_identity fun(self: RecordMetadata): any
---@field record fun(self: RecordMetadata): any
local RecordMetadata = {}

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

--- Brings the record back from the trash.
---@return RecordMetadata self
function RecordMetadata:restore() end

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordSaveKeywords Keywords.
---@return RecordMetadata self
function RecordMetadata:save(init, options) end

--- A tag of a record.
---@class RecordTag
---@field created_by_identity fun(self: RecordTag): any
---@field modified_by_identity fun(self: RecordTag): any
---@field record fun(self: RecordTag): any
---@field tag fun(self: RecordTag): Tag
local RecordTag = {}

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

--- Brings the record back from the trash.
---@return RecordTag self
function RecordTag:restore() end

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordSaveKeywords Keywords.
---@return RecordTag self
function RecordTag:save(init, options) end

--- What somebody keeps about a record.
---@class RecordUser
---@field created_by_identity fun(self: RecordUser): any
---@field modified_by_identity fun(self: RecordUser): any
---@field record fun(self: RecordUser): any
---@field user fun(self: RecordUser): User
local RecordUser = {}

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

--- Brings the record back from the trash.
---@return RecordUser self
function RecordUser:restore() end

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordSaveKeywords Keywords.
---@return RecordUser self
function RecordUser:save(init, options) end

--- A role that somebody has.
---@class IdentityRole
---@field created_by_identity fun(self: IdentityRole): any
---@field identity_id_identity fun(self: IdentityRole): any
---@field modified_by_identity fun(self: IdentityRole): any
---@field role fun(self: IdentityRole): Role
local IdentityRole = {}

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

--- Brings the record back from the trash.
---@return IdentityRole self
function IdentityRole:restore() end

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordSaveKeywords Keywords.
---@return IdentityRole self
function IdentityRole:save(init, options) end

--- Something that is done to a record by and by.
---@class Operation
---@field created_by_identity fun(self: Operation): any
---@field modified_by_identity fun(self: Operation): any
---@field record fun(self: Operation): any
local Operation = {}

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

--- Brings the record back from the trash.
---@return Operation self
function Operation:restore() end

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordSaveKeywords Keywords.
---@return Operation self
function Operation:save(init, options) end

--- A commit that changed a record.
---@class GitLog
---@field created_by_identity fun(self: GitLog): any
---@field modified_by_identity fun(self: GitLog): any
---@field record fun(self: GitLog): any
local GitLog = {}

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

--- Brings the record back from the trash.
---@return GitLog self
function GitLog:restore() end

--- Stores fields; makes the record when it is not there yet.
---@param init? table Fields with their new values.
---@param options? RecordSaveKeywords Keywords.
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
