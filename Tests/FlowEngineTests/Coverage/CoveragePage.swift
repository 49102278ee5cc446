import FlowEngine
import FlowModel

/// The page `Coverage.md`: what there is of the reference, from the tables that the tests go by.
enum CoveragePage {
    static func text() -> String {
        let methods = Reference.methods.map { name in
            let signature = HostCatalogue.current.signature("Execution", name)
            let state = MethodCases.owed.contains(name) ? "not yet" : "run"
            return "| `\(name)` | \(signature.map { "`\($0.form)`" } ?? "") | \(state) |"
        }
        let parameters = Reference.parameters.map { name in
            let field = try? ExecutionField.named(name)
            let state = FieldCases.owed.contains(name) ? "not yet" : "run"
            return "| `\(name)` | \(field.map { cell($0.summary) } ?? "") | \(state) |"
        }
        let fields = Reference.readableFields.map { name in
            let field = try? ExecutionField.named(name)
            return "| `\(name)` | \(field.map { cell($0.type.name) } ?? "") | \(field.map { cell($0.summary) } ?? "") | run |"
        }
        return """
            # Coverage of the Execution API

            Every method, parameter and field of an execution, and whether a test runs it from Lua.

            ## Overview

            This page is written by `CoverageTests`, which runs a script for each line in memory, replayed at every wait, and on
            SQLite, and fails when a line has none. "Not yet" names what another part of the project brings.

            ## Methods

            | method | call | state |
            |---|---|---|
            \(methods.joined(separator: "\n"))

            ## Parameters of flow_api.Execution

            | parameter | meaning | state |
            |---|---|---|
            \(parameters.joined(separator: "\n"))

            ## Further fields

            | field | holds | meaning | state |
            |---|---|---|---|
            \(fields.joined(separator: "\n"))

            """
    }

    private static func cell(_ text: String) -> String {
        String(text.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
    }
}
