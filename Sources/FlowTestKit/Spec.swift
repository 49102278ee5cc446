/// A file with tests of flows: `order.spec.lua`.
public struct Spec: Sendable {
    /// What a file with tests is called at its end.
    public static let suffix = ".spec.lua"

    /// Where the file is, as reports show it.
    public let path: String
    /// The text of the file.
    public let source: [UInt8]
    /// The scripts of the flows that its tests can run and call, by name.
    public let flows: [String: String]

    /// Describes a spec.
    public init(path: String, source: [UInt8], flows: [String: String]) {
        self.path = path
        self.source = source
        self.flows = flows
    }

    /// The last part of the path, which stands before the line in messages.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
