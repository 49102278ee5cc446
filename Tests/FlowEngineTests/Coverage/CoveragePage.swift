import FlowEngine
import FlowModel

/// The page `Coverage.md`: what there is of the reference, from the tables that the tests go by.
enum CoveragePage {
    static func text() -> String {
        let methods = Reference.methods.map { name in
            let signature = HostCatalogue.current.signature("Execution", name)
            let state = MethodCases.owed.contains(name) ? "not yet" : "run"
            return "| `\(name)` | \(signature.map { "`\(form($0))`" } ?? "") | \(state) |"
        }
        let constructor = HostCatalogue.current.signature("System", "execution")
        let names = [
            "bundle_name": "The name of the bundle it lies in.", "project_name": "The name of the project it lies in.",
            "schedule_name": "The name of the schedule that started it.",
        ]
        let parameters = Reference.parameters.map { name in
            let field = try? ExecutionField.named(name)
            let state = FieldCases.owed.contains(name) ? "not yet" : "run"
            let keyword =
                constructor?.keywords.first { $0.name == name } ?? constructor?.positionals.first { $0.name == name }
            let summary = field?.summary ?? keyword?.summary ?? names[name] ?? "Comes with roles and permissions."
            return "| `\(name)` | \(cell(summary)) | \(state) |"
        }
        let fields = Reference.readableFields.map { name in
            let field = try? ExecutionField.named(name)
            return
                "| `\(name)` | \(field.map { cell($0.type.name) } ?? "") | \(field.map { cell($0.summary) } ?? "") | run |"
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

    /// What creates executions takes too many keywords for a line.
    private static func form(_ signature: HostSignature) -> String {
        guard signature.form.count > 120, let brace = signature.form.firstIndex(of: "{") else { return signature.form }
        return signature.form[..<brace] + "{...})"
    }

    private static func cell(_ text: String) -> String {
        String(text.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
    }
}
