local function tree(depth)
    if depth == 0 then return {} end
    return {tree(depth - 1), tree(depth - 1)}
end
local function count(node)
    if not node[1] then return 1 end
    return 1 + count(node[1]) + count(node[2])
end
local keep = tree(14)
for _ = 1, 20 do assert(count(tree(12)) == 8191) end
assert(count(keep) == 32767)
