/// What the parser builds: each value type that can stand for a JSON text.
protocol JSONTree: Sendable {
    static var null: Self { get }
    static func bool(_ value: Bool) -> Self
    static func integer(_ value: Int64) -> Self
    static func number(_ value: Double) -> Self
    static func string(_ value: String) -> Self
    static func array(_ value: [Self]) -> Self
    static func object(_ value: KeyedValues<Self>) -> Self
    /// The value for a token `@"Class:id"`; `nil` where the type has no references.
    static func token(_ reference: ObjectReference) -> Self?
}

extension JSONValue: JSONTree {
    static func token(_ reference: ObjectReference) -> JSONValue? { nil }
}

extension HostValue: JSONTree {
    static func token(_ reference: ObjectReference) -> HostValue? { .reference(reference) }
}
