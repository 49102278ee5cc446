import FlowConnectors
import FlowModel
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10))) struct FileConnectorTests {
    private let folder: TemporaryFolder
    private let file: FileConnector

    init() throws {
        folder = try TemporaryFolder()
        file = FileConnector(root: folder.file("root"), fileLimit: 10_000)
    }

    private func call(_ inputs: JSONValue, key: String = UUID().uuidString.lowercased()) async throws -> JSONValue {
        try await file.perform(request("FILE", inputs, key: key))
    }

    private func fault(_ inputs: JSONValue, key: String = UUID().uuidString.lowercased()) async throws -> FlowError {
        do throws(FlowError) {
            let output = try await file.perform(request("FILE", inputs, key: key))
            Issue.record("no error but \(JSONWriter.text(output))")
            return FlowError(.internalError, "")
        } catch {
            return error
        }
    }

    @Test func writesAndReads() async throws {
        let written = try await call(["operation": "write", "path": "a/b/c.txt", "content": "hellö"])
        #expect(written == ["path": "a/b/c.txt", "bytes": 6])
        #expect(try folder.text("root/a/b/c.txt") == "hellö")
        #expect(
            try await call(["operation": "read", "path": "a/b/c.txt"])
                == ["path": "a/b/c.txt", "bytes": 6, "text": "hellö"])
        #expect(
            try await call(["operation": "write", "path": "a/b/c.txt", "content": ""]) == [
                "path": "a/b/c.txt", "bytes": 0,
            ])
        #expect(
            try await call(["operation": "read", "path": "a/b/c.txt"]) == ["path": "a/b/c.txt", "bytes": 0, "text": ""])
        // Nothing of what was on its way is left.
        #expect(try folder.names("root/a/b") == ["c.txt"])
    }

    @Test func bytes() async throws {
        _ = try await call(["operation": "write", "path": "x", "content_base64": "AP/+"])
        #expect(
            try await call(["operation": "read", "path": "x", "encoding": "base64"])
                == ["path": "x", "bytes": 3, "content_base64": "AP/+"])
        let error = try await fault(["operation": "read", "path": "x"])
        #expect(error.message == "FILE read 'x': it is no text in UTF-8; read it with encoding = \"base64\"")
    }

    @Test func appends() async throws {
        for text in ["one\n", "two\n"] {
            #expect(
                try await call(["operation": "append", "path": "log", "content": .string(text)]) == [
                    "path": "log", "bytes": 4,
                ])
        }
        #expect(try folder.text("root/log") == "one\ntwo\n")
    }

    @Test func lists() async throws {
        #expect(try await call(["operation": "list"]) == ["path": "", "entries": [], "is_complete": true])
        for path in ["b.txt", "a/deep/x", "a/y", "Z"] {
            _ = try await call(["operation": "append", "path": .string(path), "content": "12"])
        }
        let top: JSONValue = [
            ["path": "Z", "type": "file", "bytes": 2], ["path": "a", "type": "folder"],
            ["path": "b.txt", "type": "file", "bytes": 2],
        ]
        #expect(try await call(["operation": "list"]) == ["path": "", "entries": top, "is_complete": true])
        let all = try await call(["operation": "list", "path": "a/", "recursive": true])
        #expect(
            all.object?["entries"] == [
                ["path": "deep", "type": "folder"], ["path": "deep/x", "type": "file", "bytes": 2],
                ["path": "y", "type": "file", "bytes": 2],
            ])
        let some = try await call(["operation": "list", "recursive": true, "max_entries": 3])
        #expect(some.object?["entries"]?.items?.count == 3 && some.object?["is_complete"] == false)
    }

    @Test func deletes() async throws {
        _ = try await call(["operation": "write", "path": "a/b", "content": ""])
        #expect(try await fault(["operation": "delete", "path": "a"]).message.contains("not empty; see recursive"))
        #expect(try await call(["operation": "delete", "path": "a/b"]) == ["path": "a/b", "deleted": true])
        #expect(try await call(["operation": "delete", "path": "a/b"]) == ["path": "a/b", "deleted": false])
        #expect(
            try await fault(["operation": "delete", "path": "a/b", "must_exist": true]).type == "ResourceNotFoundError")
        _ = try await call(["operation": "write", "path": "a/c/d", "content": ""])
        try FileManager.default.createSymbolicLink(atPath: folder.file("root/a/link"), withDestinationPath: folder.path)
        #expect(
            try await call(["operation": "delete", "path": "a", "recursive": true]) == ["path": "a", "deleted": true])
        #expect(try folder.names("root") == [".moonflow-marks"])
    }

    @Test func moves() async throws {
        _ = try await call(["operation": "write", "path": "a", "content": "1"])
        #expect(try await call(["operation": "move", "path": "a", "to": "new/b"]) == ["path": "a", "to": "new/b"])
        #expect(try folder.text("root/new/b") == "1")
        #expect(try await fault(["operation": "move", "path": "a", "to": "c"]).type == "ResourceNotFoundError")
        _ = try await call(["operation": "write", "path": "c", "content": "2"])
        let kept = try await fault(["operation": "move", "path": "c", "to": "new/b", "overwrite": false])
        #expect(kept.message == "FILE move 'c': there is something already")
        _ = try await call(["operation": "move", "path": "c", "to": "d", "overwrite": false])
        _ = try await call(["operation": "move", "path": "d", "to": "new/b"])
        #expect(try folder.text("root/new/b") == "2")
        _ = try await call(["operation": "move", "path": "new", "to": "renamed"])
        #expect(try folder.text("root/renamed/b") == "2")
    }

    @Test func tells() async throws {
        _ = try await call(["operation": "write", "path": "a/b", "content": "123"])
        #expect(
            try await call(["operation": "info", "path": "a/b"])
                == ["path": "a/b", "exists": true, "type": "file", "bytes": 3])
        #expect(try await call(["operation": "info", "path": "a"]) == ["path": "a", "exists": true, "type": "folder"])
        #expect(try await call(["operation": "info", "path": "x/y"]) == ["path": "x/y", "exists": false])
    }

    @Test func keepsTheModeOfAFile() async throws {
        _ = try await call(["operation": "write", "path": "a", "content": "1"])
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file("root/a"))
        _ = try await call(["operation": "write", "path": "a", "content": "2"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("root/a"))[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
    }

    // MARK: What is refused

    @Test(arguments: [
        "../secret", "a/../../secret", "/etc/passwd", "a/./b", "a//b", "..", "a\0b", ".moonflow-marks/x",
        "a/.moonflow-1.tmp",
        // A slash with an accent is one character, and a slash nevertheless.
        "../\u{301}secret", "/\u{301}secret", "a/..\u{2F}\u{200D}b",
        String(repeating: "x", count: 256), String(repeating: "x/", count: 101),
    ])
    func pathsThatLeadOut(_ path: String) async throws {
        try folder.write("s3cret", to: "secret")
        for operation in ["read", "write", "append", "list", "delete", "info"] {
            let error = try await fault(["operation": .string(operation), "path": .string(path), "content": "x"])
            #expect(error.type == "InvalidInputError", "\(operation) \(path): \(error)")
        }
        let error = try await fault(["operation": "move", "path": "a", "to": .string(path)])
        #expect(error.type == "InvalidInputError")
        #expect(try folder.text("secret") == "s3cret")
    }

    @Test func linksAreNotFollowed() async throws {
        try folder.write("s3cret", to: "secret")
        _ = try await call(["operation": "write", "path": "inside/x", "content": "1"])
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.file("root/link"), withDestinationPath: folder.file("secret"))
        try manager.createSymbolicLink(atPath: folder.file("root/up"), withDestinationPath: folder.path)
        try manager.createSymbolicLink(atPath: folder.file("root/within"), withDestinationPath: "inside")
        for path in ["link", "up/secret", "within/x", "up/\u{301}x"] {
            for operation in ["read", "append"] {
                let error = try await fault(["operation": .string(operation), "path": .string(path), "content": "x"])
                #expect(error.type == "PermissionDenied", "\(operation) \(path): \(error)")
                #expect(error.message.contains("a symbolic link is on the way"))
            }
        }
        #expect(try await fault(["operation": "write", "path": "up/new", "content": "x"]).type == "PermissionDenied")
        #expect(try await fault(["operation": "list", "path": "up"]).type == "PermissionDenied")
        #expect(try await fault(["operation": "move", "path": "inside/x", "to": "up/y"]).type == "PermissionDenied")
        // A link itself is replaced, never what it points to.
        _ = try await call(["operation": "write", "path": "link", "content": "mine"])
        #expect(try folder.text("secret") == "s3cret")
        #expect(try folder.text("root/link") == "mine")
        #expect(try folder.names() == ["root", "secret"])
    }

    @Test func whatIsNoFile() async throws {
        _ = try await call(["operation": "write", "path": "a/b", "content": "1"])
        #expect(try await fault(["operation": "read", "path": "a"]).message == "FILE read 'a': it is a folder")
        #expect(
            try await fault(["operation": "write", "path": "a", "content": "1"]).message.contains("it is a folder"))
        #expect(try await fault(["operation": "read", "path": "a/b/c"]).message.contains("is no folder"))
        #expect(try await fault(["operation": "read", "path": "x"]).type == "ResourceNotFoundError")
        mkfifo(folder.file("root/pipe"), 0o600)
        #expect(try await fault(["operation": "read", "path": "pipe"]).message.contains("no ordinary file"))
        #expect(
            try await fault(["operation": "append", "path": "pipe", "content": "x"]).message.contains(
                "no ordinary file"))
    }

    @Test func limits() async throws {
        _ = try await call(["operation": "write", "path": "a", "content": "12345"])
        let error = try await fault(["operation": "read", "path": "a", "max_bytes": 4])
        #expect(error.message == "FILE read 'a': it has 5 bytes, more than 4 (max_bytes)")
        let large = String(repeating: "x", count: 10_001)
        #expect(
            try await fault(["operation": "write", "path": "b", "content": .string(large)]).message.contains(
                "at most 10000 bytes"))
        let rest = String(repeating: "x", count: 9_996)
        #expect(
            try await fault(["operation": "append", "path": "a", "content": .string(rest)]).message.contains(
                "at most 10000 bytes"))
        #expect(try folder.text("root/a") == "12345")
    }

    @Test(arguments: [
        (#"{"path": "a"}"#, "MissingInputError", "'operation'"),
        (#"{"operation": "reed", "path": "a"}"#, "InvalidInputError", "did you mean 'read'?"),
        (#"{"operation": "read"}"#, "MissingInputError", "'path'"),
        (#"{"operation": "read", "path": ""}"#, "InvalidInputError", "the allowed folder itself"),
        (#"{"operation": "write", "path": "a"}"#, "MissingInputError", "'content'"),
        (
            #"{"operation": "write", "path": "a", "content": "x", "content_base64": ""}"#, "InvalidInputError",
            "only one of"
        ),
        (#"{"operation": "write", "path": "a", "content_base64": "?"}"#, "InvalidInputError", "must be base64"),
        (#"{"operation": "move", "path": "a"}"#, "MissingInputError", "'to'"),
        (#"{"operation": "move", "path": "a", "to": "a/b"}"#, "InvalidInputError", "lies in it"),
        (#"{"operation": "read", "pth": "a"}"#, "ExtraInputError", "did you mean 'path'?"),
    ])
    func wrongInputs(_ inputs: String, _ type: String, _ text: String) async throws {
        let error = try await fault(try JSONParser.parse(inputs))
        #expect(error.type == type && error.message.contains(text), "\(error)")
    }

    // MARK: Performed again after a crash

    @Test func anAppendActsOnce() async throws {
        _ = try await call(["operation": "append", "path": "log", "content": "a\n"], key: "k1")
        _ = try await call(["operation": "append", "path": "log", "content": "a\n"], key: "k1")
        #expect(try folder.text("root/log") == "a\n")
        _ = try await call(["operation": "append", "path": "log", "content": "a\n"], key: "k2")
        _ = try await call(["operation": "append", "path": "log", "content": "a\n"], key: "k1")
        #expect(try folder.text("root/log") == "a\na\n")
    }

    @Test func anAppendThatWasCutIsMended() async throws {
        let order: JSONValue = ["operation": "append", "path": "log", "content": "second\n"]
        _ = try await call(["operation": "append", "path": "log", "content": "first\n"], key: "k1")
        _ = try await call(order, key: "k2")
        for cut in ["first\n", "first\nse", "first\nsecond"] {
            try folder.write(cut, to: "root/log")
            _ = try await call(order, key: "k2")
            #expect(try folder.text("root/log") == "first\nsecond\n")
        }
        // Another one came between: nothing of it is lost.
        try folder.write("first\nother\n", to: "root/log")
        _ = try await call(order, key: "k2")
        #expect(try folder.text("root/log") == "first\nother\nsecond\n")
    }

    @Test func marksAreKeptForAWeek() async throws {
        let order: JSONValue = ["operation": "append", "path": "log", "content": "x"]
        _ = try await call(order, key: "old")
        _ = try await call(order, key: "new")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -8 * 86_400)],
            ofItemAtPath: folder.file("root/.moonflow-marks/old"))
        _ = try await FileConnector(root: folder.file("root")).perform(request("FILE", ["operation": "list"]))
        #expect(try folder.names("root/.moonflow-marks") == ["new"])
    }

    @Test func theOthersGiveTheSameAgain() async throws {
        for inputs: JSONValue in [
            ["operation": "write", "path": "a", "content": "1"],
            ["operation": "write", "path": "b", "content": "1", "overwrite": false],
            ["operation": "move", "path": "a", "to": "c", "overwrite": false],
            ["operation": "move", "path": "c", "to": "d"],
            ["operation": "delete", "path": "d", "must_exist": true],
        ] {
            let key = UUID().uuidString.lowercased()
            let first = try await call(inputs, key: key)
            #expect(try await call(inputs, key: key) == first, "\(JSONWriter.text(inputs))")
        }
        let other = try await fault(["operation": "write", "path": "b", "content": "1", "overwrite": false])
        #expect(other.message.contains("there is something already"))
        #expect(try folder.names("root") == [".moonflow-marks", "b"])
    }
}
