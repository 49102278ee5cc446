import FlowModel
import FlowSchema
import Testing

/// Schemas and values that are written to hurt: each ends soon, with an error that says what is too much.
@Suite(.timeLimit(.minutes(10))) struct HostileSchemaTests {
    private func schemaError(_ schema: JSONValue) -> String {
        do throws(FlowError) {
            _ = try JSONSchema(schema)
            return "compiled"
        } catch {
            return error.type == "SchemaError" ? error.message : "\(error)"
        }
    }

    private func nested(_ depth: Int, _ wrap: (JSONValue) -> JSONValue) -> JSONValue {
        (0..<depth).reduce(JSONValue.bool(true)) { inner, _ in wrap(inner) }
    }

    @Test func referencesInACircleAreRefused() {
        #expect(schemaError(["$ref": "#"]).contains("circle"))
        #expect(
            schemaError([
                "properties": ["x": ["$ref": "#/definitions/a"]],
                "definitions": ["a": ["$ref": "#/definitions/b"], "b": ["$ref": "#/definitions/a"]],
            ]).contains("circle"))
    }

    /// Each reference leads to another schema of the same value, so that checking never gets to the value.
    @Test func aSchemaThatLeadsToItselfForTheSameValueEnds() throws {
        let schema = try JSONSchema(["allOf": [["$ref": "#"]]])
        let error = try #require(throws: FlowError.self) { try schema.validate(1) }
        #expect(error.type == "SchemaError")
        #expect(error.message.contains("too much work"))
    }

    @Test func remoteDocumentsAreNeverFetched() {
        for reference in ["http://127.0.0.1:9/schema.json", "file:///etc/passwd", "other.json", "//host/x", "urn:x:y"] {
            #expect(schemaError(["$ref": .string(reference)]).contains("never fetched"), "\(reference)")
            let based: JSONValue = ["$id": "http://example.com/a", "items": ["$ref": .string(reference)]]
            #expect(schemaError(based).contains("never fetched"), "\(reference)")
        }
    }

    @Test func deepNestingIsRefused() {
        #expect(schemaError(nested(90) { ["not": $0] }).contains("deeper than"))
        #expect(schemaError(nested(60) { ["not": $0] }) == "compiled")
        #expect(schemaError(nested(30) { ["properties": ["x": $0]] }) == "compiled")
    }

    /// valijson follows references by recursion: a circle as long as is allowed, entered at any place.
    @Test func aLongCircleOfSchemasCompiles() throws {
        let count = 990
        let links = (0..<count).map { index in
            JSONObject.Entry(
                key: "d\(index)",
                value: ["properties": ["next": ["$ref": .string("#/definitions/d\((index + 1) % count)")]]])
        }
        let schema = try JSONSchema(["$ref": "#/definitions/d500", "definitions": .object(JSONObject(links))])
        try schema.validate((0..<60).reduce(JSONValue.integer(1)) { inner, _ in ["next": inner] })
    }

    @Test func tooManySubschemasAreRefused() {
        let many = JSONValue.array((0..<2000).map { _ in [:] })
        #expect(schemaError(["allOf": many]).contains("subschemas"))
        #expect(schemaError(["enum": .array((0..<30_000).map { .integer($0) })]).contains("20000 values"))
        #expect(schemaError(["enum": [.string(String(repeating: "x", count: 300_000))]]).contains("256 KiB"))
    }

    /// Two ways at each level make 2^50 ways through all.
    @Test func exponentialCombinationsEnd() throws {
        let levels = (0..<50).map { index -> JSONObject.Entry in
            let next: JSONValue = ["$ref": .string("#/definitions/l\(index + 1)")]
            return .init(key: "l\(index)", value: ["anyOf": [next, next]])
        }
        var definitions = JSONObject(levels)
        definitions["l50"] = false
        let schema = try JSONSchema(["$ref": "#/definitions/l0", "definitions": .object(definitions)])
        let error = try #require(throws: FlowError.self) { try schema.validate(1) }
        #expect(error.message.contains("too much work"))
    }

    @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a|a)*b", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$"])
    func patternsThatBacktrackTakeLinearTime(pattern: String) throws {
        let schema = try JSONSchema(["pattern": .string(pattern)])
        let error = try #require(throws: FlowError.self) {
            try schema.validate(.string(String(repeating: "a", count: 50_000) + "!"))
        }
        #expect(["SchemaValidationError", "SchemaError"].contains(error.type))
    }

    @Test func hugeTextsAndPatternsAreBounded() throws {
        let deep = String(repeating: "(", count: 400) + String(repeating: ")", count: 400)
        for pattern in [
            String(repeating: "a", count: 1001), "((a{1,1000}){1,1000}){1,1000}", "[", "a{2,1}", "(?=x)", "\u{0}",
        ] {
            #expect(schemaError(["pattern": .string(pattern)]).contains("at '/pattern'"), "\(pattern.prefix(20))")
        }
        _ = try? JSONSchema(["pattern": .string(deep)])
        let schema = try JSONSchema(["pattern": "^(a|b|c|d|e){1,100}x$"])
        let error = try #require(throws: FlowError.self) {
            try schema.validate(.string(String(repeating: "abcde", count: 2_000_000)))
        }
        #expect(["SchemaValidationError", "SchemaError"].contains(error.type))
    }

    @Test func comparingEverythingWithEverythingEnds() throws {
        let schema = try JSONSchema(["uniqueItems": true])
        try schema.validate(.array((0..<100_000).map { .integer($0 * 7 % 100_003) }))
        let choices = JSONValue.array((0..<10_000).map { .string("choice \($0)") })
        let one = try JSONSchema(["items": ["enum": choices]])
        let error = try #require(throws: FlowError.self) {
            try one.validate(.array((0..<10_000).map { .string("choice \(9999 - $0 % 10)") }))
        }
        #expect(error.message.contains("too much work"), "\(error)")
    }

    @Test func valuesOfMillionsOfPartsAreRefused() throws {
        let schema = try JSONSchema(["type": "array"])
        let error = try #require(throws: FlowError.self) {
            try schema.validate(.array(Array(repeating: .null, count: 3_000_000)))
        }
        #expect(error.message.contains("too much work"))
    }

    @Test func faultsAndNamesInMessagesAreBounded() throws {
        let schema = try JSONSchema(["additionalProperties": ["type": "string"]])
        let value = JSONObject((0..<5000).map { .init(key: "\($0)" + String(repeating: "k", count: 2000), value: 1) })
        let error = try #require(throws: FlowError.self) { try schema.validate(.object(value)) }
        #expect(error.details?.object?["faults"]?.items?.count == 20)
        #expect(error.message.utf8.count < 5000)
    }

    @Test func oneSchemaServesManyThreads() async throws {
        let schema = try JSONSchema(["items": ["type": "integer", "maximum": 50], "uniqueItems": true])
        await withTaskGroup(of: Bool.self) { group in
            for round in 0..<64 {
                group.addTask {
                    let value = JSONValue.array((0..<50).map { .integer(Int64($0 + round % 2 * 2)) })
                    return ((try? schema.validate(value)) != nil) == (round % 2 == 0)
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
