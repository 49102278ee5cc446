/// Which record an object in a script stands for; it need not be there.
public struct RecordSelector: Sendable, Equatable {
    /// How the record is chosen.
    public enum Choice: Sendable, Equatable {
        /// By its id.
        case id(RecordID)
        /// By its name.
        case name(String)
        /// By the values of the fields that are unique together, in their order.
        case key([JSONValue])
    }

    /// How the record is chosen.
    public let choice: Choice
    /// It may be a record that is not in the trash.
    public let allowsNormal: Bool
    /// It may be a record in the trash.
    public let allowsDeleted: Bool

    /// Chooses a record.
    public init(_ choice: Choice, allowsNormal: Bool = true, allowsDeleted: Bool = false) {
        self.choice = choice
        self.allowsNormal = allowsNormal
        self.allowsDeleted = allowsDeleted
    }

    /// Reads the id of an object in a script, see ``objectID``; nil for anything else.
    public init?(objectID text: String) {
        var rest = text[...]
        switch rest.first {
        case "+": (allowsNormal, allowsDeleted) = (true, true)
        case "-": (allowsNormal, allowsDeleted) = (false, true)
        default: (allowsNormal, allowsDeleted) = (true, false)
        }
        if allowsDeleted { rest = rest.dropFirst() }
        if rest.first == "=" {
            choice = .name(String(rest.dropFirst()))
        } else if rest.first == "[", let values = (try? JSONParser.parse(String(rest)) as JSONValue)?.items {
            choice = .key(values)
        } else if let id = RecordID(String(rest)) {
            choice = .id(id)
        } else {
            return nil
        }
    }

    /// The selector as the id of an object: the record's id, `=` and its name, or its key in brackets; a `+` before it lets
    /// it be in the trash, a `-` makes it.
    public var objectID: String {
        let mark = allowsDeleted ? (allowsNormal ? "+" : "-") : ""
        switch choice {
        case .id(let id): return mark + id.description
        case .name(let name): return "\(mark)=\(name)"
        case .key(let values): return mark + JSONWriter.text(.array(values))
        }
    }
}

extension RecordSelector: CustomStringConvertible {
    /// What it chooses by, in the words of messages.
    public var description: String {
        switch choice {
        case .id(let id): id.description
        case .name(let name): "'\(name)'"
        case .key(let values): JSONWriter.text(.array(values))
        }
    }
}
