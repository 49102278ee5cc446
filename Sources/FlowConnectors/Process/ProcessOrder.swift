import FlowModel

/// What the inputs of a PROCESS connection ask for, checked.
struct ProcessOrder: Sendable {
    /// The name of the environment variable with the idempotency key.
    static let keyVariable = "MOONFLOW_IDEMPOTENCY_KEY"

    /// Connector and program, for people.
    let target: String
    let path: String
    let arguments: [String]
    /// What the script gives of an environment.
    let environment: [String: String]
    /// nil for a folder of its own.
    let workingDirectory: String?
    let input: [UInt8]
    let outputLimit: Int
    let timeout: Double
    let report: ProcessReport
    let redactor: Redactor

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `PermissionDenied` for a program that is not granted, `ResourceNotFoundError` for one that there is not, and
    ///   the errors of wrong inputs.
    init(_ inputs: JSONObject, programs: GrantedPrograms) throws(FlowError) {
        let script = inputs["script"]?.text
        let isShell = inputs["shell"] == true
        guard isShell || script == nil else {
            throw FlowError(.invalidInput, "PROCESS: script is for the shell; set shell = true, or give command")
        }
        guard !isShell || script != nil else {
            throw FlowError(.missingInput, "PROCESS: the input 'script' is missing; shell = true needs it")
        }
        guard let command = isShell ? "/bin/sh" : inputs["command"]?.text else {
            throw FlowError(.missingInput, "PROCESS: the input 'command' is missing; give a text")
        }
        let target = "PROCESS \(isShell ? "sh" : String(command.prefix(200)))"
        self.target = target
        let given = (inputs["arguments"]?.items ?? []).compactMap(\.text)
        for (index, argument) in given.enumerated() {
            try Self.check(argument, "\(target): arguments[\(index + 1)]")
        }
        if let script {
            try Self.check(script, "\(target): script")
            arguments = ["-c", script, "sh"] + given
        } else {
            arguments = given
        }
        var redactor = Redactor()
        environment = try Self.environment(inputs["environment"], programs.grant, target, hiding: &redactor)
        self.redactor = redactor
        workingDirectory = try inputs["working_directory"]?.text.map { folder throws(FlowError) in
            guard folder.hasPrefix("/"), !folder.utf8.contains(0) else {
                throw FlowError(.invalidInput, "\(target): working_directory must be an absolute path")
            }
            return folder
        }
        input = try ContentInput.bytes("input", of: inputs, connector: "PROCESS") ?? []
        outputLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        timeout = inputs["timeout_sec"]?.double ?? 60
        report = ProcessReport(inputs)
        path = try programs.path(of: command, target: target)
    }

    private static func environment(
        _ table: JSONValue?, _ grant: ProcessGrant, _ target: String, hiding redactor: inout Redactor
    ) throws(FlowError) -> [String: String] {
        var environment: [String: String] = [:]
        for entry in table?.object?.entries ?? [] {
            let name = entry.key
            guard isName(name) else {
                throw FlowError(
                    .invalidInput,
                    "\(target): environment has a name that is none; use letters, digits and _, as in LOG_LEVEL")
            }
            guard name != keyVariable else {
                throw FlowError(.invalidInput, "\(target): environment.\(name) is the connector's own; leave it out")
            }
            // They would make one program into another.
            if case .programs = grant, name.hasPrefix("LD_") || choosing.contains(name) {
                throw FlowError(
                    .permissionDenied,
                    "\(target): environment.\(name) decides what code is run, and only some programs may be run here")
            }
            guard entry.value.items == nil else {
                throw FlowError(.invalidInput, "\(target): environment.\(name) must be one value")
            }
            let value = entry.value.text ?? JSONWriter.text(entry.value)
            try check(value, "\(target): environment.\(name)")
            redactor.hide(value, shortest: 3)
            environment[name] = value
        }
        return environment
    }

    /// Checks that a program can be given a text.
    private static func check(_ text: String, _ place: String) throws(FlowError) {
        guard !text.utf8.contains(0) else { throw FlowError(.invalidInput, "\(place) has a zero byte") }
        // The system takes no longer ones.
        guard text.utf8.count <= 100_000 else {
            throw FlowError(.invalidInput, "\(place) has more than 100000 bytes; see input")
        }
    }

    private static let choosing: Set<String> = [
        "PATH", "ENV", "BASH_ENV", "SHELLOPTS", "BASHOPTS", "GCONV_PATH", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP",
        "PERL5LIB", "PERL5OPT", "RUBYLIB", "RUBYOPT", "NODE_OPTIONS", "NODE_PATH", "LUA_INIT", "LUA_PATH", "LUA_CPATH",
        "JAVA_TOOL_OPTIONS", "CLASSPATH",
    ]

    private static func isName(_ name: String) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool {
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || byte == UInt8(ascii: "_")
        }
        guard let first = name.utf8.first, isLetter(first) else { return false }
        return name.utf8.allSatisfy { isLetter($0) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}
