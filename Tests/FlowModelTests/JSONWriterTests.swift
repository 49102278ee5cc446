import FlowModel
import Testing

@Suite struct JSONWriterTests {
    @Test(arguments: [
        (1.0, "1.0"), (0.1, "0.1"), (-0.0, "-0.0"), (0.0, "0.0"), (1e300, "1e+300"), (1.5e300, "1.5e+300"),
        (.leastNonzeroMagnitude, "5e-324"), (1e-5, "1e-05"), (1.25e-7, "1.25e-07"), (0.0001, "0.0001"),
        (0.00012, "0.00012"),
        (1e15, "1000000000000000.0"), (1e16, "1e+16"), (123456789012345.0, "123456789012345.0"),
        (9007199254740992.0, "9007199254740992.0"), (1.2345678901234568e29, "1.2345678901234568e+29"),
        (100.0, "100.0"), (-2.5, "-2.5"), (1.0 / 3, "0.3333333333333333"), (1e22, "1e+22"), (12.0e100, "1.2e+101"),
        (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.nan, "null"), (.infinity, "null"),
    ])
    func floats(_ value: Double, _ text: String) {
        #expect(JSONWriter.text(.number(value)) == text)
    }

    @Test func floatsReadBack() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            let text = JSONWriter.text(.number(value))
            #expect(try JSONParser.parse(text) == .number(value), "\(text)")
        }
    }

    @Test func keysAreSortedByBytes() {
        let value: JSONValue = ["b": 1, "a": 2, "B": 3, "é": 4, "z": 5, "": 6, "aa": 7, "😀": 8, "\u{FFFD}": 9]
        #expect(JSONWriter.text(value) == #"{"":6,"B":3,"a":2,"aa":7,"b":1,"z":5,"é":4,"\#u{FFFD}":9,"😀":8}"#)
    }

    @Test func escapes() {
        let text = "\"\\/\u{8}\t\n\u{C}\r\u{0}\u{1F}\u{7F}é"
        #expect(JSONWriter.text(.string(text)) == "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u{7F}é\"")
    }

    @Test(arguments: [
        "null", "[]", "{}", "[1,2.0,\"x\",null,true,false]", #"{"a":{"b":[{"c":-1}]}}"#, "-9223372036854775808",
    ])
    func canonicalTextIsAFixedPoint(_ text: String) throws {
        #expect(JSONWriter.text(try JSONParser.parse(text)) == text)
    }

    @Test func pretty() {
        let value: JSONValue = ["a": [1, [], [:]], "b": ["c": "d"]]
        #expect(
            JSONWriter.prettyText(value) == """
                {
                  "a": [
                    1,
                    [],
                    {}
                  ],
                  "b": {
                    "c": "d"
                  }
                }
                """)
    }

    @Test func randomValuesRoundTrip() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let value = Self.random(depth: 4, &generator)
            #expect(try JSONParser.parse(JSONWriter.text(value)) == value)
            #expect(try JSONParser.parse(JSONWriter.prettyText(value)) == value)
        }
    }

    private static func random(depth: Int, _ generator: inout SystemRandomNumberGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
        case 0: .null
        case 1: .bool(.random(using: &generator))
        case 2: .integer(Int64(bitPattern: generator.next()))
        case 3: .number(.random(in: -1e9...1e9, using: &generator))
        case 4: .string(text(&generator))
        case 5: .array((0..<Int.random(in: 0...4)).map { _ in random(depth: depth - 1, &generator) })
        default:
            .object(
                JSONObject(
                    (0..<Int.random(in: 0...4)).map { _ in
                        .init(key: text(&generator), value: random(depth: depth - 1, &generator))
                    }))
        }
    }

    private static func text(_ generator: inout SystemRandomNumberGenerator) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            scalars.append(Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &generator)) ?? "x")
        }
        return String(scalars)
    }
}
