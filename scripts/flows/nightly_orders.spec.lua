-- moonflow test scripts/flows/nightly_orders.spec.lua
-- None of the three servers is there: stubs stand in for them, and see what they are sent.
local connectors = {
    shop = {connector_type = "REST", value = {url = "https://shop.example.com/orders"}},
    database = {
        connector_type = "SQLPG",
        value = {host = "db.example.com", username = "reports", password = "${secret.orders_db}"},
    },
    mail = {
        connector_type = "SMTP",
        value = {host = "mail.example.com", from = "orders@example.com", to = "ann@example.com"},
    },
}
local orders = json.array {{id = 1, customer = "Ada", total = 12.5}, {id = 2, customer = "Bob", total = 7.0}}

local function database(t)
    t:stub_connection("SQLPG", function(call)
        if call.operation == "transaction" then return {results = {{rows_affected = 0}, {rows_affected = 2}}} end
        return {rows = {{customer = "Ada", orders = 1, total = 12.5}, {customer = "Bob", orders = 1, total = 7.0}}}
    end)
end

test("keeps the orders of yesterday, and mails a report", function(t)
    t:stub_connection("REST", {status_code = 200, json = orders})
    database(t)
    t:stub_connection("SMTP", {message_id = "1@example.com"})
    local run = t:run("nightly_orders", {}, {at = "2026-05-02T02:00:00Z", connectors = connectors})

    t:equal(run.status, "ENDED_SUCCESS")
    t:equal(run.output, {orders = 2, customers = 2, total = 19.5})
    t:equal(t:calls("REST")[1].inputs.query, {day = "2026-05-01"})
    t:equal(t:calls("SQLPG")[1].inputs.statements[2].parameter_lists[1], {1, "2026-05-01", "Ada", 12.5})
    local mail = t:calls("SMTP")[1].inputs
    t:equal(mail.subject, "Orders of 2026-05-01")
    t:matches(mail.text, "Ada +1 +12%.50\nBob +1 +7%.00\ntotal +19%.50\n")
    -- Nothing but the connector sees the password.
    t:equal(t:calls("SQLPG")[1].inputs.password, "${secret.orders_db}")
end)

test("a shop that is down is asked again", function(t)
    local asked = 0
    t:stub_connection("REST", function()
        asked = asked + 1
        if asked < 3 then error("ConnectionFailedError: HttpError 503", 0) end
        return {status_code = 200, json = orders}
    end)
    database(t)
    t:stub_connection("SMTP", {message_id = "1@example.com"})
    local run = t:run("nightly_orders", {day = "2026-05-01"}, {connectors = connectors})
    t:equal(run.status, "ENDED_SUCCESS")
    t:equal(run.elapsed, 1200)
end)

test("without a database no mail is sent", function(t)
    t:stub_connection("REST", {status_code = 200, json = orders})
    t:stub_connection("SQLPG", function() error("ConnectionFailedError: SQLPG: connection refused", 0) end)
    t:stub_connection("SMTP", {message_id = "1@example.com"})
    local run = t:run("nightly_orders", {day = "2026-05-01"}, {connectors = connectors})
    t:equal(run.status, "ENDED_ERROR")
    t:equal(#t:calls("SMTP"), 0)
end)
