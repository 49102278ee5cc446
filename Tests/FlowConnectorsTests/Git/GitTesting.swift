import FlowModel
import Foundation
import NIOSSL
import Testing

@testable import FlowConnectors

/// A bare repository for a test, and git to look into it.
struct GitTestRepository: Sendable {
    let folder: TemporaryFolder
    var path: String { folder.file("site.git") }

    init() async throws {
        folder = try TemporaryFolder()
        try await git("init", "--quiet", "--bare", "--initial-branch=main", path)
        try await git("--git-dir", path, "config", "uploadpack.allowFilter", "true")
        try await git("--git-dir", path, "config", "http.receivepack", "true")
    }

    /// What a command of git writes.
    @discardableResult
    func git(_ arguments: String..., input: String = "") async throws -> String {
        let process = ProcessConnector(grant: .everything)
        let output = try await process.output([
            "command": "git", "arguments": .array(arguments.map(JSONValue.string)), "input": .string(input),
            "environment": [
                "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com", "GIT_COMMITTER_NAME": "Ada",
                "GIT_COMMITTER_EMAIL": "ada@example.com", "GIT_CONFIG_NOSYSTEM": "1",
            ],
        ])
        return try #require(output["stdout"]?.text).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What a command of git in the repository writes.
    @discardableResult
    func look(_ arguments: String...) async throws -> String {
        let process = ProcessConnector(grant: .everything)
        let output = try await process.output([
            "command": "git", "arguments": .array((["--git-dir", path] + arguments).map(JSONValue.string)),
        ])
        return try #require(output["stdout"]?.text).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Makes commits of somebody else on a branch.
    func others(_ count: Int, on branch: String = "main") async throws {
        let tip = (try? await look("rev-parse", "--verify", "--quiet", branch)) ?? ""
        var stream = ""
        for number in 0..<count {
            stream += "commit refs/heads/\(branch)\ncommitter Ada <ada@example.com> 1800000000 +0000\n"
            stream += "data 5\nother\n"
            if number == 0, !tip.isEmpty { stream += "from \(tip)\n" }
            stream += "M 100644 inline others.txt\ndata \("\(number)".utf8.count)\n\(number)\n"
        }
        try await git("--git-dir", path, "fast-import", "--quiet", input: stream)
    }

    /// The keys in the messages of a branch.
    func keys(on branch: String = "main") async throws -> [String] {
        try await look("log", "--format=%B", branch).split(separator: "\n").filter { $0.hasPrefix(GitChange.trailer) }
            .map { String($0.dropFirst(GitChange.trailer.count)) }
    }
}

/// A web server that hands what it gets to git's own program for repositories.
final class GitTestServer: Sendable {
    private let server: HTTPTestServer

    var port: Int { server.port }
    var requests: [HTTPTestServer.Request] { server.requests }

    /// Starts a server of the repositories in a folder, which asks for `name:password`, if anything.
    init(folder: String, password: String? = nil, tls: NIOSSLContext? = nil) async throws {
        let authorization = password.map { "Basic " + Data($0.utf8).base64EncodedString() }
        let answer = { @Sendable (request: HTTPTestServer.Request) async -> [HTTPTestServer.Step] in
            if let authorization, request.header("authorization") != authorization {
                return HTTPTestServer.reply(401, [("www-authenticate", "Basic realm=\"git\"")])
            }
            return await Self.answer(request, folder: folder)
        }
        server = try await HTTPTestServer(tls: tls, answering: answer)
    }

    private static func answer(_ request: HTTPTestServer.Request, folder: String) async -> [HTTPTestServer.Step] {
        var environment = [
            "GIT_PROJECT_ROOT": folder, "GIT_HTTP_EXPORT_ALL": "1", "REMOTE_USER": "robot", "PATH": "/usr/bin:/bin",
            "PATH_INFO": request.path, "QUERY_STRING": String(request.query), "REQUEST_METHOD": request.method,
            "CONTENT_TYPE": request.header("content-type") ?? "", "CONTENT_LENGTH": "\(request.body.count)",
            "GIT_PROTOCOL": request.header("git-protocol") ?? "", "GIT_CONFIG_NOSYSTEM": "1", "HOME": "/nonexistent",
        ]
        if let encoding = request.header("content-encoding") { environment["HTTP_CONTENT_ENCODING"] = encoding }
        let process = BoundedProcess(
            path: "/usr/bin/git", arguments: ["http-backend"], environment: environment, workingDirectory: folder,
            input: request.body, outputLimit: 100 << 20)
        guard let ending = try? await process.run(until: .now + .seconds(60)) else { return [.close] }
        guard let end = ending.output.firstRange(of: Array("\r\n\r\n".utf8)) else { return [.close] }
        var status = 200
        var headers: [(String, String)] = []
        for line in String(decoding: ending.output[..<end.lowerBound], as: UTF8.self).split(whereSeparator: \.isNewline)
        {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else { continue }
            if parts[0] == "Status" {
                status = Int(parts[1].prefix(3)) ?? 500
            } else {
                headers.append((parts[0], parts[1]))
            }
        }
        return [.head(status, headers), .body(Array(ending.output[end.upperBound...])), .end]
    }
}
