import FlowModel
import Testing

@testable import FlowConnectors

@Suite struct PostgreSQLValueTests {
    private func value(_ text: String, _ oid: UInt32) -> JSONValue {
        Array(text.utf8).withUnsafeBytes { PostgreSQLValue.value($0, oid: oid) }
    }

    @Test(
        arguments: [
            ("t", 16, true), ("f", 16, false), ("-7", 23, -7), ("9223372036854775807", 20, .integer(.max)),
            ("1.5", 701, 1.5), ("1", 701, 1.0), ("NaN", 701, "NaN"), ("-Infinity", 700, "-Infinity"),
            ("12.50", 1700, "12.50"),
            (#"{"a":[1,2.0]}"#, 3802, ["a": [1, 2.0]]), ("null", 114, .null), (#"\x00ff"#, 17, ["base64": "AP8="]),
            (#"\x"#, 17, ["base64": ""]), ("2026-01-02 03:04:05.678+00", 1184, "2026-01-02T03:04:05.678Z"),
            ("2026-01-02 03:04:05", 1114, "2026-01-02T03:04:05"), ("infinity", 1184, "infinity"),
            ("0044-03-15 00:00:00 BC", 1114, "0044-03-15 00:00:00 BC"), ("2026-01-02", 1082, "2026-01-02"),
            ("{1,NULL,-3}", 1007, [1, .null, -3]), ("{}", 1009, []),
            (#"{{a,"b, c"},{"q\"\\","NULL"}}"#, 1009, [["a", "b, c"], [#"q"\"#, "NULL"]]),
            ("[0:1]={t,f}", 1000, [true, false]), (#"{"{\"a\": 1}"}"#, 3807, [["a": 1]]), ("{broken", 1007, "{broken"),
            ("{1}x", 1007, "{1}x"), ("(1,a)", 99_999, "(1,a)"),
        ] as [(String, UInt32, JSONValue)])
    func values(_ text: String, _ oid: UInt32, _ expected: JSONValue) {
        #expect(value(text, oid) == expected)
    }

    @Test func textThatIsNone() {
        let bytes: [UInt8] = [0xFF, 0x41]
        #expect(bytes.withUnsafeBytes { PostgreSQLValue.value($0, oid: 25) } == ["base64": "/0E="])
    }

    @Test(
        arguments: [
            (.bool(true), nil, "true"), (.integer(-5), nil, "-5"), (.number(2), 23, "2"), (.number(2), 701, "2.0"),
            (.number(2.5), 23, "2.5"), (.number(.infinity), 701, "Infinity"), (.text("a'b"), nil, "a'b"),
            (.json(["a": 1]), nil, #"{"a":1}"#), (.json([1, 2]), 3802, "[1,2]"), (.json([1, 2.0]), 1007, "{1,2}"),
            (.json(["a", .null, #"q"\"#]), 1009, #"{"a",NULL,"q\"\\"}"#), (.json([[1], [2]]), 1007, "{{1},{2}}"),
            (.json([["a": 1], .null]), 3807, #"{"{\"a\":1}",NULL}"#),
            (.json([["base64": "AP8="]]), 1001, #"{"\\x00ff"}"#),
            (.json(["new"]), 70_000, #"{"new"}"#),
        ] as [(SQLParameter, UInt32?, String)])
    func parameters(_ parameter: SQLParameter, _ oid: UInt32?, _ text: String) {
        #expect(PostgreSQLValue.bound(parameter, oid: oid) == PostgreSQLValue.Bound(text))
    }

    @Test func parametersThatAreNoText() {
        #expect(PostgreSQLValue.bound(.text("a\0b"), oid: nil) == nil)
        #expect(PostgreSQLValue.bound(.json(["a\0b"]), oid: 1009) == nil)
        #expect(PostgreSQLValue.bound(.bytes([0]), oid: nil) == PostgreSQLValue.Bound(bytes: [0], isBinary: true))
        #expect(PostgreSQLValue.bound(.null, oid: nil) == PostgreSQLValue.Bound(bytes: nil, isBinary: false))
    }
}
