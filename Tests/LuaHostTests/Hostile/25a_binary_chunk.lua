-- expect: returned "refused"
-- threat: bytecode is not verified, and a made-up chunk reads and writes any memory.
local header = "\27Lua\x54\0\x19\x93\r\n\x1a\n\4\8\8\x78\x56\0\0\0\0\0\0\0\0\0\0\0\x28\x77\x40"
for _, text in ipairs{header, "\27Lua", "\27", header .. ("\xff"):rep(500), "\27LuaS\0"} do
    for _, mode in ipairs{"b", "bt", "t"} do
        local f, why = load(text, "=chunk", mode)
        assert(f == nil and type(why) == "string")
    end
    local f = load(text)
    assert(f == nil)
end
return "refused"
