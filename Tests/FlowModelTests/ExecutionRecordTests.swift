import FlowModel
import Testing

@Suite struct ExecutionRecordTests {
    private static let start = ScriptTime(microseconds: 1_700_000_000_000_000)
    private static let later = ScriptTime(microseconds: 1_700_000_060_000_000)

    private func record() -> ExecutionRecord {
        ExecutionRecord(
            id: ExecutionID(createdAt: Self.start, random: (1, 2)), name: "hello", script: "return 1",
            inputs: ["a": 1], createdAt: Self.start)
    }

    @Test func startsWithDefaults() throws {
        let record = record()
        #expect(record.status == .pending)
        #expect(record.value(of: try .named("priority")) == 10)
        #expect(record.value(of: try .named("input_value")) == ["a": 1])
        #expect(record.value(of: try .named("type")) == "FLOW")
        #expect(record.fields.keys == ExecutionField.all.map(\.name))
        for field in ExecutionField.all {
            let value = record.value(of: field)
            #expect(value == .null ? field.isNullable : field.type.accepts(value), "\(field.name)")
        }
    }

    @Test func savesSeveralOrNone() throws {
        var record = record()
        try record.save(["name": "  new name ", "message": nil, "output_value": [1]], at: Self.later)
        #expect(record.value(of: try .named("name")) == "new name")
        #expect(record.output == [1])
        let before = record
        #expect(throws: FlowError.self) { try record.save(["name": "x", "priority": "high"], at: Self.later) }
        #expect(record == before)
    }

    @Test(
        arguments: [
            (["nme": "x"], "an execution has no field 'nme'; did you mean 'name'?"),
            (
                ["status": "x"],
                "the field 'status' cannot be saved: end the execution with this:success, this:error or this:cancel"
            ),
            (
                ["priority": "high"],
                "the field 'priority' holds an integer from -1000000 to 1000000, but got the text \"high\""
            ),
            (["priority": nil], "the field 'priority' holds an integer from -1000000 to 1000000, but got null"),
            (
                ["max_runtime_minutes": -1],
                "the field 'max_runtime_minutes' holds a number that is not negative, but got the integer -1"
            ),
            (["name": ["a"]], "the field 'name' holds a text of at most 128 characters, but got an array of 1"),
            (
                ["savepoint_retention": "SOME"],
                "the field 'savepoint_retention' holds one of LAST, ALL, but got the text \"SOME\""
            ),
        ] as [(JSONObject, String)])
    func refuses(_ changes: JSONObject, _ message: String) {
        var record = record()
        let error = #expect(throws: FlowError.self) { try record.save(changes, at: Self.later) }
        #expect(error?.message == message)
        #expect(error?.type == "InvalidInputError")
    }

    @Test func outputMerges() {
        var record = record()
        record.mergeOutput(["a": 1, "b": 2], at: Self.later)
        record.mergeOutput(["b": 3], at: Self.later)
        #expect(record.output == ["a": 1, "b": 3])
    }

    @Test func outputThatIsNoObjectBecomesResult() throws {
        var record = record()
        try record.save(["output_value": [1, 2]], at: Self.later)
        record.mergeOutput(["a": 1], at: Self.later)
        #expect(record.output == ["a": 1, "result": [1, 2]])
    }

    @Test func statusMovesAlongTheTable() throws {
        var record = record()
        let sleptBeforeStart = record.move(to: .waitingLock, at: Self.start)
        #expect(!sleptBeforeStart)
        record.move(to: .running, at: Self.start)
        record.move(to: .waitingScheduled, at: Self.start)
        record.schedule(for: Self.later)
        #expect(record.status == .waitingScheduled)
        record.move(to: .running, at: Self.later)
        #expect(record.startedAt == Self.start)
        record.end(.endedError, message: "broken", at: Self.later)
        #expect(record.status == .endedError)
        #expect(record.message == "broken")
        #expect(record.value(of: try .named("ended_at")) == .string(Self.later.iso8601))
        #expect(record.value(of: try .named("scheduled_for")) == .null)
        record.end(.endedSuccess, message: "again", at: Self.later)
        #expect(record.message == "broken")
    }
}
