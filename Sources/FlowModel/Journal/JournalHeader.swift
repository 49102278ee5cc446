/// What a journal was written with, as far as a replay depends on it.
///
/// Kept once for all journals that share it. An execution goes on with the modules and the limits of memory that it began
/// with, whatever the program has become meanwhile; what cannot be brought back (the Lua library, the C library) is named
/// when a replay differs.
public struct JournalHeader: Sendable, Equatable {
    /// A Lua module that scripts can reach.
    public struct Module: Sendable, Equatable {
        /// What scripts require it as.
        public let name: String
        /// What a module is there for.
        public enum Role: String, Sendable {
            /// Scripts require it.
            case library
            /// It runs once before every script, and is a global variable.
            case prelude
            /// It makes tasks, and is given what it needs for that.
            case tasks
        }

        /// What it is there for.
        public let role: Role
        /// Its text.
        public let source: String

        /// Describes a module.
        public init(name: String, role: Role, source: String) {
            self.name = name
            self.role = role
            self.source = source
        }
    }

    /// Limits that a script reaches at the same point in every replay.
    public struct Limits: Sendable, Hashable {
        /// The most bytes of the Lua heap.
        public let memory: Int64
        /// The most bytes of all coroutine stacks.
        public let stacks: Int64
        /// The most bytes of a string that a library function builds.
        public let string: Int64

        /// Describes limits.
        public init(memory: Int64, stacks: Int64, string: Int64) {
            self.memory = memory
            self.stacks = stacks
            self.string = string
        }
    }

    /// What the Lua library says of itself.
    public let luaIdentity: String
    /// The version of what the script host shows to scripts.
    public let hostVersion: Int64
    /// A digest of what the C library's transcendental functions give.
    public let mathFingerprint: UInt64
    /// What a script may use of memory.
    public let limits: Limits
    /// All modules, in the order in which the environment was given them.
    public let modules: [Module]

    /// Describes what journals are written with.
    public init(
        luaIdentity: String, hostVersion: Int64, mathFingerprint: UInt64, limits: Limits, modules: [Module]
    ) {
        self.luaIdentity = luaIdentity
        self.hostVersion = hostVersion
        self.mathFingerprint = mathFingerprint
        self.limits = limits
        self.modules = modules
    }

    /// The same header with other limits.
    public func with(_ limits: Limits) -> JournalHeader {
        JournalHeader(
            luaIdentity: luaIdentity, hostVersion: hostVersion, mathFingerprint: mathFingerprint, limits: limits,
            modules: modules)
    }

    /// In words, what cannot be brought back of the circumstances of an older journal.
    ///
    /// - Parameter older: The header of the journal.
    /// - Returns: One sentence each; none when a replay has every reason to be the same.
    public func differences(from older: JournalHeader) -> [String] {
        var differences: [String] = []
        if luaIdentity != older.luaIdentity {
            differences.append("the journal was written with \(older.luaIdentity), this is \(luaIdentity)")
        }
        if hostVersion != older.hostVersion {
            differences.append(
                "the journal was written by version \(older.hostVersion) of the script host, this is \(hostVersion)")
        }
        if mathFingerprint != older.mathFingerprint {
            differences.append(
                "the journal was written where math functions (sin, exp, ^ ...) differ in their last bits from here")
        }
        return differences
    }
}

extension JournalHeader {
    /// Everything but the modules as JSON, as stores keep it.
    public var facts: JSONValue {
        [
            "lua": .string(luaIdentity), "host": .integer(hostVersion),
            "math": .integer(Int64(bitPattern: mathFingerprint)), "memory": .integer(limits.memory),
            "stacks": .integer(limits.stacks), "string": .integer(limits.string),
        ]
    }

    /// Reads what ``facts`` gives; nil for anything else.
    public init?(facts: JSONValue, modules: [Module]) {
        guard let lua = facts.object?["lua"]?.text, let host = facts.object?["host"]?.integer,
            let math = facts.object?["math"]?.integer, let memory = facts.object?["memory"]?.integer,
            let stacks = facts.object?["stacks"]?.integer, let string = facts.object?["string"]?.integer
        else { return nil }
        self.init(
            luaIdentity: lua, hostVersion: host, mathFingerprint: UInt64(bitPattern: math),
            limits: Limits(memory: memory, stacks: stacks, string: string), modules: modules)
    }
}
