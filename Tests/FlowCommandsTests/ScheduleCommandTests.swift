import FlowModel
import Testing

/// Schedules on the command line.
@Suite(.timeLimit(.minutes(10))) struct ScheduleCommandTests {
    private func listed(_ store: String) throws -> [JSONObject] {
        let list = try moonflow("schedule", "list", "--json", store: store)
        #expect(list.status == 0, "\(list.errors)")
        return try (JSONParser.parse(list.output) as JSONValue).items?.compactMap(\.object) ?? []
    }

    @Test func areListedEnabledAndDisabled() throws {
        let folder = try Folder([
            "main.lua": """
            system:flow("work"):save{script = "return {}"}
            system:schedule("yearly"):save{
                flow_name = "work", bundled_scheduler = "cron", value = {cron = "0 0 1 1 *"}}
            system:schedule("idle"):save{}
            """
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("main.lua"), store: store).status == 0)
        #expect(try listed(store).map { $0["is_enabled"] } == [false, false])
        #expect(try listed(store).map { $0["flow_name"] } == ["work", .null])

        #expect(try moonflow("schedule", "enable", "yearly", store: store).status == 0)
        let enabled = try #require(try listed(store).first)
        #expect(enabled["is_enabled"] == true)
        #expect(enabled["status"] == "PENDING")
        // Enabled twice, it has one execution still.
        #expect(try moonflow("schedule", "enable", enabled["id"]?.text ?? "", store: store).status == 0)
        #expect(try listed(store).first?["execution_id"] == enabled["execution_id"])
        let executions = try moonflow("exec", "list", store: store).output
        #expect(try (JSONParser.parse(executions) as JSONValue).items?.map { $0.object?["type"] } == ["SCHEDULE"])

        #expect(try moonflow("schedule", "disable", "yearly", store: store).status == 0)
        #expect(try listed(store).first?["status"] == "ENDED_CANCELLED")
        #expect(try moonflow("exec", "list", store: store).output.contains("SCHEDULE") == false)
    }

    @Test func whatCannotBeDoneIsSaid() throws {
        let folder = try Folder(["main.lua": "system:schedule('idle'):save{}"])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("main.lua"), store: store).status == 0)
        let unknown = try moonflow("schedule", "enable", "nightly", store: store)
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("there is no schedule 'nightly'"))
        let incomplete = try moonflow("schedule", "enable", "idle", store: store)
        #expect(incomplete.status == 64)
        #expect(incomplete.errors.contains("flow_id is missing"))
        #expect(try listed(store).first?["is_enabled"] == false)
    }
}
