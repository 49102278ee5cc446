import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// What a flow behind a webhook answers, as an HTTP client gets it.
@Suite(.timeLimit(.minutes(10))) struct WebhookFrontTests {
    private let rest = RESTConnector()

    private func call(
        _ front: WebhookFront, _ more: JSONObject = [:], _ path: String = "/hook"
    ) async throws -> JSONObject {
        let server = try await front.server()
        return try await call(server, more, path)
    }

    private func call(
        _ server: HTTPTestServer, _ more: JSONObject = [:], _ path: String = "/hook"
    ) async throws -> JSONObject {
        var inputs: JSONObject = ["expected_status": "200-599", "follow_redirects": 0]
        inputs.merge(more)
        return try await rest.call(server.inputs(path, inputs))
    }

    /// Status, headers and text that a client gets of a script.
    @Test(arguments: [
        ("webhook_html_response('<p>hé</p>')", 200, ["content-type": "text/html; charset=utf-8"], "<p>hé</p>"),
        (
            "webhook_html_response('gone', {status_code = 410, headers = {['X-Why'] = 'old', ['X-Count'] = 2}})", 410,
            ["content-type": "text/html; charset=utf-8", "x-why": "old", "x-count": "2"], "gone"
        ),
        ("webhook_html_response('no', 404)", 404, ["content-type": "text/html; charset=utf-8"], "no"),
        ("webhook_json_response({a = {1, 2}})", 200, ["content-type": "application/json"], #"{"a":[1,2]}"#),
        ("webhook_json_response(null, 201)", 201, ["content-type": "application/json"], "null"),
        (
            "webhook_json_response({}, {headers = {['Content-Type'] = 'application/problem+json'}})", 200,
            ["content-type": "application/problem+json"], "{}"
        ),
        ("webhook_response('plain')", 200, ["content-type": "text/plain; charset=utf-8"], "plain"),
        ("webhook_response('a,b', {content_type = 'text/csv'})", 200, ["content-type": "text/csv"], "a,b"),
        ("webhook_response(7)", 200, ["content-type": "application/json"], "7"),
        ("webhook_response{status_code = 303, headers = {Location = '/there'}}", 303, ["location": "/there"], ""),
        ("webhook_response{status_code = 204}", 204, [:], ""),
        ("webhook_response()", 200, [:], ""),
        ("webhook_bytes_response('abc')", 200, ["content-type": "application/octet-stream"], "abc"),
        (
            "webhook_base64_response('aGVsbG8=', 'text/plain', {headers = {['Content-Disposition'] = 'attachment; filename=\"a.txt\"'}})",
            200, ["content-type": "text/plain", "content-disposition": "attachment; filename=\"a.txt\""], "hello"
        ),
    ])
    func answers(_ script: String, _ status: Int, _ headers: [String: String], _ text: String) async throws {
        let output = try await call(try WebhookFront("this:\(script)"))
        #expect(output["status_code"] == .integer(Int64(status)))
        for (name, value) in headers { #expect(output["headers"]?.object?[name] == .string(value), "\(name)") }
        if headers["content-type"] == nil { #expect(output["headers"]?.object?["content-type"] == nil) }
        #expect(output["text"]?.text ?? output["json"].map(JSONWriter.text) == text, "\(output)")
    }

    @Test func anyBytes() async throws {
        let output = try await call(try WebhookFront("this:webhook_base64_response('AP/+gA==', 'image/x')"))
        #expect(output["content_base64"] == "AP/+gA==", "\(output)")
    }

    @Test func severalValuesOfAHeader() async throws {
        let front = try WebhookFront("this:webhook_response('x', {headers = {['Set-Cookie'] = {'a=1', 'b=2'}}})")
        let output = try await call(front)
        #expect(output["headers"]?.object?["set-cookie"] == ["a=1", "b=2"], "\(output)")
    }

    @Test func withoutAResponse() async throws {
        let output = try await call(
            try WebhookFront("this:set_output('n', 1) this:success('all done')"), [:], "/hook/x?a=b")
        #expect(output["status_code"] == 200)
        let body = try #require(output["json"]?.object)
        #expect(body["output_value"] == ["n": 1] && body["message"] == "all done" && body["name"] == "hook")
        #expect(body["input_value"] == ["method": "GET", "path": "/hook/x", "query": "a=b"])
        #expect(body["status"] == "ENDED_SUCCESS" && body["id"]?.text?.count == 36)
        #expect(Set(body.keys) == ["id", "name", "status", "message", "input_value", "output_value"])
    }

    /// A flow that fails tells its caller so, and not why.
    @Test(arguments: [
        "this:error('s3cret')", "error('s3cret')", "this:cancel('s3cret')", "while true do end",
        "this:set_output('s3cret', 1) this:connect('s3cret')",
    ])
    func failures(_ script: String) async throws {
        let front = try WebhookFront(script, ["max_runtime_minutes": 0.001])
        let output = try await call(front)
        #expect(output["status_code"] == 500)
        let body = try #require(output["json"]?.object)
        #expect(Set(body.keys) == ["id", "status"])
        #expect(body["status"]?.text?.hasPrefix("ENDED_") == true)
    }

    @Test func anOutputThatDoesNotFitIsAFailure() async throws {
        let front = try WebhookFront(
            "this:webhook_html_response('fine')", ["output_schema": ["type": "object", "required": ["n"]]])
        #expect(try await call(front)["status_code"] == 500)
    }

    @Test func theWebhookOfAnExecution() async throws {
        let front = try WebhookFront("this:webhook_json_response{name = this:webhook():get('name')}")
        let made = try await front.run(
            "return {id = system:webhook('orders'):save{is_enabled = true}:get('id'), none = this:webhook() == null}")
        #expect(made.object?["none"] == true)
        front.webhook.withLock { $0 = made.object?["id"]?.text }
        #expect(try await call(front)["json"] == ["name": "orders"])
    }

    /// The example of a web app: usage pattern 24 of the Execution API.
    @Test func aListOfThingsToDo() async throws {
        let front = try WebhookFront(try example("todo_webhook"))
        let server = try await front.server()
        #expect(try await call(server)["text"]?.text?.contains("Nothing to do") == true)
        let added = try await call(server, ["method": "POST", "json": ["text": "buy <milk>"]])
        #expect(added["status_code"] == 303 && added["headers"]?.object?["location"] == "/hook")
        let list = try await call(server)
        #expect(list["status_code"] == 200)
        #expect(list["text"]?.text?.contains("<li>buy &lt;milk&gt;</li>") == true, "\(list)")
        let wrong = try await call(server, ["method": "POST", "json": [:]])
        #expect(wrong["status_code"] == 400 && wrong["json"] == ["error": "text is missing"])
        let other = try await call(server, ["method": "DELETE"])
        #expect(other["status_code"] == 405 && other["headers"]?.object?["allow"] == "GET, POST")
    }

    /// The example that syncs flows from git: usage pattern 26.
    @Test func aRepositoryThatSyncs() async throws {
        let files = JSONWriter.text([
            "flows/greet.lua": "return {greeting = 'hello'}", "settings/limits.json": #"{"disk": 10}"#,
            "files/a.txt": "A",
        ])
        let host = try await HTTPTestServer { request in
            request.uri == "/files?ref=abc1" ? HTTPTestServer.json(files) : HTTPTestServer.text("no", status: 404)
        }
        let front = try WebhookFront(try example("git_sync_webhook"), connectors: ["REST": rest])
        _ = try await front.run("system:setting('repository'):save{value = {url = '\(host.url)'}}")
        let server = try await front.server()
        let pushed: JSONObject = ["method": "POST", "json": ["commit_sha": "abc1"]]

        let first = try await call(server, pushed)
        #expect(
            first["json"] == ["commit": "abc1", "saved": ["files/a.txt", "flows/greet.lua", "settings/limits.json"]],
            "\(first)")
        // Sent again, it does nothing.
        #expect(try await call(server, pushed)["json"] == ["commit": "abc1", "saved": []])
        #expect(host.requests.count == 1)
        let kept = try await front.run(
            """
            return {
                greeting = this:flow("greet"):get("output_value").greeting,
                disk = system:setting("limits"):get("value").disk, text = system:file("a.txt"):get("content"),
            }
            """)
        #expect(kept == ["greeting": "hello", "disk": 10, "text": "A"])

        #expect(try await call(server, ["method": "POST", "json": ["commit_sha": "../x"]])["status_code"] == 400)
        // A commit that the host does not know is a failure, of which the caller learns no more than that.
        let unknown = try await call(server, ["method": "POST", "json": ["commit_sha": "abc2"]])
        #expect(unknown["status_code"] == 500)
    }

    /// The example that has git fetch what was pushed: usage pattern 26, with a repository of git.
    @Test func aRepositoryThatIsPushedTo() async throws {
        let repository = try await GitTestRepository()
        try await repository.git(
            "--git-dir", repository.path, "fast-import", "--quiet",
            input: """
                commit refs/heads/main
                committer Ada <ada@example.com> 1800000000 +0000
                data 5
                flows
                M 100644 inline flows/greet.lua
                data 27
                return {greeting = "hello"}
                M 100644 inline flows/README.md
                data 4
                none

                """)
        let commit = try await repository.look("rev-parse", "main")
        let git = GitConnector(folder: repository.folder.path, egress: .unrestricted)
        let front = try WebhookFront(try example("git_push_webhook"), connectors: ["GIT": git])
        _ = try await front.run(
            """
            system:connector("our flows"):save{
                connector_type = "GIT", value = {repository = "file://\(repository.path)"},
            }
            """)
        let server = try await front.server()

        let pushed = try await call(server, ["method": "POST", "json": ["commit_sha": .string(commit)]])
        #expect(pushed["json"] == ["commit": .string(commit), "saved": ["greet"]], "\(pushed)")
        #expect(try await front.run("return this:flow('greet'):get('output_value')") == ["greeting": "hello"])
        let unknown = try await call(
            server, ["method": "POST", "json": ["commit_sha": .string(String(repeating: "0", count: 40))]])
        #expect(unknown["status_code"] == 500)
    }

    /// The example that leaves the work to the background.
    @Test func anOrderThatIsAccepted() async throws {
        let front = try WebhookFront(try example("order_webhook"))
        let work = JSONWriter.text(.string(try example("order_webhook_work")))
        _ = try await front.run("system:flow('order_webhook_work'):save{script = json.decode([==[\(work)]==])}")
        let server = try await front.server()
        let accepted = try await call(server, ["method": "POST", "json": ["item": "lamp", "count": 2]])
        #expect(accepted["status_code"] == 202 && accepted["json"] == ["accepted": "lamp"], "\(accepted)")
        #expect(accepted["headers"]?.object?["retry-after"] == "5")
        let refused = try await call(server, ["method": "POST", "json": ["item": "lamp", "count": 0]])
        #expect(refused["status_code"] == 422, "\(refused)")
    }

    private func example(_ name: String) throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts/flows/\(name).lua")
        return try String(contentsOf: file, encoding: .utf8)
    }
}
