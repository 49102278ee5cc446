-- Says what a flow takes and gives as JSON Schemas: what does not fit is refused where it comes in.
local invoice = [[
local total = 0
for _, line in ipairs(inputs.lines) do total = total + line.amount * line.price end
return {total = total, currency = inputs.currency}
]]

local input_schema = {
    type = "object",
    required = {"customer", "lines"},
    additionalProperties = false,
    properties = {
        customer = {type = "string", minLength = 1},
        currency = {enum = {"EUR", "USD"}},
        lines = {
            type = "array", minItems = 1,
            items = {
                type = "object", required = {"amount", "price"},
                properties = {
                    amount = {type = "integer", minimum = 1},
                    price = {type = "number", multipleOf = 0.01},
                },
            },
        },
    },
}
local output_schema = {properties = {total = {type = "number", maximum = 1000}}, required = {"currency"}}

function handler(system, this, inputs)
    local function bill(order)
        return this:script(invoice, {
            inputs = order, input_schema = input_schema, output_schema = output_schema, name = "invoice",
        }):get("output_value")
    end

    local order = {customer = "Ada", currency = "EUR", lines = {{amount = 2, price = 9.99}}}
    this:set_output("fits", bill(order))

    -- What does not fit is refused at the call, and can be caught; each fault names its place.
    order.lines[1] = {amount = 2.5, price = "free"}
    order.note = "by Friday"
    local ok, err = pcall(bill, order)
    this:set_output("refused", {ok = ok, type = err.type, message = err.message, faults = err.details.faults})

    -- A child whose output does not fit its schema has failed.
    local expensive = {customer = "Ada", currency = "EUR", lines = {{amount = 1000, price = 10}}}
    ok, err = pcall(bill, expensive)
    local child = this:children()[2]
    this:set_output("unfit_output", {ok = ok, type = err.type, status = child:get("status"), message = child:get("message")})

    -- A schema that is itself wrong says where.
    ok, err = pcall(this.script, this, "return 1", {input_schema = {properties = {size = {type = "nummber"}}}})
    this:set_output("wrong_schema", {ok = ok, type = err.type, message = err.message, pointer = err.details.pointer})

    -- Any value can be checked.
    this:set_output("valid", system:validate({1, 2}, {type = "array", uniqueItems = true}))
    ok, err = pcall(system.validate, system, {1, 1}, {type = "array", uniqueItems = true})
    this:set_output("invalid", {ok = ok, is = flow_api.is(err, "SchemaValidationError"), message = err.message})

    -- A form is a schema too.
    ok, err = pcall(this.message, this, "Size?", {body = {type = "array"}})
    this:set_output("no_form", {ok = ok, type = err.type})
    return this:success("checked")
end
