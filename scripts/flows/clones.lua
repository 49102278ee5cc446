-- One template, run several times with other inputs.
function handler(system, this, inputs)
    local template = this:flow("square", {n = 2, seconds = 1, run = false, name = "template"})
    local clones = {}
    for n = 5, 7 do clones[#clones + 1] = template:clone {n = n, name = "clone " .. n, wait = false} end
    this:wait_for(clones)
    local squares = {}
    for i, clone in ipairs(clones) do squares[i] = clone:get("output_value").square end

    this:set_output {
        squares = squares, template = template:get("status"),
        parent_is_me = clones[1]:parent():get("id") == this:get("id"),
        found = this:child("clone 6"):get("output_value").square,
        tree = #this:execution_list_top_execution_id(),
    }
    template:cancel("not needed")
end
