import FlowEngine
import FlowModel
import FlowStore
import Testing

/// `input_schema`, `output_schema` and `system:validate`, as scripts see them.
@Suite struct ExecutionSchemaTests {
    private func outcome(
        _ script: String, inputs: JSONValue = [:], answers: [JSONValue] = [], _ mode: StoredRun.Mode
    ) async throws -> JSONObject {
        var run = StoredRun(script: script, inputs: inputs)
        run.answers = answers
        return try #require(try await run.outcome(mode).json.object)
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func aChildWhoseInputsDoNotFitIsRefusedAtTheCall(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local ok, err = pcall(this.script, this, "return 1",
                {port = "80", input_schema = {properties = {port = {type = "integer"}}}})
            return {ok = ok, type = err.type, pointer = err.details.faults[1].pointer, children = #this:children()}
            """, mode)
        #expect(
            result["output_value"] == [
                "ok": false, "type": "SchemaValidationError", "pointer": "/port", "children": 0,
            ], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func initGivesSchemasToo(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local schema = {required = {"a"}}
            local child = this:script("return this:get('input_schema')", {a = 1, init = {input_schema = schema}})
            local ok, err = pcall(this.script, this, "return 1", {init = {input_schema = schema}})
            return {output = child:get("output_value"), type = err.type}
            """, mode)
        #expect(
            result["output_value"] == ["output": ["required": ["a"]], "type": "SchemaValidationError"], "\(result)")
    }

    @Test(
        arguments: [
            "this:set_output('size', 'big') return this:success('done')", "return {size = 'big'}",
            "this:set_output('size', 'big') this:end_('success')",
            "this:set_output('size', 'big') pcall(this.success, this) this:success()",
        ], StoredRun.Mode.allCases)
    func anOutputThatDoesNotFitMakesAnErrorOfASuccess(_ ending: String, _ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            "this:save{output_schema = {properties = {size = {type = 'integer'}}}} " + ending, mode)
        #expect(result["status"] == "ENDED_ERROR", "\(result)")
        #expect(
            result["message"]
                == "SchemaValidationError: the output does not fit the schema: '/size': expected an integer, but got the text \"big\"",
            "\(result)")
        #expect(result["output_value"] == ["size": "big"])
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func anOutputIsNotCheckedWhenTheExecutionEndsOtherwise(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            "this:save{output_schema = {required = {'size'}}} return this:error('no size')", mode)
        #expect(result["message"] == "no size", "\(result)")
        let fitting = try await outcome(
            "this:save{output_schema = {required = {'size'}}} return {size = 1}", mode)
        #expect(fitting["status"] == "ENDED_SUCCESS", "\(fitting)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func aWrongSchemaIsRefusedAtTheCall(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local function try(f, ...)
                local ok, err = pcall(f, ...)
                return err.type .. " " .. tostring(err.details.pointer)
            end
            local wrong = {items = {type = 5}}
            return {
                try(this.script, this, "return 1", {output_schema = wrong}), try(this.save, this, {input_schema = wrong}),
                try(system.validate, system, 1, wrong), try(this.message, this, "x", {body = {required = {1}}}),
            }
            """, mode)
        #expect(
            result["output_value"] == [
                "result": [
                    "SchemaError /items/type", "SchemaError /items/type", "SchemaError /items/type",
                    "SchemaError /required/0",
                ]
            ], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func aCloneKeepsItsSchemas(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local child = this:script("return {n = inputs.n}", {n = 1, input_schema = {properties = {n = {type = "integer"}}}})
            local good = child:clone{n = 2}
            local bad = child:clone{n = "x", wait = false}
            this:wait_for(bad, {return_when = "ALL_ENDED"})
            return {good = good:get("output_value"), status = bad:get("status"), message = bad:get("message")}
            """, mode)
        #expect(
            result["output_value"] == [
                "good": ["n": 2], "status": "ENDED_ERROR",
                "message":
                    "SchemaValidationError: the input does not fit the schema: '/n': expected an integer, but got the text \"x\"",
            ], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func startingOverChecksTheNewInputs(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            return this:script([[
                if inputs.n > 1 then return {n = inputs.n} end
                local ok, err = pcall(this.continue_as_new, this, {n = "x"})
                this:set_output("type", err.type)
                this:continue_as_new({n = 2})
            ]], {n = 1, input_schema = {properties = {n = {type = "integer"}}}}):get("output_value")
            """, mode)
        #expect(result["output_value"] == ["n": 2, "type": "SchemaValidationError"], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func valuesOfAnyKindCanBeChecked(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local ok, err = pcall(system.validate, system, {a = {1, "x"}}, {properties = {a = {items = {type = "integer"}}}})
            return {
                system:validate(nil, {type = "null"}), system:validate(9007199254740993, {const = 9007199254740993}),
                system:validate({}, {type = "object"}), system:validate(1.5, true), err.details.faults[1].pointer,
            }
            """, mode)
        #expect(result["output_value"] == ["result": [true, true, true, true, "/a/1"]], "\(result)")
    }

    @Test func anAnswerHasToFitTheForm() throws {
        let form: JSONValue = [
            "type": "object", "properties": ["approve": ["type": "boolean"]], "required": ["approve"],
        ]
        let id = try #require(RecordID("0190a000-0000-7000-8000-000000000001"))
        let time = ScriptTime(microseconds: 0)
        let message = StoredMessage(id: id, sender: id, content: ["body": form], createdAt: time)
        try MessageForm.check(answer: ["approve": true, "reason": "x"], to: message)
        for answer in [["approve": "yes"], [:], nil, true] as [JSONValue] {
            let error = #expect(throws: FlowError.self) { try MessageForm.check(answer: answer, to: message) }
            #expect(error?.type == "SchemaValidationError")
        }
        let question = StoredMessage(id: id, sender: id, content: ["request": "Name?"], createdAt: time)
        try MessageForm.check(answer: "anything", to: question)
    }
}
