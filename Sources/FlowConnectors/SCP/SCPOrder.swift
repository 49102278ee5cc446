import FlowModel

/// What the inputs of an SCP connection ask for, checked.
struct SCPOrder: Sendable {
    /// Where the content is on this side.
    enum Local: Sendable {
        case content([UInt8])
        /// A file below the folder of the operator.
        case file(FilePlace)
    }

    enum Action: Sendable {
        /// Content to the other side; a mode for the file there where one is given.
        case upload(Local, mode: String?, createsFolders: Bool)
        /// Content from the other side into the output, or into a file.
        case download(FilePlace?, asBase64: Bool)
    }

    let access: SSHAccess
    let remotePath: String
    let action: Action
    /// Bytes that a file that comes may have.
    let byteLimit: Int
    let timeout: Double
    let redactor: Redactor

    /// Connector, machine and path, for people.
    var target: String {
        let operation = if case .upload = action { "upload" } else { "download" }
        return "SCP \(operation) \(access.place):\(remotePath)"
    }

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject) throws(FlowError) {
        var redactor = Redactor()
        access = try SSHAccess(inputs, connector: "SCP", hiding: &redactor)
        self.redactor = redactor
        remotePath = inputs["remote_path"]?.text ?? ""
        try Self.check(remotePath)
        let local = try inputs["local_path"]?.text.map { text throws(FlowError) in
            let place = try FilePlace(text, input: "local_path", of: "SCP")
            guard !place.names.isEmpty else {
                throw FlowError(.invalidInput, "SCP: local_path is the allowed folder itself")
            }
            return place
        }
        if inputs["operation"] == "upload" {
            let content = try ContentInput.bytes("content", of: inputs, connector: "SCP")
            guard let source = content.map(Local.content) ?? local.map(Local.file) else {
                throw FlowError(.missingInput, "SCP: give content, content_base64 or local_path; upload needs one")
            }
            action = .upload(source, mode: try Self.mode(inputs), createsFolders: inputs["create_folders"] == true)
        } else {
            guard inputs["content"] == nil, inputs["content_base64"] == nil else {
                throw FlowError(.invalidInput, "SCP: content is for upload")
            }
            action = .download(local, asBase64: inputs["encoding"] == "base64")
        }
        byteLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        timeout = inputs["timeout_sec"]?.double ?? 60
    }

    private static func check(_ path: String) throws(FlowError) {
        func refused(_ reason: String) -> FlowError {
            FlowError(.invalidInput, "SCP: remote_path \(reason); give the path of a file, such as /srv/www/index.html")
        }
        guard !path.isEmpty else { throw refused("is empty") }
        // sftp reads lines of two thousand bytes, with two paths in some.
        guard path.utf8.count <= 800 else { throw refused("has more than 800 bytes") }
        guard path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw refused("has a control character") }
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard !name.isEmpty, name != ".", name != ".." else { throw refused("names a folder") }
    }

    private static func mode(_ inputs: JSONObject) throws(FlowError) -> String? {
        guard let mode = inputs["mode"]?.text else { return nil }
        guard 3...4 ~= mode.utf8.count, mode.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "7") ~= $0 }) else {
            throw FlowError(.invalidInput, "SCP: mode must be octal digits, as in \"0644\"")
        }
        return mode
    }
}
