public import FlowModel

extension ConnectorInterface {
    /// What every SOAP connector takes and gives.
    public static let soap = ConnectorInterface(
        type: "SOAP",
        summary: "Calls an operation of a SOAP service, version 1.1 or 1.2.",
        inputs: [
            .init("url", .text, "The address of the service.", isRequired: true, takesSecrets: true),
            .init("action", .text, "The action of the operation, as the WSDL of the service has it."),
            .init("version", .choice(["1.1", "1.2"]), "The version of SOAP.", fallback: "1.1"),
            .init(
                "body", .json,
                "A table of the elements in the body. `@name` is an attribute, `#text` the text beside attributes, an array an element several times, and `#children` an array of tables whose elements come in that order.",
                takesSecrets: true),
            .init("header", .json, "A table of the elements in the header, as for body.", isSecret: true),
            .init(
                "namespace", .text, "The namespace of the elements in the body that have no prefix and no `@xmlns`."),
            .init("namespaces", .scalars, "Namespaces by the prefixes that names in body and header have."),
            .init(
                "envelope", .text, "The whole envelope as XML, instead of body, header and namespaces.",
                takesSecrets: true),
            .init(
                "lists", .list(.text),
                "Names of elements that are arrays in the output, also where there is one of them."),
            WebInputs.headers, WebInputs.auth,
        ] + WebInputs.limits + [WebInputs.retries] + WebInputs.security,
        alternatives: [
            ["body", "envelope"], ["header", "envelope"], ["namespaces", "envelope"], ["namespace", "envelope"],
        ],
        outputs: [
            .init(
                "body",
                "The elements in the body of the answer, by their names without prefixes: texts, or tables of elements and of `@name` for attributes; arrays where there are several."
            ),
            .init("header", "The elements in the header of the answer, where there are any."),
        ],
        repetition: """
            Nobody knows whether the operation was carried out, and SOAP has no place to tell: the connection pauses and asks, \
            unless after_crash says otherwise. The header Idempotency-Key is sent.
            """,
        crashPolicy: .ask,
        example:
            "url = \"https://example.com/prices\", action = \"urn:prices#get\", namespace = \"urn:prices\", body = {get = {item = \"A7\"}}"
    )
}
