import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import FlowVault
import Foundation
import LuaHost
import Testing

/// Flows that use secrets against a server that sends everything back, after which every trace of them is looked for.
@Suite(.timeLimit(.minutes(10))) struct SecretLeakTests {
    private static let token = "tok-5fJ2 x/9Q\"ä-horse"
    private static let password = "pa55-battery+staple&="
    private static let hook = "hook-9f8a7b6c5d"
    private static let environment = Result { try SandboxEnvironment.flow() }

    /// Shows what came, in several ways; some answers are errors.
    @Sendable private static func mirror(_ request: HTTPTestServer.Request) -> [HTTPTestServer.Step] {
        let headers = request.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        let all = "\(request.uri)\n\(headers)\n\(request.text)"
        switch request.path {
        case "/error": return HTTPTestServer.text(all, status: 409)
        case "/base64": return HTTPTestServer.text(Data(all.utf8).base64EncodedString())
        case "/bytes":
            return [
                .head(200, [("content-type", "application/octet-stream")]), .body([0xFF] + Array(all.utf8)), .end,
            ]
        case "/moved": return [.head(302, [("location", "/here?\(request.query)")]), .end]
        case "/cut": return [.head(200, [("content-length", "9999")]), .body(Array(all.utf8)), .close]
        default:
            var json: [UInt8] = []
            JSONWriter.write(["all": .string(all), all: 1], into: &json)
            return HTTPTestServer.json(String(decoding: json, as: UTF8.self))
        }
    }

    private static let script = """
        local function try(inputs)
            inputs.connector_type = "REST"
            inputs.url = inputs_url .. inputs.path
            inputs.path = nil
            inputs.auth = inputs.auth or {type = "basic", username = "ada", password = "${secret.password}"}
            inputs.wait = "ALL_ENDED"
            local c = this:connect(inputs)
            this:log(c:get("status"), c:get("message"), c:get("output_value"), c:get("input_value"))
            return {c:get("message"), c:get("output_value")}
        end
        inputs_url = inputs.url
        local results = {
            try{path = "/plain", headers = {["X-Token"] = "${secret.token}"}},
            try{path = "/base64", query = {token = "${secret.token}", password = "${secret.password}"}},
            try{path = "/bytes", method = "POST", json = {deep = {"${secret.token}"}}},
            try{path = "/error", method = "POST", form = {password = "${secret.password}"}},
            try{path = "/cut", headers = {["X-Token"] = "${secret.token}"}},
            try{path = "/moved", query = {token = "${secret.token}"}},
            try{path = "/x/${secret.hook}?y=${secret.hook}"},
            try{path = "/plain", auth = {type = "bearer", token = "${secret.bound}"}},
            try{path = "/plain", headers = {["X-${secret.token}"] = "1"}},
            try{path = "/plain", headers = {["X-Token"] = "${secret.token}\\n"}},
            this:connect("mirror", {wait = "ALL_ENDED"}):get("output_value"),
        }
        local ok, err = pcall(function() return this:connect("mirror", {url = inputs.url .. "/error"}) end)
        this:log(err)
        this:set_output("results", results)
        this:save{message = err.message}
        error(err)
        """

    @Test func nothingOfASecretStays() async throws {
        let folder = try TemporaryFolder()
        let server = try await HTTPTestServer(Self.mirror)
        let path = folder.file("store.db")
        let store = try SQLiteStore(path: path, durability: .normal)
        let key = VaultKey()
        let start = ScriptTime(microseconds: 1_767_225_600_000_000)
        let bindings = [
            ("token", Self.token, ["127.0.0.1"]), ("password", Self.password, ["127.0.0.1"]),
            ("hook", Self.hook, ["127.0.0.1"]),
            ("bound", "for another host", ["api.example.com"]),
        ]
        try store.write { transaction throws(StoreError) in
            for (name, value, hosts) in bindings {
                let binding = SecretBinding(hosts: hosts)
                guard
                    let sealed = try? SealedSecret(
                        value, named: name, binding: binding, with: key, description: nil, at: start)
                else { throw StoreError(.failed, "cannot be sealed") }
                try transaction.put(sealed)
            }
        }
        var configuration = EngineConfiguration()
        configuration.connectors = ["REST": RESTConnector()]
        configuration.secrets = Vault(store, key: key)
        let engine = ExecutionEngine(
            store: store, environment: try Self.environment.get(), configuration: configuration)
        let prelude = """
            system:connector("mirror"):save{connector_type = "REST", value = {url = inputs.url .. "/plain",
                auth = {type = "bearer", token = "${secret.hook}"}}}

            """.replacingOccurrences(of: "\n", with: " ")
        let record = ExecutionRecord(
            id: ExecutionID(createdAt: start, random: (1, 2)), name: "leaks", script: prelude + Self.script,
            inputs: ["url": .string(server.url)], createdAt: start)
        let id = try await engine.start(record, seed: 1)
        let row = try await engine.end(of: id)
        engine.stop()

        // The secrets did arrive: in headers, queries, bodies and paths.
        let requests = server.requests
        #expect(requests.count >= 9)
        let received = requests.map { "\($0.uri.removingPercentEncoding ?? "") \($0.headers) \($0.text)" }.joined()
        #expect(received.contains("tok-5fJ2"))
        #expect(requests.contains { $0.path.contains("/x/hook-9f8a") })
        let basic = Data("ada:\(Self.password)".utf8).base64EncodedString()
        #expect(requests.contains { $0.header("authorization") == "Basic \(basic)" })
        #expect(!received.contains("for another host"))

        // What people and scripts see.
        var texts = [JSONWriter.text(.object(row.record.fields)), row.record.message ?? ""]
        try store.read { transaction throws(StoreError) in
            for each in try transaction.executions(.tree(id)) {
                if let row = try transaction.execution(each) {
                    texts.append(JSONWriter.text(.object(row.record.fields)))
                }
                texts += try transaction.log(of: each).map { "\($0)" }
            }
        }
        #expect(texts.count > 20)
        #expect(texts.contains { $0.contains("***") })
        #expect(texts.contains { $0.contains("the secret 'bound' is for api.example.com, not for 127.0.0.1") })
        // What is on the disk.
        var files: [Data] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            if let data = FileManager.default.contents(atPath: folder.file(name)) { files.append(data) }
        }
        #expect(files.contains { $0.count > 10_000 })
        store.close()
        if let data = FileManager.default.contents(atPath: path) { files.append(data) }
        for (name, value, _) in bindings {
            for form in Self.forms(of: value) {
                #expect(!texts.contains { $0.contains(form) }, "\(name) as \(form) in what people see")
                #expect(!files.contains { $0.range(of: Data(form.utf8)) != nil }, "\(name) as \(form) on the disk")
            }
        }
    }

    /// The text as services repeat it.
    private static func forms(of value: String) -> [String] {
        var json: [UInt8] = []
        JSONWriter.write(value, into: &json)
        let whole = (0..<3).map { offset -> String in
            let text = Data((String(repeating: "x", count: offset) + value).utf8).base64EncodedString()
            return String(text.dropFirst(offset == 0 ? 0 : 4).prefix(16))
        }
        let percent = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value
        return [value, String(decoding: json.dropFirst().dropLast(), as: UTF8.self), percent] + whole
    }
}
