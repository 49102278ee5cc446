/// An element of XML with what is in it; comments and processing instructions are left out.
struct XMLElement: Sendable, Equatable {
    /// What stands in an element.
    enum Node: Sendable, Equatable {
        case element(XMLElement)
        case text(String)
    }

    struct Attribute: Sendable, Equatable {
        /// As it is written, with its prefix.
        let name: String
        let value: String
        /// The namespace of the prefix; nil for none.
        let namespace: String?

        /// The name without its prefix.
        var localName: String { XMLElement.local(name) }

        /// Describes an attribute.
        init(_ name: String, _ value: String, namespace: String? = nil) {
            self.name = name
            self.value = value
            self.namespace = namespace
        }
    }

    /// As it is written, with its prefix.
    let name: String
    /// The namespace that it is in; nil for none.
    let namespace: String?
    var attributes: [Attribute] = []
    var nodes: [Node] = []

    /// Describes an element.
    init(_ name: String, namespace: String? = nil, attributes: [Attribute] = [], nodes: [Node] = []) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
        self.nodes = nodes
    }

    /// The name without its prefix.
    var localName: String { Self.local(name) }

    /// The elements in it.
    var elements: [XMLElement] {
        nodes.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The text in it, without that of its elements.
    var text: String {
        nodes.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
    }

    /// The first element in it with that name, whatever its prefix.
    subscript(_ localName: String) -> XMLElement? { elements.first { $0.localName == localName } }

    /// All elements in it with that name.
    func all(_ localName: String) -> [XMLElement] { elements.filter { $0.localName == localName } }

    /// The value of an attribute; its name is without prefix.
    func attribute(_ localName: String, in namespace: String? = nil) -> String? {
        attributes.first { $0.localName == localName && $0.namespace == namespace }?.value
    }

    fileprivate static func local(_ name: String) -> String {
        name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }
}

/// Why a text is no XML, or none that is taken.
struct XMLFault: Error, Equatable {
    /// To follow a word such as "what came back".
    let reason: String
}
