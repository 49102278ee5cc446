/// One script for each method of the reference: it calls the method, and returns whether it did what the reference says.
enum MethodCases {
    /// Scripts by the names of the methods.
    static let all: [String: String] = [
        lifecycle, children, waiting, output, relations, subrecords, trees, webhooks,
    ]
        .reduce(into: [:]) { all, group in all.merge(group) { first, _ in first } }

    /// Methods that are not there yet: `CoverageTests` fails when one of them is.
    static let owed: Set<String> = []

    private static let lifecycle = [
        "success": """
            local child = this:script([[this:success("done") this:log("never")]])
            local status, message = child:get("status", "message")
            return status == "ENDED_SUCCESS" and message == "done" and #child:record_log_list() == 0
            """,
        "error": """
            local child = this:script([[pcall(this.error, this, "bad")]], {wait = "ALL_ENDED"})
            local status, message = child:get("status", "message")
            return status == "ENDED_ERROR" and message == "bad"
            """,
        "end": """
            local child = this:script([[this["end"](this, "ENDED_CANCELLED", "enough")]], {wait = "ALL_ENDED"})
            local status, message = child:get("status", "message")
            return status == "ENDED_CANCELLED" and message == "enough"
            """,
        "breakpoint": """
            local plain = this:script([[return {same = this:breakpoint() == this}]])
            local child = this:script([[this:breakpoint() return {n = 1}]], {use_breakpoints = true, wait = false})
            child:wait_status("PAUSED")
            child:run()
            return plain:get("output_value").same and child:get("output_value").n == 1
            """,
        "cancel": """
            local child = this:script("this:sleep(1000)", {wait = false})
            local same = child:cancel("enough") == child
            local status, message = child:get("status", "message")
            return same and status == "ENDED_CANCELLED" and message == "enough"
            """,
        "pause": """
            local child = this:script("this:sleep(5) return {n = 1}", {wait = false})
            child:pause()
            this:sleep(10)
            local status = child:get("status")
            child:run()
            return status == "PAUSED" and child:get("status") == "ENDED_SUCCESS"
            """,
        "run": """
            local child = this:script("return {n = 7}", {run = false})
            return child:get("status") == "PENDING" and child:run():get("output_value").n == 7
            """,
        "run_async": """
            local child = this:script("this:sleep(5) return {n = 7}", {run = false})
            local before = child:run_async():get("output_value")
            child:wait()
            return before == null and child:get("output_value").n == 7
            """,
        "sleep": """
            local start = os.time()
            return this:sleep(5) == this and os.time() - start >= 5
            """,
        "sleep_until": """
            local start = os.time()
            this:sleep_until(start + 60)
            return os.time() >= start + 60
            """,
        "wait_status": """
            local child = this:script("this:sleep(3) this:pause()", {wait = false})
            child:wait_status({"PAUSED", "ENDED_ERROR"})
            local status = child:get("status")
            child:run()
            return status == "PAUSED"
            """,
    ]

    private static let children = [
        "flow": """
            return this:flow("square", {n = 3}):get("output_value").square == 9
            """,
        "script": """
            return this:script("return {sum = inputs.a + inputs.b}", {a = 1, b = 2}):get("output_value").sum == 3
            """,
        "connect": """
            return this:connect{connector_type = "ECHO", text = "hello"}:get("output_value").text == "hello"
            """,
        "using": """
            local child = this:using("retry", {max_tries = 2}):script("return {n = 1}")
            return child:get("output_value").n == 1
            """,
        "child": """
            this:script("return {}", {name = "first"})
            local second = this:script("return {}", {name = "second"})
            return this:child("second") == second
            """,
        "children": """
            local first, second = this:script("return {}"), this:script("return {}")
            local children = this:children()
            return #children == 2 and children[1] == first and children[2] == second
            """,
        "child_list": """
            local child = this:script("return {}")
            local list = this:child_list()
            return #list == 1 and list[1] == child
            """,
        "add_child": """
            local child = this:add_child{script = "return {n = inputs.n}", input_value = {n = 4}, name = "later"}
            local status, name = child:get("status", "name")
            return status == "PENDING" and name == "later" and child:parent() == this
                and child:run():get("output_value").n == 4
            """,
        "add_execution_parent_execution_id": """
            local child = this:script("return {}")
            local grandchild = child:add_execution_parent_execution_id{flow_name = "square", input_value = {n = 2}}
            return grandchild:parent() == child and grandchild:top() == this
                and grandchild:run():get("output_value").square == 4
            """,
        "execution_list_parent_execution_id": """
            local child = this:script("return {}")
            local list = this:execution_list_parent_execution_id()
            return #list == 1 and list[1] == child
            """,
        "execution_list_top_execution_id": """
            this:script([[this:script("return {}")]])
            return #this:execution_list_top_execution_id() == 3
            """,
        "execution_list_sync_config_id": """
            this:script("return {}")
            return this:execution_list_sync_config_id():count() == 0
            """,
        "parent": """
            local child = this:script("return {}")
            return child:parent() == this and this:parent() == null
            """,
        "top": """
            local child = this:script("return {}")
            return child:top() == this and this:top() == this
            """,
        "parent_execution_id_execution": """
            local child = this:script("return {}")
            return child:parent_execution_id_execution() == this and this:parent_execution_id_execution() == null
            """,
        "top_execution_id_execution": """
            local child = this:script("return {}")
            return child:top_execution_id_execution() == this and this:top_execution_id_execution() == this
            """,
        "clone": """
            local child = this:script("return {sum = inputs.a + inputs.b}", {a = 1, b = 2})
            return child:clone{b = 5, name = "again"}:get("output_value").sum == 6
            """,
        "duplicate": """
            local child = this:script("return {n = 1}", {name = "first", description = "what it is"})
            local copy = child:duplicate("second")
            local status, output, name, description = copy:get("status", "output_value", "name", "description")
            return status == "PENDING" and output == null and name == "second" and description == "what it is"
                and copy:run():get("output_value").n == 1
            """,
    ]

    private static let waiting = [
        "wait": """
            local child = this:script("this:sleep(5) return {n = 1}", {wait = false})
            return child:wait() == child and child:get("output_value").n == 1
            """,
        "wait_for": """
            local slow = this:script("this:sleep(50)", {wait = false})
            local quick = this:script("this:sleep(5)", {wait = false})
            local first = this:wait_for(slow, quick, {return_when = "FIRST_ENDED"})
            return first == quick and this:wait_for({slow, quick}) == this
            """,
        "dependency": """
            local slow = this:script("this:sleep(10)", {wait = false})
            local waiter = this:script("system:execution(inputs.id):wait()", {id = slow:get("id"), wait = false})
            this:sleep(5)
            local dependency = waiter:dependency()
            this:wait_for(slow, waiter)
            return dependency.is_open and dependency.return_when == "ALL_SUCCEEDED"
                and dependency.executions[1] == slow and waiter:dependency() == null
            """,
        "dependency_list": """
            local child = this:script("this:sleep(1)")
            local list = this:dependency_list()
            return #list == 1 and not list[1].is_open and list[1].executions[1] == child
            """,
        "dependency_execution_list": """
            local child = this:script("this:sleep(1)")
            local list = child:dependency_execution_list()
            return #list == 1 and list[1].execution:get("id") == this:get("id") and #this:dependency_execution_list() == 0
            """,
        "ignore_dependency": """
            local waiter = this:script([[
                this:script("this:sleep(1000000)", {name = "slow"})
                return {n = 1}
            ]], {wait = false})
            waiter:wait_status("WAITING_DEPENDENCY")
            waiter:ignore_dependency():wait()
            waiter:child("slow"):cancel()
            return waiter:get("output_value").n == 1
            """,
        "ignore_lock": """
            this:lock("door")
            local waiter = this:script([[this:lock("door") return {n = 1}]], {wait = false})
            waiter:wait_status("WAITING_LOCK")
            waiter:ignore_lock():wait()
            return waiter:get("output_value").n == 1
            """,
        "ignore_response": """
            local asker = this:script([[return {answer = this:message("well?"):get("response")}]], {wait = false})
            asker:wait_status("WAITING_RESPONSE")
            asker:ignore_response():wait()
            return asker:get("output_value").answer == null
            """,
        "ignore_scheduled": """
            local start = os.time()
            local sleeper = this:script("this:sleep(1000000) return {n = 1}", {wait = false})
            sleeper:wait_status("WAITING_SCHEDULED")
            sleeper:ignore_scheduled():wait()
            return sleeper:get("output_value").n == 1 and os.time() - start < 1000000
            """,
        "ignore": """
            local sleeper = this:script("this:sleep(1000000) return {n = 1}", {wait = false})
            sleeper:wait_status("WAITING_SCHEDULED")
            sleeper:ignore():wait()
            return sleeper:get("output_value").n == 1
            """,
        "lock": """
            this:lock("door")
            local ok, err = pcall(this.script, this, [[this:lock("door", 5)]])
            return not ok and flow_api.is(err, "DependencyFailedError")
            """,
        "release_lock": """
            this:lock("door")
            this:release_lock("door")
            return this:script([[this:lock("door", 5) return {n = 1}]]):get("output_value").n == 1
            """,
        "wait_lock": """
            this:script([[this:lock("door") this:sleep(20)]], {wait = false})
            this:sleep(1)
            local ok, err = pcall(this.wait_lock, this, "door", 5)
            this:wait_lock("door")
            return not ok and flow_api.is(err, "LockTimeoutError")
            """,
        "message": """
            local message = this:message("hello", "how are you?", {wait = false})
            local subject, text, isSubmitted = message:get("subject", "message", "is_submitted")
            return subject == "hello" and text == "how are you?" and not isSubmitted
                and this:message{select = message:get("id")} == message
            """,
    ]
}
