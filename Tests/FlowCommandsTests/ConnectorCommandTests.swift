import FlowModel
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10))) struct ConnectorCommandTests {
    @Test func listsAndDescribesTypes() throws {
        let list = try moonflow("connector", "types")
        #expect(list.status == 0)
        let types = try JSONParser.parse(list.output).items?.compactMap { $0.object?["connector_type"]?.text } ?? []
        #expect(types.contains("FILE") && types.contains("REST"))
        #expect(types == types.sorted())
        let help = try moonflow("connector", "describe", "rest")
        #expect(help.status == 0)
        #expect(
            help.output.contains("timeout_sec") && help.output.contains("auth.token") && help.output.contains("secret"))
        let schema = try JSONParser.parse(try moonflow("connector", "describe", "FILE", "--schema").output)
        #expect(schema.object?["required"] == ["operation"])
        let wrong = try moonflow("connector", "describe", "RST")
        #expect(wrong.status == 64)
        #expect(wrong.errors.hasPrefix("error: there is no connector type RST; did you mean REST? there are "))
    }

    @Test func triesAConnection() throws {
        let folder = try Folder(["there.txt": "hello"])
        let read = try moonflow(
            "connector", "test", "FILE", "--files", folder.path, "--input",
            #"{"operation": "read", "path": "there.txt"}"#)
        #expect(read.status == 0)
        #expect(read.output == "{\"bytes\":5,\"path\":\"there.txt\",\"text\":\"hello\"}\n")
        let outside = try moonflow(
            "connector", "test", "FILE", "--files", folder.path, "--input", #"{"operation": "read", "path": "../x"}"#)
        #expect(outside.status == 1)
        #expect(outside.output == "")
        #expect(outside.errors.hasPrefix("error: InvalidInputError: FILE: path must not have '..'"))
        let nobody = try moonflow("connector", "test", "REST", "--input", #"{"url": "http://me:pw@127.0.0.1:1/"}"#)
        #expect(nobody.status == 1)
        #expect(
            nobody.errors
                == "error: ConnectionFailedError: REST GET http://127.0.0.1:1/: could not connect: connection refused\n"
        )
        let refused = try moonflow(
            "connector", "test", "REST", "--public-only", "--input", #"{"url": "http://localhost:1/"}"#)
        #expect(refused.errors.hasPrefix("error: PermissionDenied: "))
        let named = try moonflow(
            "connector", "test", "REST", "--allow-host", "a.example", "--input", #"{"url": "http://b.example/"}"#)
        #expect(named.errors.hasPrefix("error: PermissionDenied: "))
    }

    @Test func keepsConnectors() throws {
        let folder = try Folder([
            "there.txt": "hello", "read.lua": "return this:connect('note'):get('output_value')",
            "value.json": #"{"url": "http://127.0.0.1:1/", "auth": {"type": "bearer", "token": "s3cret"}}"#,
        ])
        let (store, files) = (folder.file("store.db"), folder.path)
        func connector(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
            let result = try moonflow(["connector"] + arguments, store: store)
            return (result.status, result.output, result.errors)
        }
        let note = #"{"operation": "read", "path": "there.txt"}"#
        #expect(try connector("add", "note", "--type", "file", "--value", note).status == 0)
        let second = try connector("add", "note", "--type", "FILE")
        #expect(
            second.status != 0 && second.errors == "error: there is a connector 'note' already; --replace changes it\n")
        let wrong = try connector("add", "other", "--type", "FILE", "--value", #"{"pth": "x"}"#)
        #expect(
            wrong.status == 64 && wrong.errors.contains("--value: FILE: there is no input 'pth'; did you mean 'path'?"))
        #expect(try connector("add", "other").errors.hasPrefix("error: --type is missing"))
        #expect(
            try connector(
                "add", "api", "--type", "REST", "--description", "orders", "--value", "@" + folder.file("value.json")
            )
            .status == 0)
        let list = try JSONParser.parse(try connector("list").output) as JSONValue
        #expect(list.items?.map { $0.object?["name"] ?? .null } == ["note", "api"])
        let shown = try connector("show", "api")
        let record = try #require(try (JSONParser.parse(shown.output) as JSONValue).object)
        #expect(record["connector_type"] == "REST" && record["description"] == "orders")
        #expect(record["value"]?.object?["auth"] == ["type": "bearer", "token": "***"])
        #expect(!shown.output.contains("s3cret"))
        #expect(try connector("show", "api", "--secrets").output.contains("s3cret"))
        let unknown = try connector("show", "apo")
        #expect(
            unknown.status == 64 && unknown.errors == "error: the store has no connector 'apo'; did you mean 'api'?\n")

        let read = try connector("test", "note", "--files", files)
        #expect(
            read.status == 0 && read.output == "{\"bytes\":5,\"path\":\"there.txt\",\"text\":\"hello\"}\n",
            "\(read.errors)")
        #expect(try connector("test", "note", "--files", files, "--input", #"{"path": "no.txt"}"#).status == 1)
        let run = try moonflow(["run", folder.file("read.lua"), "--files", files], store: store)
        #expect(run.output == read.output, "\(run.errors)")

        #expect(try connector("add", "note", "--replace", "--value", #"{"operation": "list"}"#).status == 0)
        #expect(try connector("show", "note").output.contains(#""value":{"operation":"list"}"#))
        #expect(try connector("remove", "note").status == 0)
        #expect(try connector("remove", "note").status == 64)
        #expect(
            try moonflow(["run", folder.file("read.lua")], store: store).errors.contains("there is no connector 'note'")
        )
    }

    @Test func keepsConnectorsWhileAnEngineHoldsTheStore() throws {
        let folder = try Folder([
            "there.txt": "hello",
            "wait.lua": """
            this:log("ready")
            while not system:connector("note"):exists() do this:sleep(0.02) end
            return {text = this:connect("note"):get("output_value").text}
            """,
        ])
        let store = folder.file("store.db")
        let holder = try MoonflowProcess(["run", folder.file("wait.lua"), "--files", folder.path], store: store)
        #expect(try holder.hasSaid("ready"))
        let added = try moonflow(
            ["connector", "add", "note", "--type", "FILE", "--value", #"{"operation": "read", "path": "there.txt"}"#],
            store: store)
        #expect(added.status == 0, "\(added.errors)")
        let result = try holder.finish()
        #expect(result.output == "{\"text\":\"hello\"}\n", "\(result.errors)")
    }

    @Test func scriptsConnect() throws {
        let folder = try Folder([
            "note.lua": """
            this:connect{connector_type = "FILE", operation = "append", path = "notes.txt", content = "x"}
            local c = this:connect{connector_type = "REST", url = "http://127.0.0.1:1/", wait = "ALL_ENDED"}
            return {rest = c:get("message")}
            """
        ])
        let store = folder.file("kept/store.db")
        let result = try moonflow(["run", folder.file("note.lua")], store: store)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("connection refused"))
        // Beside the store, unless told otherwise.
        #expect(try String(contentsOfFile: folder.file("kept/files/notes.txt"), encoding: .utf8) == "x")
        _ = try moonflow(["run", folder.file("note.lua"), "--files", folder.file("elsewhere")], store: store)
        #expect(try String(contentsOfFile: folder.file("elsewhere/notes.txt"), encoding: .utf8) == "x")
    }
}
