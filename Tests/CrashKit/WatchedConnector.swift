import FlowModel
import LuaHost

/// A connector as it is, with a crash point between the moment its request has come to the far side and the answer.
///
/// Each run has a service of its own, and yet the stores of all of them are to be the same: flows know it by one name.
struct WatchedConnector: TypedConnector {
    /// A look at the far side blocks a thread, which must not be one of Swift's pool.
    private static let threads = ScriptThreads(count: 8)

    /// Where flows find the service.
    static let address = "http://service"

    let connector: any TypedConnector
    /// Where the service is; nil when there is none.
    let url: String?
    let farSide: FarSide
    let space: String
    let points: CrashPoints

    var interface: ConnectorInterface { connector.interface }

    func host(of inputs: JSONObject) -> String? { connector.host(of: inputs) }

    func crashPolicy(of inputs: JSONObject) -> CrashPolicy { connector.crashPolicy(of: inputs) }

    func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let (farSide, space, points) = (farSide, space, points)
        let line: LineSocket
        do {
            line = try await Task(executorPreference: Self.threads) {
                try farSide.watch(request.idempotencyKey, in: space)
            }.value
        } catch {
            throw FlowError(.internalError, "the far side cannot be reached: \(error)")
        }
        let watcher = Task(executorPreference: Self.threads) {
            guard let word = try? line.read(), word == "come" else { return }
            points.pass("duringEffect", canStop: false)
            try? line.write("go on")
        }
        let result: Result<JSONValue, FlowError>
        do throws(FlowError) {
            result = .success(known(try await connector.perform(real(inputs), for: request)))
        } catch {
            result = .failure(FlowError(type: error.type, message: known(error.message), details: error.details))
        }
        // A request that never came is told of by nobody.
        line.finish()
        await watcher.value
        return try result.get()
    }

    /// Inputs with the address that there really is.
    private func real(_ inputs: JSONObject) -> JSONObject {
        guard let url, let given = inputs["url"]?.text, given.hasPrefix(Self.address) else { return inputs }
        var inputs = inputs
        inputs["url"] = .string(url + given.dropFirst(Self.address.count))
        return inputs
    }

    /// What came back, with the address that flows know.
    private func known(_ output: JSONValue) -> JSONValue {
        (try? JSONParser.parse([UInt8](known(JSONWriter.text(output)).utf8))) ?? output
    }

    private func known(_ text: String) -> String {
        url.map { text.replacing($0, with: Self.address) } ?? text
    }
}
