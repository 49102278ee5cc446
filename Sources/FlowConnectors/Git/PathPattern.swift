/// Tells which files of a repository are meant: a path, a folder with all that is in it, or a pattern.
///
/// In a pattern, `*` stands for any characters but a slash, `?` for one of them, `**` for any characters, and `**/` for any
/// folders, or none.
struct PathPattern: Sendable, Equatable {
    private enum Token: Sendable, Equatable {
        case one(Unicode.Scalar)
        case any
        case some
        case all
        case folders
    }

    let text: String
    private let tokens: [Token]

    /// Reads a pattern.
    init(_ text: String) {
        self.text = text
        var tokens: [Token] = []
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*" where rest.first == "*":
                rest.removeFirst()
                if rest.first == "/", tokens.isEmpty || tokens.last == .one("/") {
                    rest.removeFirst()
                    tokens.append(.folders)
                } else {
                    tokens.append(.all)
                }
            case "*": tokens.append(.some)
            case "?": tokens.append(.any)
            default: tokens.append(.one(scalar))
            }
        }
        if tokens.last == .one("/") { tokens.removeLast() }
        self.tokens = tokens
    }

    /// It stands for one path, and what is below.
    var isPlain: Bool { tokens.allSatisfy { if case .one = $0 { true } else { false } } }

    /// Tells whether it stands for a file, or for a folder above it.
    func matches(_ path: String) -> Bool {
        // The places in the pattern that what was read so far may lead to.
        var places = [Bool](repeating: false, count: tokens.count + 1)
        places[0] = true
        skip(&places)
        // The places that are in the name of a folder.
        var names = places.map { _ in false }
        for scalar in path.unicodeScalars {
            // A folder that fits brings all that is in it.
            if scalar == "/", places[tokens.count] { return true }
            var next = [Bool](repeating: false, count: places.count)
            var nextNames = next
            for (index, token) in tokens.enumerated() where places[index] || names[index] {
                switch token {
                case .one(let expected): if scalar == expected { next[index + 1] = true }
                case .any: if scalar != "/" { next[index + 1] = true }
                case .some: if scalar != "/" { next[index] = true }
                case .all: next[index] = true
                case .folders: if scalar == "/" { next[index] = true } else { nextNames[index] = true }
                }
            }
            (places, names) = (next, nextNames)
            skip(&places)
        }
        return places[tokens.count]
    }

    private func skip(_ places: inout [Bool]) {
        for (index, token) in tokens.enumerated() where places[index] {
            if token == .some || token == .all || token == .folders { places[index + 1] = true }
        }
    }
}
