import FlowModel

/// Every class of host objects with its functions.
public struct HostCatalogue: Sendable {
    /// A class, and what the objects of the class are for.
    public struct Class: Sendable {
        /// The name in messages and references.
        public let name: String
        /// The local name under which a script finds an object of the class; nil for one that it gets from calls only.
        public let variable: String?
        /// One sentence on what the objects stand for.
        public let summary: String
        /// By name.
        public let signatures: [HostSignature]
        /// The texts of constants by the names of their groups, such as `system.return_when.ALL_ENDED`.
        public var constants: [String: [String]] = [:]
    }

    /// All classes.
    public let classes: [Class]
    private let byName: [String: [String: HostSignature]]

    init(classes: [Class]) {
        self.classes = classes
        byName = Dictionary(
            uniqueKeysWithValues: classes.map { hostClass in
                (hostClass.name, Dictionary(uniqueKeysWithValues: hostClass.signatures.map { ($0.name, $0) }))
            })
    }

    /// What this version of the engine offers to scripts.
    public static let current = HostCatalogue(classes: byHand + records)

    private static let byHand = [
        Class(
            name: "Execution", variable: "this", summary: "The execution that runs the script.",
            signatures: withRecordMethods("Execution", HostSignature.execution)),
        Class(
            name: "Message", variable: nil, summary: "A message to people, and their answer.",
            signatures: withRecordMethods("Message", HostSignature.messages)),
        Class(
            name: "System", variable: "system", summary: "What all executions share.",
            signatures: withRecordMethods("System", HostSignature.systemWide),
            constants: ["return_when": ReturnWhen.allCases.map(\.rawValue)]),
        Class(
            name: ExecutionState.wrappingClass, variable: nil,
            summary: "Wrappers around what is created next: `this:using(\"retry\"):flow(\"upload\")`.",
            signatures: HostSignature.wrapping.sorted { $0.name < $1.name }),
        Class(
            name: RecordMethods.listing, variable: nil,
            summary: "Records as they were when they were asked for: `for record in listing do ... end`.",
            signatures: withRecordMethods(RecordMethods.listing, [])),
    ]

    private static let records: [Class] = DataModel.current.types.compactMap { type in
        guard type.name != "execution", type.name != "message" else { return nil }
        return Class(
            name: type.className, variable: nil, summary: type.summary,
            signatures: withRecordMethods(type.className, []))
    }

    /// The functions that are written by hand, and those that come from the data model beside them.
    private static func withRecordMethods(_ className: String, _ own: [HostSignature]) -> [HostSignature] {
        var names = Set(own.map(\.name))
        let made = RecordMethods.current[className] ?? []
        return (own + made.filter { names.insert($0.name).inserted }).sorted { $0.name < $1.name }
    }

    /// The class of the objects that scripts know as `variable`.
    public func `class`(ofVariable variable: String) -> Class? {
        classes.first { $0.variable == variable }
    }

    /// The function of that name of that class.
    public func signature(_ className: String, _ name: String) -> HostSignature? {
        byName[className]?[name]
    }
}
