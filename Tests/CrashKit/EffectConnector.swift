import FlowModel
import LuaHost

/// The connector type EFFECT: changes the far side once for each idempotency key.
struct EffectConnector: Connector {
    /// A call blocks a thread, which must not be one of Swift's pool.
    private static let threads = ScriptThreads(count: 8)

    let farSide: FarSide
    let space: String
    let points: CrashPoints

    func perform(_ request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let (farSide, space, points) = (farSide, space, points)
        let task = Task(executorPreference: Self.threads) { () -> JSONValue in
            try farSide.call(
                ["space": .string(space), "key": .string(request.idempotencyKey), "inputs": request.inputs]
            ) { points.pass("duringEffect", canStop: false) }
        }
        let answer: JSONObject
        do {
            answer = try await task.value.object ?? [:]
        } catch {
            throw FlowError(.internalError, "the far side cannot be reached: \(error)")
        }
        if let refusal = answer["refusal"]?.text { throw FlowError(type: "FarSideError", message: refusal) }
        return answer["result"] ?? .null
    }
}
