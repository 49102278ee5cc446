extension OfficialSuiteTests {
    /// Tests that fail for one reason.
    struct Known {
        let reason: String
        let tests: [String]
    }

    /// All tests of the suite that are known to fail.
    static let known: [Known] = [
        Known(
            reason: "other documents are never fetched, those of json-schema.org included",
            tests: [
                "definitions: invalid definition: invalid definition schema",
                "definitions: valid definition: valid definition schema",
                "ref: remote ref, containing refs itself: remote ref invalid",
                "ref: remote ref, containing refs itself: remote ref valid",
                "refRemote: base URI change - change folder in subschema: number is valid",
                "refRemote: base URI change - change folder in subschema: string is invalid",
                "refRemote: base URI change - change folder: number is valid",
                "refRemote: base URI change - change folder: string is invalid",
                "refRemote: base URI change: base URI change ref invalid",
                "refRemote: base URI change: base URI change ref valid",
                "refRemote: fragment within remote ref: remote fragment invalid",
                "refRemote: fragment within remote ref: remote fragment valid",
                "refRemote: ref within remote ref: ref within ref invalid",
                "refRemote: ref within remote ref: ref within ref valid",
                "refRemote: remote ref: remote ref invalid",
                "refRemote: remote ref: remote ref valid",
                "refRemote: root ref in remote ref: null is valid",
                "refRemote: root ref in remote ref: object is invalid",
                "refRemote: root ref in remote ref: string is valid",
            ]),
        Known(
            reason: "contentMediaType and contentEncoding only describe",
            tests: [
                "optional/content: validation of binary string-encoding: an invalid base64 string (% is not a valid character)",
                "optional/content: validation of binary-encoded media type documents: a validly-encoded invalid JSON document",
                "optional/content: validation of binary-encoded media type documents: an invalid base64 string that is valid JSON",
                "optional/content: validation of string-encoded content based on media type: an invalid JSON document",
            ]),
        Known(
            reason: "the format only describes: internationalized names",
            tests: [
                "optional/format/idn-email: validation of an internationalized e-mail addresses: an invalid idn e-mail address",
                "optional/format/idn-hostname: validation of internationalized host names: a host name with a component too long",
                "optional/format/idn-hostname: validation of internationalized host names: contains illegal char U+302E Hangul single dot tone mark",
                "optional/format/idn-hostname: validation of internationalized host names: illegal first char U+302E Hangul single dot tone mark",
            ]),
        Known(
            reason: "the format only describes: URIs and IRIs, their references and templates",
            tests: [
                "optional/format/iri-reference: validation of IRI References: an invalid IRI Reference",
                "optional/format/iri-reference: validation of IRI References: an invalid IRI fragment",
                "optional/format/iri: validation of IRIs: an invalid IRI",
                "optional/format/iri: validation of IRIs: an invalid IRI based on IPv6",
                "optional/format/iri: validation of IRIs: an invalid IRI though valid IRI reference",
                "optional/format/iri: validation of IRIs: an invalid relative IRI Reference",
                "optional/format/uri-reference: validation of URI References: an invalid URI Reference",
                "optional/format/uri-reference: validation of URI References: an invalid URI fragment",
                "optional/format/uri-template: format: uri-template: an invalid uri-template",
                "optional/format/uri: validation of URIs: an invalid URI",
                "optional/format/uri: validation of URIs: an invalid URI though valid URI reference",
                "optional/format/uri: validation of URIs: an invalid URI with spaces",
                "optional/format/uri: validation of URIs: an invalid URI with spaces and missing scheme",
                "optional/format/uri: validation of URIs: an invalid protocol-relative URI Reference",
                "optional/format/uri: validation of URIs: an invalid relative URI Reference",
            ]),
        Known(
            reason: "the format only describes: relative pointers",
            tests: [
                "optional/format/relative-json-pointer: validation of Relative JSON Pointers (RJP): an invalid RJP that is a valid JSON Pointer"
            ]),
        Known(
            reason: "the format only describes: regular expressions",
            tests: [
                "optional/format/regex: validation of regular expressions: a regular expression with unclosed parens is invalid"
            ]),
        Known(
            reason: "RE2 takes an escape that ECMA 262 does not know",
            tests: [
                "optional/ecmascript-regex: ECMA 262 regex non-compliance: ECMA 262 has no support for \\Z anchor from .NET"
            ]),
    ]
}
