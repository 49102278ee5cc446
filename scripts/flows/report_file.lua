-- Collects lines into a file, and reads it back.
function handler(system, this, inputs)
    local function file(order)
        order.connector_type = "FILE"
        return this:connect(order):get("output_value")
    end

    file {operation = "write", path = "reports/today.csv", content = "n,square\n"}
    for n = 1, 3 do file {operation = "append", path = "reports/today.csv", content = n .. "," .. n * n .. "\n"} end
    file {operation = "move", path = "reports/today.csv", to = "reports/done.csv"}

    local ok, err = pcall(file, {operation = "read", path = "../secret"})
    this:set_output {
        report = file {operation = "read", path = "reports/done.csv"}.text,
        entries = file {operation = "list", recursive = true}.entries,
        outside = ok, reason = err.details and err.details.message or err.message,
    }
end
