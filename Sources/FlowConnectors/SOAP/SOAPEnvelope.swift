import FlowModel

/// Envelopes of SOAP as they are written and read.
struct SOAPEnvelope: Sendable, Equatable {
    /// The versions, which differ in their namespaces and in how they name things.
    enum Version: String, Sendable {
        case v11 = "1.1"
        case v12 = "1.2"

        var namespace: String {
            switch self {
            case .v11: "http://schemas.xmlsoap.org/soap/envelope/"
            case .v12: "http://www.w3.org/2003/05/soap-envelope"
            }
        }
    }

    /// What the other side says went wrong.
    struct Fault: Sendable, Equatable {
        let code: String
        let text: String
        let detail: JSONValue
    }

    let body: JSONObject
    let header: JSONObject
    let fault: Fault?

    /// Writes an envelope.
    ///
    /// - Parameters:
    ///   - body: The elements of the body.
    ///   - header: The elements of the header; nil for no header.
    ///   - version: The version.
    ///   - namespace: That of the elements in the body; nil for none.
    ///   - namespaces: Namespaces by prefix.
    /// - Returns: The envelope.
    /// - Throws: `XMLFault` for a table that no XML can stand for.
    static func write(
        body: JSONObject, header: JSONObject?, version: Version, namespace: String?,
        namespaces: [(name: String, value: String)]
    ) throws(XMLFault) -> [UInt8] {
        var envelope = XMLElement("soap:Envelope", attributes: [.init("xmlns:soap", version.namespace)])
        for (prefix, uri) in namespaces {
            guard prefix != "soap", prefix != "xml", prefix != "xmlns", !prefix.contains(":") else {
                throw XMLFault(reason: "has a prefix '\(prefix)', which is not to be given")
            }
            envelope.attributes.append(.init("xmlns:\(prefix)", uri))
        }
        if let header {
            envelope.nodes.append(
                .element(XMLElement("soap:Header", nodes: try XMLTable.elements(header).map { .element($0) })))
        }
        var elements = try XMLTable.elements(body)
        if let namespace {
            for index in elements.indices where !elements[index].name.contains(":") {
                guard !elements[index].attributes.contains(where: { $0.name == "xmlns" }) else { continue }
                elements[index].attributes.insert(.init("xmlns", namespace), at: 0)
            }
        }
        envelope.nodes.append(.element(XMLElement("soap:Body", nodes: elements.map { .element($0) })))
        return try XMLWriter.document(envelope)
    }

    /// Reads an envelope of either version.
    ///
    /// - Parameters:
    ///   - bytes: What came back.
    ///   - lists: The names of elements that are arrays.
    /// - Throws: `XMLFault` for what is no envelope.
    init(_ bytes: [UInt8], lists: Set<String>) throws(XMLFault) {
        let root = try XMLReader.read(bytes)
        guard root.localName == "Envelope",
            let version = [Version.v11, .v12].first(where: { $0.namespace == root.namespace })
        else { throw XMLFault(reason: "is no envelope of SOAP") }
        func part(_ name: String) -> XMLElement? {
            root.elements.first { $0.localName == name && $0.namespace == version.namespace }
        }
        guard let body = part("Body") else { throw XMLFault(reason: "is an envelope without a body") }
        self.body = XMLTable.table(in: body, lists: lists)
        header = part("Header").map { XMLTable.table(in: $0, lists: lists) } ?? [:]
        fault = body.elements.first { $0.localName == "Fault" && $0.namespace == version.namespace }
            .map { Self.fault($0, version, lists) }
    }

    private static func fault(_ element: XMLElement, _ version: Version, _ lists: Set<String>) -> Fault {
        func trimmed(_ element: XMLElement?) -> String {
            (element?.text ?? "").split { $0.isWhitespace }.joined(separator: " ")
        }
        func detail(_ name: String) -> JSONValue {
            element[name].map { XMLTable.value(of: $0, lists: lists) } ?? .null
        }
        switch version {
        case .v11:
            return Fault(
                code: trimmed(element["faultcode"]), text: trimmed(element["faultstring"]), detail: detail("detail"))
        case .v12:
            // The innermost code says most.
            var code = element["Code"]
            while let inner = code?["Subcode"] { code = inner }
            return Fault(
                code: trimmed(code?["Value"]), text: trimmed(element["Reason"]?["Text"]), detail: detail("Detail"))
        }
    }
}
