import FlowModel
import Testing

@testable import FlowEngine

@Suite struct ArgumentBindingTests {
    private func signature(_ name: String) throws -> HostSignature {
        try #require(HostCatalogue.current.signature("Execution", name))
    }

    @Test func positionalsAndKeywords() throws {
        let logData = try signature("log_data")
        let expected: KeyedValues<HostValue> = ["data": [1], "subject": "s", "level": "warning"]
        #expect(try logData.bind([[1], "s", "warning"]).named == expected)
        #expect(try logData.bind([[1], ["subject": "s", "level": "warning"]]).named == expected)
        #expect(try logData.bind([[1], "s", ["level": "warning"]]).named == expected)
    }

    @Test func trailingTableIsAValueUntilPositionalsAreFilled() throws {
        let setOutput = try signature("set_output")
        #expect(try setOutput.bind(["k", ["status": "ok"]]).named == ["key": "k", "value": ["status": "ok"]])
        #expect(try setOutput.bind([["a": 1, "value": 2]]).open == ["a": 1, "value": 2])
        #expect(try setOutput.bind(["k", 1, ["other": 2]]).open == ["other": 2])
        #expect(try signature("log_data").bind([["subject": "s"]]).named == ["data": ["subject": "s"]])
    }

    @Test func tableWherePositionalCannotBeOneIsKeywords() throws {
        #expect(try signature("success").bind([["message": "done"]]).named == ["message": "done"])
        #expect(try signature("sleep").bind([["delay_sec": 2]]).named == ["delay_sec": 2])
        #expect(
            try signature("end_").bind(["success", ["message": "m"]]).named == ["status": "success", "message": "m"])
    }

    @Test func logTakesAnything() throws {
        let bound = try signature("log").bind(["a", 1, nil, ["k": "v"]])
        #expect(bound.rest == ["a", 1, nil])
        #expect(bound.open == ["k": "v"])
        #expect(try signature("log").bind([[1, 2]]).rest == [[1, 2]])
        #expect(try signature("log").bind([]).rest.isEmpty)
        #expect(try signature("log").bind([.absent, "x"]).rest == [nil, "x"])
    }

    @Test func absentIsNotGivenAndNullIs() throws {
        let success = try signature("success")
        #expect(try success.bind([]).named.isEmpty)
        #expect(try success.bind([.absent]).named.isEmpty)
        #expect(try success.bind([nil]).named == ["message": nil])
    }

    @Test(
        arguments: [
            ("sleep", ["x"], "sleep: delay_sec expects a number, but got the text \"x\""),
            ("sleep", [nil], "sleep: delay_sec expects a number, but got null"),
            ("sleep", [], "sleep: delay_sec is missing; expected a number"),
            ("sleep", [.absent], "sleep: delay_sec is missing; expected a number"),
            ("sleep", [1, 2], "sleep: takes 1 argument, but got 2"),
            ("sleep", [["delay": 2]], "sleep: has no parameter 'delay'; it takes delay_sec"),
            ("success", [["mesage": 2]], "success: has no parameter 'mesage'; did you mean 'message'?"),
            ("success", [true], "success: message expects a text, but got the boolean true"),
            ("success", ["a", ["message": "b"]], "success: 'message' is given twice, by position and as a keyword"),
            ("get", [], "get: field is missing; expected a text"),
            ("get", [1], "get: field expects a text, but got the integer 1"),
            (
                "log_data", [1, "s", "loud"],
                "log_data: level expects one of INFO, WARNING, ERROR, but got the text \"loud\""
            ),
            (
                "sleep_until", ["soon"],
                "sleep_until: timestamp expects a moment (seconds since 1970, or text such as "
                    + "2031-05-06T07:08:09+0000), but got the text \"soon\""
            ),
            ("save", ["name"], "save: init expects a table, but got the text \"name\""),
            (
                "end_", [],
                "end_: status is missing; expected one of SUCCESS, ERROR, CANCELLED, ENDED_SUCCESS, ENDED_ERROR, "
                    + "ENDED_CANCELLED"
            ),
        ] as [(String, [HostValue], String)])
    func refuses(_ name: String, _ arguments: [HostValue], _ message: String) throws {
        let error = #expect(throws: FlowError.self) { try signature(name).bind(arguments) }
        #expect(error?.message == message)
        #expect(error?.type == "InvalidInputError")
    }

    @Test func formsAreReadable() throws {
        #expect(try signature("sleep").form == "sleep(delay_sec)")
        #expect(try signature("success").form == "success([message])")
        #expect(try signature("log").form == "log(value..., {name = value})")
        #expect(try signature("save").form == "save([init], {commit_message, field = value})")
    }

    @Test func catalogueIsSound() {
        for hostClass in HostCatalogue.current.classes {
            #expect(hostClass.signatures.map(\.name) == hostClass.signatures.map(\.name).sorted())
            #expect(Set(hostClass.signatures.map(\.name)).count == hostClass.signatures.count)
            for signature in hostClass.signatures {
                #expect(signature.className == hostClass.name)
                #expect(signature.summary.hasSuffix("."))
                let required = signature.positionals.map(\.isRequired)
                #expect(required == required.sorted { $0 && !$1 }, "required ones come first in \(signature.name)")
            }
        }
    }
}
