local seed = 42
local function random() seed = (seed * 1103515245 + 12345) % 2147483648 return seed end
local numbers, words, records = {}, {}, {}
for i = 1, 60000 do numbers[i] = random() end
for i = 1, 20000 do words[i] = "w" .. random() end
for i = 1, 20000 do records[i] = {key = random() % 1000} end
table.sort(numbers)
table.sort(words)
table.sort(records, function(a, b) return a.key < b.key end)
for i = 2, #numbers do assert(numbers[i - 1] <= numbers[i]) end
for i = 2, #records do assert(records[i - 1].key <= records[i].key) end
