import FlowModel
import FlowStore
import Testing

@testable import FlowEngine

/// Every function, called from Lua by an execution without any roles, does what the tables here state.
///
/// A function that is in no table fails the tests: whoever adds one states what it takes.
@Suite(.timeLimit(.minutes(10))) struct MethodPermissionTests {
    private static let denied = "PermissionDenied"

    // MARK: - Expectations, by outcome

    /// On itself: what concerns only itself is free.
    private static let own: [String: String] = [
        "ok": """
        log log_data log_markdown set_output save get get_dict exists sleep sleep_until pause run_async
        ignore ignore_dependency ignore_lock ignore_response ignore_scheduled
        parent parent_execution_id_execution top top_execution_id_execution children child_list
        execution_list_parent_execution_id record_log_list dependency dependency_list execution_dump_list
        create_savepoint remove_savepoints continue_as_new breakpoint using connector webhook project bundle metadata metadata_exists
        add_record_metadata add_record_tag add_record_user add_operation add_git_log
        record_metadata_list record_tag_list record_user_list operation_list git_log_list identity_role_list
        setting_list message_list
        record_list_created_by record_list_modified_by record_list_deleted_by
        record_list_pending_trash_identity_id record_list_pending_delete_identity_id
        record_list_pending_restore_identity_id
        chat created_by_identity custom_object deleted_by_identity dependency_execution_list
        execution_list_sync_config_id export modified_by_identity organization
        pending_delete_identity_id_identity pending_restore_identity_id_identity pending_trash_identity_id_identity
        plugin_action process restore schedule_list setting sync_config_id_identity workspace
        """,
        "ended": """
        success error end end_ cancel webhook_response webhook_html_response webhook_json_response
        webhook_bytes_response webhook_base64_response
        """,
        "InvalidInputError": "wait wait_status run delete",
        "ResourceNotFoundError": "child load_savepoint",
        denied: """
        flow script connect clone duplicate wrapper schedule add_child add_execution_parent_execution_id
        wait_for lock wait_lock release_lock message delete_process
        cancel_process pause_process run_process execution_list_top_execution_id add_setting add_identity_role
        """,
    ]

    /// On an execution that is not below it: nothing is free but what gives only objects of other records.
    private static let other: [String: String] = [
        "ok": "organization setting workspace",
        "InvalidInputError": """
        success error end end_ sleep sleep_until create_savepoint continue_as_new breakpoint using
        webhook_response webhook_html_response webhook_json_response webhook_bytes_response webhook_base64_response
        """,
    ]

    private static let system: [String: String] = [
        "ok": """
        execution local_time message validate executions
        bundle bundle_repository chat connector custom_object devolutions_config file flow ldap_config oauth
        object_template organization plugin plugin_action process project role schedule scheduler schema setting
        sync_config tag user vault_config webhook workspace wrapper
        """,
        denied: """
        bundle_repositories bundles chats connectors custom_objects devolutions_configs files flows ldap_configs
        messages oauths object_templates organizations plugin_actions plugins processes projects roles schedulers
        schedules schemas settings sync_configs tags users vault_configs webhooks workspaces wrappers
        """,
    ]

    // MARK: - Tests

    @Test func whatConcernsOnlyItselfIsFree() async throws {
        try await check("Execution", on: "this", Self.own)
    }

    @Test func otherExecutionsAreNot() async throws {
        let names = try #require(Self.methods("Execution")).map(\.name)
        var expected = Self.other
        let free = Self.words(expected.values.joined(separator: " "))
        expected[Self.denied] = names.filter { !free.contains($0) && $0 != "wait_for" }.joined(separator: " ")
        expected[Self.denied]? += " wait_for"
        try await check("Execution", on: "system:execution(inputs.other)", expected)
    }

    @Test func theWorkspaceIsNot() async throws {
        try await check("System", on: "system", Self.system)
    }

    @Test func wrappedChildrenAreNot() async throws {
        try await check(
            "Wrapping", on: "this:using('name')", [Self.denied: "using flow script connect clone"])
    }

    @Test func messagesOfOthersAreNot() async throws {
        let names = try #require(Self.methods("Message")).map(\.name)
        try await check(
            "Message", on: "system:message(inputs.message)", [Self.denied: names.joined(separator: " ")])
    }

    @Test func recordsAreNot() async throws {
        let names = try #require(Self.methods("Setting")).map(\.name)
        try await check("Setting", on: "system:setting('name')", [Self.denied: names.joined(separator: " ")])
    }

    /// The functions of all types of records are made in one way, and need rights in one way.
    @Test func noTypeOfRecordsIsFree() throws {
        let own = RecordID(createdAt: TestFlow.start, random: (3, 4))
        let calls = RecordCalls(
            session: RecordSession(CommittedRecords(MemoryStore())), execution: own, generation: 0)
        var record = ExecutionRecord(id: own, name: "own", script: "", inputs: [:], createdAt: TestFlow.start)
        record.set(["roles": .array([])])
        let access = CallAccess(session: calls.session, own: record, created: [], messages: [])
        let samples: [[HostValue]] = [["name"], [["name": "x"]], [], [.string(own.description)]]
        var count = 0
        for type in DataModel.current.types where type.name != "execution" && type.name != "message" {
            for signature in Self.methods(type.className) ?? [] {
                let arguments = try #require(samples.first { (try? signature.bind($0)) != nil }, "\(signature.name)")
                let id = RecordID(createdAt: TestFlow.start, random: (5, 6))
                for receiver in ["=name", id.description, "[\"\(id)\",\"key\"]"] {
                    let context = CallContext(
                        receiver: ObjectReference(className: type.className, id: receiver), call: 1, line: 1,
                        now: TestFlow.start)
                    #expect(throws: FlowError.self, "\(type.className):\(signature.name) of \(receiver)") {
                        do {
                            _ = try calls.perform(signature, arguments, context, access)
                        } catch let error as FlowError where error.type != Self.denied {
                            Issue.record("\(type.className):\(signature.name) of \(receiver): \(error)")
                            throw error
                        }
                    }
                    count += 1
                }
            }
        }
        #expect(count > 1000)
    }

    // MARK: - Calls

    private static func words(_ text: String) -> Set<String> {
        Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
    }

    private static func methods(_ className: String) -> [HostSignature]? {
        HostCatalogue.current.classes.first { $0.name == className }?.signatures
    }

    /// What a function is given: what it requires, and what decides where that is optional.
    private func arguments(of signature: HostSignature) -> String {
        switch signature.name {
        case "continue_as_new": return "{again = true}"
        case "add_setting": return "{name = 'new'}"
        case "add_child", "add_execution_parent_execution_id": return "{script = 'return 1', name = 'new'}"
        case "local_time": return "'UTC'"
        case "add_record_tag", "add_record_user", "add_identity_role", "flow", "wrapper", "child",
            "schedule":
            return "'name'"
        case "add_record_metadata": return "'key', 1"
        case "add_operation": return "{operation = 'look'}"
        case "add_git_log": return "{commit = '1'}"
        case "wait_for": return "inputs.other"
        case "message" where signature.className == "System": return "inputs.message"
        case "validate": return "1, {type = 'integer'}"
        default: break
        }
        var required = signature.positionals.filter(\.isRequired)
        if let rest = signature.rest, rest.isRequired { required.append(rest) }
        return required.map { sample($0.type) }.joined(separator: ", ")
    }

    private func sample(_ type: ParameterType) -> String {
        switch type {
        case .number, .moment: "0"
        case .choice(let words), .choices(let words), .booleanOr(let words): "'\(words[0])'"
        case .table: "{}"
        case .execution, .executions: "inputs.other"
        case .boolean: "true"
        case .text, .notTable, .any: "'name'"
        }
    }

    private func script(_ signature: HostSignature, on receiver: String) -> String {
        let given = arguments(of: signature)
        return """
            if inputs.again then return {outcome = "ok"} end
            this:set_output("outcome", "ended")
            local receiver = \(receiver)
            local ok, err = pcall(receiver["\(signature.name)"], receiver\(given.isEmpty ? "" : ", " + given))
            this:set_output("outcome", ok and "ok" or err.type or tostring(err))
            """
    }

    private func check(_ className: String, on receiver: String, _ table: [String: String]) async throws {
        let signatures = try #require(Self.methods(className))
        var expected: [String: String] = [:]
        for (outcome, names) in table {
            for name in Self.words(names) { expected[name] = outcome }
        }
        let script = """
            for _, each in ipairs({"setting", "role", "tag", "user"}) do system[each](system, "name"):save() end
            local other = this:script("", {name = "other", orphan = true}):get("id")
            local message = this:message("subject", {wait = false}):get("id")
            for _, call in ipairs(inputs.calls) do
                local child = this:script(call.script, {
                    name = "child", roles = {}, wait = false, inputs = {other = other, message = message}})
                this:sleep(5)
                if child:get("status") == "PAUSED" then child:run_async() end
                child:wait{return_when = "ALL_ENDED"}
                local output = child:get("output_value")
                this:set_output(call.name, output and output.outcome or child:get("message"))
            end
            """
        let calls = signatures.map { signature -> JSONValue in
            ["name": .string(signature.name), "script": .string(self.script(signature, on: receiver))]
        }
        let row = try await StoredRun(script: script, inputs: ["calls": .array(calls)]).outcome(.memory).row
        #expect(row.record.status == .endedSuccess, "\(row.record.message ?? "")")
        let found = row.record.output.object ?? [:]
        for signature in signatures {
            let outcome = found[signature.name]?.text ?? "nothing"
            guard let expected = expected.removeValue(forKey: signature.name) else {
                Issue.record("\(className):\(signature.name) is in no table; on \(receiver) it gives \(outcome)")
                continue
            }
            #expect(outcome == expected, "\(className):\(signature.name) on \(receiver)")
        }
        #expect(expected.isEmpty, "there are no such functions: \(expected.keys.sorted())")
    }
}
