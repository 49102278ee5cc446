public import FlowModel

extension ConnectorInterface {
    /// What every XMLRPC connector takes and gives.
    public static let xmlrpc = ConnectorInterface(
        type: "XMLRPC",
        summary: "Calls a method of an XML-RPC service.",
        inputs: [
            .init("url", .text, "The address of the service.", isRequired: true, takesSecrets: true),
            .init("method", .text, "The name of the method.", isRequired: true),
            .init(
                "params", .list(.json),
                "The parameters. Beside what Lua has there are {[\"#dateTime\"] = \"20260504T03:02:01\"}, {[\"#base64\"] = ...} and, for an array that is empty, {[\"#array\"] = {}}.",
                fallback: [], takesSecrets: true),
            WebInputs.headers, WebInputs.auth,
        ] + WebInputs.limits + [WebInputs.retries] + WebInputs.security,
        outputs: [
            .init("value", "What the method returned; dates are texts, bytes are base64.")
        ],
        repetition: """
            Nobody knows whether the method was carried out, and XML-RPC has no place to tell: the connection pauses and asks, \
            unless after_crash says otherwise. The header Idempotency-Key is sent.
            """,
        crashPolicy: .ask,
        example: "url = \"https://example.com/RPC2\", method = \"stock.count\", params = {\"A7\", 3}")
}
