---@meta
-- What specs of `moonflow test` can use, for editors with a Lua language server.

--- Adds a test.
---@param name string what the flow does
---@param body fun(t: Test)
function test(name, body) end

--- Runs before every test of the file, in the same sandbox.
---@param body fun(t: Test)
function before_each(body) end

---@class RunOptions
---@field at? string when the clock of the run starts, such as "2026-01-31T22:00:00Z"; 2024-01-01T00:00:00Z unless given
---@field seed? integer what math.random of the flow starts from
---@field settings? table<string, any> the settings that there are at the start, with their values
---@field connectors? table<string, {connector_type: string, value: table?}> the connectors that there are at the start

---@class StubOptions
---@field after? number seconds by the run's clock until the answer comes; 0 unless given

---@class ConnectionStubOptions: StubOptions
---@field name? string the name of the connector; any unless given

---@class StubCall
---@field number integer how often this stub was asked, with this time
---@field at string when, by the run's clock
---@field inputs any what the flow or the connection was given; of a message, its fields
---@field name string what the execution that the stub stands in for is called
---@field sender string what the execution that asks is called
---@field answer any what the stub answered
---@field error string? why it failed instead

---@class Stub
---@field calls StubCall[] oldest first

---@class RunError
---@field type string the class of the error
---@field message string
---@field line integer?

---@class RunLog
---@field time string
---@field level "INFO" | "WARNING" | "ERROR"
---@field subject string
---@field data any
---@field text string the data as text
---@field execution string what the execution that wrote it is called

---@class ChildRun
---@field name string
---@field type string FLOW, SCRIPT or CONNECTION
---@field status string
---@field message string?
---@field inputs any
---@field output any
---@field error RunError?
---@field children ChildRun[]

---@class RunMessage
---@field subject string
---@field sender string what the execution that sent it is called
---@field response any nil while nobody has answered

--- An execution under test, as it stands.
---@class Run: ChildRun
---@field elapsed number seconds by its own clock, from its start to its end or to now
---@field time string what its clock shows now
---@field logs RunLog[] of the execution and its children, oldest first
---@field messages RunMessage[] oldest first
---@field settings table<string, any> the settings that there are now, with their values
---@field webhook_response? {status_code: integer, headers: table, content_type: string?, body: string?, base64: string?}
---@field waits_for string? what it waits for, in words; nil when it has ended
local Run = {}

--- Goes on until the run has ended, or nothing can happen any more.
---@return Run
function Run:finish() end

--- Goes on for so many seconds by the run's clock.
---@param seconds number
---@return Run
function Run:advance(seconds) end

--- Answers the oldest open message of that subject, and goes on for no time.
---@param subject string
---@param response any
---@return Run
function Run:answer(subject, response) end

--- Cancels the execution.
---@param message? string
---@return Run
function Run:cancel(message) end

--- Pauses the execution.
---@param message? string
---@return Run
function Run:pause(message) end

--- Goes on with an execution that is paused.
---@return Run
function Run:resume() end

---@class Test
---@field name string
local Test = {}

--- Runs a flow until it has ended and its children have, or nothing can happen any more.
---@param flow string a script beside the spec, without .lua
---@param inputs? table
---@param options? RunOptions
---@return Run
function Test:run(flow, inputs, options) end

--- Starts a flow, which goes on for no time.
---@param flow string
---@param inputs? table
---@param options? RunOptions
---@return Run
function Test:start(flow, inputs, options) end

--- Stands in for a flow that the flow under test calls. A function may return the seconds until its answer comes as second
--- value; an error in it makes the child fail.
---@param flow string
---@param answer any | fun(inputs: any, call: StubCall): any, number?
---@param options? StubOptions
---@return Stub
function Test:stub_flow(flow, answer, options) end

--- Stands in for children of `this:script` that have that name.
---@param name string the `name` that the call gives the child
---@param answer any | fun(inputs: any, call: StubCall): any, number?
---@param options? StubOptions
---@return Stub
function Test:stub_script(name, answer, options) end

--- Answers messages in the place of people; a function that returns nothing does not answer.
---@param subject string | fun(message: table): boolean the subject, "*" for any, or what tells whether a message is meant
---@param answer any | fun(message: table, call: StubCall): any, number?
---@param options? StubOptions
---@return Stub
function Test:stub_message(subject, answer, options) end

--- Stands in for connections; an error in a function makes the connection fail.
---@param type string the type of the connector, such as "REST"
---@param answer any | fun(inputs: any, call: StubCall): any, number?
---@param options? ConnectionStubOptions
---@return Stub
function Test:stub_connection(type, answer, options) end

--- What the stubs of that flow, subject or type were asked, oldest first.
---@param name string
---@return StubCall[]
function Test:calls(name) end

--- Both are equal, tables by what is in them at any depth.
---@param got any
---@param expected any
---@param note? string what is being checked
function Test:equal(got, expected, note) end

--- The two differ.
---@param got any
---@param unexpected any
---@param note? string
function Test:unequal(got, unexpected, note) end

--- The value is neither nil nor false.
---@param value any
---@param note? string
function Test:truthy(value, note) end

--- The value is nil or false.
---@param value any
---@param note? string
function Test:falsy(value, note) end

--- The text has a place that the pattern matches.
---@param text string
---@param pattern string a Lua pattern
---@param note? string
function Test:matches(text, pattern, note) end

--- The numbers differ by at most `tolerance`.
---@param got number
---@param expected number
---@param tolerance? number 1e-9 unless given
---@param note? string
function Test:near(got, expected, tolerance, note) end

--- An entry of the log contains the text.
---@param run Run
---@param text string
---@param note? string
function Test:logged(run, text, note) end

--- Fails.
---@param text string why
function Test:fail(text) end
