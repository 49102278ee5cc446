import FlowModel

/// The value of `--input`: JSON itself, `@FILE`, or `-` for the standard input.
enum InputArgument {
    /// What an input may have, in bytes.
    private static let limit = 64 << 20

    /// Returns the inputs; without an argument an empty table.
    ///
    /// - Throws: `CommandFailure` naming the file, line and column of what is not JSON.
    static func value(_ argument: String?) throws(CommandFailure) -> JSONValue {
        guard let argument else { return [:] }
        if argument == "-" {
            return try parse(try FileContents.readStandardInput(role: "input", limit: limit), name: "standard input")
        }
        if argument.hasPrefix("@") {
            let path = String(argument.dropFirst())
            return try parse(try FileContents.read(path, role: "input", limit: limit), name: path)
        }
        return try parse(Array(argument.utf8), name: "--input")
    }

    private static func parse(_ bytes: [UInt8], name: String) throws(CommandFailure) -> JSONValue {
        do throws(JSONError) {
            return try JSONParser.parse(bytes)
        } catch {
            throw CommandFailure(
                "\(name):\(error.line):\(error.column): the input is not JSON: \(error.message); "
                    + advice(bytes, name: name)
            )
        }
    }

    private static func advice(_ bytes: [UInt8], name: String) -> String {
        if bytes.isEmpty { return "give at least {}" }
        if name == "--input", bytes.first != UInt8(ascii: "{"), bytes.first != UInt8(ascii: "[") {
            return "write it as in --input '{\"name\": \"value\"}', or name a file as in --input @input.json"
        }
        return "JSON needs double quotes around keys and texts, and no comma before ] or }"
    }
}
