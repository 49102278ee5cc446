import CCurl
import FlowModel

/// What the inputs of an IMAP connection ask for, checked.
struct IMAPOrder: Sendable {
    enum Action: Sendable {
        case listFolders
        case search(IMAPSearch, after: Int64, limit: Int)
        case fetch([Int64], ReceivedMail.Extent)
        case mark([Int64], add: [String], remove: [String])
        case move([Int64], to: String, createsFolder: Bool)
        case delete([Int64])
    }

    static let kind = CurlEndpoint.Kind(
        type: "IMAP", plainScheme: "imap", secureScheme: "imaps", ports: [.none: 143, .starttls: 143, .tls: 993])
    static let flags = ["seen", "answered", "flagged", "deleted", "draft"]

    let endpoint: CurlEndpoint
    let operation: String
    let folder: String
    /// What the folder's numbers have to belong to; nil where it does not matter.
    let uidValidity: Int64?
    let action: Action

    /// Operation and folder for people.
    var name: String { operation == "list_folders" ? operation : "\(operation) in '\(folder)'" }

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject) throws(FlowError) {
        endpoint = try CurlEndpoint(inputs, Self.kind)
        let operation = inputs["operation"]?.text ?? ""
        self.operation = operation
        folder = try Self.folder(inputs["folder"]?.text ?? "INBOX", "folder")
        uidValidity = inputs["uid_validity"]?.integer
        let given = (inputs["uids"]?.items ?? []).compactMap(\.integer)
        func uids() throws(FlowError) -> [Int64] {
            guard inputs["uids"] != nil else {
                throw FlowError(.missingInput, "IMAP: the input 'uids' is missing; \(operation) needs it")
            }
            guard given.count <= 1000 else {
                throw FlowError(.invalidInput, "IMAP: uids has \(given.count) numbers, more than 1000")
            }
            return Array(Set(given)).sorted()
        }
        switch operation {
        case "list_folders": action = .listFolders
        case "search":
            let fields = inputs["search"]?.object ?? [:]
            action = .search(
                try IMAPSearch(fields), after: fields["after_uid"]?.integer ?? 0,
                limit: Int(inputs["max_messages"]?.integer ?? 1000))
        case "fetch":
            action = .fetch(try uids(), ReceivedMail.Extent(rawValue: inputs["parts"]?.text ?? "") ?? .all)
        case "mark":
            let add = try Self.flags(inputs, "add_flags")
            let remove = try Self.flags(inputs, "remove_flags")
            guard !add.isEmpty || !remove.isEmpty else {
                throw FlowError(
                    .missingInput, "IMAP: the input 'add_flags' is missing; mark needs it, or remove_flags")
            }
            action = .mark(try uids(), add: add, remove: remove)
        case "move":
            guard let text = inputs["to"]?.text else {
                throw FlowError(.missingInput, "IMAP: the input 'to' is missing; move needs it")
            }
            let target = try Self.folder(text, "to")
            guard target != folder else { throw FlowError(.invalidInput, "IMAP: to is the same as folder") }
            action = .move(try uids(), to: target, createsFolder: inputs["create_folders"] == true)
        default: action = .delete(try uids())
        }
    }

    private static func folder(_ name: String, _ input: String) throws(FlowError) -> String {
        guard 1...1000 ~= name.utf8.count, name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else {
            throw FlowError(.invalidInput, "IMAP: \(input) must have 1 to 1000 bytes and no control character")
        }
        return name
    }

    private static func flags(_ inputs: JSONObject, _ name: String) throws(FlowError) -> [String] {
        var flags: [String] = []
        for item in inputs[name]?.items ?? [] {
            let flag = item.text ?? ""
            if Self.flags.contains(flag.lowercased()) {
                flags.append("\\\(flag.lowercased())")
                continue
            }
            let isKeyword = flag.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"(){}%*\"\\[]".utf8.contains($0) }
            guard isKeyword, 1...100 ~= flag.utf8.count else {
                throw FlowError(
                    .invalidInput,
                    "IMAP: \(name) must be \(Self.flags.joined(separator: ", ")), or a word of one's own in ASCII")
            }
            flags.append(flag)
        }
        return flags
    }
}
