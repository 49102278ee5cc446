public import FlowModel

/// Which host objects and methods a script can reach.
public struct HostInterface: Sendable {
    /// A kind of host object: its methods are what a script can call with a colon.
    public struct Class: Sendable {
        /// What error messages and `tostring` call it, such as `Execution`.
        public var name: String
        /// Method names, in any order.
        public var methods: [String]
        /// Constants by the names of their groups: `["return_when": ["ALL_ENDED"]]` gives the objects of the class
        /// `return_when.ALL_ENDED`, which is the text `ALL_ENDED`.
        public var constants: [String: [String]]

        /// Describes a class.
        public init(name: String, methods: [String], constants: [String: [String]] = [:]) {
            self.name = name
            self.methods = methods
            self.constants = constants
        }
    }

    /// All classes; an answer may hold objects of these only.
    public var classes: [Class]
    /// The objects that a script is started with: `this` and `system`.
    public var globals: [String: ObjectReference]

    /// Describes an interface.
    ///
    /// - Parameters:
    ///   - classes: All classes.
    ///   - globals: The objects passed to `handler(system, this, inputs)`, by these names.
    public init(classes: [Class], globals: [String: ObjectReference]) {
        self.classes = classes
        self.globals = globals
    }
}
