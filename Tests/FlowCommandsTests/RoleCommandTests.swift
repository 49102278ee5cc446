import FlowModel
import Foundation
import Testing

/// `moonflow run --roles`.
@Suite(.timeLimit(.minutes(10))) struct RoleCommandTests {
    @Test func aRunHasTheRolesThatAreGiven() throws {
        let folder = try Folder([
            "setup.lua": """
            system:role("reader"):save{permissions = {{record_type = "setting", actions = "read"}}}
            system:role("writer"):save{permissions = {{record_type = "setting", actions = {"create", "update"}}}}
            system:project("p"):save()
            system:flow("job"):save{project_name = "p"}
            """,
            "job.lua": """
            local written, why = pcall(function() system:setting("a"):save{value = 1} end)
            return {
                roles = this:get("roles"), written = written, why = not written and why.message or null,
                read = pcall(system.settings, system), place = this:get("project_id") ~= null,
            }
            """,
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("setup.lua"), store: store).status == 0)
        func output(_ options: String...) throws -> JSONValue {
            let run = try moonflow(["run", folder.file("job.lua")] + options, store: store)
            #expect(run.status == 0, "\(run.errors)")
            return try JSONParser.parse(run.output)
        }
        let refused =
            "save: there is no permission to create the setting 'a'; the execution has the role 'reader'"
        #expect(
            try output("--roles", "reader") == [
                "roles": ["reader"], "written": false, "why": .string(refused), "read": true, "place": true,
            ])
        #expect(
            try output("--roles", "writer, reader") == [
                "roles": ["writer", "reader"], "written": true, "why": .null, "read": true, "place": true,
            ])
        #expect(
            try output() == ["roles": .null, "written": true, "why": .null, "read": true, "place": true])
        let unknown = try moonflow("run", folder.file("job.lua"), "--roles", "raeder", store: store)
        #expect(unknown.status == 64)
        #expect(
            unknown.errors.contains("--roles: there is no role 'raeder'; did you mean 'reader'?"), "\(unknown.errors)")
    }
}
