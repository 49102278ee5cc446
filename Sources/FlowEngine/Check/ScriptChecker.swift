import FlowModel
public import LuaHost

/// Finds mistakes in a script without running it, by reading its compiled form: names that nothing defines, host
/// functions that do not exist, and a handler that nobody will call.
public struct ScriptChecker {
    private let catalogue: HostCatalogue
    private let script: String
    private var problems: [ScriptProblem] = []
    /// Names that the script itself gives a value to.
    private var defined: Set<String> = []

    /// Compiles a script and returns its problems in the order of their lines; a syntax error is the only one.
    public static func problems(in source: [UInt8], name: String) -> [ScriptProblem] {
        do throws(ScriptError) {
            return problems(of: try Script(source: source, name: name))
        } catch {
            let advice = SyntaxAdvice.advice(for: error.message, line: error.line, source: source)
            let message = error.message + (advice.map { "; \($0)" } ?? "")
            return [ScriptProblem(script: name, line: error.line, message)]
        }
    }

    /// Returns the problems of a compiled script in the order of their lines.
    public static func problems(
        of script: Script,
        catalogue: HostCatalogue = .current
    ) -> [ScriptProblem] {
        var checker = ScriptChecker(catalogue: catalogue, script: script.name)
        if script.name.hasSuffix(".spec.lua") { checker.defined = ScriptGlobals.specNames }
        return checker.check(script.bytecode)
    }

    init(catalogue: HostCatalogue, script: String) {
        self.catalogue = catalogue
        self.script = script
    }

    /// A chunk that cannot be read has one problem, which says so.
    mutating func check(_ bytecode: [UInt8]) -> [ScriptProblem] {
        do throws(BytecodeReader.Failure) {
            let main = try BytecodeReader.read(bytecode)
            let scope = CheckedFunction(main)
            collectDefinitions(scope)
            checkHandler(main)
            visit(scope)
        } catch {
            problems.append(
                ScriptProblem(script: script, line: nil, "the compiled script is unreadable: \(error.message)"))
        }
        var seen: Set<String> = []
        return problems.sorted { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }
            .filter { seen.insert("\($0)").inserted }
    }

    private mutating func collectDefinitions(_ scope: CheckedFunction) {
        for use in scope.uses {
            if case .globalWrite(let name) = use.kind { defined.insert(name) }
        }
        for function in scope.children { collectDefinitions(function) }
    }

    private mutating func visit(_ scope: CheckedFunction) {
        for use in scope.uses {
            let severity: ScriptProblem.Severity = use.isCertain ? .error : .warning
            switch use.kind {
            case .globalRead(let name): checkGlobal(name, use.line)
            case .globalWrite: break
            case .member(let library, let name): checkMember(library, name, use.line)
            case .method(let variable, let name): checkMethod(variable, name, use.line, severity)
            case .field(let variable, let name): checkField(variable, name, use.line, severity)
            case .moduleMember(let module, let name): checkModuleMember(module, name, use.line)
            case .assignment(let variable, let name):
                report(
                    use.line,
                    "\(variable).\(name) cannot be assigned; write \(variable):save{\(name) = value} to store a field",
                    severity
                )
            }
        }
        for function in scope.children { visit(function) }
    }

    // MARK: - Names

    private mutating func checkGlobal(_ name: String, _ line: Int) {
        guard !ScriptGlobals.names.contains(name), !defined.contains(name) else { return }
        if let advice = ScriptGlobals.replacements[name] {
            return report(line, "'\(name)' does not exist in flow scripts: \(advice)")
        }
        if ["this", "system", "inputs"].contains(name) {
            return report(line, "'\(name)' is not visible here; make it a parameter of this function")
        }
        let known = ScriptGlobals.names.union(defined).sorted()
        let near = NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
        report(line, "unknown global '\(name)'; \(near ?? "assign it first, or declare it with local")")
    }

    private mutating func checkMember(_ library: String, _ name: String, _ line: Int) {
        guard !defined.contains(library), let members = ScriptGlobals.members[library], !members.contains(name) else {
            return
        }
        let full = "\(library).\(name)"
        if let advice = ScriptGlobals.memberReplacements[full] {
            return report(line, "'\(full)' does not exist in flow scripts: \(advice)")
        }
        let near = NearestName.of(name, among: members.sorted()).map { "; did you mean '\(library).\($0)'?" }
        // A script may add functions of its own to a library table.
        report(line, "'\(full)' does not exist\(near ?? "")", .warning)
    }

    private mutating func checkModuleMember(_ module: String, _ name: String, _ line: Int) {
        guard let members = ScriptGlobals.moduleMembers[module], !members.contains(name) else { return }
        let near = NearestName.of(name, among: members.sorted()).map { "did you mean '\(module).\($0)'?" }
        report(
            line, "'\(module).\(name)' does not exist; \(near ?? "it has \(members.sorted().joined(separator: ", "))")")
    }

    // MARK: - Host objects

    private mutating func checkMethod(
        _ variable: String,
        _ name: String,
        _ line: Int,
        _ severity: ScriptProblem.Severity
    ) {
        guard let hostClass = catalogue.class(ofVariable: variable) else { return }
        guard !hostClass.signatures.contains(where: { $0.name == name }) else { return }
        report(line, "\(hostClass.name) has no method '\(name)'; \(methodAdvice(hostClass, variable, name))", severity)
    }

    private mutating func checkField(
        _ variable: String,
        _ name: String,
        _ line: Int,
        _ severity: ScriptProblem.Severity
    ) {
        guard let hostClass = catalogue.class(ofVariable: variable) else { return }
        if hostClass.signatures.contains(where: { $0.name == name }) || hostClass.constants[name] != nil { return }
        if (try? ExecutionField.named(name)) != nil {
            return report(
                line, "\(variable).\(name) is not a method; read the field with \(variable):get(\"\(name)\")", severity)
        }
        report(line, "\(hostClass.name) has no method '\(name)'; \(methodAdvice(hostClass, variable, name))", severity)
    }

    private func methodAdvice(_ hostClass: HostCatalogue.Class, _ variable: String, _ name: String) -> String {
        let names = hostClass.signatures.map(\.name)
        if names.isEmpty { return hostClass.summary }
        let near = NearestName.of(name, among: names).map { "did you mean '\(variable):\($0)'?" }
        return near ?? "it has " + names.joined(separator: ", ")
    }

    // MARK: - The handler

    private mutating func checkHandler(_ main: BytecodeFunction) {
        guard !defined.contains("handler"),
            let index = main.locals.firstIndex(where: { $0.name == "handler" }),
            main.code.indices.contains(main.locals[index].range.lowerBound)
        else { return }
        let start = main.locals[index].range.lowerBound
        let register = main.locals[..<index].filter { $0.range.contains(start) }.count
        let isCaptured = main.functions.contains { function in
            function.upvalues.contains { $0.isLocalOfParent && $0.index == register && $0.name == "handler" }
        }
        // A script that uses its local handler has it for a purpose of its own.
        guard !isCaptured, !main.code[start...].contains(where: { $0.reads(register) }) else { return }
        var line = main.line(max(0, start - 1))
        if start > 0, main.code[start - 1].opcode == .makeFunction,
            main.functions.indices.contains(main.code[start - 1].bx)
        {
            line = main.functions[main.code[start - 1].bx].firstLine
        }
        report(line, "handler is local, so the engine cannot find it; remove the word local", .warning)
    }

    private mutating func report(_ line: Int, _ message: String, _ severity: ScriptProblem.Severity = .error) {
        problems.append(ScriptProblem(severity, script: script, line: line, message))
    }
}
