/// The names that every script finds, as `moonflow check` knows them; a test compares them with the sandbox itself.
enum ScriptGlobals {
    /// The global names.
    static let names: Set<String> = Set([
        "_G", "_VERSION", "assert", "error", "flow_api", "getmetatable", "ipairs", "json", "load", "next", "null",
        "pairs",
        "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber",
        "tostring", "type", "xpcall",
    ]).union(members.keys)

    /// What the library tables hold.
    static let members: [String: Set<String>] = [
        "coroutine": ["close", "create", "isyieldable", "resume", "running", "status", "wrap", "yield"],
        "math": [
            "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log", "max",
            "maxinteger",
            "min", "mininteger", "modf", "pi", "rad", "random", "randomseed", "sin", "sqrt", "tan", "tointeger", "type",
            "ult",
        ],
        "os": ["clock", "date", "time"],
        "string": [
            "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack", "packsize", "rep",
            "reverse",
            "sub", "unpack", "upper",
        ],
        "table": ["concat", "insert", "move", "pack", "remove", "sort", "unpack"],
        "utf8": ["char", "charpattern", "codepoint", "codes", "len", "offset"],
    ]

    /// The names that specs of `moonflow test` find besides.
    static let specNames: Set<String> = ["before_each", "test"]

    /// What modules hold to which scripts add nothing.
    static let moduleMembers: [String: Set<String>] = ["flow": ["gather", "spawn"]]

    /// Names of stock Lua that a sandbox does not have, with what to do instead.
    static let replacements: [String: String] = [
        "io": "scripts have no files; take data from inputs, and write with this:log or this:set_output",
        "debug": "scripts cannot look into the interpreter; use this:log to see values",
        "package": "modules are loaded with require(\"name\")",
        "dofile": "modules are loaded with require(\"name\")",
        "loadfile": "modules are loaded with require(\"name\")",
        "loadstring": "it is called load in Lua 5.4",
        "unpack": "it is called table.unpack in Lua 5.4",
        "setfenv": "use the fourth argument of load",
        "getfenv": "use the fourth argument of load",
        "flow": "load it first: local flow = require(\"flow\")",
        "module": "modules return a table; load them with require(\"name\")",
        "collectgarbage": "memory is managed by the host",
        "warn": "use this:log",
        "None": "use nil for \"not given\" and null for \"set to null\"",
        "nill": "did you mean nil?",
        "True": "it is spelled true in Lua",
        "False": "it is spelled false in Lua",
    ]

    /// Members of library tables that a sandbox does not have, with what to do instead.
    static let memberReplacements: [String: String] = [
        "os.execute": "scripts cannot start processes",
        "os.getenv": "scripts have no environment variables; take settings from inputs",
        "os.exit": "end with this:success(message) or this:error(message)",
        "os.remove": "scripts have no files",
        "os.rename": "scripts have no files",
        "os.tmpname": "scripts have no files",
        "os.difftime": "subtract the two times",
        "os.setlocale": "the locale is always C",
        "string.dump": "functions cannot be turned into bytes here",
        "string.gfind": "it is called string.gmatch",
        "table.getn": "use #t",
        "table.maxn": "use #t",
        "math.pow": "use x ^ y",
        "math.ldexp": "use m * 2.0 ^ e",
        "math.cosh": "use math.exp",
        "math.sinh": "use math.exp",
        "math.tanh": "use math.exp",
        "math.log10": "use math.log(x, 10)",
    ]
}
