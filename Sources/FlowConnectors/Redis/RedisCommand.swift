import FlowModel

/// One command with its arguments.
struct RedisCommand: Sendable, Equatable {
    let parts: [[UInt8]]

    /// The name in upper case.
    var name: String { String(decoding: parts.first ?? [], as: UTF8.self).uppercased() }

    /// Makes a command of texts.
    init(_ parts: String...) { self.parts = parts.map { Array($0.utf8) } }

    /// Makes a command of its parts.
    init(parts: [[UInt8]]) { self.parts = parts }

    /// Reads a command.
    ///
    /// - Parameters:
    ///   - items: Its name and its arguments.
    ///   - path: Where it stands, with the connector type, for messages.
    /// - Throws: `InvalidInputError` for what is no argument, and commands that have no place here.
    init(_ items: [JSONValue], at path: String) throws(FlowError) {
        guard case .string(let name)? = items.first, !name.isEmpty else {
            throw FlowError(.invalidInput, "\(path) must begin with the name of a command, as in {\"GET\", \"key\"}")
        }
        guard items.count <= 1_000_000 else {
            throw FlowError(.invalidInput, "\(path) has more than 1000000 arguments")
        }
        var parts: [[UInt8]] = []
        for (index, item) in items.enumerated() { parts.append(try Self.part(item, at: "\(path)[\(index + 1)]")) }
        self.parts = parts
        if let reason = Self.refused[self.name] {
            throw FlowError(.invalidInput, "\(path): \(self.name) has no place here: \(reason)")
        }
        let second = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self).uppercased() : ""
        if self.name == "CLIENT", ["REPLY", "TRACKING", "KILL", "PAUSE"].contains(second) {
            throw FlowError(
                .invalidInput, "\(path): CLIENT \(second) has no place here: it is about connections, not data")
        }
    }

    private static func part(_ value: JSONValue, at path: String) throws(FlowError) -> [UInt8] {
        switch value {
        case .string(let text): return Array(text.utf8)
        case .integer, .number: return Array(JSONWriter.text(value).utf8)
        default:
            if let bytes = try ScriptBytes.bytes(value, at: path) { return bytes }
            throw FlowError(.invalidInput, "\(path) must be a text, a number or {base64 = ...}; got a \(value.kind)")
        }
    }

    /// Adds the command as it is sent.
    func write(into output: inout [UInt8]) {
        output += "*\(parts.count)\r\n".utf8
        for part in parts {
            output += "$\(part.count)\r\n".utf8
            output += part
            output += "\r\n".utf8
        }
    }

    /// It changes nothing, so it may be done any number of times.
    var isRead: Bool { Self.reads.contains(name) }

    private static let refused: [String: String] = {
        let pushes = "it makes Redis send without being asked, for as long as the connection lasts"
        var refused: [String: String] = [:]
        for name in [
            "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE", "MONITOR", "SYNC",
            "PSYNC", "REPLCONF",
        ] { refused[name] = pushes }
        for name in ["AUTH", "HELLO"] { refused[name] = "give username and password" }
        for name in ["QUIT", "RESET"] { refused[name] = "the connector opens and closes the connection" }
        for name in ["MULTI", "EXEC", "DISCARD", "WATCH", "UNWATCH"] { refused[name] = "use transaction = true" }
        return refused
    }()

    private static let reads = Set(
        """
        BITCOUNT BITFIELD_RO BITPOS COMMAND DBSIZE DUMP ECHO EVALSHA_RO EVAL_RO EXISTS EXPIRETIME FCALL_RO GEODIST GEOHASH \
        GEOPOS GEORADIUSBYMEMBER_RO GEORADIUS_RO GEOSEARCH GET GETBIT GETRANGE HEXISTS HGET HGETALL HKEYS HLEN HMGET \
        HRANDFIELD HSCAN HSTRLEN HVALS INFO KEYS LASTSAVE LCS LINDEX LLEN LPOS LRANGE MGET OBJECT PEXPIRETIME PFCOUNT PING \
        PTTL RANDOMKEY SCAN SCARD SDIFF SINTER SINTERCARD SISMEMBER SMEMBERS SMISMEMBER SORT_RO SRANDMEMBER SSCAN STRLEN \
        SUBSTR SUNION TIME TTL TYPE XLEN XPENDING XRANGE XREAD XREVRANGE ZCARD ZCOUNT ZDIFF ZINTER ZINTERCARD ZLEXCOUNT \
        ZMSCORE ZRANDMEMBER ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZRANK ZREVRANGE ZREVRANGEBYLEX ZREVRANGEBYSCORE ZREVRANK \
        ZSCAN ZSCORE ZUNION
        """.split(separator: " ").map(String.init))
}
