import FlowModel

/// One statement with what it is given.
struct SQLStatement: Sendable, Equatable {
    /// What is made of it.
    enum Operation: String, Sendable, CaseIterable {
        case execute
        case executeMany = "execute_many"
        case fetchOne = "fetch_one"
        case fetchAll = "fetch_all"
        case fetchValue = "fetch_value"

        var fetches: Bool { self == .fetchOne || self == .fetchAll || self == .fetchValue }
    }

    let operation: Operation
    let sql: String
    /// One list for each time that it runs: one, or as many as execute_many is given.
    let parameterLists: [[SQLParameter]]
    /// Which of several it is, for messages, such as `statements[2]`; empty for the only one.
    let place: String
}

/// What is bound to a place of a statement.
enum SQLParameter: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case bytes([UInt8])
    /// An array or a table.
    case json(JSONValue)

    /// Reads a parameter.
    ///
    /// - Parameters:
    ///   - value: What was given.
    ///   - path: Where, with the connector type, for messages.
    /// - Throws: `InvalidInputError` for base64 that is none.
    init(_ value: JSONValue, at path: String) throws(FlowError) {
        switch value {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .integer(let integer): self = .integer(integer)
        case .number(let number): self = .number(number)
        case .string(let text): self = .text(text)
        case .array: self = .json(value)
        case .object: self = try ScriptBytes.bytes(value, at: path).map(SQLParameter.bytes) ?? .json(value)
        }
    }
}

/// Reading as much of SQL as must be known before it is sent.
struct SQLWords {
    /// Comments between `/*` and `*/` hold comments, as in PostgreSQL.
    let nestsComments: Bool

    /// The first word of a statement in upper case, after blanks, comments and opening parentheses; empty when there is none.
    func first(of sql: String) -> String {
        let start = afterBlanks(Array(sql.utf8)[...])
        let word = start.prefix { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_")
        }
        return String(decoding: word, as: UTF8.self).uppercased()
    }

    /// Tells whether nothing but blanks, comments and semicolons is there.
    func isEmpty(_ sql: some Collection<UInt8>) -> Bool { afterBlanks(Array(sql)[...]).isEmpty }

    private func afterBlanks(_ sql: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = sql
        while let byte = rest.first {
            if byte <= 0x20 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ";") {
                rest = rest.dropFirst()
            } else if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != 0x0A }
            } else if rest.starts(with: "/*".utf8) {
                rest = afterComment(rest)
            } else {
                break
            }
        }
        return rest
    }

    private func afterComment(_ sql: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var (rest, depth) = (sql, 0)
        while !rest.isEmpty {
            if rest.starts(with: "/*".utf8) {
                depth = nestsComments ? depth + 1 : 1
                rest = rest.dropFirst(2)
            } else if rest.starts(with: "*/".utf8) {
                depth -= 1
                rest = rest.dropFirst(2)
                if depth == 0 { break }
            } else {
                rest = rest.dropFirst()
            }
        }
        return rest
    }
}
