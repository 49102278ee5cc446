import CPostgreSQL

/// Parameters of a statement, as libpq takes them.
struct PostgreSQLArguments {
    private let values: [PostgreSQLValue.Bound]

    /// Takes the values of a statement, in their order.
    init(_ values: [PostgreSQLValue.Bound]) { self.values = values }

    /// Hands a statement with its parameters to libpq.
    ///
    /// - Parameters:
    ///   - connection: The connection.
    ///   - sql: The statement.
    ///   - isPrepared: It is the one that was prepared without a name.
    /// - Returns: 1 when libpq took it.
    func send(_ connection: OpaquePointer, _ sql: String, isPrepared: Bool) -> Int32 {
        // All values one after the other, each with a zero byte at its end.
        var arena: [CChar] = []
        var starts: [Int?] = []
        for value in values {
            guard let bytes = value.bytes else {
                starts.append(nil)
                continue
            }
            starts.append(arena.count)
            arena.append(contentsOf: bytes.lazy.map { CChar(bitPattern: $0) })
            arena.append(0)
        }
        let lengths = values.map { Int32($0.bytes?.count ?? 0) }
        let formats = values.map { Int32($0.isBinary ? 1 : 0) }
        return arena.withUnsafeBufferPointer { buffer in
            let pointers = starts.map { start in start.flatMap { place in buffer.baseAddress.map { $0 + place } } }
            let count = Int32(values.count)
            return isPrepared
                ? PQsendQueryPrepared(connection, "", count, pointers, lengths, formats, 0)
                : PQsendQueryParams(connection, sql, count, nil, pointers, lengths, formats, 0)
        }
    }
}
