/// Commands that act once: a script that Redis runs as a whole remembers what they gave under a key.
struct RedisOnce {
    private let commands: [RedisCommand]
    private let key: String
    /// Seconds after which a connection that was under way at a crash is not expected to be performed again.
    private static let age = 7 * 86_400

    /// Makes it for the commands of a connection.
    ///
    /// - Parameters:
    ///   - commands: The commands.
    ///   - idempotencyKey: Stays the same when the connection is performed again.
    init(_ commands: [RedisCommand], idempotencyKey: String) {
        self.commands = commands
        key = "moonflow:effect:\(idempotencyKey)"
    }

    /// The one command that does it; what it gives are replies as Redis writes them.
    var command: RedisCommand {
        var parts = ["EVAL", Self.script, "1", key, "\(Self.age)", "\(commands.count)"].map { Array($0.utf8) }
        for command in commands {
            parts.append(Array("\(command.parts.count)".utf8))
            parts += command.parts
        }
        return RedisCommand(parts: parts)
    }

    /// The replies of the commands; nil for what is none.
    static func replies(_ bytes: [UInt8], count: Int) -> [RESPReply]? {
        var parser = RESPParser(byteLimit: .max / 2)
        guard let all = try? parser.take(bytes), case .array(let replies)? = all.first, replies.count == count else {
            return nil
        }
        return replies
    }

    // The key is set first: a server that is out of memory refuses that, and nothing has happened.
    private static let script = #"""
        local function encode(reply)
            local kind = type(reply)
            if kind == 'number' then return ':' .. string.format('%.0f', reply) .. '\r\n' end
            if kind == 'string' then return '$' .. #reply .. '\r\n' .. reply .. '\r\n' end
            if kind == 'boolean' then return reply and ':1\r\n' or '$-1\r\n' end
            if reply.ok then return '+' .. reply.ok .. '\r\n' end
            if reply.err then return '-' .. reply.err:gsub('[\r\n]', ' ') .. '\r\n' end
            local parts = {}
            for i = 1, #reply do parts[i] = encode(reply[i]) end
            return '*' .. #reply .. '\r\n' .. table.concat(parts)
        end
        local stored = redis.call('GET', KEYS[1])
        if stored then return stored end
        redis.call('SET', KEYS[1], '', 'EX', ARGV[1])
        local replies, at = {}, 3
        for n = 1, tonumber(ARGV[2]) do
            local count = tonumber(ARGV[at])
            replies[n] = encode(redis.pcall(unpack(ARGV, at + 1, at + count)))
            at = at + count + 1
        end
        local result = '*' .. #replies .. '\r\n' .. table.concat(replies)
        redis.call('SET', KEYS[1], result, 'EX', ARGV[1])
        return result
        """#
}
