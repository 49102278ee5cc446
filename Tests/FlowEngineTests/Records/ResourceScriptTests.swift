import FlowModel
import FlowStore
import Testing

@testable import FlowEngine

/// Says what it takes, and gives its inputs back.
private struct EchoConnector: TypedConnector {
    var interface: ConnectorInterface {
        ConnectorInterface(
            type: "ECHO", summary: "Gives inputs back.",
            inputs: [
                ConnectorInput("url", .text, "Where.", isRequired: true),
                ConnectorInput("headers", .scalars, "Headers."),
                ConnectorInput("count", .integer(1...9), "How many.", fallback: 1),
            ])
    }

    func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        ["inputs": .object(inputs), "connector": request.connectorName.map(JSONValue.string) ?? .null]
    }
}

/// Flows and connectors that are records, from Lua: on every store and with replays.
@Suite(.timeLimit(.minutes(10))) struct ResourceScriptTests {
    private func check(_ script: String, _ output: JSONValue) async throws {
        var run = StoredRun(script: script)
        run.flows = FlowTable(["filed": "return {from = 'file', given = inputs}"])
        run.connectors = ["ECHO": EchoConnector()]
        try await run.comesTo(output)
    }

    @Test func inputsAreMergedOverTheStoredValue() async throws {
        try await check(
            """
            local site = system:connector("site"):save{
                connector_type = "ECHO", value = {url = "http://a/", headers = {x = "1", y = "2"}, count = 3},
            }
            local plain = this:connect("site")
            local given = this:connect("site", {url = "http://b/", headers = {x = "9"}, count = null})
            local byID = this:connect{connector_id = site:get("id"), name = "by id"}
            return {
                plain = plain:get("output_value"), given = given:get("output_value").inputs,
                type = plain:get("connector_type"), name = plain:get("name"), connector = plain:get("connector_name"),
                sameID = plain:get("connector_id") == site:get("id"), related = plain:connector():get("name"),
                label = byID:get("name"), listed = site:execution_list():count(), adHoc = this:connect{connector_type = "ECHO", url = "u"}:get("connector_id"),
            }
            """,
            [
                "plain": [
                    "inputs": ["url": "http://a/", "headers": ["x": "1", "y": "2"], "count": 3], "connector": "site",
                ],
                "given": ["url": "http://b/", "headers": ["x": "9"], "count": 1],
                "type": "ECHO", "name": "site", "connector": "site", "sameID": true, "related": "site",
                "label": "by id", "listed": 3, "adHoc": nil,
            ])
    }

    @Test func wrongInputsAreErrorsOfTheCall() async throws {
        try await check(
            """
            system:connector("site"):save{connector_type = "ECHO"}
            local function fault(...)
                local ok, err = pcall(this.connect, this, ...)
                return ok or err.type .. ": " .. err.message
            end
            local faults = {
                fault("site"), fault("site", {url = 1}), fault("site", {url = "u", cuont = 2}),
                fault("site", {url = "u", count = 10, wait = "ALL_ENDED"}),
                fault{connector_type = "ECHO", run = false, uri = "u"},
            }
            return {faults = faults, children = #this:children()}
            """,
            [
                "faults": [
                    "MissingInputError: connect: ECHO: the input 'url' is missing; give a text",
                    "InvalidInputError: connect: ECHO: url must be text; got the integer 1",
                    "ExtraInputError: connect: ECHO: there is no input 'cuont'; did you mean 'count'? known are after_crash, count, headers, url",
                    "InvalidInputError: connect: ECHO: count must be integer from 1 to 9; got the integer 10",
                    "ExtraInputError: connect: ECHO: there is no input 'uri'; did you mean 'url'? known are after_crash, count, headers, url",
                ], "children": 0,
            ])
    }

    @Test func aTemplateMayLackInputs() async throws {
        try await check(
            """
            system:connector("site"):save{connector_type = "ECHO", value = {count = 2}}
            local template = this:connect("site", {run = false})
            local clone = template:clone{url = "u"}
            template:cancel()
            return {
                inputs = clone:get("output_value").inputs, same = clone:get("connector_id") == template:get("connector_id"),
            }
            """,
            ["inputs": ["url": "u", "count": 2], "same": true])
    }

    @Test func wrappersOfAConnectorGoAroundItsConnections() async throws {
        try await check(
            """
            system:wrapper("complete"):save{
                script = "function handler(system, this, inputs, params) return this:child(params.inputs) end",
            }
            local function connector(name, inputs)
                return system:connector(name):save{
                    connector_type = "ECHO", value = {count = 4},
                    wrappers = {{wrapper_name = "complete", params = {inputs = inputs}}},
                }
            end
            connector("whole", {url = "u"})
            connector("wrong", {url = "u", haeders = {}})
            local whole = this:connect("whole")
            local wrong = this:connect("wrong", {wait = "ALL_ENDED"})
            local bare, why = pcall(this.connect, this, "whole", {unwrapped = true})
            local ok, err = pcall(this.connect, this, "whole", {cuont = 1})
            return {
                type = whole:get("type"), inputs = whole:get("output_value").inputs, bare = why.type, err = err.type,
                wrong = wrong:get("message"):match("ExtraInputError"),
            }
            """,
            [
                "type": "WRAPPER", "inputs": ["url": "u", "count": 4], "bare": "MissingInputError",
                "err": "ExtraInputError", "wrong": "ExtraInputError",
            ])
    }

    @Test func aRecordWithoutAScriptSaysHowAFileRuns() async throws {
        try await check(
            """
            system:flow("filed"):save{priority = 77}
            local child = this:flow("filed")
            local flow = child:get("output_value").from
            return {from = flow, priority = child:get("priority")}
            """, ["from": "file", "priority": 77])
    }

    @Test func connectorsThatCannotBeUsed() async throws {
        try await check(
            """
            system:connector("orders"):save{connector_type = "ECHO", value = {url = "u"}}
            system:connector("typeless"):save{value = {}}
            system:connector("foreign"):save{connector_type = "FAX"}
            system:connector("odd"):save{connector_type = "ECHO", value = "url"}
            system:connector("gone"):save{connector_type = "ECHO"}:delete()
            local function fault(...)
                local ok, err = pcall(this.connect, this, ...)
                return ok or err.type .. ": " .. err.message:gsub(("%x+%-"):rep(4) .. "%x+", "ID")
            end
            return {
                fault("order"), fault("typeless"), fault("foreign"), fault("odd"), fault("gone"),
                fault("orders", {connector_type = "FAX"}), fault{connector_id = "x"},
                fault("orders", {connector_id = this:get("id")}), fault{connector_id = this:get("id")},
            }
            """,
            [
                "result": [
                    "ResourceNotFoundError: connect: there is no connector 'order'; did you mean 'orders'?",
                    "InvalidInputError: connect: the connector 'typeless' has no type; give it one: system:connector(\"typeless\"):save{connector_type = ...}",
                    "InvalidInputError: connect: the connector 'foreign': there is no connector type 'FAX'; there are ECHO",
                    "InvalidInputError: connect: the value of the connector 'odd' must be a table of inputs, but is the text \"url\"",
                    "ResourceNotFoundError: connect: there is no connector 'gone'; make one with system:connector(\"gone\"):save{...}, or connect ad hoc: this:connect{connector_type = \"ECHO\", ...}",
                    "InvalidInputError: connect: there is no connector type 'FAX'; there are ECHO",
                    "InvalidInputError: connect: connector_id expects the id of a record, but got \"x\"",
                    "InvalidInputError: connect: give only one of a name and connector_id",
                    "ResourceNotFoundError: connect: there is no connector with the id ID",
                ]
            ])
    }

    @Test func aRecordOfAFlowComesBeforeTheFile() async throws {
        try await check(
            """
            local file = this:flow("filed", {n = 1})
            local flow = system:flow("filed"):save{script = "return {from = 'record', given = inputs}"}
            local record = this:flow("filed", {n = 2})
            local byID = this:flow{flow_id = flow:get("id"), n = 3}
            local bare = this:flow(flow:get("id"))
            flow:delete()
            local again = this:flow("filed")
            local ok, err = pcall(this.flow, this, "fild")
            return {
                file = file:get("output_value"), record = record:get("output_value"), byID = byID:get("output_value"),
                names = {file:get("flow_name"), record:get("flow_name"), byID:get("flow_name"), bare:get("name")},
                ids = {file:get("flow_id"), record:get("flow_id") == byID:get("flow_id")},
                again = again:get("output_value").from, message = err.message,
            }
            """,
            [
                "file": ["from": "file", "given": ["n": 1]], "record": ["from": "record", "given": ["n": 2]],
                "byID": ["from": "record", "given": ["n": 3]], "names": ["filed", "filed", "filed", "filed"],
                "ids": [nil, true], "again": "file",
                "message": "flow: there is no flow 'fild'; did you mean 'filed'?",
            ])
    }

    @Test func whatAFlowSaysOfItsExecutions() async throws {
        try await check(
            """
            local flow = system:flow("strict"):save{
                script = "return {n = inputs.n}", priority = 30, max_runtime_minutes = 5, savepoint_retention = "ALL",
                input_schema = {required = {"n"}}, output_schema = {properties = {n = {type = "integer"}}},
            }
            local ok, err = pcall(this.flow, this, "strict")
            local good = this:flow("strict", {n = 1})
            local bad = this:flow("strict", {n = "x", wait = "ALL_ENDED"})
            local own = this:flow("strict", {n = 1, priority = 7, init = {max_runtime_minutes = 1}, input_schema = null})
            system:flow("broken"):save{script = "", output_schema = {type = "nothing"}}
            local fine, why = pcall(this.flow, this, "broken")
            return {
                type = err.type, bad = bad:get("status"), why = why.type, place = why.message:match("^.-output_schema"),
                good = {good:get("priority", "max_runtime_minutes", "savepoint_retention")},
                own = {own:get("priority", "max_runtime_minutes", "input_schema")},
            }
            """,
            [
                "type": "SchemaValidationError", "bad": "ENDED_ERROR", "why": "SchemaError",
                "place": "flow: the flow 'broken': output_schema", "good": [30, 5, "ALL"], "own": [7, 1, nil],
            ])
    }

    @Test func namesOfRecordsAreSuggestedToo() async throws {
        try await check(
            """
            system:flow("invoice"):save{script = "return 1"}
            local ok, err = pcall(this.flow, this, "invioce")
            return {type = err.type, message = err.message}
            """,
            ["type": "ResourceNotFoundError", "message": "flow: there is no flow 'invioce'; did you mean 'invoice'?"])
    }
}
