import FlowModel
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10))) struct ConnectorCommandTests {
    @Test func listsAndDescribes() throws {
        let list = try moonflow("connector", "list")
        #expect(list.status == 0)
        let types = try JSONParser.parse(list.output).items?.map { $0.object?["connector_type"] ?? .null }
        #expect(types == ["FILE", "REST"])
        let help = try moonflow("connector", "describe", "rest")
        #expect(help.status == 0)
        #expect(
            help.output.contains("timeout_sec") && help.output.contains("auth.token") && help.output.contains("secret"))
        let schema = try JSONParser.parse(try moonflow("connector", "describe", "FILE", "--schema").output)
        #expect(schema.object?["required"] == ["operation"])
        let wrong = try moonflow("connector", "describe", "RST")
        #expect(wrong.status == 64)
        #expect(wrong.errors == "error: there is no connector RST; did you mean REST? there are FILE, REST\n")
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
