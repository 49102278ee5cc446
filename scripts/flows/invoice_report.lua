-- A report in Markdown from a few hundred records: grouped, summed, ranked, with ties in a fixed order.

local sorted = require "sorted"

local function money(cents) return ("%d.%02d"):format(cents // 100, cents % 100) end

-- Amounts are summed in cents: whole numbers do not drift.
local function cents_of(amount) return math.tointeger(math.floor(amount * 100 + 0.5)) end

local function by_customer(invoices)
    local customers = {}
    for _, invoice in ipairs(invoices) do
        local customer = customers[invoice.customer]
        if not customer then
            customer = {name = invoice.customer, count = 0, total = 0, open = 0}
            customers[invoice.customer] = customer
        end
        local cents = cents_of(invoice.amount)
        customer.count = customer.count + 1
        customer.total = customer.total + cents
        if invoice.paid_at == null then customer.open = customer.open + cents end
    end
    return customers
end

function handler(system, this, inputs)
    local customers = by_customer(inputs.invoices)
    local ranking = {}
    for _, customer in sorted(customers) do ranking[#ranking + 1] = customer end
    -- The sort is stable: customers with equal sums stay in the order of their names.
    table.sort(ranking, function(a, b) return a.open > b.open end)

    local lines = {"| customer | invoices | total | open |", "|---|---:|---:|---:|"}
    local total, open = 0, 0
    for _, customer in ipairs(ranking) do
        lines[#lines + 1] = ("| %s | %d | %s | %s |"):format(
            customer.name, customer.count, money(customer.total), money(customer.open))
        total, open = total + customer.total, open + customer.open
    end
    this:log_markdown(table.concat(lines, "\n"), {subject = "open invoices"})

    local worst = ranking[1]
    return {
        invoices = #inputs.invoices,
        customers = #ranking,
        total = money(total),
        open = money(open),
        share_open = ("%.1f %%"):format(100 * open / total),
        remind_first = {name = worst.name, open = money(worst.open)},
    }
end
