import FlowModel
import Foundation

/// Kills a process that runs a flow whose payment must not be made twice, and looks at what the next one does about it.
///
/// Blocks: for the threads of ``KitProcess``.
struct DoubtCheck: Sendable {
    let check: CrashCheck
    let untouched: CrashCheck.Outcome
    private let folder: URL

    init(_ flow: String = "pay_once", in folder: URL) throws {
        check = CrashCheck(folder: "Tests/CrashTests/Flows/Ask", flow: flow)
        self.folder = folder
        untouched = try check.outcome(of: check.start("untouched", in: folder).end())
        for kind in Self.kinds where untouched.points.count(where: { $0 == kind }) != 3 {
            throw CrashCheck.Failure(description: "\(flow) has other points: \(untouched.points)")
        }
    }

    /// The kinds of points at which a connection is under way.
    static let kinds = ["beforeEffect", "duringEffect", "afterEffect"]

    /// The point of that kind at which the payment is under way: it is the second effect of three.
    func payment(_ kind: String) -> String { "\(kind):2" }

    /// Runs the flow until it is killed at a point.
    func kill(at point: String, _ store: String, _ options: [String] = []) throws {
        let end = try check.start(store, in: folder, ["--crash-at", point] + options).end()
        guard end.status == -SIGKILL else {
            throw CrashCheck.Failure(description: "\(store): not killed at \(point): \(end.status) \(end.errors)")
        }
    }

    /// Goes on with the flow, and says what came of it.
    func goOn(_ store: String, decision: String? = nil) throws -> State {
        let options = decision.map { ["--decision", $0] } ?? []
        return State(try check.outcome(of: check.start(store, in: folder, options).end()))
    }

    /// Goes on with a copy of a store, which counts its effects anew.
    func copy(_ store: String, _ name: String, _ options: [String] = []) throws -> KitProcess {
        try FileManager.default.copyItem(at: folder.appending(path: store), to: folder.appending(path: name))
        return try check.start(name, in: folder, options)
    }

    /// How a run has left its flow.
    struct State {
        let outcome: CrashCheck.Outcome
        let flow: JSONObject
        let payment: JSONObject

        init(_ outcome: CrashCheck.Outcome) {
            func named(_ name: String) -> JSONObject {
                (outcome.executions.items ?? []).compactMap(\.object).first { $0["name"]?.text == name } ?? [:]
            }
            self.outcome = outcome
            flow = (outcome.executions.items ?? []).compactMap(\.object).first { $0["type"] == "FLOW" } ?? [:]
            payment = named("payments")
        }

        /// How often the far side got the payment, and whether by one key.
        var payments: (requests: Int64, keys: Int) {
            let keys = (outcome.requests.object?.entries ?? []).filter { $0.value.text?.contains("/payments") == true }
            return (keys.reduce(0) { $0 + (outcome.effects[$1.key]?.integer ?? 0) }, keys.count)
        }

        /// Whether it waits for somebody to decide, and says what about.
        var isAsking: Bool {
            payment["status"] == "PAUSED" && flow["status"] == "WAITING_DEPENDENCY"
                && payment["message"]?.text?.contains("not known whether this REST connection took effect") == true
        }

        /// What it is like, for failures.
        var description: String {
            "flow \(flow["status"] ?? .null), payment \(payment["status"] ?? .null) \(payments), \(payment["message"] ?? .null)"
        }
    }
}
