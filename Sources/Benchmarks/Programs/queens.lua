local function solve(n, row, columns, left, right)
    if row > n then return 1 end
    local found = 0
    for column = 1, n do
        if not (columns[column] or left[row + column] or right[row - column + n]) then
            columns[column], left[row + column], right[row - column + n] = true, true, true
            found = found + solve(n, row + 1, columns, left, right)
            columns[column], left[row + column], right[row - column + n] = false, false, false
        end
    end
    return found
end
assert(solve(9, 1, {}, {}, {}) == 352)
