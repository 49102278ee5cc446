import FlowModel
import Foundation
import Testing

/// Connections that ask what became of them, in processes that are killed: paused, with the effect made once at most.
@Suite struct DoubtTests {
    /// Runs `body` with a check on one of the threads that may block.
    private func checking<Value: Sendable>(
        _ flow: String = "pay_once", _ body: @escaping @Sendable (DoubtCheck) throws -> Value
    ) async throws -> Value {
        try await KitProcess.blocking {
            try CrashCheck.inFolder { folder in try body(try DoubtCheck(flow, in: folder)) }
        }
    }

    /// Killed anywhere, it has been paid once at most; where it asks, the decision leads to the end of a run that nobody
    /// killed, and where it does not, nothing is different.
    @Test func nothingIsPaidTwiceWhereverItIsKilled() async throws {
        let (problems, asking) = try await checking { check in
            var (problems, asking): ([String], Int) = ([], 0)
            let count = check.untouched.points.count
            for point in stride(from: 1, through: count, by: CrashCheck.isComplete ? 1 : 4) {
                let (store, place) = ("killed-\(point)", "killed at \(point) (\(check.untouched.points[point - 1])): ")
                try check.kill(at: "\(point)", store)
                let state = try check.goOn(store)
                if state.payments.requests > 1 { problems.append(place + "paid twice: " + state.description) }
                guard state.isAsking else {
                    problems += check.check.differences(state.outcome, check.untouched).map { place + $0 }
                    continue
                }
                asking += 1
                let after = try check.goOn(store, decision: "again")
                if after.flow["output_value"] != State(check.untouched).flow["output_value"] || after.payments.keys != 1
                {
                    problems.append(place + "after the decision: " + after.description)
                }
            }
            return (problems, asking)
        }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
        #expect(asking > 0)
    }

    /// While the payment is under way it asks, whether or not the far side has got it.
    @Test(arguments: DoubtCheck.kinds)
    func itAsksWhenItWasUnderWay(_ kind: String) async throws {
        let state = try await checking { check in
            try check.kill(at: check.payment(kind), "asks")
            return try check.goOn("asks")
        }
        #expect(state.isAsking, "\(state.description)")
        #expect(state.payments.requests == (kind == "beforeEffect" ? 0 : 1), "\(state.description)")
    }

    private typealias State = DoubtCheck.State

    /// In the middle of an effect: the far side has acted, and its answer is still to come.
    @Test func killedInTheMiddleOfAnEffectItAsks() async throws {
        let (asked, again, repeated) = try await checking { check in
            try check.kill(at: check.payment("duringEffect"), "middle")
            let asked = try check.goOn("middle")
            // Nobody has decided: another process changes nothing.
            let again = try check.goOn("middle")
            return (asked, again, try check.goOn("middle", decision: "again"))
        }
        #expect(asked.isAsking && asked.payments == (1, 1), "\(asked.description)")
        #expect(
            asked.payment["message"]?.text?.contains("idempotency key \(asked.payment["id"]?.text ?? "")-0") == true)
        #expect(again.isAsking && again.payments == (1, 1), "\(again.description)")
        #expect(repeated.payments == (2, 1), "\(repeated.description)")
        #expect(repeated.flow["status"] == "ENDED_SUCCESS" && repeated.payment["status"] == "ENDED_SUCCESS")
    }

    @Test func settledNothingIsSent() async throws {
        let state = try await checking { check in
            try check.kill(at: check.payment("afterEffect"), "settled")
            _ = try check.goOn("settled")
            return try check.goOn("settled", decision: "settled")
        }
        #expect(state.payments == (1, 1), "\(state.description)")
        #expect(state.flow["output_value"] == ["order": 1, "payment": 7, "parcel": 1], "\(state.description)")
    }

    @Test func cancelledNothingIsSentAndTheFlowFails() async throws {
        let state = try await checking { check in
            try check.kill(at: check.payment("beforeEffect"), "cancelled")
            _ = try check.goOn("cancelled")
            return try check.goOn("cancelled", decision: "cancelled")
        }
        #expect(state.payments == (0, 0), "\(state.description)")
        #expect(state.payment["status"] == "ENDED_CANCELLED" && state.flow["status"] == "ENDED_ERROR")
    }

    /// Done again by decision and killed again in the middle, it asks again: each decision sends one request.
    @Test func theSecondTimeItAsksAgain() async throws {
        let states = try await checking { check in
            try check.kill(at: check.payment("duringEffect"), "twice")
            let first = try check.goOn("twice")
            // The first effect of this process is the payment.
            try check.kill(at: "duringEffect:1", "twice", ["--decision", "again"])
            let second = try check.goOn("twice")
            return [first, second, try check.goOn("twice", decision: "again")]
        }
        #expect(states[0].isAsking && states[0].payments == (1, 1), "\(states[0].description)")
        #expect(states[1].isAsking && states[1].payments == (2, 1), "\(states[1].description)")
        #expect(states[2].payments == (3, 1) && states[2].flow["status"] == "ENDED_SUCCESS", "\(states[2].description)")
    }

    /// The process that would ask is killed too, at each of its points.
    @Test func killedBeforeItHasAskedItAsksNextTime() async throws {
        let problems = try await checking { check in
            var problems: [String] = []
            try check.kill(at: check.payment("duringEffect"), "middle")
            let points = try check.check.outcome(of: check.copy("middle", "whole").end()).points.count
            for point in 1...points {
                // Nothing is sent by either of the two.
                _ = try check.copy("middle", "asking-\(point)", ["--crash-at", "\(point)"]).end()
                let state = try check.goOn("asking-\(point)")
                if !state.isAsking || state.payments.requests > 0 {
                    problems.append("killed at \(point) of \(points): \(state.description)")
                }
            }
            return problems
        }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }

    /// A connection that may be repeated sends the same key again, and nobody is asked.
    @Test(arguments: ["beforeEffect", "duringEffect", "afterEffect"])
    func atLeastOnceTheSameKeyComesAgain(_ kind: String) async throws {
        let (state, differences) = try await checking("pay_again") { check in
            try check.kill(at: check.payment(kind), "again")
            let state = try check.goOn("again")
            return (state, check.check.differences(state.outcome, check.untouched))
        }
        #expect(state.payments == (kind == "beforeEffect" ? 1 : 2, 1), "\(state.description)")
        #expect(differences.isEmpty, "\(differences)")
    }
}
