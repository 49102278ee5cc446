import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import Foundation
import LuaHost
import Testing

/// The pages of the documentation say what the code does.
///
/// `MOONFLOW_RECORD=1` writes the tables anew.
@Suite struct ConnectorDocumentationTests {
    private static let catalog = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/FlowConnectors/Documentation.docc")
    private static let mark =
        "<!-- interface: written by MOONFLOW_RECORD=1 scripts/test --filter ConnectorDocumentation -->\n"

    @Test(arguments: BundledConnectors.interfaces)
    func aPageHasTheTableOfItsConnector(_ interface: ConnectorInterface) throws {
        let page = Self.catalog.appending(path: "\(interface.type).md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let start = try #require(text.range(of: Self.mark))
        let expected = text[..<start.upperBound] + "\n" + interface.markdown
        guard text != expected else { return }
        if ProcessInfo.processInfo.environment["MOONFLOW_RECORD"] == "1" {
            try String(expected).write(to: page, atomically: true, encoding: .utf8)
        }
        Issue.record("\(interface.type).md does not have the inputs that the connector has")
    }

    @Test func everyInputIsDescribed() {
        for interface in BundledConnectors.interfaces {
            #expect(Set(interface.inputs.map(\.name)).count == interface.inputs.count)
            for input in interface.inputs {
                #expect(input.summary.hasSuffix("."), "\(input.name)")
                #expect(input.name.allSatisfy { $0.isLowercase || $0 == "_" || $0.isNumber }, "\(input.name)")
                guard let fallback = input.fallback else { continue }
                do throws(FlowError) {
                    _ = try interface.checked(.object([input.name: fallback]))
                } catch {
                    #expect(error.type == FlowErrorClass.missingInput.rawValue, "\(input.name): \(error.message)")
                }
            }
        }
    }

    // MARK: The program of the page "Writing a connector"

    struct WeatherConnector: TypedConnector {
        let interface = ConnectorInterface(
            type: "WEATHER",
            summary: "Tells the weather of a town.",
            inputs: [
                ConnectorInput("town", .text, "Which town.", isRequired: true),
                ConnectorInput("days", .integer(1...7), "For how many days.", fallback: 1),
            ],
            outputs: [.init("forecast", "A text for each day.")],
            repetition: "The weather is asked for again.",
            example: "town = \"Vienna\"")

        func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
            let days = Int(inputs["days"]?.integer ?? 1)
            guard let town = inputs["town"]?.text, town != "Atlantis" else {
                throw FlowError(.connectionFailed, "WEATHER: nothing is known about that town")
            }
            return ["forecast": .array(Array(repeating: .string("sun over \(town)"), count: days))]
        }
    }

    @Test(.timeLimit(.minutes(10))) func theProgramOfThePageRuns() async throws {
        var configuration = EngineConfiguration()
        configuration.connectors["WEATHER"] = WeatherConnector()
        let engine = ExecutionEngine(store: MemoryStore(), environment: try .flow(), configuration: configuration)
        defer { engine.stop() }
        let start = ScriptTime(microseconds: 1_767_225_600_000_000)
        let record = ExecutionRecord(
            id: ExecutionID(createdAt: start, random: (1, 2)), name: "weather",
            script: """
                local c = this:connect{connector_type = "WEATHER", town = "Vienna", days = 2}
                local _, wrong = pcall(this.connect, this, {connector_type = "WEATHER", twon = "Vienna"})
                return {forecast = c:get("output_value").forecast, wrong = wrong.message}
                """, inputs: [:], createdAt: start)
        let id = try await engine.start(record, seed: 1)
        let output = try #require(try await engine.end(of: id).record.output.object)
        #expect(output["forecast"] == ["sun over Vienna", "sun over Vienna"])
        #expect(output["wrong"]?.text?.contains("did you mean 'town'?") == true)
    }

    @Test func theProgramOfThePageIsTheOneAbove() throws {
        let page = try String(contentsOf: Self.catalog.appending(path: "WritingAConnector.md"), encoding: .utf8)
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let begin = try #require(page.range(of: "struct WeatherConnector"))
        let end = try #require(page.range(of: "\n}\n", range: begin.lowerBound..<page.endIndex))
        let lines = page[begin.lowerBound..<end.upperBound].split(separator: "\n")
        let own = Set(source.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
        for line in lines { #expect(own.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)") }
    }
}
