import FlowModel
import FlowSchema
import Testing

/// What fits, and what is said about the rest.
@Suite struct JSONSchemaTests {
    private func faults(_ schema: JSONValue, _ value: JSONValue) throws -> [String] {
        do throws(FlowError) {
            try JSONSchema.compiled(schema).validate(value)
            return []
        } catch {
            guard error.type == "SchemaValidationError" else { throw error }
            let list = error.details?.object?["faults"]?.items ?? []
            return list.map { "\($0.object?["pointer"]?.text ?? "?") \($0.object?["message"]?.text ?? "?")" }
        }
    }

    private func schemaError(_ schema: JSONValue) -> String {
        do throws(FlowError) {
            _ = try JSONSchema(schema)
            return "compiled"
        } catch {
            return "\(error.type) \(error.details?.object?["pointer"]?.text ?? "") \(error.message)"
        }
    }

    @Test func everyFaultNamesItsPlaceAndWhatWasExpected() throws {
        let schema: JSONValue = [
            "type": "object", "required": ["name", "hosts"], "additionalProperties": false,
            "properties": [
                "name": ["type": "string", "minLength": 2],
                "port": ["type": "integer", "minimum": 1, "maximum": 65535],
                "hosts": ["type": "array", "items": ["type": "string", "pattern": "^[a-z]+$"], "maxItems": 2],
                "a/b~c": ["const": 1], "mode": ["enum": ["fast", "slow"]],
            ],
        ]
        #expect(try faults(schema, ["name": "ada", "hosts": ["x"], "port": 80]).isEmpty)
        let found = Set(
            try faults(schema, ["hosts": ["x", 3, "Y"], "port": 70000, "extra": 1, "a/b~c": 2, "mode": "lazy"]))
        #expect(
            found == [
                "/a~1b~0c expected the integer 1, but got the integer 2",
                "/hosts expected at most 2 elements, but got 3 elements",
                "/hosts/1 expected a text, but got the integer 3",
                "/hosts/2 expected a text that matches the pattern '^[a-z]+$', but got the text \"Y\"",
                "/mode expected one of the text \"fast\", the text \"slow\", but got the text \"lazy\"",
                "/port expected at most 65535, but got the integer 70000",
                " the property 'extra' is not allowed",
                " the property 'name' is missing",
            ])
    }

    @Test func aMessageTellsTheFirstFaultsOnly() throws {
        let schema = try JSONSchema(["items": ["type": "string"]])
        let error = try #require(throws: FlowError.self) { try schema.validate([1, 2, 3, 4, 5], as: "the list") }
        #expect(
            error.message
                == "the list does not fit the schema: '/0': expected a text, but got the integer 1; '/1': expected a text, but got the integer 2; '/2': expected a text, but got the integer 3; and 2 more"
        )
        #expect(error.details?.object?["faults"]?.items?.count == 5)
    }

    @Test func integersAndFloatsAreExact() throws {
        #expect(try faults(["maximum": 9_007_199_254_740_993], 9_007_199_254_740_993).isEmpty)
        #expect(try faults(["maximum": 9_007_199_254_740_992], 9_007_199_254_740_993).count == 1)
        #expect(try faults(["const": .integer(.max)], .integer(.max)).isEmpty)
        #expect(try faults(["const": .integer(.max)], .number(9_223_372_036_854_775_807)).count == 1)
        #expect(try faults(["exclusiveMinimum": .integer(.max - 1)], .integer(.max)).isEmpty)
        #expect(try faults(["multipleOf": 3], .integer(.max)).count == 1)
        #expect(try faults(["multipleOf": 7], .integer(.max)).isEmpty)
        #expect(try faults(["multipleOf": 0.01], 19.99).isEmpty)
        #expect(try faults(["multipleOf": 0.01], 19.999).count == 1)
        #expect(try faults(["multipleOf": 1e-300], 1e300).isEmpty)
        #expect(try faults(["multipleOf": 3], 1e300).count == 1)
        #expect(try faults(["type": "integer"], 1.0).isEmpty)
        #expect(try faults(["type": "integer"], 1.5).count == 1)
        #expect(try faults(["enum": [1]], 1.0).isEmpty)
        #expect(try faults(["uniqueItems": true], [1, 1.0]).count == 1)
    }

    @Test func anEmptyTableOfLuaIsExplained() throws {
        let found = try faults(["type": "array"], [:])
        #expect(found.first?.contains("json.array{}") == true)
        #expect(try faults(["type": "object", "required": [:]], [:]).isEmpty)
    }

    @Test func alternativesTellTheNearest() throws {
        let schema: JSONValue = [
            "anyOf": [["type": "integer"], ["properties": ["host": ["type": "string"]], "type": "object"]]
        ]
        let found = try faults(schema, ["host": 1])
        #expect(found.count == 1)
        #expect(found.first?.contains("at '/host' expected a text") == true)
        #expect(try faults(["oneOf": [["minimum": 1], ["minimum": 2]]], 3).first?.contains("numbered 0 and 1") == true)
    }

    static let wrong: [(schema: String, pointer: String, message: String)] = [
        (#"{"type": "sting"}"#, "/type", "did you mean 'string'?"),
        (#"{"properties": {"x": {"minimum": "1"}}}"#, "/properties/x/minimum", "expected a number"),
        (#"{"required": "name"}"#, "/required", "expected an array of names"),
        (#"{"items": [{"type": "string"}, 5]}"#, "/items/1", "expected a schema"),
        (#"{"properties": {"a/b": {"pattern": "("}}}"#, "/properties/a~1b/pattern", "cannot be used"),
        (#"{"patternProperties": {"[": true}}"#, "/patternProperties/[", "cannot be used"),
        (#"{"definitions": {"unused": {"type": 1}}}"#, "/definitions/unused/type", "a type or an array of types"),
        (##"{"$ref": "#/definitions/missing"}"##, "/$ref", "names nothing"),
        (##"{"$schema": "http://json-schema.org/draft-04/schema#"}"##, "/$schema", "only draft 7"),
        (#"{"multipleOf": 0}"#, "/multipleOf", "above 0"),
        (#"{"minLength": -1}"#, "/minLength", "not negative"),
        (#"{"enum": {}}"#, "/enum", "at least one value"),
        (#"{"allOf": []}"#, "/allOf", "at least one schema"),
        ("5", "", "expected a schema"),
    ]

    @Test(arguments: wrong)
    func aWrongSchemaNamesThePlace(schema: String, pointer: String, message: String) throws {
        let error = schemaError(try JSONParser.parse(schema))
        #expect(error.hasPrefix("SchemaError \(pointer) "), "\(error)")
        #expect(error.contains(message), "\(error)")
    }

    @Test func namesWithSlashesAndTheLikeStayApart() throws {
        let schema: JSONValue = [
            "properties": [
                "a": ["properties": ["b": ["type": "integer"]]], "a/properties/b": ["type": "string"],
                "%25": ["type": "null"],
            ]
        ]
        #expect(try faults(schema, ["a": ["b": 1], "a/properties/b": "x", "%25": nil]).isEmpty)
        #expect(try faults(schema, ["a": ["b": "x"], "a/properties/b": 1, "%25": 1]).count == 3)
    }

    @Test func aSchemaIsCompiledOnce() throws {
        let first = try JSONSchema.compiled(["type": "integer", "minimum": 4])
        let second = try JSONSchema.compiled(["minimum": 4, "type": "integer"])
        #expect(first === second)
    }
}
