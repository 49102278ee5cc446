import FlowModel

/// The path of something on a server of files: from the folder of the login on, or from the top with a slash first.
struct RemotePath: Sendable, Equatable {
    let isAbsolute: Bool
    let names: [String]

    /// Reads a path.
    ///
    /// - Parameters:
    ///   - text: The path.
    ///   - input: The input that holds it.
    ///   - type: The connector type.
    /// - Throws: `InvalidInputError` for what could not be a path, or could be more than one.
    init(_ text: String, input: String, type: String) throws(FlowError) {
        func refused(_ reason: String) -> FlowError {
            FlowError(.invalidInput, "\(type): \(input) \(reason); give one such as reports/today.txt")
        }
        guard text.utf8.count <= 4000 else { throw refused("has more than 4000 bytes") }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw refused("has a line break or another control character")
        }
        isAbsolute = text.hasPrefix("/")
        names = text.split(separator: "/").map(String.init)
        for name in names where name == ".." || name == "." { throw refused("must not have '.' and '..'") }
    }

    private init(isAbsolute: Bool, names: [String]) {
        self.isAbsolute = isAbsolute
        self.names = names
    }

    /// The path as the server gets it.
    var text: String { (isAbsolute ? "/" : "") + names.joined(separator: "/") }

    /// The last name; nil for the folder where paths begin.
    var name: String? { names.last }

    /// The folder that holds it.
    var folder: RemotePath { RemotePath(isAbsolute: isAbsolute, names: names.dropLast()) }

    /// Something in the same folder.
    func sibling(_ name: String) -> RemotePath { RemotePath(isAbsolute: isAbsolute, names: names.dropLast() + [name]) }

    /// The folders on the way to it, the outermost first.
    var ancestors: [RemotePath] {
        (1..<max(names.count, 1)).map { RemotePath(isAbsolute: isAbsolute, names: Array(names.prefix($0))) }
    }

    /// The names as a URL has them.
    var encoded: String { names.map { PercentCoding.encoded($0) }.joined(separator: "/") }
}
