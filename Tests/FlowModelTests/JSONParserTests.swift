import FlowModel
import Testing

@Suite struct JSONParserTests {
    @Test(
        arguments: [
            ("null", JSONValue.null), ("true", true), (" false\n", false), ("\t\"a\"\r", "a"),
            ("0", 0), ("-0", .number(-0.0)), ("1", 1), ("-17", -17), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)),
            ("1.0", 1.0), ("-0.0", .number(-0.0)), ("1e3", 1000.0), ("1E+3", 1000.0), ("25e-1", 2.5), ("0.1", 0.1),
            ("0e0", 0.0), ("5e-324", .number(.leastNonzeroMagnitude)),
            ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
            ("1e-400", 0.0),
            ("9223372036854775808", .number(9.223372036854775808e18)),
            ("-9223372036854775809", .number(-9.223372036854775808e18)),
            ("123456789012345678901234567890", .number(1.2345678901234568e29)),
            ("[]", []), ("[ ]", []), ("[1,[2,[]]]", [1, [2, []]]), ("[null,true]", [nil, true]),
            ("{}", [:]), ("{ }", [:]), (#"{"b":1, "a" : [ {} ]}"#, ["a": [[:]], "b": 1]),
            (#"{"":0}"#, ["": 0]),
        ] as [(String, JSONValue)])
    func readsValues(_ text: String, _ expected: JSONValue) throws {
        #expect(try JSONParser.parse(text) == expected)
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9""#, "Aé"), (#""\u0000""#, "\0"),
        (#""\ud83d\ude00""#, "😀"), (#""\uD83D\uDE00x""#, "😀x"), ("\"é\u{2028}😀\"", "é\u{2028}😀"),
        (#""a\nb""#, "a\nb"), ("\"\u{7F}\"", "\u{7F}"),
    ])
    func readsStrings(_ text: String, _ expected: String) throws {
        #expect(try JSONParser.parse(text) == .string(expected))
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "'a'", "a", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "{\"a\"",
        "{\"a\":",
        "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:2}", "{\"a\" 1}", "]", "}", "1 2", "[1]]", "01", "-01",
        "00", "-",
        "+1", ".5", "1.", "1.e1", "1e", "1e+", "0x10", "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "\"", "\"a",
        "\"\\", "\"\\x41\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\ud800\"", "\"\\ud800x\"", "\"\\ud800\\n\"",
        "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\"", "\"a\u{0}b\"", "\"\t\"", "\u{FEFF}1", "// c\n1", "1 // c",
        "\u{A0}1",
        "@\"Execution:1\"", "[@\"Execution:1\"]", "@", "@1", "\u{0}",
    ])
    func refuses(_ text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC3, 0x22],
            [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0xFF],
            [0x22, 0x5C, 0xC3],
        ] as [[UInt8]])
    func refusesBadUTF8(_ bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try JSONParser.parse(bytes) }
    }

    @Test func lastOfEqualKeysCounts() throws {
        #expect(try JSONParser.parse(#"{"a":1,"b":2,"a":3,"\u0061":4}"#) == ["a": 4, "b": 2])
    }

    @Test func keysWithDifferentBytesDiffer() throws {
        let value = try JSONParser.parse("{\"e\u{301}\":1,\"\u{e9}\":2}")
        #expect(value.object?.count == 2)
        #expect(JSONWriter.text(value) == "{\"e\u{301}\":1,\"\u{e9}\":2}")
    }

    @Test func depthIsCapped() throws {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        _ = try JSONParser.parse(deep)
        let error = #expect(throws: JSONError.self) { try JSONParser.parse("[" + deep + "]") }
        #expect(error?.offset == 100)
        #expect(error?.message.contains("100") == true)
        #expect(throws: JSONError.self) { try JSONParser.parse(String(repeating: "{\"a\":", count: 1_000_000)) }
    }

    @Test func errorsSayWhere() {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse("{\n  \"é\": 1,\n  \"ü\": 2x\n}") }
        #expect(error?.line == 3)
        #expect(error?.column == 9)
        #expect(error?.offset == 22)
        #expect(error?.message == "expected ',' or '}' but found 'x'")
        #expect(error.map { "\($0)" } == "line 3, column 9: expected ',' or '}' but found 'x'")
    }

    @Test(arguments: [
        ("", "expected a value but the text ends", 0), ("tru", "expected 'true'; texts need quotes", 0),
        ("hello", "expected a value but found 'h'", 0), ("[1,]", "expected a value but found ']'", 3),
        ("{a:1}", "expected a key in quotes but found 'a'", 1),
        ("1 2", "expected the end of the text but found '2'", 2),
        ("\"abc", "the string has no closing quote", 0), ("012", "a number cannot start with 0", 0),
        ("\"\\ud800\"", "a lone surrogate is not a character", 1), ("1e999", "the number 1e999 is too large", 0),
        ("\u{FEFF}1", "expected a value but found a byte order mark", 0),
        ("\u{1}", "expected a value but found byte 1", 0),
    ])
    func messages(_ text: String, _ message: String, _ offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(text) }
        #expect(error?.message == message)
        #expect(error?.offset == offset)
    }

    @Test func badUTF8IsLocated() {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0x61, 0xC3, 0xA9, 0xFF, 0x22]) }
        #expect(error?.offset == 4)
    }
}
