import FlowModel
import FlowStore
import Testing

@testable import FlowEngine

/// Every function that comes from the data model can be called on every kind of receiver.
@Suite struct RecordCallsTests {
    private static let now = ScriptTime(microseconds: 1_700_000_000_000_000)
    private static let id = ExecutionID(createdAt: now, random: (3, 4))

    private func receivers(_ className: String) -> [String] {
        switch className {
        case "Execution": ["self", Self.id.description]
        case "System": ["self"]
        case RecordMethods.listing: [JSONWriter.text(.object(RecordQuery(type: "setting", moment: Self.now).json))]
        case "Message": [Self.id.description]
        default: ["=name", Self.id.description, "[\"\(Self.id)\",\"key\"]"]
        }
    }

    @Test func everyFunctionIsImplemented() throws {
        let samples: [[HostValue]] = [["name"], [["name": "x"]], [], [.string(Self.id.description)]]
        let calls = RecordCalls(
            session: RecordSession(CommittedRecords(MemoryStore())), execution: Self.id, generation: 0)
        let own = ExecutionRecord(id: Self.id, name: "own", script: "", inputs: [:], createdAt: Self.now)
        let access = CallAccess(session: calls.session, own: own, created: [], messages: [])
        var count = 0
        for signature in HostCatalogue.current.classes.flatMap(\.signatures) where signature.recordMethod != nil {
            let arguments = try #require(samples.first { (try? signature.bind($0)) != nil }, "\(signature.name)")
            for receiver in receivers(signature.className) {
                let context = CallContext(
                    receiver: ObjectReference(className: signature.className, id: receiver), call: 1, line: 1,
                    now: Self.now)
                do {
                    _ = try calls.perform(signature, arguments, context, access)
                } catch let error as FlowError where error.type != "InternalError" {}
                count += 1
            }
        }
        #expect(count > 1000)
    }
}
