-- Fetches data once, marks the place, and goes back to it when the upload fails.
function handler(system, this, inputs)
    this:log("fetching")
    local data = {rows = 3, token = math.random(1, 1000000)}

    local mark = this:create_savepoint("fetched")
    this:log(("uploading, attempt %d"):format(mark.loaded + 1))
    if mark.loaded < 2 then
        this:set_output("lost", "what was set after the savepoint is undone")
        this:sleep(30)
        this:load_savepoint("fetched")
    end
    local names = {}
    for i, each in ipairs(this:execution_dump_list()) do names[i] = each.name end
    this:remove_savepoints()
    this:set_output {rows = data.rows, loaded = mark.loaded, savepoints = names, left = #this:execution_dump_list()}
end
