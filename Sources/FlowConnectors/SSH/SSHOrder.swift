import FlowModel

/// What the inputs of an SSH connection ask for, checked.
struct SSHOrder: Sendable {
    let access: SSHAccess
    /// What the shell of the other side is given.
    let remoteCommand: String
    let input: [UInt8]
    let outputLimit: Int
    let timeout: Double
    let report: ProcessReport
    let redactor: Redactor

    /// Connector and machine, for people.
    var target: String { "SSH \(access.place)" }

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject, idempotencyKey: String) throws(FlowError) {
        var redactor = Redactor()
        access = try SSHAccess(inputs, connector: "SSH", hiding: &redactor)
        self.redactor = redactor
        let arguments = (inputs["arguments"]?.items ?? []).compactMap(\.text)
        for name in ["command", "script", "interpreter"] where inputs[name]?.text?.utf8.contains(0) == true {
            throw FlowError(.invalidInput, "SSH: \(name) has a zero byte")
        }
        for (index, argument) in arguments.enumerated() where argument.utf8.contains(0) {
            throw FlowError(.invalidInput, "SSH: arguments[\(index + 1)] has a zero byte")
        }
        let given = try ContentInput.bytes("input", of: inputs, connector: "SSH")
        var words: String
        if let script = inputs["script"]?.text {
            guard given == nil else {
                throw FlowError(
                    .invalidInput, "SSH: input is for command; a script itself is what the input is used for")
            }
            guard arguments.isEmpty else {
                throw FlowError(.invalidInput, "SSH: arguments are for command; name them in interpreter")
            }
            words = inputs["interpreter"]?.text ?? "/bin/sh"
            input = Array((script.hasSuffix("\n") ? script : script + "\n").utf8)
        } else {
            guard let command = inputs["command"]?.text, !command.isEmpty else {
                throw FlowError(.missingInput, "SSH: give command or script")
            }
            words = ([command] + arguments.map(ShellWord.quoted)).joined(separator: " ")
            input = given ?? []
        }
        if inputs["pass_key"] != false {
            let name = ProcessOrder.keyVariable
            words = "export \(name)=\(ShellWord.quoted(idempotencyKey)); \(words)"
        }
        remoteCommand = words
        guard words.utf8.count <= 100_000 else {
            throw FlowError(
                .invalidInput, "SSH: command and arguments have more than 100000 bytes; use script or input")
        }
        outputLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        timeout = inputs["timeout_sec"]?.double ?? 60
        report = ProcessReport(inputs)
    }
}
