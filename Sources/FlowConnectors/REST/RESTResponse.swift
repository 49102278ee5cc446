import FlowModel
import FoundationEssentials
import NIOHTTP1

/// What came back, as a script sees it.
struct RESTResponse: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]
    /// Where the body is instead.
    var file: IncomingFile.Saved?
    let address: WebAddress
    /// What was set on the way and is for that address.
    var cookies: [CookieJar.Cookie] = []

    /// The output of the connection.
    func output(_ redactor: Redactor) -> JSONValue {
        var output: JSONObject = [
            "status_code": .integer(Int64(status)), "headers": .object(headerTable),
            "url": .string(redactor.redacted(address.text)),
        ]
        if !cookies.isEmpty {
            output["cookies"] = .object(
                cookies.reversed().reduce(into: JSONObject()) { $0[$1.name] = .string($1.value) })
        }
        put(into: &output)
        return .object(output)
    }

    /// Puts the body into an output: as JSON, as text, as base64, or where it was saved.
    func put(into output: inout JSONObject) {
        if let file {
            output["file"] = file.output
        } else if let json {
            output["json"] = json
        } else if let text = String(validating: body, as: UTF8.self) {
            output["text"] = .string(text)
        } else {
            output["content_base64"] = .string(Data(body).base64EncodedString())
        }
    }

    /// The beginning of the body for an error message.
    func beginning(_ redactor: Redactor) -> String? {
        // An error has a part of it alone.
        let text = redactor.redacted(cut: body)
        let words = text.split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 } }
        return words.isEmpty ? nil : String(words.joined(separator: " ").prefix(300))
    }

    /// The body, when it says that it is JSON and it is.
    var json: JSONValue? {
        let type = (headers.first(name: "content-type") ?? "").prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard type == "application/json" || type == "text/json" || type.hasSuffix("+json") else { return nil }
        // The mark of byte order that some services put first.
        let bytes = body.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(body.dropFirst(3)) : body
        do throws(JSONError) {
            return try JSONParser.parse(bytes) as JSONValue
        } catch {
            return nil
        }
    }

    private var headerTable: JSONObject {
        var table = JSONObject()
        for (name, value) in headers {
            let (key, text) = (name.lowercased(), String(decoding: value.utf8, as: UTF8.self))
            switch table[key] {
            case .array(let values)?: table[key] = .array(values + [.string(text)])
            case .string(let before)?: table[key] = .string("\(before), \(text)")
            default: table[key] = key == "set-cookie" ? [.string(text)] : .string(text)
            }
        }
        return table
    }
}
