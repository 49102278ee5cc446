import FlowModel
import Testing

@Suite struct ConnectorInterfaceTests {
    private let interface = ConnectorInterface(
        type: "TEA", summary: "Makes tea.",
        inputs: [
            ConnectorInput("kind", .choice(["black", "green"]), "Which tea.", isRequired: true),
            ConnectorInput("cups", .integer(1...10), "How many.", fallback: 1),
            ConnectorInput("minutes", .number(0...60), "How long."),
            ConnectorInput("hot", .boolean, "Whether it is hot."),
            ConnectorInput("labels", .scalars, "What is on it."),
            ConnectorInput("guests", .list(.text), "Who gets it."),
            ConnectorInput(
                "sugar", .table([ConnectorInput("spoons", .integer(0...9), "How much.", isRequired: true)]), "Sweet."),
            ConnectorInput("code", .text, "Opens the box.", isSecret: true),
            ConnectorInput("milk", .either([.boolean, .text]), "Milk."),
            ConnectorInput("note", .json, "Anything."),
        ],
        alternatives: [["sugar", "milk"]], outputs: [.init("tea", "The tea.")], example: "kind = \"green\"")

    @Test func fillsInDefaultsAndLeavesOutNull() throws {
        #expect(try interface.checked(["kind": "black", "hot": .null]) == ["kind": "black", "cups": 1])
        let all: JSONValue = [
            "kind": "green", "cups": 2, "minutes": 3, "hot": true, "labels": ["a": 1, "b": ["x", 2.5, false]],
            "guests": ["Ada"], "sugar": ["spoons": 2], "code": "s3cret", "note": [1, .null],
        ]
        #expect(JSONValue.object(try interface.checked(all)) == all)
        #expect(try interface.checked(["kind": "green", "guests": [:]])["guests"] == [])
        #expect(try interface.checked(["kind": "green", "milk": "oat"])["milk"] == "oat")
    }

    @Test(arguments: [
        ("{}", "MissingInputError", "TEA: the input 'kind' is missing"),
        (#"{"kind": "blck"}"#, "InvalidInputError", "kind must be one of black, green; did you mean 'black'?"),
        (
            #"{"kind": "green", "cup": 1}"#, "ExtraInputError",
            "no input 'cup'; did you mean 'cups'? known are after_crash, code, cups"
        ),
        (
            #"{"kind": "green", "cups": 11}"#, "InvalidInputError",
            "cups must be integer from 1 to 10; got the integer 11"
        ),
        (#"{"kind": "green", "cups": 1.0}"#, "InvalidInputError", "got the number 1.0"),
        (#"{"kind": "green", "minutes": -1}"#, "InvalidInputError", "minutes must be number from 0 to 60"),
        (#"{"kind": "green", "labels": {"a": {}}}"#, "InvalidInputError", "labels.a must be a text, number or boolean"),
        (#"{"kind": "green", "guests": [1]}"#, "InvalidInputError", "guests[1] must be text"),
        (#"{"kind": "green", "sugar": {}}"#, "MissingInputError", "'sugar.spoons' is missing"),
        (#"{"kind": "green", "sugar": {"spoon": 1}}"#, "ExtraInputError", "did you mean 'sugar.spoons'?"),
        (#"{"kind": "green", "milk": 1}"#, "InvalidInputError", "milk must be boolean, or text"),
        (
            #"{"kind": "green", "milk": true, "sugar": {"spoons": 1}}"#, "InvalidInputError",
            "only one of sugar and milk"
        ),
        ("[]", "InvalidInputError", "the inputs must be a table"),
    ])
    func refuses(_ inputs: String, _ type: String, _ text: String) throws {
        let error = try #require(throws: FlowError.self) {
            try interface.checked(try JSONParser.parse(inputs))
        }
        #expect(error.type == type)
        #expect(error.message.contains(text), "\(error.message)")
        #expect(error.message.hasPrefix("TEA: "))
    }

    @Test func neverRepeatsATextThatWasGiven() throws {
        for name in ["cups", "hot", "labels", "guests", "sugar", "kind"] {
            let error = try #require(throws: FlowError.self) {
                try interface.checked(JSONValue.object(["kind": "green"]).with(name, "s3cret"))
            }
            #expect(!error.message.contains("s3cret"), "\(error.message)")
        }
    }

    @Test func helpAndMarkdownNameEverything() {
        for text in [interface.help, interface.markdown] {
            for input in interface.inputs { #expect(text.contains(input.name) && text.contains(input.summary)) }
            #expect(text.contains("sugar.spoons"))
            #expect(text.contains("1 unless given") && text.contains("required") && text.contains("secret"))
            #expect(text.contains("The tea.") && text.contains("this:connect{connector_type = \"TEA\", kind"))
        }
    }

    @Test func theSchemaSaysTheSame() {
        let schema = interface.inputSchema.object ?? [:]
        #expect(schema["required"] == ["kind"])
        #expect(schema["additionalProperties"] == false)
        let properties = schema["properties"]?.object ?? [:]
        #expect(properties.count == interface.inputs.count)
        #expect(properties["code"]?.object?["writeOnly"] == true)
        #expect(properties["cups"]?.object?["maximum"] == 10)
        #expect(properties["sugar"]?.object?["required"] == ["spoons"])
    }

    /// A connector as an embedder writes it.
    private struct Greeter: TypedConnector {
        let interface = ConnectorInterface(
            type: "GREET", summary: "Greets somebody.",
            inputs: [ConnectorInput("name", .text, "Whom to greet.", isRequired: true)])

        func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
            ["greeting": .string("hello, \(inputs["name"]?.text ?? "")")]
        }
    }

    @Test func aTypedConnectorSeesCheckedInputsOnly() async throws {
        func request(_ inputs: JSONValue) -> ConnectorRequest {
            ConnectorRequest(
                execution: ExecutionID(createdAt: ScriptTime(microseconds: 0), random: (1, 2)), connectorType: "GREET",
                connectorName: nil, inputs: inputs, idempotencyKey: "k")
        }
        #expect(try await Greeter().perform(request(["name": "Ada"])) == ["greeting": "hello, Ada"])
        let error = await #expect(throws: FlowError.self) { try await Greeter().perform(request(["nme": "Ada"])) }
        #expect(error?.type == "ExtraInputError")
    }
}

extension JSONValue {
    /// The object with another entry.
    fileprivate func with(_ name: String, _ value: JSONValue) -> JSONValue {
        var entries = object ?? [:]
        entries[name] = value
        return .object(entries)
    }
}
