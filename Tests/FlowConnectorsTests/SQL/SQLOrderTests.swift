import FlowModel
import Testing

@testable import FlowConnectors

@Suite struct SQLOrderTests {
    @Test(arguments: [
        ("SELECT 1", "SELECT"), ("  \n select 1", "SELECT"), ("-- note\n/* a /* b */ c */ (\n(insert", "INSERT"),
        ("", ""), ("-- only", ""), ("/* open", ""), ("start transaction", "START"), ("é", ""),
    ])
    func firstWord(_ sql: String, _ word: String) {
        #expect(SQLWords(nestsComments: true).first(of: sql) == word)
    }

    @Test func commentsThatDoNotNest() {
        #expect(SQLWords(nestsComments: false).first(of: "/* /* */ VACUUM /* */") == "VACUUM")
        #expect(SQLWords(nestsComments: false).isEmpty(" ; -- end".utf8))
        #expect(!SQLWords(nestsComments: false).isEmpty(" ; x".utf8))
    }

    @Test(arguments: [
        (#"{"sql": "SELECT 1", "operation": "fetch_all"}"#, CrashPolicy.atLeastOnce),
        (#"{"sql": "INSERT", "operation": "execute"}"#, .ask),
        (#"{"sql": "INSERT", "operation": "execute_many", "parameter_lists": []}"#, .ask),
        (#"{"sql": "INSERT", "operation": "execute", "effect_table": "e"}"#, .atLeastOnce),
        (#"{"sql": "INSERT", "operation": "fetch_one", "effect_table": "e"}"#, .atLeastOnce),
        (#"{"sql": "SELECT", "operation": "execute", "read_only": true}"#, .atLeastOnce),
        (#"{"sql": "INSERT", "operation": "fetch_one", "read_only": false}"#, .ask),
        (#"{"operation": "transaction", "statements": [{"sql": "S", "operation": "fetch_one"}]}"#, .atLeastOnce),
        (
            #"{"operation": "transaction", "statements": [{"sql": "S", "operation": "fetch_one"}, {"sql": "D"}]}"#,
            .ask
        ),
    ])
    func afterACrash(_ inputs: String, _ policy: CrashPolicy) throws {
        let sqlite = SQLiteConnector(root: "/nowhere")
        var given = try #require(try (JSONParser.parse(inputs) as JSONValue).object)
        given["path"] = "x.db"
        #expect(sqlite.crashPolicy(of: try sqlite.interface.checked(.object(given))) == policy)
    }

    @Test(arguments: ["", "a b", "A", "a.b.c", "a;b", "\"a\"", "a.", "é"])
    func namesOfNoTable(_ name: String) {
        #expect(throws: FlowError.self) { try SQLEffectTable(name, connector: "SQLPG") }
    }

    @Test func namesOfTables() throws {
        #expect(try SQLEffectTable("moonflow_effects", connector: "SQLPG").quoted == #""moonflow_effects""#)
        #expect(try SQLEffectTable("app.effects_2", connector: "SQLPG").quoted == #""app"."effects_2""#)
    }

    @Test func columnsOfTheSameName() throws {
        var rows = SQLRows(.fetchAll)
        rows.begin(columns: ["id", "id", "id_2", "id"])
        try rows.add([1, 2, 3, 4], SQLBudget(target: "t", byteLimit: 10))
        #expect(
            rows.output == [
                "columns": ["id", "id_2", "id_2_2", "id_3"], "rows": [["id": 1, "id_2": 2, "id_2_2": 3, "id_3": 4]],
            ])
    }
}
