-- Every night: fetches the orders of a day from a shop, keeps them in a database, and mails a report of them.
--
-- The shop, the database and the mail server are connectors of the store, so that addresses stand in one place, and the password
-- in none: the connector of the database names a secret, which is filled in when it connects. Once, for your servers:
--
--     moonflow secret set orders_db --host db.example.com
--     moonflow connector add shop --type REST --value '{"url": "https://shop.example.com/orders"}'
--     moonflow connector add database --type SQLPG --value '{"host": "db.example.com", "database": "orders",
--         "username": "reports", "password": "${secret.orders_db}"}'
--     moonflow connector add mail --type SMTP --value '{"host": "mail.example.com",
--         "from": "Orders <orders@example.com>", "to": "ann@example.com"}'
--
-- Then `moonflow run nightly_orders.lua` does it for yesterday, and with `--input '{"day": "2026-05-01"}'` for any other day.
-- The page *Schedules* tells how to have it done every night.

local create_table = [[
    CREATE TABLE IF NOT EXISTS orders (
        id bigint PRIMARY KEY, day date NOT NULL, customer text NOT NULL, total numeric(10, 2) NOT NULL
    )
]]

-- The shop may send an order again, and this flow may be run again: one order is one row.
local keep_order = [[
    INSERT INTO orders (id, day, customer, total) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE SET day = excluded.day, customer = excluded.customer, total = excluded.total
]]

local sums_of_day = [[
    SELECT customer, count(*) AS orders, sum(total)::float8 AS total
    FROM orders WHERE day = $1 GROUP BY customer ORDER BY total DESC, customer
]]

local function report_of(sums)
    local lines, total = {}, 0
    for i, sum in ipairs(sums) do
        lines[i] = ("%-20s %4d %10.2f"):format(sum.customer, sum.orders, sum.total)
        total = total + sum.total
    end
    lines[#lines + 1] = ("%-20s %15.2f"):format("total", total)
    return table.concat(lines, "\n") .. "\n", total
end

function handler(system, this, inputs)
    local day = inputs.day or os.date("!%Y-%m-%d", os.time() - 86400)
    this:save {name = "orders of " .. day}

    -- Each connection is an execution of its own. The wrapper makes another one when this one fails, up to five in all: the
    -- shop is down for a while now and then.
    local orders = this:using("retry", {max_tries = 5, delay_sec = 600})
        :connect("shop", {name = "fetch", query = {day = day}}):get("output_value").json
    this:log("fetched", {orders = #orders})

    local rows = json.array {}
    for i, order in ipairs(orders) do rows[i] = {order.id, day, order.customer, order.total} end
    this:connect("database", {
        name = "keep", operation = "transaction",
        statements = {
            {sql = create_table},
            -- What an order holds is bound to the places of the statement, and never part of it.
            {sql = keep_order, operation = "execute_many", parameter_lists = rows},
        },
        -- Killed in the middle of it, it may be done again: that makes the same rows. Without this line it would ask first.
        after_crash = "at_least_once",
    })

    local sums = this:connect("database", {
        name = "sum up", operation = "fetch_all", sql = sums_of_day, parameters = {day},
    }):get("output_value").rows
    local report, total = report_of(sums)
    this:connect("mail", {name = "report", subject = "Orders of " .. day, text = report})

    this:set_output {orders = #orders, customers = #sums, total = total}
    return this:success(("%d orders of %s"):format(#orders, day))
end
