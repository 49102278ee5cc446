import FlowModel
public import LuaHost

extension SandboxEnvironment {
    /// Makes the environment of flow scripts: the objects `this` and `system` with the functions of the catalogue.
    ///
    /// - Throws: `SandboxError` when the Lua library of this machine cannot be made safe.
    public static func flow(
        _ catalogue: HostCatalogue = .current,
        modules: [Script] = []
    ) throws(SandboxError) -> SandboxEnvironment {
        let classes = catalogue.classes.map { hostClass in
            HostInterface.Class(name: hostClass.name, methods: hostClass.signatures.map(\.name))
        }
        let globals = catalogue.classes.map { hostClass in
            (hostClass.variable, ObjectReference(className: hostClass.name, id: "self"))
        }
        let interface = HostInterface(classes: classes, globals: Dictionary(uniqueKeysWithValues: globals))
        return try SandboxEnvironment(interface: interface, modules: modules)
    }
}
