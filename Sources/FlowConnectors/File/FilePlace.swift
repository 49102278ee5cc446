import FlowModel

/// The path of something below the root of a connector: names with slashes between them.
struct FilePlace: Sendable, Equatable {
    /// What begins like this belongs to the connector: files on their way, and marks.
    static let reserved = ".moonflow-"

    /// The names from the root on; none for the root itself.
    let names: [String]

    /// Reads a path.
    ///
    /// - Parameters:
    ///   - text: The path.
    ///   - input: The input that holds it.
    ///   - connector: Whose input, for messages.
    /// - Throws: `InvalidInputError` for what leads out of the root or could not be a file.
    init(_ text: String, input: String, of connector: String = "FILE") throws(FlowError) {
        func refused(_ reason: String) -> FlowError {
            FlowError(
                .invalidInput, "\(connector): \(input) \(reason); give one below the folder, such as reports/today.txt")
        }
        guard text.utf8.count <= 4000 else { throw refused("has more than 4000 bytes") }
        guard !text.isAbsolutePath else { throw refused("must not begin with a slash") }
        guard !text.utf8.contains(0) else { throw refused("has a zero byte") }
        var names = text.pathNames()
        if names.last == "" { names.removeLast() }
        for name in names {
            guard !name.isEmpty, name != "." else { throw refused("has an empty part or '.'") }
            guard name != ".." else { throw refused("must not have '..'") }
            guard name.utf8.count <= 255 else { throw refused("has a part of more than 255 bytes") }
            guard !name.utf8.starts(with: Self.reserved.utf8) else {
                throw refused("has a part that begins with \(Self.reserved), which is the connector's own")
            }
        }
        guard names.count <= 100 else { throw refused("has more than 100 parts") }
        self.names = names
    }

    /// The path as text.
    var text: String { names.joined(separator: "/") }
}
