import FlowModel
import FlowStore
import Testing

@testable import FlowEngine

@Suite struct ExecutionStateTests {
    private static let now = ScriptTime(microseconds: 1_700_000_000_000_000)

    private func state() -> ExecutionState {
        var record = ExecutionRecord(
            id: ExecutionID(createdAt: Self.now, random: (1, 2)), name: "flow", script: "", inputs: ["a": 1],
            createdAt: Self.now)
        record.move(to: .running, at: Self.now)
        return ExecutionState(record: record)
    }

    private func call(_ state: inout ExecutionState, _ name: String, _ arguments: HostValue...) throws -> HostCallAction
    {
        let signature = try #require(HostCatalogue.current.signature("Execution", name))
        return state.call(signature, arguments, Self.context)
    }

    private static var context: CallContext {
        CallContext(receiver: ObjectReference(className: "Execution", id: "self"), call: 1, line: 1, now: now)
    }

    @Test func everySignatureIsImplemented() throws {
        let id = ExecutionID(createdAt: Self.now, random: (3, 4)).description
        let samples: [[HostValue]] = [["name"], ["success"], [1], [["name": "x"]], [], [.string(id)], ["RUNNING"]]
        for signature in HostCatalogue.current.classes.flatMap(\.signatures) where signature.recordMethod == nil {
            let arguments = try #require(samples.first { (try? signature.bind($0)) != nil }, "\(signature.name)")
            for receiver in ["self", id] {
                var state = state()
                let object = ObjectReference(
                    className: signature.className, id: signature.className == "Message" ? id : receiver)
                let context = CallContext(receiver: object, call: 1, line: 1, now: Self.now)
                if case .raise(let error) = state.call(signature, arguments, context), error.type == "InternalError" {
                    Issue.record("\(signature.name) on \(receiver): \(error)")
                }
            }
        }
    }

    @Test func outputs() throws {
        var state = state()
        #expect(try call(&state, "set_output", "k", ["status": "ok"]) == .returnItself)
        #expect(try call(&state, "set_output", ["a": 1, "b": [1, 2]]) == .returnItself)
        #expect(try call(&state, "set_output", "note") == .returnItself)
        #expect(state.record.output == ["k": ["status": "ok"], "a": 1, "b": [1, 2], "logging": "note"])
        #expect(try call(&state, "set_output", "k", nil) == .returnItself)
        #expect(state.record.output.object?["k"] == .null)
        #expect(try call(&state, "save", ["output_value": ["new": true]]) == .returnItself)
        #expect(state.record.output == ["new": true])
    }

    @Test func outputErrors() throws {
        var state = state()
        let this = HostValue.reference(ObjectReference(className: "Execution", id: "self"))
        #expect(
            try call(&state, "set_output", "k", ["x": [this]])
                == .raise(
                    FlowError(
                        .invalidInput,
                        "set_output: output_value.k.x[1] is the host object Execution:self, which cannot be stored; store one of "
                            + "its fields instead")))
        #expect(
            try call(&state, "set_output", 1, 2)
                == .raise(
                    FlowError(
                        .invalidInput, "set_output: key expects a text when a value follows, but got the integer 1")))
        #expect(state.record.output == .null)
    }

    @Test func fields() throws {
        var state = state()
        #expect(try call(&state, "get", "name") == .returnValues(["flow"]))
        #expect(
            try call(&state, "get", "input_value", "status", "message") == .returnValues([["a": 1], "RUNNING", nil]))
        #expect(try call(&state, "get_dict", "name", "type") == .returnValues([["name": "flow", "type": "FLOW"]]))
        guard case .returnValues(let all) = try call(&state, "get_dict"), case .object(let fields) = all[0] else {
            return #expect(Bool(false))
        }
        #expect(fields.count == ExecutionField.all.count)
        #expect(
            try call(&state, "get", "nam")
                == .raise(FlowError(.invalidInput, "get: an execution has no field 'nam'; did you mean 'name'?")))
    }

    @Test func save() throws {
        var state = state()
        #expect(try call(&state, "save", ["name": "n", "commit_message": "c"]) == .returnItself)
        #expect(try call(&state, "save", ["name": "x"], ["message": "m"]) == .returnItself)
        #expect(try call(&state, "get", "name", "message") == .returnValues(["x", "m"]))
        #expect(try call(&state, "save", ["message": nil]) == .returnItself)
        #expect(state.record.message == nil)
        #expect(
            try call(&state, "save", ["status": "PAUSED"])
                == .raise(
                    FlowError(
                        .invalidInput,
                        "save: the field 'status' cannot be saved: end the execution with this:success, this:error or this:cancel"
                    )))
    }

    @Test func ends() throws {
        var state = state()
        #expect(try call(&state, "success", "done") == .end(.endedSuccess, message: "done"))
        #expect(try call(&state, "error") == .end(.endedError, message: nil))
        #expect(try call(&state, "cancel", ["message": "c"]) == .end(.endedCancelled, message: "c"))
        #expect(try call(&state, "end_", "ENDED_ERROR", "m") == .end(.endedError, message: "m"))
        #expect(try call(&state, "end", "success") == .end(.endedSuccess, message: nil))
    }

    private func sleep(until moment: ScriptTime) -> Request {
        Request(call: 1, .wait(.moment(moment), timeout: nil, success: .receiver), at: Self.now)
    }

    @Test func sleeps() throws {
        var state = state()
        #expect(try call(&state, "sleep", 1.5) == .request(sleep(until: Self.now.advanced(bySeconds: 1.5))))
        #expect(try call(&state, "sleep", -1) == .request(sleep(until: Self.now.advanced(bySeconds: -1))))
        let moment = ScriptTime(microseconds: 1_800_000_000_500_000)
        #expect(try call(&state, "sleep_until", 1_800_000_000.5) == .request(sleep(until: moment)))
        #expect(try call(&state, "sleep_until", .string(moment.iso8601)) == .request(sleep(until: moment)))
    }

    @Test func logs() throws {
        var state = state()
        _ = try call(&state, "log", "Hello", 3, [1], ["name": "Ada", "n": 2])
        _ = try call(&state, "log_data", ["x": 1], "subject", "error")
        _ = try call(&state, "log_markdown", "# T", ["level": "WARNING"])
        let entries = state.takeEffects().log
        #expect(state.takeEffects().log.isEmpty)
        #expect(entries.map(\.text) == [#"Hello 3 [1] n: 2 name: Ada"#, #"{"x":1}"#, "# T"])
        #expect(entries.map(\.level) == [.info, .error, .warning])
        #expect(entries.map(\.subject) == ["user log", "subject", "user log"])
        #expect(entries[0].data == ["Hello", 3, [1], ["n": 2, "name": "Ada"]])
        #expect(
            entries[1].record == [
                "data": ["x": 1], "level": "ERROR", "subject": "subject", "time": .string(Self.now.iso8601),
            ])
    }
}
