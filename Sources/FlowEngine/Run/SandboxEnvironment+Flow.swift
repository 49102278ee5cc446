import FlowModel
public import LuaHost

extension SandboxEnvironment {
    /// Makes the environment of flow scripts: the objects `this` and `system` with the functions of the catalogue,
    /// `flow_api`, and the standard library for `require`.
    ///
    /// - Parameters:
    ///   - catalogue: The host functions.
    ///   - modules: Further modules that scripts can `require`; one with the name of a standard module takes its place.
    /// - Returns: The environment.
    /// - Throws: `SandboxError` when the Lua library of this machine cannot be made safe.
    public static func flow(
        _ catalogue: HostCatalogue = .current,
        modules: [Script] = []
    ) throws(SandboxError) -> SandboxEnvironment {
        let classes = catalogue.classes.map { hostClass in
            HostInterface.Class(
                name: hostClass.name, methods: hostClass.signatures.map(\.name), constants: hostClass.constants)
        }
        let globals = catalogue.classes.compactMap { hostClass in
            hostClass.variable.map { ($0, ObjectReference(className: hostClass.name, id: "self")) }
        }
        let interface = HostInterface(classes: classes, globals: Dictionary(uniqueKeysWithValues: globals))
        let library: (modules: [Script], prelude: Script, tasks: Script)
        do throws(ScriptError) {
            library = try (StandardLibrary.modules(), StandardLibrary.prelude(), StandardLibrary.tasks())
        } catch {
            throw SandboxError(message: "the standard library does not compile: \(error)")
        }
        let own = Set(modules.map(\.name))
        return try SandboxEnvironment(
            interface: interface, modules: modules + library.modules.filter { !own.contains($0.name) },
            preludes: [library.prelude], tasks: library.tasks
        )
    }
}
