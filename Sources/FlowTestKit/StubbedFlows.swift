import FlowEngine
import FlowModel
import Synchronization

/// The flows beside a spec; those that a test stands in for have a script that asks the test.
final class StubbedFlows: FlowSource {
    /// Asks with a message, which is the durable way to wait for somebody outside, and does what the answer says.
    static let script = """
        local answer = this:message("a stub of a test"):get("response")
        if answer.after then this:sleep(answer.after) end
        if answer.error then this:error(answer.error) end
        return answer.output
        """

    private let scripts: [String: String]
    private let stubs = Mutex<Set<String>>([])
    private let scriptStubs = Mutex<Set<String>>([])

    init(_ scripts: [String: String]) {
        self.scripts = scripts
    }

    /// From now on, whoever calls the flow of that name asks the test.
    func stub(_ name: String) {
        _ = stubs.withLock { $0.insert(name) }
    }

    /// From now on, children of `this:script` of that name ask the test.
    func stub(script name: String) {
        _ = scriptStubs.withLock { $0.insert(name) }
    }

    func replacement(ofScript name: String) -> String? {
        scriptStubs.withLock { $0.contains(name) } ? Self.script : nil
    }

    func script(named name: String) throws(FlowError) -> String {
        if let stub = replacement(named: name) { return stub }
        return try realScript(named: name)
    }

    func replacement(named name: String) -> String? {
        stubs.withLock { $0.contains(name) } ? Self.script : nil
    }

    /// The script of the folder, also where a stub stands for it.
    func realScript(named name: String) throws(FlowError) -> String {
        if let script = scripts[name] { return script }
        let near = NearestName.of(name, among: scripts.keys.sorted()).map { "did you mean '\($0)'?" }
        throw FlowError(
            .resourceNotFound,
            "there is no flow '\(name)'; "
                + (near ?? "put \(name).lua beside the spec, or stand in for it with t:stub_flow(\"\(name)\", ...)"))
    }
}
