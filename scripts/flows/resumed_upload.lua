-- Looks after a flow whose last step fails: sends it back to its savepoint, from where only that step is repeated. What is
-- done here by hand, `moonflow exec rewind ID --to fetched` does from outside.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the data")
    local report = this:flow("upload_report", {url = url, wait = "ALL_ENDED"})
    for attempt = 1, 3 do
        local status, message = report:get("status", "message")
        if status == "ENDED_SUCCESS" then break end
        this:log(("attempt %d has failed"):format(attempt), (message:match("HttpError %d+")))
        this:sleep(600)
        report:load_savepoint("fetched")
        report:wait {return_when = system.return_when.ALL_ENDED}
    end
    return report:get("output_value")
end
