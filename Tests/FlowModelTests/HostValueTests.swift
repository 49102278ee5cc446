import FlowModel
import Testing

@Suite struct HostValueTests {
    @Test func referencesAreTokens() throws {
        let value: HostValue = ["o": .reference(ObjectReference(className: "Execution", id: "a:b\"c")), "n": 1]
        var text: [UInt8] = []
        value.write(into: &text)
        #expect(String(decoding: text, as: UTF8.self) == #"{"n":1,"o":@"Execution:a:b\"c"}"#)
        #expect(try HostValue.parse(text) == value)
    }

    @Test(arguments: ["@", "@1", "@\"x\"", "@\":x\"", "@ \"A:b\""])
    func badTokens(_ text: String) {
        #expect(throws: JSONError.self) { try HostValue.parse(Array(text.utf8)) }
    }

    @Test func jsonRefusesReferencesByPath() throws {
        let value: HostValue = ["hosts": [1, ["owner": .reference(ObjectReference(className: "User", id: "7"))]]]
        let error = #expect(throws: FlowError.self) { try value.json(named: "output") }
        #expect(error?.type == "InvalidInputError")
        #expect(error?.message.hasPrefix("output.hosts[2].owner is the host object User:7") == true)
        #expect(value.readableJSON == ["hosts": [1, ["owner": "User:7"]]])
    }

    @Test func jsonRoundTrip() throws {
        let value: JSONValue = ["a": [nil, true, 1, 1.5, "x", [:]]]
        #expect(try HostValue(value).json(named: "v") == value)
    }

    @Test func equalityIsByBytes() {
        #expect(JSONValue.string("e\u{301}") != .string("\u{e9}"))
        #expect(JSONValue.integer(1) != .number(1))
        #expect(JSONValue.number(0.0) != .number(-0.0))
        #expect(HostValue.number(.nan) == .number(.nan))
    }
}
