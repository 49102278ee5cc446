-- A connection that a wrapper answers from what the last one gave, so that the other side is asked once.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the service")
    system:connector("greeting"):save {connector_type = "REST", value = {url = url .. "/greeting"}}
    local texts = {}
    for n = 1, 3 do
        texts[n] = this:using("cache", {max_age_minutes = 60}):connect("greeting"):get("output_value").text
    end
    this:set_output {texts = texts}
end
